import { createParser } from 'eventsource-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { curlTwice, type JobFrame, JobServer, SEED_BODY } from './job-server.ts'

let server: JobServer
beforeAll(async () => void (server = await JobServer.start()))
afterAll(() => server[Symbol.asyncDispose]())

const dataOf = (frames: readonly JobFrame[], event: string): any[] =>
  frames.filter((frame) => frame.event === event).map((frame) => frame.data)

/** What every stream of a job that goes well is, whoever made the outfits. */
function expectWholeJob(frames: readonly JobFrame[]): any {
  const percents = dataOf(frames, 'progress').map(({ progress }) => progress)
  expect(percents).toEqual(percents.toSorted((a, b) => a - b))
  expect([percents[0], percents.at(-1)]).toEqual([0, 100])
  expect(percents.filter((percent) => percent === 100)).toHaveLength(1)
  const messages = [...new Set(dataOf(frames, 'progress').map(({ message }) => message))]
  expect(messages).toEqual([
    'Looking through your wardrobe...',
    'A quick pick while your stylist thinks...',
    'Creating outfit 1 of 3...',
    'Creating outfit 2 of 3...',
    'Creating outfit 3 of 3...',
    'Complete!',
  ])
  expect(dataOf(frames, 'outfit').map(({ outfit_number }) => outfit_number)).toEqual([1, 2, 3])
  expect(frames.at(-1)!.event).toBe('complete')
  expect(frames.filter(({ event }) => event === 'complete' || event === 'error')).toHaveLength(1)
  const result = frames.at(-1)!.data
  expect(result.outfits).toEqual(dataOf(frames, 'outfit').map(({ outfit }) => outfit))
  return result
}

