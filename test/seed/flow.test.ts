import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerJson } from 'unfold/testing'
import { scriptedChapter } from '../stories/chapters.ts'
import { expectWholeFlow, orderOf } from '../harness/story-chunks.ts'
import { holdStory, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'

let server: StoryServer
beforeAll(async () => {
  server = await StoryServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

const open = (theme: string) => StoryStream.open(server.streamUrl({ child_id: 1, theme }))

test('The first frames leave while the model, as author and as judge, has not sent one byte', async () => {
  const gate = Promise.withResolvers<void>()
  await using silent = await StoryServer.start()
  silent.holdAll(gate.promise)
  const stream = await StoryStream.open(silent.streamUrl({ child_id: 1, theme: 'space' }))
  await stream.until((chunks) => chunks.length === 2)
  expect(orderOf(stream.chunks)).toEqual(['workflow started', 'generate_content started'])
  gate.resolve()
  await stream.over
  expectWholeFlow(stream.chunks, { theme: 'space' })
})

test('The stream is announced as one that nobody may buffer, with ids and a time to come back', async () => {
  const stream = await open('family')
  expect(stream.status).toBe(200)
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform')
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  await stream.over
  expect(stream.text).toMatch(
    /^retry: \d+\n\nid: 1\.0@[\w-]+\nevent: story_chunk\ndata: \{"type":"node_event"/,
  )
  expect(stream.ids).toHaveLength(stream.chunks.length)
  expect(new Set(stream.ids).size).toBe(stream.ids.length)
})

test('A sentence is on the wire while the model has not written the next one', async () => {
  const held = holdStory('number 1 there.')
  server.play('music', held.script)
  const stream = await open('music')
  await stream.until((chunks) => chunks.some(({ type }) => type === 'content'))
  await held.reached
  expect(stream.prose).toBe('Mia walked to the hill on day 1 of trip 1. ')
  held.release()
  await stream.over
  expectWholeFlow(stream.chunks, { theme: 'music' })
})

test('The frames hold every field of the finished chapter, truly computed', async () => {
  const chapter = scriptedChapter()
  server.play('art', () => answerJson(chapter))
  const stream = await open('art')
  await stream.over
  const complete = stream.chunks.at(-1)!.data
  expect(complete).toMatchObject({
    title: 'Art Adventure',
    content: chapter.paragraphs,
    choice_question: chapter.question,
    choices: chapter.choices.map((choice, i) => ({
      ...choice,
      id: String(i),
      impact: choice.description,
      choice_question: chapter.question,
    })),
    educational_elements: chapter.educational_elements,
    currentChapter: 1,
    totalChapters: 3,
  })
  const [run] = await server.runs()
  expect(complete.createdAt).toBe(new Date(run.acceptedAt).toISOString())
  const { output } = await server.state(run.runId)
  expect(complete.id).toBe((output as { storyId: string }).storyId)
})

test('A chapter that cannot be written ends in one error frame with its code, and is asked for anew', async () => {
  server.play('sports', () => [{ status: 401 }])
  const stream = await open('sports')
  await stream.over
  expect(orderOf(stream.chunks)).toEqual(['workflow started', 'generate_content started', 'error'])
  expect(stream.chunks.at(-1)!.data).toEqual({
    code: 'MODEL_UNAVAILABLE',
    message: expect.stringMatching(/^[A-Z][^{}\n]+\.$/),
  })
  server.play('sports', () => answerJson(scriptedChapter()))
  const again = await open('sports')
  await again.over
  expectWholeFlow(again.chunks, { theme: 'sports' })
})

test('A story that is stopped ends in an error frame CANCELLED behind the text that is kept', async () => {
  const held = holdStory('number 1 there.')
  server.play('nature', held.script)
  const stream = await open('nature')
  await held.reached
  const [run] = await server.runs()
  await server.post(`/api/runs/${run.runId}/cancel`)
  await stream.over
  expect(orderOf(stream.chunks)).toEqual(['workflow started', 'generate_content started', 'content', 'error'])
  expect(stream.chunks.at(-1)!.data).toMatchObject({ code: 'CANCELLED' })
  expect(stream.chunks.filter(({ data }) => data.is_complete === true)).toEqual([])
  held.release()
})
