import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answerJson } from 'unfold/testing'
import { answerRest, briefOf, scriptedChapter } from '../stories/chapters.ts'
import { expectWholeFlow } from '../harness/story-chunks.ts'
import { type Family, holdStory, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'

let server: StoryServer
let family: Family
beforeAll(async () => {
  server = await StoryServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

beforeEach(async () => {
  family = await server.signUp()
  server.play('space', (request) => answerRest(scriptedChapter(briefOf(request).chapterNumber), request))
})

const urlOf = (chapter: number, theme = 'space') =>
  server.streamUrl({ child_id: family.childId, theme, chapter_number: chapter })
const read = async (chapter: number, theme?: string) => {
  const stream = await StoryStream.open(urlOf(chapter, theme), family.headers)
  await stream.over
  return stream
}
const refusal = async (chapter: number, theme?: string) => {
  const response = await fetch(urlOf(chapter, theme), { headers: family.headers })
  return { status: response.status, ...((await response.json()) as { code: string }) }
}
const choose = (chapterNumber: number, choice: object) =>
  server.post(
    '/api/runs/story',
    { childId: family.childId, theme: 'space', chapterNumber, choice },
    family.headers,
  )
const runs = () => server.runs(family.headers)

test('A chapter behind the first answers 404 without a story, and 409 before its choice is made', async () => {
  expect(await refusal(2)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  await read(1)
  expect(await refusal(2)).toMatchObject({ status: 409, code: 'CONFLICT' })
  expect(await refusal(3)).toMatchObject({ status: 409, code: 'CONFLICT' })
  expect(await refusal(2, 'music')).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect(await runs()).toHaveLength(1)
})

test('A chapter whose choice was made is continued from it, by every client that asks, as one run', async () => {
  await read(1)
  const held = holdStory('number 1 there.')
  server.play('space', held.script)
  const asked = server.asked('space').length
  const chosen = await choose(2, { index: 1 })
  expect(chosen.status).toBe(201)
  await held.reached
  const stream = await StoryStream.open(urlOf(2), family.headers)
  await stream.until((chunks) => chunks.length > 0)
  const resumed = await StoryStream.open(urlOf(2), { ...family.headers, 'last-event-id': stream.ids[0]! })
  held.release()
  await Promise.all([stream.over, resumed.over])
  expectWholeFlow(stream.chunks, { theme: 'space', chapter: 2 })
  expect(resumed.ids).toEqual(stream.ids.slice(1))
  expect(await runs()).toHaveLength(2)
  expect(server.asked('space')).toHaveLength(asked + 1)
  expect(JSON.stringify(briefOf(server.asked('space').at(-1)!))).toContain('Row the boat')
})

test('A chapter that was stopped is asked for anew, at the choice that was made', async () => {
  await read(1)
  const held = holdStory('number 1 there.')
  server.play('space', held.script)
  const { runId } = (await (await choose(2, { index: 0 })).json()) as { runId: string }
  await held.reached
  await server.post(`/api/runs/${runId}/cancel`, undefined, family.headers)
  await expect.poll(async () => (await server.state(runId, family.headers)).status).toBe('cancelled')
  server.play('space', () => answerJson(scriptedChapter(2)))
  const stream = await read(2)
  expectWholeFlow(stream.chunks, { theme: 'space', chapter: 2 })
  expect(JSON.stringify(briefOf(server.asked('space').at(-1)!))).toContain('Follow the bird')
  expect((await read(2)).text).toBe(stream.text)
  expect((await runs()).map((run) => run.status)).toEqual(['completed', 'cancelled', 'completed'])
})

test('The last chapter ends the story: no choices, no question, and nothing behind it', async () => {
  await read(1)
  expect((await choose(2, { index: 0 })).status).toBe(201)
  await expect.poll(async () => (await runs()).map((run) => run.status)).toEqual(['completed', 'completed'])
  const held = holdStory('number 4 there.')
  server.play('space', held.script)
  expect((await choose(3, { text: 'Mia goes home' })).status).toBe(201)
  const stream = await StoryStream.open(urlOf(3), family.headers)
  await held.reached
  held.release()
  await stream.over
  expect(stream.chunks.at(-1)!.data).toMatchObject({
    isCompleted: true,
    choice_question: null,
    choices: [],
    currentChapter: 3,
  })
  expect(stream.chunks.findLast(({ type }) => type === 'content')!.data).toEqual({
    chunk: '\n\nThe End.',
    is_complete: true,
  })
  // The story is over by now, and still the same chapter is this run: the reader that was cut before the end comes back.
  expect((await read(3)).text).toBe(stream.text)
  const late = { ...family.headers, 'last-event-id': stream.ids.at(-2)! }
  const resumed = await StoryStream.open(urlOf(3), late)
  await resumed.over
  expect(resumed.ids).toEqual(stream.ids.slice(-1))
  expect(await refusal(4)).toMatchObject({ status: 404 })
  expect(await runs()).toHaveLength(3)
})
