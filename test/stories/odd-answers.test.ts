import { afterEach, describe, expect, it } from 'vitest'
import type { RunLog } from 'unfold/core'
import type { RunEvent } from 'unfold/protocol'
import type { Checker } from 'unfold/reveal'
import {
  answerJson,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
  tokens,
} from 'unfold/testing'
import { storyDialect } from '@unfold/stories/server'
import { REVIEWED_ENDINGS } from '../../apps/stories/server/storyteller/index.ts'
import { briefOf, remainderOf, scriptedChapter } from './chapters.ts'
import { type House, type HouseOptions, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'adventure' }
const chapter = scriptedChapter()
const FIELDS = { ...chapter, paragraphs: undefined }

let model: ScriptedModel
let house: House

afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model.close()
})

async function tell(
  script: (request: RecordedRequest) => ScriptStep[],
  { start = {}, ...options }: Partial<HouseOptions> & { start?: object } = {},
): Promise<RunEvent[]> {
  model = await startScriptedModel({ script })
  house = await openHouse({ model: scriptedModel(model.url), ...options })
  return house.ended(await house.start({ ...START, ...start }))
}

/** The whole answer in one read of the socket: all of it is known before the first commit is through. */
const atOnce = (answer: unknown): ScriptStep[] => [{ text: JSON.stringify(answer) }]
const restAtOnce = (request: RecordedRequest) => atOnce(remainderOf(chapter, briefOf(request)))

function framesOf(events: readonly RunEvent[]): { type: string; data: any }[] {
  let state = storyDialect.initial()
  return events.flatMap((event) => {
    const [next, frames] = storyDialect.render(state, event)
    state = next
    return frames.map((frame) => JSON.parse(frame.data))
  })
}

/** What no answer may bring about: a part that is final twice, words behind its end, a wrong last content frame. */
function breachesOf(events: readonly RunEvent[]): string[] {
  const final = new Set<string>()
  const breaches: string[] = []
  for (const event of events) {
    if (event.type !== 'part' && event.type !== 'text') continue
    if (final.has(event.part)) breaches.push(`${event.type} behind the end of ${event.part}`)
    if (event.type === 'part') final.add(event.part)
  }
  const completes = framesOf(events)
    .filter((frame) => frame.type === 'content')
    .map((frame) => frame.data.is_complete)
  if (completes.indexOf(true) !== completes.length - 1) breaches.push(`is_complete: ${completes.join()}`)
  return breaches
}

const outputOf = (events: readonly RunEvent[]) => (events.at(-1) as any).output

describe('an answer that is not what was asked for', () => {
  it('is a chapter from one call when it has fewer paragraphs than planned, however fast it comes', async () => {
    const three = { ...chapter, paragraphs: chapter.paragraphs.slice(0, 3) }
    const events = await tell(() => atOnce(three))
    expect(breachesOf(events)).toEqual([])
    expect(outputOf(events)).toMatchObject({ paragraphs: three.paragraphs, question: chapter.question })
    expect(model.requests).toHaveLength(1)
  })

  it('gets its question only behind the last paragraph, when it had fewer than half of them', async () => {
    const one = { ...chapter, paragraphs: chapter.paragraphs.slice(0, 1) }
    const events = await tell((request) => (request.index === 0 ? atOnce(one) : restAtOnce(request)))
    expect(breachesOf(events)).toEqual([])
    expect(outputOf(events)).toMatchObject({ paragraphs: chapter.paragraphs, question: chapter.question })
  })

  it('may have its keys in any order', async () => {
    const { paragraphs, ...fields } = chapter
    const events = await tell(() => answerJson({ ...fields, paragraphs }))
    expect(breachesOf(events)).toEqual([])
    expect(outputOf(events)).toMatchObject({ paragraphs, question: chapter.question })
    expect(model.requests).toHaveLength(1)
  })

  it('counts by its first value where it names a key again', async () => {
    const again = `{"paragraphs":${JSON.stringify(chapter.paragraphs)},"paragraphs":["Another start."],"title":"One","title":"Two",`
    const events = await tell(() => tokens(again + JSON.stringify({ ...FIELDS, title: undefined }).slice(1)))
    expect(breachesOf(events)).toEqual([])
    expect(outputOf(events)).toMatchObject({ paragraphs: chapter.paragraphs, title: 'One' })
  })

  it('changes nothing that is committed when it says the whole chapter again in other words', async () => {
    const { choices: _, ...cut } = { ...chapter, educational_elements: undefined, plot: undefined }
    const other = {
      ...chapter,
      paragraphs: chapter.paragraphs.map((p) => p.replaceAll('Mia', 'Zoe')),
      title: 'Another trip',
      question: 'Where should Zoe go?',
    }
    const events = await tell((request) => (request.index === 0 ? atOnce(cut) : atOnce(other)))
    expect(breachesOf(events)).toEqual([])
    expect(outputOf(events)).toMatchObject({
      paragraphs: chapter.paragraphs,
      title: chapter.title,
      question: chapter.question,
      choices: [{ text: 'Follow the bird' }, { text: 'Row the boat' }],
    })
  })

  it('gives as many choices as a page has room for', async () => {
    const choices = Array.from({ length: 6 }, (_, i) => ({ text: `Go way ${i}`, description: 'It is calm.' }))
    const events = await tell(() => atOnce({ ...chapter, choices }))
    expect(outputOf(events).choices.map((c: { text: string }) => c.text)).toEqual(
      choices.slice(0, 4).map((c) => c.text),
    )
  })

  it('ends a paragraph that goes on and on with a sentence, and holds no other work up meanwhile', async () => {
    const endless = 'Mia saw a good dog. '.repeat(2000)
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 1)
    const events = await tell(() => atOnce({ ...chapter, paragraphs: [endless, ...chapter.paragraphs] }))
    clearInterval(ticking)
    expect(outputOf(events).paragraphs[0]).toMatch(/^(?:Mia saw a good dog\. ?){100,130}$/)
    expect(outputOf(events).paragraphs[1]).toBe(chapter.paragraphs[0])
    expect(turns).toBeGreaterThan(5)
  })

  it('keeps no character that a store or a screen would stumble over', async () => {
    const odd = 'Mia\u0000 saw\u0007 a\u0085 dog \ud800. '
    const events = await tell(() =>
      atOnce({ ...chapter, paragraphs: [odd, odd, odd, odd], title: 'A\u0000b' }),
    )
    const output = outputOf(events)
    expect([output.title, output.paragraphs[0]]).toEqual(['A b', 'Mia  saw  a  dog \ufffd.'])
  })
})

