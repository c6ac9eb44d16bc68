import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerJson, type RecordedRequest, type ScriptedModel, startScriptedModel } from 'unfold/testing'
import { answerRest, briefOf, scriptedChapter, withSentence } from './chapters.ts'
import { changeChild, type House, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'adventure' }
const chapter = scriptedChapter()
/** 22 words: too many at beginner's and intermediate level, few enough at the advanced. */
const LONG =
  'Mia walked and walked and walked along the road until she saw the old red barn at the end of the field.'

let script: (request: RecordedRequest) => ReturnType<typeof answerJson>
let model: ScriptedModel
let house: House

beforeEach(async () => {
  model = await startScriptedModel({ script: (request) => script(request) })
  house = await openHouse({ model: scriptedModel(model.url) })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model.close()
})

const outputOf = async (runId: string) => (await house.state(runId)).output as any
const verdictsOf = async (runId: string) =>
  (await house.backend.log.notes(runId))
    .filter(({ key }) => key.startsWith('verdict:'))
    .map(({ value }) => value as any)

describe('the reading contract', () => {
  it('has an over-long sentence rewritten once, told why and not what', async () => {
    script = (request) =>
      request.index === 0 ? answerJson(withSentence(chapter, 1, LONG)) : answerRest(chapter, request)
    const runId = await house.start(START)
    const output = await outputOf(runId)
    expect(output.paragraphs).toEqual(chapter.paragraphs)
    expect(model.requests).toHaveLength(2)
    expect(briefOf(model.requests[1]!).reason).toBe(
      'It was too long for this reader: no sentence has more than 18 words.',
    )
    expect(JSON.stringify(model.requests[1]!.body)).not.toContain('old red barn')
    expect(JSON.stringify(await house.ended(runId))).not.toContain('old red barn')
    expect((await verdictsOf(runId)).filter((v) => !v.safe)).toMatchObject([
      {
        checker: 'reading',
        rule: 'reading.sentence',
        cause: 'rejected',
        text: expect.stringContaining('old red barn'),
      },
    ])
    expect(output.metrics.reading).toMatchObject({ over_limit: 0 })
  })

  it('is not a matter of safety: the score stays whole, and nothing is an issue', async () => {
    script = (request) =>
      request.index === 0 ? answerJson(withSentence(chapter, 1, LONG)) : answerRest(chapter, request)
    expect((await outputOf(await house.start(START))).safety).toEqual({
      approved: true,
      score: 1,
      issues: [],
    })
  })

  it('takes a rewrite that is too long again, writes that down, and goes on', async () => {
    const stubborn = withSentence(chapter, 1, LONG)
    script = (request) => answerRest(stubborn, request)
    const runId = await house.start(START)
    const state = await house.state(runId)
    expect([state.status, state.notices]).toEqual(['completed', []])
    const output = state.output as any
    expect(output.paragraphs).toEqual(stubborn.paragraphs)
    expect(model.requests).toHaveLength(2)
    expect(output.metrics.reading).toMatchObject({ over_limit: 1, facts: { longest_sentence_words: 22 } })
    const verdicts = await verdictsOf(runId)
    expect(verdicts.filter((v) => !v.safe)).toHaveLength(1)
    expect(verdicts.filter((v) => v.overLimit)).toMatchObject([
      { safe: true, overLimit: 'reading.sentence', text: null },
    ])
  })

  it('never stalls or ends a chapter whose every sentence is too long', async () => {
    const long = {
      ...chapter,
      paragraphs: chapter.paragraphs.map((_, p) =>
        [1, 2, 3].map((n) => LONG.replace('Mia', `Mia of part ${p + 1}, place ${n},`)).join(' '),
      ),
    }
    script = (request) => answerRest(long, request)
    const state = await house.state(await house.start(START))
    expect([state.status, state.notices]).toEqual(['completed', []])
    expect((state.output as any).paragraphs).toEqual(long.paragraphs)
    expect((state.output as any).metrics.reading.over_limit).toBe(12)
    // One rewrite in the first step, six in the second; then the model has its way.
    expect(model.requests).toHaveLength(8)
  })

  it('leaves safety all its rewrites: a place may be too long once, and then unsafe as often as any', async () => {
    script = (request) => {
      if (request.index === 0) return answerJson(withSentence(chapter, 0, LONG))
      return answerJson({ paragraphs: ['He pulled a gun on Mia.'] })
    }
    const runId = await house.start(START)
    const state = await house.state(runId)
    expect(state.notices).toMatchObject([{ code: 'REVIEWED_ENDING' }])
    const rules = (await verdictsOf(runId)).filter((v) => !v.safe).map((v) => v.rule as string)
    expect(rules.toSorted((x, y) => x.localeCompare(y))).toEqual([
      'reading.sentence',
      'violence.weapon',
      'violence.weapon',
    ])
    expect(model.requests).toHaveLength(3)
  })

  it('checks safety first: a sentence that is both is withheld as unsafe', async () => {
    const both = LONG.replace('the old red barn', 'a man who pulled a gun')
    script = (request) =>
      request.index === 0 ? answerJson(withSentence(chapter, 1, both)) : answerRest(chapter, request)
    const runId = await house.start(START)
    expect((await outputOf(runId)).paragraphs).toEqual(chapter.paragraphs)
    expect((await verdictsOf(runId)).filter((v) => !v.safe)).toMatchObject([{ rule: 'violence.weapon' }])
  })

  it('follows the child’s level', async () => {
    await changeChild(house, 1, { readingLevel: 'advanced' })
    script = () => answerJson(withSentence(chapter, 1, LONG))
    expect((await outputOf(await house.start(START))).paragraphs[1]).toContain('old red barn')
    expect(model.requests).toHaveLength(1)
  })

  it('reaches the parent as a band and three facts, with the metrics and with the chapter', async () => {
    script = () => answerJson(chapter)
    const runId = await house.start(START)
    const events = await house.ended(runId)
    const metrics = events.find((e) => e.type === 'data' && e.name === 'metrics') as any
    expect(metrics.value.reading).toEqual({
      band: 'beginner',
      facts: {
        longest_sentence_words: 11,
        longest_word: 'walked',
        new_words_percent: expect.any(Number),
      },
      over_limit: 0,
    })
    const row = await house.backend.records.selectFrom('chapters').select('reading').executeTakeFirstOrThrow()
    expect(JSON.parse(row.reading as string)).toEqual(metrics.value.reading)
  })
})