describe('the job API of the seed', () => {
  test('answers the two curl lines of its second test as they stand there', async () => {
    const { started, streamed } = await curlTwice(server.process.url)
    expect(started).toEqual({
      job_id: expect.any(String),
      status: 'queued',
      estimated_time: null,
      prompt_version: 'unfold_v2',
    })
    const frames: JobFrame[] = []
    createParser({
      onEvent: ({ id, event, data }) => frames.push({ id: id!, event: event!, data: JSON.parse(data) }),
    }).feed(streamed)
    const result = expectWholeJob(frames)
    expect(result).toMatchObject({
      count: 3,
      shortage: null,
      metadata: { prompt_version: 'unfold_v2', model: 'offline', temperature: null },
    })
    expect(result.metadata.latency_ms).toBeGreaterThanOrEqual(0)
    const { items } = (await server.get('/api/wardrobe/items')).json
    for (const outfit of result.outfits) {
      expect(outfit.context).toEqual({
        occasions: ['casual'],
        weather_condition: null,
        temperature_range: null,
      })
      expect(['Comfort Zone', 'Gentle Push', 'Bold Move']).toContain(outfit.confidence_level)
      for (const { id, name, category, image_path } of outfit.items) {
        const piece = items.find((item: any) => item.id === id)
        expect([name, category, image_path]).toEqual([piece.name, piece.category, piece.imagePath])
      }
    }
  })

  test('answers polls with percentages that do not fall, and at the end with what the stream ended with', async () => {
    const jobId = await server.generate()
    const answers = await server.poll(jobId)
    const percents = answers.map(({ progress }) => progress)
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    const result = expectWholeJob(await server.read(jobId))
    expect(answers.at(-1)).toEqual({ status: 'complete', progress: 100, result })
  })

  test('sends whoever has read all of it away for good, and goes on behind what a reader has', async () => {
    const jobId = await server.generate()
    const frames = await server.read(jobId)
    const path = `/api/jobs/${jobId}/stream`
    expect((await server.get(path, { 'last-event-id': frames.at(-1)!.id })).status).toBe(204)
    const rest = (await server.get(path, { 'last-event-id': frames.at(-2)!.id })).text
    expect(rest.match(/^event: .*$/gm)).toEqual(['event: complete'])
  })

  test('takes the fields of its seed that ask for nothing here, and does what it does without them', async () => {
    const jobId = await server.generate({ mock: true, device_id: 'phone-1' })
    const run = (await server.get(`/api/runs/${jobId}`)).text
    expect(run).not.toContain('phone-1')
    expect(expectWholeJob(await server.read(jobId)).metadata.model).toBe('offline')
    const { schema } = (await server.get('/openapi.json')).json.paths['/api/outfits/generate'].post
      .requestBody.content['application/json']
    const form = (schema.anyOf ?? schema.oneOf)[0].properties
    expect([form.mock.description, form.device_id.description]).toEqual([
      expect.stringContaining('changes nothing'),
      expect.stringContaining('neither used nor stored'),
    ])
  })

  test('runs three jobs at once, each by itself', async () => {
    const occasions = ['Brunch', 'Formal event', 'Working from home']
    const jobs = await Promise.all(occasions.map((occasion) => server.generate({ occasions: [occasion] })))
    const streams = await Promise.all(jobs.map((jobId) => server.read(jobId)))
    for (const [i, frames] of streams.entries()) {
      const { outfits } = frames.at(-1)!.data
      for (const { context } of outfits) expect(context.occasions).toEqual([occasions[i]])
      expect(frames).toEqual(await server.read(jobs[i]!))
    }
  })

  test('gives the reasoning of each outfit to those who ask for it, and to nobody else', async () => {
    const told = expectWholeJob(await server.read(await server.generate({ include_reasoning: true })))
    expect(told.reasoning.split('\n\n')).toHaveLength(3)
    for (const [i, { items }] of told.outfits.entries()) {
      const text = told.reasoning.split('\n\n')[i].toLowerCase()
      expect(items.some(({ name }: { name: string }) => text.includes(name.toLowerCase()))).toBe(true)
    }
    expect(expectWholeJob(await server.read(await server.generate()))).not.toHaveProperty('reasoning')
  })

  test('keeps to the weather that was chosen, in the words of its seed', async () => {
    const jobId = await server.generate({ weather_condition: 'Rainy', temperature_range: 'Cold (<50°F)' })
    for (const { context } of expectWholeJob(await server.read(jobId)).outfits)
      expect(context).toMatchObject({ weather_condition: 'rainy', temperature_range: 'cold' })
  })

  test('builds on the pieces that complete mode is given', async () => {
    const { items } = (await server.get('/api/wardrobe/items')).json
    const blazer = items.find((item: any) => item.subCategory === 'blazer').id
    const jobId = await server.generate({ mode: 'complete', occasions: [], anchor_items: [blazer] })
    const result = expectWholeJob(await server.read(jobId))
    expect(result.anchor_items).toEqual([blazer])
    for (const { items: pieces } of result.outfits)
      expect(pieces.map(({ id }: { id: string }) => id)).toContain(blazer)
  })

  test.each([
    ['no user', 422, { user_id: undefined }, 'body.user_id'],
    ['no occasion', 422, { occasions: [] }, 'body.occasions'],
    ['another mode', 422, { mode: 'surprise' }, 'body.mode'],
    ['complete mode without pieces', 422, { mode: 'complete' }, 'body.anchor_items'],
    ['complete mode with an empty list', 422, { mode: 'complete', anchor_items: [] }, 'body.anchor_items'],
    ['weather of no kind', 422, { weather_condition: 'plasma' }, 'body.weather_condition'],
    ['an unknown prompt version', 400, { prompt_version: 'baseline_v1' }, 'body.prompt_version'],
    ["nobody's piece", 404, { mode: 'complete', anchor_items: ['nobodys'] }, 'body.anchor_items.0'],
    ['a piece named twice', 422, { mode: 'complete', anchor_items: ['a', 'a'] }, 'body.anchor_items'],
  ])('answers %s with %i and the field, and starts nothing', async (_name, status, change, field) => {
    const before = (await server.get('/api/runs')).json
    const answer = await server.post('/api/outfits/generate', { ...SEED_BODY, ...change })
    expect([answer.status, answer.json.fields]).toMatchObject([status, [{ field }]])
    expect((await server.get('/api/runs')).json).toEqual(before)
  })

  test('answers the same job to the same Idempotency-Key, and 409 when another is asked for under it', async () => {
    const post = (change: object) =>
      server.post('/api/outfits/generate', { ...SEED_BODY, ...change }, { 'idempotency-key': 'one-job' })
    const [first, again] = [await post({}), await post({})]
    expect([first.status, again.json.job_id]).toEqual([200, first.json.job_id])
    expect((await post({ occasions: ['Brunch'] })).json.code).toBe('IDEMPOTENCY_MISMATCH')
  })

  test('takes user_id for a label: of the caller, or "test" on the demo account, else 403', async () => {
    const ada = await server.signUp('ada')
    const label = (user_id: string, headers = {}) =>
      server.post('/api/outfits/generate', { ...SEED_BODY, user_id }, headers)
    for (const user of ['test', 'demo', 'somebody']) expect((await label(user, ada.headers)).status).toBe(403)
    expect((await label(ada.id)).status).toBe(403)
    expect((await label('test')).status).toBe(200)
    expect((await label(ada.id, ada.headers)).status).toBe(200)
  })

  test('answers unknown jobs and those of others alike: 404 to polls, one error event on the stream', async () => {
    const eve = await server.signUp('eve')
    const foreign = await server.generate()
    for (const jobId of ['unknown', foreign]) {
      const poll = await server.get(`/api/jobs/${jobId}`, eve.headers)
      expect([poll.status, poll.json.code]).toEqual([404, 'NOT_FOUND'])
      const stream = await server.get(`/api/jobs/${jobId}/stream`, eve.headers)
      expect([stream.status, stream.text]).toEqual([200, 'event: error\ndata: {"error":"Job not found"}\n\n'])
    }
  })
})

