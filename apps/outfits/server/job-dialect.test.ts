import { describe, expect, test } from 'vitest'
import { foldAll, type RunEvent, textFromFrame } from 'unfold/protocol'
import type { Frame, RunFacts } from 'unfold/server'
import {
  FAILED,
  IN_PARALLEL,
  STOPPED,
  STOPPED_BEFORE_IT_BEGAN,
  SWAPPED,
  THREE,
  THREE_WITH_REASONING,
  TWO_OF_THREE,
} from './job-dialect.fixture.ts'
import { jobAnswer, jobDialect } from './job-dialect.ts'

const LOGS = [
  ['three-outfits', THREE],
  ['three-outfits-with-reasoning', THREE_WITH_REASONING],
  ['parallel-with-a-takeover', IN_PARALLEL],
  ['one-piece-swapped', SWAPPED],
  ['two-of-three', TWO_OF_THREE],
  ['failed-in-the-middle', FAILED],
  ['stopped-in-the-middle', STOPPED],
  ['stopped-before-it-began', STOPPED_BEFORE_IT_BEGAN],
] as const

const initial = () => jobDialect.initial({} as RunFacts)

/** What a reader is sent for each event of a log. */
function framesOf(log: readonly RunEvent[]): Frame[][] {
  let state = initial()
  return log.map((event) => {
    const [next, frames] = jobDialect.render(state, event)
    state = next
    return frames
  })
}

/** The wire text of a log: each event as it is stored, under it its frames, and last what a poll answers. */
function wireOf(log: readonly RunEvent[]): string {
  const events = framesOf(log).map((frames, at) => {
    const { seq, ...rest } = log[at]!
    const texts = frames.map((frame, i) => textFromFrame({ id: `${seq}.${i}`, ...frame }))
    return `<- ${JSON.stringify({ seq, ...rest })}\n\n${texts.join('')}`
  })
  return `${events.join('')}== ${JSON.stringify(jobAnswer(foldAll(log)))}\n`
}

const ofEvent = (log: readonly RunEvent[], event: string): any[] =>
  framesOf(log)
    .flat()
    .filter((frame) => frame.event === event)
    .map((frame) => JSON.parse(frame.data))

describe('the job dialect', () => {
  test.each(LOGS)('makes these frames, byte for byte, of the log of %s', async (name, log) => {
    await expect(wireOf(log)).toMatchFileSnapshot(`./job-dialect.golden/${name}.txt`)
  })

  test.each(LOGS)('gives the pollers of %s what the stream ends with', (_name, log) => {
    const { status, result, error } = jobAnswer(foldAll(log))
    if (status === 'complete') expect(ofEvent(log, 'complete')).toEqual([result])
    else expect([status, ofEvent(log, 'error')]).toEqual(['failed', [{ error }]])
  })

  test.each(LOGS)(
    'never lets the percentage of %s fall, and says 100 at a complete end alone',
    (_name, log) => {
      const percents = ofEvent(log, 'progress').map(({ progress }) => progress)
      expect(percents).toEqual(percents.toSorted((a, b) => a - b))
      expect(percents.includes(100)).toBe(log.at(-1)!.type === 'run.completed')
    },
  )

  test('shows the reasoning to those who asked for it, and to nobody else', () => {
    expect(ofEvent(THREE, 'complete')[0]).not.toHaveProperty('reasoning')
    expect(ofEvent(THREE_WITH_REASONING, 'complete')[0].reasoning).toContain('Look 2 needs a contrast.')
  })

  test('steps over event types and facts that it does not know, and goes on as if they were not there', () => {
    const unknown = [
      { seq: 0, at: 0, type: 'weather.changed', value: 'rain' } as unknown as RunEvent,
      { seq: 0, at: 0, type: 'data', name: 'weather', value: 'rain' } as const,
      { seq: 0, at: 0, type: 'part', part: 'weather', kind: 'weather', value: 'rain' } as const,
    ]
    const mixed = THREE.flatMap((event) => [...unknown, event])
    expect(framesOf(mixed).flat()).toEqual(framesOf(THREE).flat())
  })

  test('keeps every state as it was: a reader that resumes renders from any of them again', () => {
    const states = [initial()]
    const frames = THREE.map((event) => {
      const [next, made] = jobDialect.render(states.at(-1)!, Object.freeze(event))
      states.push(Object.freeze(next))
      return made
    })
    for (const [i, event] of THREE.entries()) {
      expect(jobDialect.render(states[i]!, event)).toEqual([states[i + 1], frames[i]])
    }
  })
})
