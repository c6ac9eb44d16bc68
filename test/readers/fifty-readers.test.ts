import { afterEach, expect, test } from 'vitest'
import { foldAll, type RunEvent } from 'unfold/protocol'
import { answerJson, type ScriptStep } from 'unfold/testing'
import { storyDialect } from '@unfold/stories/server'
import { randomFrom, SEED } from '../harness/random.ts'
import { type ReadFrame, readToEnd } from '../harness/sse-reader.ts'
import { StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'
import { scriptedChapter } from '../stories/chapters.ts'
import {
  type NativeReading,
  readNative,
  readNativeSlowly,
  readPages,
  readSlowly,
  readWithClient,
} from './reader-kinds.ts'

let server: StoryServer
afterEach(() => server[Symbol.asyncDispose]())

const MOMENTS = 60

/** The frames that the story dialect makes of a log, with their ids. */
function framesFromLog(runId: string, events: readonly RunEvent[]): ReadFrame[] {
  let state = storyDialect.initial()
  return events.flatMap((event) => {
    const [next, frames] = storyDialect.render(state, event)
    state = next
    return frames.map((frame, i) => ({
      id: `${event.seq}.${i}@${runId}`,
      event: frame.event!,
      data: frame.data,
    }))
  })
}

test(`Fifty readers of one story, of every kind, all end with the same (seed ${SEED})`, async () => {
  server = await StoryServer.start()
  const random = randomFrom(SEED)
  const moments = Array.from({ length: MOMENTS }, () => Promise.withResolvers<void>())
  server.play('space', () => interleave(answerJson(scriptedChapter()), moments))

  const seedUrl = server.streamUrl({ child_id: 1, theme: 'space' })
  const first = await StoryStream.open(seedUrl)
  const [{ runId }] = await server.runs()
  const url = `${server.url}/api/runs/${runId}`
  const client = { url: server.url, runId }
  const over = Promise.withResolvers<void>()
  const bytes = () => 20 + Math.floor(random() * 6000)

  const natives: Promise<NativeReading>[] = []
  const stories: Promise<ReadFrame[]>[] = []
  const kinds: (() => unknown)[] = [
    () => natives.push(readNative(url, bytes)),
    () => natives.push(readNativeSlowly(url)),
    () => natives.push(readNativeSlowly(url, over.promise)),
    () => natives.push(readPages(url, 1 + Math.floor(random() * 9))),
    () => natives.push(readWithClient({ ...client, transport: 'sse' }, 'first')),
    () => natives.push(readWithClient({ ...client, transport: 'long-poll' }, 'first')),
    () => natives.push(readWithClient({ ...client, transport: 'poll' }, 'first')),
    () => natives.push(readWithClient({ ...client, transport: 'auto' }, 'snapshot')),
    () => stories.push(readToEnd(seedUrl, { dropAfterBytes: bytes })),
    () => stories.push(readSlowly(seedUrl, random() < 0.5 ? over.promise : undefined)),
  ]
  const joining = Array.from({ length: 50 }, (_, i) => ({
    moment: Math.floor(random() * MOMENTS),
    join: kinds[i % kinds.length]!,
  }))
  for (const [i, moment] of moments.entries()) {
    for (const reader of joining) if (reader.moment === i) reader.join()
    // One round trip: whoever joins now has been answered before the model goes on.
    await server.state(runId)
    moment.resolve()
  }
  await first.over
  over.resolve()

  const events = await server.events(runId)
  const state = await server.state(runId)
  expect(events.at(-1)?.type).toBe('run.completed')
  expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1))
  expect(foldAll(events)).toEqual(state)
  const readings = await Promise.all(natives)
  expect(readings).toHaveLength(40)
  for (const reading of readings) {
    if (reading.events) expect(reading.events).toEqual(events)
    expect(reading.state).toEqual(state)
  }
  const told = await Promise.all(stories)
  expect(told).toHaveLength(10)
  for (const frames of told) expect(frames).toEqual(framesFromLog(runId, events))
  expect(server.asked('space')).toHaveLength(1)
  expect(await server.runs()).toHaveLength(1)
}, 60_000)

/** The steps in as many stretches as there are moments, each of which waits for its own. */
function interleave(steps: ScriptStep[], moments: readonly PromiseWithResolvers<void>[]): ScriptStep[] {
  const stretch = Math.ceil(steps.length / moments.length)
  return moments.flatMap(({ promise }, i) => [
    { wait: promise },
    ...steps.slice(i * stretch, (i + 1) * stretch),
  ])
}
