import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chunkFromData, expectWholeFlow, orderOf } from '../harness/story-chunks.ts'
import { type Family, holdStory, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'

let server: StoryServer
let family: Family
beforeAll(async () => {
  server = await StoryServer.start()
  family = await server.signUp()
})
afterAll(() => server[Symbol.asyncDispose]())

const urlOf = (theme: string, more: Record<string, string | number> = {}) =>
  server.streamUrl({ child_id: family.childId, theme, ...more })
const open = (url: string, headers: Record<string, string> = family.headers) => StoryStream.open(url, headers)
const runsOf = async (theme: string) => {
  const runs = await server.runs(family.headers)
  const states = await Promise.all(runs.map(({ runId }) => server.state(runId, family.headers)))
  return runs.filter((_, i) => (states[i]!.input as { theme: string }).theme === theme)
}

describe('one chapter is one run', () => {
  test('for two, and for twenty, identical requests at once', async () => {
    const held = holdStory('number 1 there.')
    server.play('mystery', held.script)
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(urlOf('mystery'))))
    await held.reached
    held.release()
    await Promise.all(streams.map((stream) => stream.over))
    expectWholeFlow(streams[0]!.chunks, { theme: 'mystery' })
    for (const stream of streams) expect(stream.text).toBe(streams[0]!.text)
    expect(await runsOf('mystery')).toHaveLength(1)
    expect(server.asked('mystery')).toHaveLength(1)
  })

  test('for an EventSource that is left open after the end: it is told to stop, and nothing is written again', async () => {
    const answers: number[] = []
    const received: string[] = []
    const source = new EventSource(urlOf('friendship'), {
      fetch: async (url, init) => {
        const response = await fetch(url, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), ...family.headers },
        })
        answers.push(response.status)
        return response
      },
    })
    source.addEventListener('story_chunk', ({ data }) => received.push(data))
    await expect.poll(() => source.readyState, { timeout: 15_000 }).toBe(source.CLOSED)
    expect(answers).toEqual([200, 204])
    expectWholeFlow(received.map(chunkFromData), { theme: 'friendship' })
    expect(await runsOf('friendship')).toHaveLength(1)
    expect(server.asked('friendship')).toHaveLength(1)
  })

  test('for a reader that is cut off at any frame and comes back behind it', async () => {
    const whole = await open(urlOf('science'))
    await whole.over
    const [last, ...others] = whole.ids.toReversed()
    for (const id of others) {
      const rest = await open(urlOf('science'), { ...family.headers, 'last-event-id': id })
      await rest.over
      const place = whole.ids.indexOf(id) + 1
      expect(rest.ids).toEqual(whole.ids.slice(place))
      expect(rest.chunks).toEqual(whole.chunks.slice(place))
    }
    const done = await fetch(urlOf('science'), { headers: { ...family.headers, 'last-event-id': last! } })
    expect(done.status).toBe(204)
    expect(server.asked('science')).toHaveLength(1)
  })

  test('for a reader that leaves in the middle: the story is written to its end without it', async () => {
    const held = holdStory('number 2 there.')
    server.play('fantasy', held.script)
    const stream = await open(urlOf('fantasy'))
    await held.reached
    stream.close()
    await stream.over
    held.release()
    const [run] = await runsOf('fantasy')
    await expect.poll(async () => (await server.state(run.runId, family.headers)).status).toBe('completed')
    const again = await open(urlOf('fantasy'))
    await again.over
    expectWholeFlow(again.chunks, { theme: 'fantasy' })
    expect(server.asked('fantasy')).toHaveLength(1)
  })

  test('for a reader of an earlier run, which goes on with that run and skips nothing of the later one', async () => {
    const held = holdStory('number 1 there.')
    server.play('sports', held.script)
    const first = await open(urlOf('sports'))
    await held.reached
    const [stopped] = await runsOf('sports')
    await server.post(`/api/runs/${stopped.runId}/cancel`, undefined, family.headers)
    await first.over
    const second = await open(urlOf('sports'))
    await second.until((chunks) => chunks.some(({ type }) => type === 'content'))

    const backAt = async (id: string) => {
      const stream = await open(urlOf('sports'), { ...family.headers, 'last-event-id': id })
      await stream.over
      return stream
    }
    const place = first.ids.length - 2
    expect((await backAt(first.ids[place]!)).ids).toEqual(first.ids.slice(place + 1))
    const done = { ...family.headers, 'last-event-id': first.ids.at(-1)! }
    expect((await fetch(urlOf('sports'), { headers: done })).status).toBe(204)

    held.release()
    await second.over
    // A place that is of neither: the whole story, behind a reset.
    const whole = await fetch(urlOf('sports'), {
      headers: { ...family.headers, 'last-event-id': second.ids[3]!.replace(/@.*/, '') },
    })
    const [prologue, ...told] = (await whole.text()).split('event: reset\n')
    expect(prologue).toMatch(/id: 0@[\w-]+\n$/)
    expect(told.join('')).toContain(second.text.slice(second.text.indexOf('id: ')))
  })

  test('and another title, theme or child is another run', async () => {
    const demo = await open(server.streamUrl({ child_id: 2, theme: 'animals' }), {})
    const streams = [
      demo,
      await open(urlOf('animals')),
      await open(urlOf('animals', { title: 'A tall ship' })),
    ]
    await Promise.all(streams.map((stream) => stream.over))
    expect(new Set(streams.map((stream) => stream.chunks.at(-1)!.data.id)).size).toBe(3)
    expect(streams[2]!.chunks.at(-1)!.data.title).toBe('A tall ship')
    expect(server.asked('animals')).toHaveLength(3)
  })
})