describe('considering a piece', () => {
  const path = '/api/consider-buying/generate-outfits'
  const BOOTS = {
    name: 'Cognac Chelsea boots',
    category: 'shoes',
    subCategory: 'boots',
    colors: [{ hex: '#9a5b2d', name: 'cognac' }],
  }
  const consider = async (change: object = {}): Promise<string> =>
    (await server.post('/api/consider-buying/items', { item: { ...BOOTS, ...change } })).json.item.id

  test('starts from a form as from JSON, and every outfit wears the piece', async () => {
    const item = await consider()
    const asForm = new URLSearchParams({ item_id: item, user_id: 'test', include_reasoning: 'true' })
    const asFormData = new FormData()
    for (const [name, value] of asForm) asFormData.set(name, value)
    const asJson = { item_id: item, user_id: 'test', include_reasoning: true }
    for (const body of [asForm, asFormData, asJson]) {
      const { status, json } = await server.post(path, body)
      expect([status, json]).toMatchObject([200, { job_id: expect.any(String), status: 'queued' }])
      const result = expectWholeJob(await server.read(json.job_id))
      expect(result.anchor_items).toEqual([item])
      expect(result.reasoning).toContain('cognac Chelsea boots')
      for (const { items } of result.outfits)
        expect(items).toContainEqual(expect.objectContaining({ id: item }))
    }
  })

  test('builds on what is owned and alike when asked to', async () => {
    const { items } = (await server.get('/api/wardrobe/items')).json
    const { name, colors, pattern, fabric, fit } = items.find(
      (owned: any) => owned.subCategory === 'boots' && owned.ownership === 'owned',
    )
    const item = await consider({ name, colors, pattern, fabric, fit })
    const body = new URLSearchParams({ item_id: item, user_id: 'test', use_existing_similar: 'on' })
    const { json } = await server.post(path, body)
    const result = expectWholeJob(await server.read(json.job_id))
    const [anchor] = result.anchor_items
    expect(anchor).not.toBe(item)
    expect((await server.get(`/api/wardrobe/items/${anchor}`)).json).toMatchObject({
      category: 'shoes',
      ownership: 'owned',
    })
  })

  test('refuses a form that says neither yes nor no, one without a piece, and every other form', async () => {
    const item = await consider()
    const odd = await server.post(
      path,
      new URLSearchParams({ item_id: item, user_id: 'test', include_reasoning: 'perhaps' }),
    )
    expect([odd.status, odd.json.fields]).toMatchObject([422, [{ field: 'body.include_reasoning' }]])
    const unknown = await server.post(path, { item_id: 'nobodys', user_id: 'test' })
    expect([unknown.status, unknown.json.fields]).toMatchObject([404, [{ field: 'body.item_id' }]])
    const empty = await server.post(path, new URLSearchParams({ user_id: 'test' }))
    expect([empty.status, empty.json.fields]).toMatchObject([422, [{ field: 'body.item_id' }]])
    const torn = await fetch(server.process.url + path, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=none' },
      body: 'item_id',
    })
    expect([torn.status, await torn.json()]).toMatchObject([400, { code: 'BAD_REQUEST' }])
    const elsewhere = await server.post('/api/outfits/generate', new URLSearchParams({ user_id: 'test' }))
    expect(elsewhere.status).toBe(415)
  })
})

test('With streaming switched off the streams answer 503, and polls bring all of it', async () => {
  await using quiet = await JobServer.start({ UNFOLD_STREAMING: 'off' })
  const jobId = await quiet.generate()
  const stream = await quiet.get(`/api/jobs/${jobId}/stream`)
  expect([stream.status, stream.json.code]).toEqual([503, 'STREAMING_OFF'])
  expect((await quiet.poll(jobId)).at(-1)).toMatchObject({ status: 'complete', result: { count: 3 } })
  // From now on there is a history to go by.
  const next = await quiet.post('/api/outfits/generate', SEED_BODY)
  expect(next.json.estimated_time).toBeGreaterThan(0)
})