const noBarn: Checker = {
  name: 'model-judge',
  check: (segment) =>
    segment.includes('barn')
      ? { safe: false, rule: 'model-judge', reason: `It says "${segment}"` }
      : { safe: true },
}

describe('what a checker turns down', () => {
  it('reaches no reader through the words of a judge that quotes it', async () => {
    const events = await tell(restAtOnce, { checkers: [noBarn] })
    expect(events.at(-1)!.type).toBe('run.completed')
    expect(JSON.stringify([events, framesOf(events)])).not.toContain('barn')
    const issues = framesOf(events).find((frame) => frame.type === 'safety_check')!.data.issues
    expect(issues).toEqual(['A sentence did not fit and was not shown.'])
  })

  it('is counted by verdict and language', async () => {
    const counts: Record<string, number> = {}
    await tell(restAtOnce, {
      checkers: [noBarn],
      countVerdict: (verdict, language) => {
        counts[`${verdict} ${language}`] = (counts[`${verdict} ${language}`] ?? 0) + 1
      },
    })
    expect(Object.keys(counts).toSorted()).toEqual(['accepted en', 'rejected en'])
    expect(counts['rejected en']).toBe(3)
  })

  it('leaves a last chapter with an ending that ends the story', async () => {
    const events = await tell(
      (request) => atOnce({ ...remainderOf(chapter, briefOf(request)), question: null, choices: [] }),
      { checkers: [noBarn], start: { totalChapters: 1 } },
    )
    const endings = REVIEWED_ENDINGS.english.intermediate.filter((ending) => !ending.goesOn)
    expect(endings.map((ending) => ending.plain)).toContain(outputOf(events).paragraphs.at(-1))
  })

  it('gets one reviewed ending, also when the worker dies right behind it', async () => {
    const death = Promise.withResolvers<void>()
    let died = false
    const wrapLog = (log: RunLog): RunLog =>
      new Proxy(log, {
        get(target, name: keyof RunLog) {
          if (name !== 'append') return target[name].bind(target)
          return (async (...args) => {
            if (died && args[1] === 1) return { type: 'superseded' }
            const answer = await target.append(...args)
            if (args[3].some((event) => event.type === 'data' && event.name === 'notice')) {
              died = true
              death.resolve()
            }
            return answer
          }) satisfies RunLog['append']
        },
      })
    model = await startScriptedModel({ script: restAtOnce })
    house = await openHouse({ model: scriptedModel(model.url), checkers: [noBarn], wrapLog })
    const runId = await house.start(START)
    const { log, queue } = house.backend
    await death.promise
    while ((await log.find(runId))!.attempt === 1) await queue.enqueue(runId, 'interactive')
    const events = await house.ended(runId)
    expect(breachesOf(events)).toEqual([])
    expect(events.filter((e) => e.type === 'data' && e.name === 'notice')).toHaveLength(1)
    expect(outputOf(events).paragraphs).toHaveLength(3)
  })
})
