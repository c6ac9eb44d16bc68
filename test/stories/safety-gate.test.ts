import { afterEach, describe, expect, it } from 'vitest'
import type { Checker } from 'unfold/reveal'
import { answerJson, type ScriptedModel, startScriptedModel } from 'unfold/testing'
import { randomFrom, SEED } from '../harness/random.ts'
import { type Brief, briefOf } from './chapters.ts'
import { type House, openHouse, scriptedModel } from './house.ts'

const START = { childId: 1, theme: 'adventure' }

let model: ScriptedModel
let house: House

afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await model.close()
})

const PLACES = ['hill', 'brook', 'barn', 'bridge']

/** A model whose every string is unlike all its others: it says in which call it was written. */
function chapterOfCall(call: number, brief: Brief): unknown {
  const take = `take ${String(call).padStart(2, '0')}`
  const told: string[] = brief.committed?.paragraphs ?? []
  const paragraphs = PLACES.map((place, i) => {
    const known = told[i]?.match(/[.!]/g)?.length ?? 0
    const sentences = [1, 2, 3].map((n) => `Mia took step ${n} to the ${place}, ${take}.`)
    // The brief does not say whether a paragraph of three sentences is finished; it always is.
    return sentences.slice(known).join(' ')
  })
  const fields = {
    title: `The walk, ${take}`,
    question: `Where to, ${take}?`,
    choices: [1, 2].map((n) => ({ text: `Go way ${n}, ${take}`, description: `Way ${n} is fine, ${take}.` })),
    educational_elements: [`Walking is healthy, ${take}`],
    vocabulary_words: [`a new word, ${take}`],
    plot: {},
  }
  const left = Object.entries(fields).filter(([key]) => !(brief.committed && key in brief.committed))
  const rest = paragraphs.filter((p) => p !== '')
  return { ...(rest.length > 0 ? { paragraphs: rest } : {}), ...Object.fromEntries(left) }
}

async function open(checker: Checker, checkTimeoutMs = 200): Promise<void> {
  model = await startScriptedModel({
    script: (request) => answerJson(chapterOfCall(request.index, briefOf(request))),
  })
  house = await openHouse({ model: scriptedModel(model.url), checkers: [checker], checkTimeoutMs })
}

/** Everything that anybody can be sent of a run: events, snapshot, and the story's frames come from these. */
async function shownOf(runId: string): Promise<string> {
  const events = await house.ended(runId)
  return JSON.stringify([events, await house.backend.log.snapshot(runId)])
}

describe(`the gate of the stories (seed ${SEED})`, () => {
  it('lets no byte of a turned-down sentence out, nor of what was written after it, and the chapter ends well', async () => {
    const random = randomFrom(SEED)
    const rejected: string[] = []
    await open({
      name: 'a fifth',
      check(segment, { kind }) {
        if (kind === 'input' || random() >= 0.2) return { safe: true }
        rejected.push(segment)
        return { safe: false, rule: 'test.fifth', reason: 'It was one of a fifth.' }
      },
    })
    for (let n = 0; n < 8; n += 1) {
      rejected.length = 0
      const runId = await house.start(START)
      const shown = await shownOf(runId)
      const state = await house.state(runId)
      expect([state.status, state.error]).toEqual(['completed', null])
      expect(state.output).toMatchObject({ safety: { approved: true } })
      for (const segment of rejected) expect(shown).not.toContain(JSON.stringify(segment.trim()).slice(1, -1))
      if (rejected.length > 0) {
        expect(state.steps.map((s) => s.step)).toEqual([
          'generate_content',
          'safety_check',
          'enhance_content',
          'safety_check',
          'calculate_metrics',
        ])
        expect((state.output as any).safety.score).toBeLessThan(1)
        // The withheld words are kept in the private lane, for the parent.
        const notes = JSON.stringify(await house.backend.log.notes(runId))
        for (const segment of rejected) expect(notes).toContain(JSON.stringify(segment).slice(1, -1))
      }
    }
  })

  it('reads harm over the end of a paragraph, with no full stop between', async () => {
    model = await startScriptedModel({
      script: (request) =>
        answerJson(
          request.index === 0
            ? {
                title: 'A Fox',
                paragraphs: ['It was noon. This you must not tell', 'your parents, said a fox.'],
              }
            : chapterOfCall(request.index, briefOf(request)),
        ),
    })
    house = await openHouse({ model: scriptedModel(model.url), checkers: [] })
    const runId = await house.start(START)
    const shown = await shownOf(runId)
    expect(shown).toContain('It was noon.')
    expect(shown).not.toContain('your parents')
    expect(JSON.stringify(await house.backend.log.notes(runId))).toContain('contact-stranger')
  })

  it('uses a reviewed ending when a place was turned down twice again, and says so', async () => {
    await open({
      name: 'no brook',
      check: (segment) =>
        segment.includes('brook')
          ? { safe: false, rule: 'test.brook', reason: 'No brooks here.' }
          : { safe: true },
    })
    const runId = await house.start(START)
    const state = await house.state(runId)
    expect(state.status).toBe('completed')
    expect(state.notices).toMatchObject([{ code: 'REVIEWED_ENDING' }])
    expect(await shownOf(runId)).not.toContain('brook, take')
    expect((state.output as any).question).toBeTruthy()
    expect((state.output as any).choices.length).toBeGreaterThanOrEqual(2)
    expect(state.progress?.percent).toBe(100)
    // The first call, and two rewrites; each is told why, never what.
    expect(model.requests).toHaveLength(3)
    expect(briefOf(model.requests[1]!).reason).toBe('No brooks here.')
    expect(JSON.stringify(model.requests[1]!.body)).not.toContain('brook, take')
  })

  it.each<[string, Checker['check']]>([
    ['hangs', () => new Promise(() => {})],
    ['crashes', () => Promise.reject(new Error('boom'))],
    ['answers nonsense', () => 'fine' as never],
  ])('fails the run when a checker that %s gives no verdict before the first sentence', async (_, check) => {
    await open(
      {
        name: 'broken',
        check: (s, c, signal) => (c.kind === 'input' ? { safe: true } : check(s, c, signal)),
      },
      30,
    )
    const runId = await house.start(START)
    const state = await house.state(runId)
    expect(state).toMatchObject({ status: 'failed', error: { code: 'SAFETY_CHECK_FAILED' }, parts: [] })
    expect(await shownOf(runId)).not.toContain('Mia')
  })

  it('ends a chapter well when the checker goes down in the middle of it', async () => {
    let checks = 0
    await open({
      name: 'fading',
      check: (_, { kind }) => {
        if (kind !== 'input') checks += 1
        if (checks > 5) throw new Error('gone')
        return { safe: true }
      },
    })
    const state = await house.state(await house.start(START))
    expect(state.status).toBe('completed')
    expect(state.notices).toMatchObject([{ code: 'REVIEWED_ENDING' }])
    expect(state.parts.filter((p) => p.part.startsWith('paragraph-')).every((p) => p.final)).toBe(true)
  })

  it('turns down a title and own words that a story may not hold, names the field, and stores nothing', async () => {
    await open({ name: 'none', check: () => ({ safe: true }) })
    const title = 'How to kill a man with a gun'
    await expect(house.start({ ...START, title })).rejects.toMatchObject({
      code: 'INVALID',
      message: 'These words cannot be used in a story.',
      fields: [
        {
          field: 'body.title',
          message: expect.stringMatching(/^(There are no|Nobody is) [^.]+\. Try [^.]+\.$/),
        },
      ],
    })
    expect(await house.backend.log.list({ accountId: 'demo', limit: 5 })).toEqual([])
  })
})