describe('a ticket', () => {
  const issue = async (body: object) => (await server.post('/api/tickets', body, family.headers)).json()

  test('to start is good for one run of its chapter, and for reading that run', async () => {
    const { url } = await issue({ start: { childId: family.childId, theme: 'space', chapterNumber: 1 } })
    const first = await open(server.url + url, {})
    await first.over
    expectWholeFlow(first.chunks, { theme: 'space' })
    const again = await open(server.url + url, {})
    await again.over
    expect(again.text).toBe(first.text)
    const last = { 'last-event-id': first.ids.at(-1)! }
    expect((await fetch(server.url + url, { headers: last })).status).toBe(204)
    expect(server.asked('space')).toHaveLength(1)
  })

  test('to start does not start a second run when the first one was stopped', async () => {
    const held = holdStory('number 1 there.')
    server.play('nature', held.script)
    const { url } = await issue({ start: { childId: family.childId, theme: 'nature', chapterNumber: 1 } })
    const stream = await open(server.url + url, {})
    await held.reached
    const [run] = await runsOf('nature')
    await server.post(`/api/runs/${run.runId}/cancel`, undefined, family.headers)
    await stream.over
    const again = await open(server.url + url, {})
    await again.over
    expect(again.text).toBe(stream.text)
    expect(orderOf(again.chunks).at(-1)).toBe('error')
    expect(server.asked('nature')).toHaveLength(1)
  })

  test('to read opens the native stream of its run for a reader without any credential', async () => {
    const runId = await server.startRun('music', family.headers, family.childId)
    const { url } = await issue({ run: runId })
    const events = await sealed(runId)
    const source = new EventSource(server.url + url)
    const got: unknown[] = []
    for (const type of new Set(events.map((event) => event.type))) {
      source.addEventListener(type, ({ data }) => got.push(JSON.parse(data)))
    }
    await expect.poll(() => source.readyState, { timeout: 15_000 }).toBe(source.CLOSED)
    expect(got).toEqual(events)
    expect((await fetch(`${server.url}/api/runs/${runId}/stream`)).status).toBe(404)
  })

  async function sealed(runId: string) {
    await expect.poll(async () => (await server.state(runId, family.headers)).status).toBe('completed')
    return server.events(runId, family.headers)
  }
})

test('A session that ends while it reads is not cut off, and asked again it is refused', async () => {
  const device = await server.signIn(family)
  const held = holdStory('number 1 there.')
  server.play('art', held.script)
  const stream = await open(urlOf('art'), device)
  await held.reached
  expect((await server.post('/api/auth/sign-out', undefined, device)).status).toBe(204)
  const refused = await fetch(urlOf('art'), { headers: device })
  expect(refused.status).toBe(401)
  const back = await fetch(urlOf('art'), { headers: { ...device, 'last-event-id': stream.ids.at(-1)! } })
  expect(back.status).toBe(401)
  held.release()
  await stream.over
  expectWholeFlow(stream.chunks, { theme: 'art' })
  expect(await runsOf('art')).toHaveLength(1)
})
