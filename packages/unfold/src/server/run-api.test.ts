import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../core/index.ts'
import { foldAll, type Json } from '../protocol/index.ts'
import { newRunId } from './run-id.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { RunServer, type RunServerOptions } from './run-server.fixture.ts'

const openServer = (options?: RunServerOptions) => RunServer.open(openSqliteBackend, options)

interface Answer {
  status: number
  headers: Headers
  text: string
  body: any
}

async function ask(
  server: RunServer,
  method: 'GET' | 'POST',
  path: string,
  options: { body?: Json; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer> {
  const { body, headers, signal } = options
  const response = await fetch(`${server.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(headers ? { headers } : {}),
    ...(signal ? { signal } : {}),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  }
}

const ofBen = { headers: { 'x-account': 'ben' } }
const words = (text: string) => ({ type: 'text', part: 'a', text }) as const

async function countRuns(server: RunServer): Promise<number> {
  return (await ask(server, 'GET', '/api/runs?limit=100')).body.runs.length
}

describe('Starting a run', () => {
  test('answers 201 with its address and links, and its first event is there already', async () => {
    await using server = await openServer()
    const { status, headers, body } = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8 } })
    expect(status).toBe(201)
    const self = `/api/runs/${body.runId}`
    expect(headers.get('location')).toBe(self)
    expect(body).toEqual({
      runId: body.runId,
      status: 'queued',
      links: { self, events: `${self}/events`, stream: `${self}/stream`, cancel: `${self}/cancel` },
    })
    const events = await server.events(body.runId)
    expect(events).toMatchObject([
      { seq: 1, type: 'run.accepted', flow: 'tale', version: 2, input: { age: 8 } },
    ])
  })

  test('hands the run to the queue', async () => {
    await using server = await openServer()
    const { body } = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8 } })
    const delivered = Promise.withResolvers<string>()
    await using _consumer = server.backend.queue.consume(async ({ runId }) => delivered.resolve(runId), {
      concurrency: 1,
    })
    expect(await delivered.promise).toBe(body.runId)
  })

  test('with one Idempotency-Key is one run, whatever the order of the keys of its body', async () => {
    await using server = await openServer()
    const headers = { 'idempotency-key': 'k-1' }
    const first = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8, hero: 'owl' }, headers })
    const again = await ask(server, 'POST', '/api/runs/tale', { body: { hero: 'owl', age: 8 }, headers })
    const other = await ask(server, 'POST', '/api/runs/tale', { body: { age: 9 }, headers })
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409])
    expect(again.body.runId).toBe(first.body.runId)
    expect(other.body.code).toBe('IDEMPOTENCY_MISMATCH')
    expect(await countRuns(server)).toBe(1)
  })

  test.each<[string, Json, string]>([
    ['of the wrong shape', { age: 1 }, 'body.age'],
    ['that lacks a field', {}, 'body.age'],
  ])('refuses an input %s with the field, and stores nothing', async (_name, body, field) => {
    await using server = await openServer()
    const answer = await ask(server, 'POST', '/api/runs/tale', { body })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ code: 'INVALID', status: 422 })
    expect(answer.body.fields[0].field).toBe(field)
    expect(await countRuns(server)).toBe(0)
  })

  test('refuses an input whose nesting would exhaust a stack', async () => {
    await using server = await openServer()
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json
    for (const levels of [101, 5000]) {
      const { status, body } = await ask(server, 'POST', '/api/runs/tale', { body: nested(levels) })
      expect([status, body.fields]).toEqual([
        422,
        [{ field: 'body', message: 'must not be nested more than 100 levels deep' }],
      ])
    }
    const deep = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8, rest: nested(99) } })
    expect(deep.status).toBe(201)
  })

  test('refuses an Idempotency-Key that is none, and an unknown flow', async () => {
    await using server = await openServer()
    const headers = { 'idempotency-key': 'two words' }
    const key = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8 }, headers })
    expect([key.status, key.body.fields[0].field]).toEqual([422, 'headers.idempotency-key'])
    const flow = await ask(server, 'POST', '/api/runs/nothing', { body: {} })
    expect([flow.status, flow.body.code]).toEqual([404, 'NOT_FOUND'])
    expect(await countRuns(server)).toBe(0)
  })

  test('whose input is prepared goes by what was asked: its key, its claim and its mistakes', async () => {
    await using server = await openServer()
    const wish = (text: Json, key: string) =>
      ask(server, 'POST', '/api/runs/wish', { body: { wish: text }, headers: { 'idempotency-key': key } })
    const first = await wish('a boat', 'k-1')
    const again = await wish('a boat', 'k-1')
    const claimed = await wish('a boat', 'k-2')
    const other = await wish('a kite', 'k-1')
    const mistaken = await wish(7, 'k-3')
    expect([first, again, claimed, other, mistaken].map(({ status }) => status)).toEqual([
      201, 200, 200, 409, 422,
    ])
    expect([again.body.runId, claimed.body.runId]).toEqual([first.body.runId, first.body.runId])
    expect(mistaken.body.fields[0].field).toBe('body.wish')
    expect(await server.backend.log.find(first.body.runId)).toMatchObject({
      flow: 'wish',
      input: { age: 7, hero: 'a boat of ann' },
    })
  })

  test('over a limit answers 429 with the time to wait', async () => {
    await using server = await openServer({ limits: { concurrentRuns: 1 } })
    await ask(server, 'POST', '/api/runs/tale', { body: { age: 8 } })
    const answer = await ask(server, 'POST', '/api/runs/tale', { body: { age: 8 } })
    expect([answer.status, answer.body.code]).toEqual([429, 'LIMIT_EXCEEDED'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await countRuns(server)).toBe(1)
  })
})

describe('A run of somebody else', () => {
  test('answers on every route exactly as an unknown one, and is left alone', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/stream'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
    ] as const) {
      const foreign = await ask(server, method, `/api/runs/${runId}${path}`, ofBen)
      const unknown = await ask(server, method, `/api/runs/${newRunId()}${path}`, ofBen)
      expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    }
    expect((await server.events(runId)).length).toBe(1)
    expect((await ask(server, 'GET', '/api/runs', ofBen)).body.runs).toEqual([])
  })

  test('stays closed to a ticket for another run', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const path = `/api/runs/${runId}?ticket=`
    expect((await ask(server, 'GET', path + runId)).status).toBe(200)
    expect((await ask(server, 'GET', path + newRunId())).status).toBe(404)
  })
})

describe('Reading a run', () => {
  test('as a snapshot gives the folded log, its cursor and its epoch', async () => {
    await using server = await openServer()
    const { runId, epoch } = await server.start()
    await server.open(runId)
    await server.append(runId, words('One.'))
    const { body, headers } = await ask(server, 'GET', `/api/runs/${runId}`)
    expect(body).toMatchObject({ runId, status: 'running', cursor: 3, epoch })
    expect(body.state).toEqual(foldAll(await server.events(runId)))
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('as events gives what is behind the cursor, and keeps only ranges of ended runs cacheable', async () => {
    await using server = await openServer()
    const { runId, epoch } = await server.start()
    await server.open(runId)
    await server.append(runId, words('One. '), words('Two.'))
    const path = `/api/runs/${runId}/events?after=1&limit=2`
    const running = await ask(server, 'GET', path)
    const log = await server.events(runId)
    expect(running.body).toEqual({ events: log.slice(1, 3), cursor: 3, status: 'running', epoch })
    expect(running.headers.get('cache-control')).toBe('no-store')
    await server.end(runId)
    // A cache outlives a restore: only an address that names the log may be kept.
    const unnamed = await ask(server, 'GET', path)
    expect(unnamed.headers.get('cache-control')).toBe('no-store')
    const ended = await ask(server, 'GET', `${path}&epoch=${epoch}`)
    expect(ended.body).toEqual(unnamed.body)
    expect(ended.body).toEqual({ events: log.slice(1, 3), cursor: 3, status: 'completed', epoch })
    expect(ended.headers.get('cache-control')).toBe('private, immutable, max-age=31536000')
    expect(ended.headers.get('vary')).toBe('Authorization, Cookie')
    const done = await ask(server, 'GET', `/api/runs/${runId}/events?after=5&wait=30`)
    expect(done.body).toMatchObject({ events: [], cursor: 5, status: 'completed' })
  })

  test('as a long poll answers with the next event, or with nothing when the time is up', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    const held = ask(server, 'GET', `/api/runs/${runId}/events?after=2&wait=30`)
    await expect.poll(() => server.tails.open).toBe(1)
    await server.append(runId, words('One.'))
    expect((await held).body).toMatchObject({ events: [{ seq: 3 }], cursor: 3, status: 'running' })
    const empty = await ask(server, 'GET', `/api/runs/${runId}/events?after=3&wait=0.05`)
    expect(empty.body).toMatchObject({ events: [], cursor: 3, status: 'running' })
    expect(server.tails.open).toBe(0)
  })

  test('as a long poll that the client leaves is let go of', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const leaving = new AbortController()
    const { signal } = leaving
    const held = ask(server, 'GET', `/api/runs/${runId}/events?after=1&wait=30`, { signal })
    await expect.poll(() => server.tails.open).toBe(1)
    leaving.abort()
    await expect(held).rejects.toThrow('abort')
    await expect.poll(() => server.tails.open).toBe(0)
  })

  test.each([['after=99'], ['after=1&epoch=another']])(
    'behind the foreign cursor %s answers a reset with the state',
    async (query) => {
      await using server = await openServer()
      const { runId } = await server.start()
      const { body } = await ask(server, 'GET', `/api/runs/${runId}/events?wait=30&${query}`)
      expect(body).toMatchObject({ events: [], cursor: 1, reset: true })
      expect(body.snapshot).toEqual(foldAll(await server.events(runId)))
    },
  )

  test('as events from before a restore answers a reset, and only from before it', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    await server.backend.newEpoch()
    const get = async (query: string) => (await ask(server, 'GET', `/api/runs/${runId}/events?${query}`)).body
    for (const query of ['after=1', 'after=1&epoch=0', 'after=2&wait=30']) {
      expect(await get(query)).toMatchObject({ events: [], cursor: 2, reset: true, snapshot: { cursor: 2 } })
    }
    const { epoch, events, reset } = await get('after=0')
    expect([events.length, reset]).toEqual([2, undefined])
    expect(await get(`after=1&epoch=${epoch}`)).toMatchObject({ events: [{ seq: 2 }], cursor: 2 })
  })

  test.each([
    'after=-1',
    'after=1x',
    'after=',
    'after=0x1',
    'after=x',
    'wait=-1',
    'wait=1s',
    'wait=1e1',
    'wait=31',
    'limit=1.0',
    'limit=0',
    'limit=1001',
  ])('refuses %s with the field', async (query) => {
    await using server = await openServer()
    const { runId } = await server.start()
    const { status, body } = await ask(server, 'GET', `/api/runs/${runId}/events?${query}`)
    expect([status, body.code]).toEqual([422, 'INVALID'])
    expect(body.fields[0].field).toBe(`query.${query.split('=')[0]}`)
  })

  test('as a stream is refused by name when streaming is switched off', async () => {
    await using server = await openServer({ streaming: false })
    const { runId } = await server.start()
    const { status, body } = await ask(server, 'GET', `/api/runs/${runId}/stream`)
    expect([status, body.code]).toEqual([503, 'STREAMING_OFF'])
    expect((await ask(server, 'GET', `/api/runs/${runId}/events`)).status).toBe(200)
  })

  test('leaves no trace in the log, however it is done', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const before = await server.backend.log.find(runId)
    for (const path of ['', '/events', '/events?wait=0.01&after=1']) {
      await ask(server, 'GET', `/api/runs/${runId}${path}`)
    }
    const leaving = new AbortController()
    const stream = await fetch(`${server.url}/api/runs/${runId}/stream`, { signal: leaving.signal })
    await stream.body!.getReader().read()
    leaving.abort()
    expect(await server.backend.log.find(runId)).toEqual(before)
  })
})

describe('The list of runs', () => {
  test('is the newest first, in pages, by status and flow', async () => {
    await using server = await openServer()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift((await server.start()).runId)
    await server.open(ids[1]!)
    const seen: string[] = []
    let next: string | null = null
    do {
      const before: string = next === null ? '' : `&before=${next}`
      const { body } = await ask(server, 'GET', `/api/runs?limit=2${before}`)
      seen.push(...body.runs.map((run: { runId: string }) => run.runId))
      next = body.next
    } while (next !== null)
    expect(seen).toEqual(ids)
    const running = await ask(server, 'GET', '/api/runs?status=running&flow=tale')
    expect(running.body.runs).toMatchObject([{ runId: ids[1], status: 'running', flow: 'tale', cursor: 2 }])
    expect((await ask(server, 'GET', '/api/runs?flow=other')).body).toEqual({ runs: [], next: null })
    const lost = await ask(server, 'GET', `/api/runs?before=${crypto.randomUUID()}`)
    expect(lost.status).toBe(422)
    expect(lost.body.fields).toMatchObject([{ field: 'query.before' }])
  })
})

describe('Cancelling a run', () => {
  test('ends a queued one at once', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const { status, body } = await ask(server, 'POST', `/api/runs/${runId}/cancel`)
    expect(status).toBe(200)
    expect(body).toEqual({ runId, status: 'cancelled', cursor: 3, kept: { parts: 0, characters: 0 } })
    const types = (await server.events(runId)).map((event) => event.type)
    expect(types).toEqual(['run.accepted', 'run.cancelling', 'run.cancelled'])
  })

  test('leaves one in hand to its worker, tells its readers, and says what is kept', async () => {
    // No look comes to the help: the readers learn of it from the command.
    await using server = await openServer({ lookEveryMs: 1_000_000 })
    const { runId } = await server.start()
    await server.open(runId)
    await server.append(runId, words('One.'), { type: 'part', part: 'b', kind: 'line', value: 'Two.' })
    const held = ask(server, 'GET', `/api/runs/${runId}/events?after=4&wait=30`)
    await expect.poll(() => server.tails.open).toBe(1)
    const first = await ask(server, 'POST', `/api/runs/${runId}/cancel`)
    const again = await ask(server, 'POST', `/api/runs/${runId}/cancel`)
    expect([first.status, again.status]).toEqual([202, 202])
    expect(first.body).toMatchObject({ status: 'running', kept: { parts: 1, characters: 4 } })
    expect((await held).body.events).toMatchObject([{ seq: 5, type: 'run.cancelling', by: 'ann' }])
    await server.end(runId, { type: 'run.cancelled' })
    const late = await ask(server, 'POST', `/api/runs/${runId}/cancel`)
    expect([late.status, late.body.status]).toEqual([200, 'cancelled'])
    expect((await server.events(runId)).length).toBe(6)
  })

  test('ends one whose worker has been silent for longer than the grace', async () => {
    let now = 1_000_000
    await using server = await openServer({ now: () => now })
    const { runId } = await server.start()
    await server.open(runId)
    now += DEFAULT_POLICY.cancelGraceMs + 1
    const { status, body } = await ask(server, 'POST', `/api/runs/${runId}/cancel`)
    expect([status, body.status]).toEqual([200, 'cancelled'])
  })
})

describe('Retrying a run', () => {
  const failure = {
    type: 'run.failed',
    error: { code: 'MODEL_UNAVAILABLE', message: 'The model is away.', retryable: true },
    partial: true,
  } as const

  test('gives one new run that opens with the committed text and parts, and begins its steps anew', async () => {
    await using server = await openServer()
    const { runId } = await server.start({ age: 8, hero: 'owl' })
    await server.open(runId)
    await server.append(
      runId,
      { type: 'step.started', step: 'plan' },
      words('Gone.'),
      { type: 'text.reset', part: 'a' },
      words('One. '),
      { type: 'part', part: 'b', kind: 'line', value: 'Two.' },
    )
    await server.backend.log.append(
      runId,
      1,
      2,
      [],
      [
        { step: 'plan', key: 'result', value: { plot: 3 } },
        { step: 'plan', key: 'verdict:1', value: 'safe' },
        { step: '', key: 'usage:1', value: { inputTokens: 5 } },
      ],
    )
    await server.end(runId, failure)
    const first = await ask(server, 'POST', `/api/runs/${runId}/retry`)
    const again = await ask(server, 'POST', `/api/runs/${runId}/retry`)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body.runId).toBe(first.body.runId)
    expect(first.body.runId).not.toBe(runId)
    const events = await server.events(first.body.runId)
    expect(events).toMatchObject([
      { seq: 1, type: 'run.accepted', continues: runId, input: { age: 8 } },
      { seq: 2, type: 'text', part: 'a', text: 'One. ' },
      { seq: 3, type: 'part', part: 'b', value: 'Two.' },
    ])
    expect(await server.backend.log.notes(first.body.runId)).toEqual([
      { step: 'plan', key: 'result', value: { plot: 3 } },
    ])
    expect((await server.backend.log.find(first.body.runId))!.input).toEqual({ age: 8, hero: 'owl' })
    expect((await server.events(runId)).at(-1)!.type).toBe('run.failed')
  })

  test('is refused while it goes on, and when it completed', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    expect((await ask(server, 'POST', `/api/runs/${runId}/retry`)).status).toBe(409)
    await server.end(runId)
    expect((await ask(server, 'POST', `/api/runs/${runId}/retry`)).status).toBe(409)
    expect(await countRuns(server)).toBe(1)
  })
})

describe('The id of a run', () => {
  test('is a UUID of version 7 from the instant and the random bytes that it is given', () => {
    const id = newRunId(0x0123456789ab, new Uint8Array(10).fill(0xff))
    expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
  })

  test('sorts by the instant in which it was made', () => {
    const ids = [1, 2, 300, 70_000, Date.now()].map((now) => newRunId(now))
    expect(ids.toSorted()).toEqual(ids)
  })
})
