import { afterEach, expect, test } from 'vitest'
import { type ScriptStep, answerJson, tokens } from 'unfold/testing'
import type { RunEvent } from 'unfold/protocol'
import { readToEnd } from '../harness/sse-reader.ts'
import { scriptedChapter } from '../stories/chapters.ts'
import { holdStory, StoryServer } from '../harness/story-server.ts'

let server: StoryServer
afterEach(() => server[Symbol.asyncDispose]())

const FIRST = 'Mia walked to the hill on day 1 of trip 1. '
const textOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')
const typesOf = (events: readonly RunEvent[]) => events.map((event) => event.type)

test("Cancel from another device closes the provider's socket before its next token, and keeps the text", async () => {
  server = await StoryServer.start()
  const family = await server.signUp()
  const otherDevice = await server.signIn(family)
  const held = holdStory('number 1 there.')
  server.play('space', held.script)
  const runId = await server.startRun('space', family.headers, family.childId)
  const url = `/api/runs/${runId}`
  const reading = readToEnd(`${server.url}${url}/stream`, { headers: family.headers })
  await held.reached
  await expect.poll(async () => textOf(await server.events(runId, family.headers))).toBe(FIRST)
  const [call] = server.asked('space')
  const sent = call!.tokensSent

  const answer = await server.post(`${url}/cancel`, undefined, otherDevice)
  expect([200, 202]).toContain(answer.status)
  await call!.whenClosed
  held.release()

  const frames = await reading
  const events = await server.events(runId, family.headers)
  expect(frames.map((frame) => JSON.parse(frame.data))).toEqual(events)
  expect(typesOf(events).slice(-2)).toEqual(['run.cancelling', 'run.cancelled'])
  expect(textOf(events)).toBe(FIRST)
  expect(await server.state(runId, family.headers)).toMatchObject({
    status: 'cancelled',
    parts: [{ text: FIRST, final: false }],
  })
  expect(call).toMatchObject({ tokensSent: sent, completed: false })
  expect(server.asked('space')).toHaveLength(1)

  // Asked again, it answers what is so by now, and adds nothing.
  expect((await server.post(`${url}/cancel`, undefined, family.headers)).status).toBe(200)
  expect(await server.events(runId, family.headers)).toEqual(events)
  const stranger = await server.signUp()
  expect((await server.post(`${url}/cancel`, undefined, stranger.headers)).status).toBe(404)
})

test('Cancel while the model streams one token after the other stops it within its stream', async () => {
  server = await StoryServer.start()
  const begun = Promise.withResolvers<void>()
  const sentences = Array.from({ length: 10_000 }, (_, i): ScriptStep[] => [
    { text: `Mia took step number ${i + 1}. ` },
    { afterMs: 1 },
  ])
  const fifth: ScriptStep = {
    get wait() {
      begun.resolve()
      return begun.promise
    },
  }
  server.play('space', () => [
    ...tokens('{"paragraphs":["'),
    ...sentences.slice(0, 5).flat(),
    fifth,
    ...sentences.slice(5).flat(),
  ])
  const runId = await server.startRun('space')
  await begun.promise
  await server.post(`/api/runs/${runId}/cancel`)
  const [call] = server.asked('space')
  await call!.whenClosed
  expect(call!.completed).toBe(false)
  const events = await ended(runId)
  expect(typesOf(events).at(-1)).toBe('run.cancelled')
  const numbers = [...textOf(events).matchAll(/number (\d+)/g)].map((match) => Number(match[1]))
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
})

test('Cancel while a judge has a sentence in hand shows nothing of it, and lets go of the judge', async () => {
  server = await StoryServer.start()
  const verdicts = Promise.withResolvers<void>()
  server.play('space', () => {
    server.holdAll(verdicts.promise)
    return answerJson(scriptedChapter())
  })
  const runId = await server.startRun('space')
  await expect.poll(() => server.model.requests.length).toBeGreaterThan(1)
  await server.post(`/api/runs/${runId}/cancel`)
  const events = await ended(runId)
  expect(typesOf(events).at(-1)).toBe('run.cancelled')
  expect(textOf(events)).toBe('')
  await Promise.all(server.model.requests.map((request) => request.whenClosed))
  verdicts.resolve()
})

