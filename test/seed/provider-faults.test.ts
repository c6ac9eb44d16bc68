import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerJson, type Script, type ScriptStep, tokens } from 'unfold/testing'
import { answerRest, scriptedChapter } from '../stories/chapters.ts'
import { expectWholeFlow, orderOf } from '../harness/story-chunks.ts'
import { type Family, StoryServer } from '../harness/story-server.ts'
import { StoryStream } from '../harness/story-stream.ts'

let server: StoryServer
let family: Family
let stories = 0
beforeAll(async () => {
  server = await StoryServer.start()
  family = await server.signUp()
})
afterAll(() => server[Symbol.asyncDispose]())

const chapter = scriptedChapter()
const TEXT = JSON.stringify(chapter)
/** The answer up to the middle of a word of the second paragraph, in tokens. */
const HALF = tokens(TEXT.slice(0, TEXT.indexOf('number 2 there') + 4))

const read = async (theme: string) => {
  const url = server.streamUrl({ child_id: family.childId, theme, title: `Story ${(stories += 1)}` })
  const stream = await StoryStream.open(url, family.headers)
  await stream.over
  return stream
}

describe('a provider that fails once still gives a whole chapter', () => {
  const faults: [string, Script | ScriptStep[]][] = [
    ['429 with a time to wait', [{ status: 429, headers: { 'retry-after': '1' } }]],
    ['500', [{ status: 500 }]],
    ['503 with a page of HTML', [{ status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>' }]],
    ['a connection that is cut before the first byte', [{ cut: '', afterBytes: 0 }]],
    ['a connection that is cut within a token', [...HALF, { cut: 'word', afterBytes: 30 }]],
    ['a clean end without a finish', [...HALF, { end: true }]],
    ['an answer that is cut for its length', [...HALF, { finish: 'length' }]],
    ['junk instead of a stream', { steps: [{ raw: '<html>' }, { end: true }], contentType: 'text/html' }],
    ['a chunk that is no JSON', [...HALF, { raw: 'data: {"choices":[{\n\n' }, { end: true }]],
    ['an error event', [...HALF, { error: { message: 'overloaded', code: 503 } }]],
    ['an answer that is no JSON', [...tokens('Once upon a time there was a fox.')]],
    ['an answer that breaks off within its JSON', [...HALF, { finish: 'stop' }]],
  ]
  test.each(faults)('%s', async (_name, fault) => {
    const before = server.asked('space').length
    server.play('space', (request) =>
      server.asked('space').length === before + 1 ? fault : answerRest(chapter, request),
    )
    const stream = await read('space')
    expectWholeFlow(stream.chunks, { theme: 'space' })
    expect(stream.chunks.at(-1)!.data.content).toEqual(chapter.paragraphs)
    expect(server.asked('space')).toHaveLength(before + 2)
  })
})

describe('a provider that never gets better ends the run with one code, and what was written is kept', () => {
  test('when it always cuts the connection at the same place', async () => {
    server.play('music', () => [
      ...(server.asked('music').length === 1 ? HALF : []),
      { cut: 'x', afterBytes: 10 },
    ])
    const stream = await read('music')
    expect(orderOf(stream.chunks)).toEqual([
      'workflow started',
      'generate_content started',
      'content',
      'error',
    ])
    expect(stream.chunks.at(-1)!.data.code).toBe('MODEL_UNAVAILABLE')
    expect(chapter.paragraphs.join('\n\n').startsWith(stream.prose.trimEnd())).toBe(true)
    expect(stream.prose.length).toBeGreaterThan(100)
    const [run] = await server.runs(family.headers)
    expect(await server.state(run.runId, family.headers)).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_UNAVAILABLE', message: expect.stringMatching(/^[A-Z][^{}\n]+\.$/) },
    })
    expect((await server.events(run.runId, family.headers)).at(-1)).toMatchObject({ partial: true })
  }, 60_000)

  test.each<[string, string, ScriptStep[]]>([
    ['when it refuses', 'MODEL_REFUSED', [{ refusal: 'I cannot.' }, { finish: 'stop' }]],
    ['when it writes nothing', 'EMPTY_CONTENT', [{ finish: 'stop' }]],
    ['when the key is wrong', 'MODEL_UNAVAILABLE', [{ status: 401, body: { error: { message: 'sk-…' } } }]],
  ])('%s', async (_name, code, script) => {
    server.play('art', () => script)
    const stream = await read('art')
    expect(orderOf(stream.chunks)).toEqual(['workflow started', 'generate_content started', 'error'])
    expect(stream.chunks.at(-1)!.data).toEqual({
      code,
      message: expect.stringMatching(/^[A-Z][^{}\n]+\.$/),
    })
    expect(stream.text).not.toContain('sk-')
  })
})

test('One byte at a time, or everything at once, the same answer gives the same parts', async () => {
  const parts: unknown[] = []
  // Everything at once is far more than one read of the socket.
  const padded = [...answerJson(chapter).slice(0, -1), ...tokens(`,"plot_more":"${'x'.repeat(100_000)}"}`)]
  for (const writes of ['frame', 'byte', 'whole'] as const) {
    server.play('nature', () => ({ steps: writes === 'whole' ? padded : answerJson(chapter), writes }))
    await read('nature')
    const [run] = await server.runs(family.headers)
    const state = await server.state(run.runId, family.headers)
    expect(state.status).toBe('completed')
    parts.push(state.parts)
  }
  expect(parts[1]).toEqual(parts[0])
  expect(parts[2]).toEqual(parts[0])
})
