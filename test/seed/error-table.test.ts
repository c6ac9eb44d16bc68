import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerJson } from 'unfold/testing'
import { THEMES } from '../../apps/stories/shared/index.ts'
import { Line } from '../browser/line.ts'
import { scriptedChapter } from '../stories/chapters.ts'
import { chunkFromData, expectWholeFlow, orderOf } from '../harness/story-chunks.ts'
import { holdStory, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'

/** The seed's rows of what may go wrong while a story streams; those before a stream begins stand in refusals.test.ts. */
let server: StoryServer
beforeAll(async () => {
  server = await StoryServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

const open = (theme: string, at = server) => StoryStream.open(at.streamUrl({ child_id: 1, theme }))
const runOf = (stream: StoryStream) => stream.ids[0]!.split('@')[1]

test('A safety check that cannot be made ends in one error frame before any word, and is asked for anew', async () => {
  server.judge(() => [{ status: 500 }])
  const stream = await open('space')
  await stream.over
  expect(orderOf(stream.chunks)).toEqual(['workflow started', 'generate_content started', 'error'])
  expect(stream.chunks.at(-1)!.data).toEqual({
    code: 'SAFETY_CHECK_FAILED',
    message: expect.stringMatching(/^[A-Z][^{}\n]+\.$/),
  })
  expect(stream.text).not.toContain('Mia')

  server.judge(() => answerJson({ safe: true, reason: '' }))
  const again = await open('space')
  await again.over
  expectWholeFlow(again.chunks, { theme: 'space' })
}, 60_000)

test('A story that takes too long ends in one error frame, and is asked for anew', async () => {
  await using hasty = await StoryServer.start({ UNFOLD_RUN_DEADLINE_S: '2' })
  const held = holdStory(null)
  hasty.play('music', held.script)
  const stream = await open('music', hasty)
  await stream.over
  expect(stream.chunks.at(-1)).toMatchObject({ type: 'error', data: { code: 'DEADLINE_EXCEEDED' } })
  expect(stream.chunks.filter(({ type }) => type === 'error' || type === 'complete')).toHaveLength(1)
  const again = await open('music', hasty)
  await again.until((chunks) => chunks.length > 0)
  expect(runOf(again)).not.toBe(runOf(stream))
  again.close()
  held.release()
})

test('A network that breaks is mended by the EventSource itself: every frame once, and one run', async () => {
  await using line = await Line.open(server.url)
  const held = holdStory('number 1 there.')
  server.play('nature', held.script)
  const received: string[] = []
  const url = new URL(server.streamUrl({ child_id: 1, theme: 'nature' }))
  const source = new EventSource(line.url + url.pathname + url.search)
  let connections = 0
  source.addEventListener('open', () => (connections += 1))
  source.addEventListener('story_chunk', ({ data }) => received.push(data))
  const contents = () => received.map(chunkFromData).filter(({ type }) => type === 'content')
  await expect.poll(() => contents().length, { timeout: 20_000 }).toBeGreaterThan(0)
  line.cut()
  held.release()
  line.mend()
  await expect.poll(() => source.readyState, { timeout: 20_000 }).toBe(source.CLOSED)
  expect(connections).toBe(2)
  expectWholeFlow(received.map(chunkFromData), { theme: 'nature' })
  expect(server.asked('nature')).toHaveLength(1)
}, 60_000)

test('A session that ended is renewed, and the stream goes on behind its last frame', async () => {
  const family = await server.signUp()
  const held = holdStory('number 1 there.')
  server.play('art', held.script)
  const url = server.streamUrl({ child_id: family.childId, theme: 'art' })
  const before = await StoryStream.open(url, family.headers)
  await before.until((chunks) => chunks.some(({ type }) => type === 'content'))
  before.close()
  await server.post('/api/auth/sign-out', undefined, family.headers)
  const behind = { 'last-event-id': before.ids.at(-1)! }
  expect((await fetch(url, { headers: { ...family.headers, ...behind } })).status).toBe(401)

  const renewed = await server.signIn(family)
  const after = await StoryStream.open(url, { ...renewed, ...behind })
  held.release()
  await after.over
  expectWholeFlow([...before.chunks, ...after.chunks], { theme: 'art' })
  expect(server.asked('art')).toHaveLength(1)
})

test('Ten stories at once stream side by side, each its own and whole', async () => {
  await using busy = await StoryServer.start()
  const themes = THEMES.slice(0, 10)
  const gate = Promise.withResolvers<void>()
  let waiting = 0
  for (const [index, theme] of themes.entries()) {
    const chapter = scriptedChapter(index + 1)
    busy.play(theme, () => {
      waiting += 1
      return [{ wait: gate.promise }, ...answerJson(chapter)]
    })
  }
  const streams = await Promise.all(themes.map((theme) => open(theme, busy)))
  // All of them are with the model before any gets a word: none waits for another.
  await expect.poll(() => waiting, { timeout: 20_000 }).toBe(10)
  gate.resolve()
  await Promise.all(streams.map(({ over }) => over))
  for (const [index, theme] of themes.entries()) {
    expectWholeFlow(streams[index]!.chunks, { theme })
    expect(streams[index]!.chunks.at(-1)!.data.content).toEqual(scriptedChapter(index + 1).paragraphs)
  }
}, 60_000)