test('A run that waits for a worker is cancelled at once and never reaches the model', async () => {
  server = await StoryServer.start()
  // As many as the worker takes at a time: the next one has to wait.
  const inHand = 64
  const gate = Promise.withResolvers<void>()
  server.play('space', () => [{ wait: gate.promise }, ...answerJson(scriptedChapter())])
  const running = await Promise.all(Array.from({ length: inHand }, () => server.startRun('space')))
  await expect.poll(() => server.asked('space').length, { timeout: 15_000 }).toBe(inHand)
  const waiting = await server.startRun('music')
  expect((await server.state(waiting)).status).toBe('queued')

  const answer = await server.post(`/api/runs/${waiting}/cancel`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'cancelled', kept: { parts: 0, characters: 0 } })
  expect(typesOf(await server.events(waiting))).toEqual(['run.accepted', 'run.cancelling', 'run.cancelled'])

  gate.resolve()
  const after = await server.startRun('art')
  for (const runId of [...running, after]) expect(typesOf(await ended(runId)).at(-1)).toBe('run.completed')
  expect(server.asked('music')).toEqual([])
}, 60_000)

test('A run whose worker has just died is cancelled with its text, and nobody goes on writing it', async () => {
  server = await StoryServer.start()
  const first = holdStory('number 1 there.')
  server.play('space', first.script)
  const runId = await server.startRun('space')
  await first.reached
  await expect.poll(async () => textOf(await server.events(runId))).toBe(FIRST)
  const [call] = server.asked('space')
  const sent = call!.tokensSent
  await server.process.kill('SIGKILL')
  await call!.whenClosed
  first.release()

  // Should the new worker be faster than the command, it gets no token before it is told.
  const second = holdStory(null)
  server.play('space', second.script)
  await server.process.start()
  const answer = await server.post(`/api/runs/${runId}/cancel`)
  expect([200, 202]).toContain(answer.status)
  const events = await ended(runId)
  // The restarted worker may take the run in its hand before the command, behind it, or not at all.
  expect(typesOf(events).filter((type) => type === 'run.cancelling')).toHaveLength(1)
  expect(typesOf(events).at(-1)).toBe('run.cancelled')
  expect(textOf(events)).toBe(FIRST)
  expect((await server.state(runId)).parts).toMatchObject([{ text: FIRST }])
  expect(call!.tokensSent).toBe(sent)
  for (const later of server.asked('space').slice(1)) {
    await later.whenClosed
    expect(later.tokensSent).toBe(0)
  }
  second.release()
  expect(await server.events(runId)).toEqual(events)
})

test('Closing every reader changes nothing for the run', async () => {
  server = await StoryServer.start()
  const held = holdStory('number 2 there.')
  server.play('space', held.script)
  const runId = await server.startRun('space')
  const stop = new AbortController()
  const readers = ['stream', 'stream?from=snapshot', 'events?after=0&wait=30', 'events?after=500'].map(
    async (path) => {
      const response = await fetch(`${server.url}/api/runs/${runId}/${path}`, { signal: stop.signal })
      return response.text()
    },
  )
  await held.reached
  stop.abort()
  await Promise.allSettled(readers)
  held.release()
  const events = await ended(runId)
  expect(typesOf(events).at(-1)).toBe('run.completed')
  expect(typesOf(events)).not.toContain('run.cancelling')
  expect(server.asked('space')).toHaveLength(1)
})

test('The same Idempotency-Key is the same run, at once and later; another body answers 409', async () => {
  server = await StoryServer.start()
  const key = { 'idempotency-key': 'one-evening' }
  const body = { childId: 1, theme: 'space' }
  const start = () => server.post('/api/runs/story', body, key)
  const answers = await Promise.all(Array.from({ length: 5 }, start))
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4)
  const ids = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as { runId: string }).runId),
  )
  expect(new Set(ids).size).toBe(1)
  await ended(ids[0]!)
  const late = await start()
  expect(late.status).toBe(200)
  expect(await late.json()).toMatchObject({ runId: ids[0] })

  const other = await server.post('/api/runs/story', { ...body, theme: 'music' }, key)
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
  // Keys belong to an account: another family's is another run.
  const family = await server.signUp()
  const theirs = await server.post(
    '/api/runs/story',
    { ...body, childId: family.childId },
    {
      ...key,
      ...family.headers,
    },
  )
  expect(theirs.status).toBe(201)
  expect(await server.runs()).toHaveLength(1)
  expect(server.asked('space').length).toBeLessThanOrEqual(2)
})

/** The whole log once it is sealed. */
async function ended(runId: string): Promise<RunEvent[]> {
  const frames = await readToEnd(`${server.url}/api/runs/${runId}/stream`)
  return frames.map((frame) => JSON.parse(frame.data))
}
