import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  answerJson,
  type Script,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
  tokens,
} from 'unfold/testing'
import type { RecordedRequest } from 'unfold/testing'
import { answerRest, briefOf, scriptedChapter } from './chapters.ts'
import { type House, type HouseOptions, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'adventure' }
const chapter = scriptedChapter()
const WHOLE = chapter.paragraphs.join('\n\n')

let script: (request: RecordedRequest) => Script | ScriptStep[]
let model: ScriptedModel
let house: House

beforeEach(async () => {
  model = await startScriptedModel({ script: (request) => script(request) })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model.close()
})

async function open(options: Partial<HouseOptions> = {}): Promise<void> {
  house = await openHouse({ model: scriptedModel(model.url), ...options })
}

const proseOf = (output: any) => output.paragraphs.join('\n\n')

describe('a chapter', () => {
  it('is written from one call, sentence by sentence, and saved with the end of its run', async () => {
    script = () => answerJson(chapter)
    await open()
    const runId = await house.start(START)
    const events = await house.ended(runId)
    const state = await house.state(runId)
    expect(state.status).toBe('completed')
    expect(proseOf(state.output)).toBe(WHOLE)
    expect(state.output).toMatchObject({
      title: 'Trip 1',
      question: chapter.question,
      chapterNumber: 1,
      totalChapters: 3,
      isEnding: false,
      safety: { approved: true, score: 1, issues: [] },
    })
    expect(state.steps.map((s) => s.step)).toEqual(['generate_content', 'safety_check', 'calculate_metrics'])
    expect(state.progress?.percent).toBe(100)
    // Each part moves the bar in the very commit that shows it.
    const moves = events.flatMap((e, i) => (e.type === 'progress' ? [[e.done, events[i - 1]!.type]] : []))
    expect(moves.slice(1, 8)).toEqual([1, 2, 3, 4, 5, 6, 7].map((done) => [done, 'part']))
    expect(model.requests).toHaveLength(1)
    expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1))
    const saved = await house.backend.records.selectFrom('chapters').selectAll().execute()
    expect(saved).toHaveLength(1)
    expect(saved[0]).toMatchObject({ run_id: runId, chapter_number: 1, plot: '{"chapter":1}' })
    // The plot is the author's private memory: no event holds it.
    expect(JSON.stringify(events)).not.toContain('plot')
  })

  it('shows its first sentence while the model has not written the second one', async () => {
    const gate = Promise.withResolvers<void>()
    const text = JSON.stringify(chapter)
    const cut = text.indexOf('number 1')
    script = () => [...tokens(text.slice(0, cut)), { wait: gate.promise }, ...tokens(text.slice(cut))]
    await open()
    const runId = await house.start(START)
    const shown: string[] = []
    for await (const batch of house.tails.follow(runId, 0, AbortSignal.timeout(30_000))) {
      for (const event of batch) if (event.type === 'text') shown.push(event.text)
      if (shown.length > 0) break
    }
    expect(shown.join('')).toBe('Mia walked to the hill on day 1 of trip 1. ')
    gate.resolve()
    expect((await house.state(runId)).status).toBe('completed')
  })

  it('continues at the recorded choice, carries it to the author, and ends with the last chapter', async () => {
    script = (request) => {
      const brief = briefOf(request)
      const made = scriptedChapter(brief.chapterNumber)
      return answerJson(brief.chapterNumber === 3 ? { ...made, question: null, choices: [] } : made)
    }
    await open()
    await house.ended(await house.start(START))
    await house.ended(await house.start({ ...START, chapterNumber: 2, choice: { index: 1 } }))
    const last = await house.state(
      await house.start({ ...START, chapterNumber: 3, choice: { text: 'Fly to the moon' } }),
    )
    expect(briefOf(model.requests[1]!)).toMatchObject({
      choice: { text: 'Row the boat', own: false },
      previous: [{ title: 'Trip 1' }],
    })
    expect(briefOf(model.requests[2]!)).toMatchObject({ choice: { text: 'Fly to the moon', own: true } })
    expect(last.output).toMatchObject({ isEnding: true, question: null, choices: [] })
    expect(last.parts.at(-1)).toMatchObject({ part: 'ending', value: 'The End.' })
    const stories = await house.backend.records.selectFrom('stories').selectAll().execute()
    expect(stories).toMatchObject([{ current_chapter: 3, is_completed: 1 }])
    await expect(house.start({ ...START, chapterNumber: 4, choice: { index: 0 } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('makes one next chapter of one choice, whoever asks for it how often', async () => {
    script = (request) => answerJson(scriptedChapter(briefOf(request).chapterNumber))
    await open()
    await house.ended(await house.start(START))
    const asks = Array.from({ length: 6 }, () =>
      house.start({ ...START, chapterNumber: 2, choice: { index: 0 } }),
    )
    expect(new Set(await Promise.all(asks)).size).toBe(1)
    await house.ended((await Promise.all(asks))[0]!)
    await expect(house.start({ ...START, chapterNumber: 2, choice: { index: 1 } })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await house.backend.records.selectFrom('chapters').selectAll().execute()).toHaveLength(2)
  })

  it('begins no story in silence when a first chapter names a story or a choice', async () => {
    script = () => answerJson(chapter)
    await open()
    const asked = house.start({ ...START, storyId: 'another', choice: { index: 0 } })
    await expect(asked).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'body.storyId' }, { field: 'body.choice' }],
    })
    expect(await house.backend.log.list({ accountId: 'demo', limit: 5 })).toEqual([])
  })

  it('refuses a chapter whose choice is not made, is not next, or belongs to nobody', async () => {
    script = () => answerJson(chapter)
    await open()
    await expect(house.start({ ...START, chapterNumber: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await house.ended(await house.start(START))
    await expect(house.start({ ...START, chapterNumber: 2 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(house.start({ ...START, chapterNumber: 3, choice: { index: 0 } })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(house.start({ ...START, chapterNumber: 2, choice: { index: 7 } })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await expect(house.start({ ...START, childId: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await house.backend.log.list({ accountId: 'demo', limit: 50 })).toHaveLength(1)
  })
})

describe('a provider that fails', () => {
  const HALF = JSON.stringify(chapter).slice(0, 330)
  const faults: { [name: string]: ScriptStep[] } = {
    'is cut in mid-token': [...tokens(HALF), { cut: 'Mia', afterBytes: 9 }],
    'ends without a finish': [...tokens(HALF), { end: true }],
    'sends a malformed chunk': [...tokens(HALF), { raw: 'data: {"choices":[{"delta"\n\n' }],
    'reports an error in the stream': [...tokens(HALF), { error: { message: 'overloaded' } }],
    'stops at its length': [...tokens(HALF), { finish: 'length' }],
    'writes broken JSON': [...tokens(`${HALF}"} oh no`), { finish: 'stop' }],
    'is busy': [{ status: 429, headers: { 'retry-after': '0' } }],
    'answers 500': [{ status: 500 }],
    'answers junk': [{ raw: '<html>nothing here</html>' }],
    'gives no story at all': [...tokens('{}'), { finish: 'stop' }],
  }

  it.each(Object.entries(faults))(
    'once %s: the chapter is whole, and nothing committed is asked for again',
    async (_, fault) => {
      script = (request) => (request.index === 0 ? fault : answerRest(chapter, request))
      await open()
      const state = await house.state(await house.start(START))
      expect(state.status).toBe('completed')
      expect(proseOf(state.output)).toBe(WHOLE)
      expect(model.requests).toHaveLength(2)
      const committed: string[] = briefOf(model.requests[1]!).committed?.paragraphs ?? []
      expect(WHOLE.startsWith(committed.join('\n\n'))).toBe(true)
    },
  )

  it.each(['is busy', 'answers 500', 'answers junk', 'gives no story at all'])(
    'for ever %s: the run fails with a plain code, and does not hang',
    async (name) => {
      script = () => faults[name]!
      await open()
      const state = await house.state(await house.start(START))
      expect(state.status).toBe('failed')
      expect(['MODEL_UNAVAILABLE', 'EMPTY_CONTENT']).toContain(state.error?.code)
      expect(await house.backend.records.selectFrom('stories').selectAll().execute()).toEqual([])
    },
  )

  it('for ever cut after some sentences: what was committed stays, and a retry goes on from it', async () => {
    let healed = false
    script = (request) => {
      if (healed) return answerRest(chapter, request)
      return request.index === 0 ? [...tokens(HALF), { end: true }] : [{ end: true }]
    }
    await open()
    const runId = await house.start(START)
    const failed = await house.state(runId)
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'MODEL_UNAVAILABLE', retryable: true } })
    const kept = failed.parts
      .map((p) => p.text)
      .join('\n\n')
      .trim()
    expect(kept.length).toBeGreaterThan(50)
    healed = true
    const reply = await house.api.retry({ id: 'demo' }, runId)
    const retried = await house.state((reply.body as { runId: string }).runId)
    expect(retried).toMatchObject({ status: 'completed', continues: runId })
    expect(proseOf(retried.output)).toBe(WHOLE)
    expect(briefOf(model.requests.at(-1)!).committed!.paragraphs!.join('\n\n')).toBe(kept)
  })

  it('sends one byte at a time, or everything at once: the same chapter', async () => {
    const outputs: unknown[] = []
    await open()
    for (const writes of ['byte', 'whole', 'frame'] as const) {
      script = () => ({ steps: answerJson(chapter), writes })
      const { output } = await house.state(await house.start(START))
      const { storyId: _, ...same } = output as { storyId: string }
      outputs.push(same)
    }
    expect(outputs[1]).toEqual(outputs[0])
    expect(outputs[2]).toEqual(outputs[0])
  })

  it('that paraphrases when it continues: no sentence is lost, none doubled', async () => {
    const again = [
      'Once more, Mia was on her way.',
      'A new friend came along. They sat by the fire.',
      'The stars came out. Good night, trip!',
    ]
    script = (request) => {
      if (request.index === 0) return [...tokens(HALF), { end: true }]
      const { paragraphs: _, ...fields } = chapter
      const left = 4 - briefOf(request).committed!.paragraphs!.length + 1
      return answerJson({ paragraphs: again.slice(0, left), ...fields })
    }
    await open()
    const events = await house.ended(await house.start(START))
    const prose = events.flatMap((e) => (e.type === 'text' ? [e.text] : [])).join('')
    for (const sentence of again.flatMap((p) => p.match(/[^.!]+[.!]/g)!)) {
      expect(prose.split(sentence.trim()).length - 1).toBeLessThanOrEqual(1)
    }
    const sentences = prose.match(/[^.!?]+[.!?]+[”\s]*/g)!.map((s) => s.trim())
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(prose).toContain('Once more, Mia was on her way.')
  })

  it('that never gives a question: the whole text stays, and a reviewed question closes it', async () => {
    script = (request) =>
      answerJson({ ...chapter, question: null, ...(request.index > 0 ? { paragraphs: [] } : {}) })
    await open()
    const state = await house.state(await house.start(START))
    expect(state).toMatchObject({ status: 'completed', notices: [{ code: 'REVIEWED_ENDING' }] })
    expect(proseOf(state.output)).toBe(WHOLE)
    expect((state.output as any).question).toBeTruthy()
    expect(state.parts.filter((p) => p.part === 'question')).toHaveLength(1)
  })

  it('that says the committed text again before it goes on: the repeat is trimmed', async () => {
    script = (request) => (request.index === 0 ? [...tokens(HALF), { end: true }] : answerJson(chapter))
    await open()
    const state = await house.state(await house.start(START))
    expect(proseOf(state.output)).toBe(WHOLE)
  })
})
