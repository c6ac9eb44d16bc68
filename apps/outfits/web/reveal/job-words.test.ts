import { describe, expect, test } from 'vitest'
import type { RunEvent, RunState } from 'unfold/protocol'
import { foldAll } from 'unfold/protocol'
import { slotsOf } from './job-slots.ts'
import { announceJob, isVeryLate, quietLine, sayEta, sayJob, sayWardrobe } from './job-words.ts'
import type { JobView } from './use-job.ts'

const LIVE = { phase: 'live', since: 0 } as JobView['connection']
const OUTFIT = { itemIds: ['a', 'b'], items: [], by: 'model', gaveWay: [] }

/** A run with these events behind the first one, an event a millisecond. */
function runOf(bodies: readonly object[], input: object = {}): RunState {
  const accepted = { type: 'run.accepted', flow: 'outfits', version: 1, input, continues: null }
  return foldAll([accepted, ...bodies].map((body, i) => ({ seq: i + 1, at: i, ...body }) as RunEvent))
}
const step = (name: string) => ({ type: 'step.started', step: name })
const outfit = (n: number) => ({ type: 'part', part: `outfit-${n}`, kind: 'outfit', value: OUTFIT })
const STARTED = { type: 'run.started', attempt: 1 }
const FAILED = {
  type: 'run.failed',
  error: { code: 'X', message: 'The model did not answer.', retryable: true },
  partial: true,
}
const say = (run: RunState, now = 0) => sayJob({ run, connection: LIVE }, now).text

describe('what the page says', () => {
  test('is the true stage, by the first outfit that is not there', () => {
    expect(say(runOf([]))).toBe('Your outfits are next in line.')
    expect(say(runOf([STARTED, step('load_wardrobe')]))).toBe('Looking through your wardrobe…')
    const creating = [STARTED, step('create_outfits')]
    expect(say(runOf(creating))).toBe('Creating outfit 1 of 3…')
    expect(say(runOf([...creating, outfit(1), outfit(3)]))).toBe('Creating outfit 2 of 3…')
  })

  test('is a minute and three minutes of waiting, and then there is a way on', () => {
    const run = runOf([STARTED, step('create_outfits')])
    expect(say(run, 60_000)).toBe('Still processing... (60 s elapsed)')
    expect(say(run, 181_000)).toContain('longer than expected (181 s elapsed)')
    expect([60_000, 180_000].map((now) => isVeryLate(run, now))).toEqual([false, true])
    expect(isVeryLate(runOf([STARTED, FAILED]), 999_000)).toBe(false)
  })

  test('names what is kept when a job fails or is stopped', () => {
    expect(say(runOf([STARTED, outfit(1), FAILED]))).toBe(
      'The model did not answer. The outfit that was ready stays here, and a new try goes on from there.',
    )
    expect(say(runOf([STARTED, { type: 'run.cancelled' }]))).toBe('Stopped. No outfit was finished yet.')
  })

  test('says why there are fewer than three', () => {
    const shortage = { found: 2, rule: 'reuse', sentence: 'You have one pair of shoes.', missing: 'shoes' }
    const run = runOf([
      STARTED,
      outfit(1),
      outfit(2),
      { type: 'data', name: 'shortage', value: shortage },
      { type: 'run.completed', output: {}, usage: { inputTokens: 0, outputTokens: 0, estimated: false } },
    ])
    expect(say(run)).toBe('Two outfits this time. You have one pair of shoes.')
  })

  test('counts the wardrobe by the weather, or says that no weather rule runs', () => {
    const counted = { type: 'data', name: 'wardrobe', value: { pieces: 42, ready: 40, fitting: 31 } }
    expect(sayWardrobe(runOf([counted], { weather: { temperature: 'cold', condition: null } }))).toBe(
      '42 pieces, 31 fit the weather.',
    )
    expect(sayWardrobe(runOf([counted], { weather: null }))).toBe(
      '42 pieces, 40 at hand. No weather was chosen, so no weather rule runs.',
    )
    expect(sayWardrobe(runOf([]))).toBeNull()
  })
})

test('a time is a range out of the history, less what has gone by; without a history there is none', () => {
  expect(sayEta(null, 0)).toBeNull()
  const eta = { p50: 12_000, p90: 19_000, n: 7 }
  expect(sayEta(eta, 0)).toBe('12 to 19 s more, going by the last 7.')
  expect(sayEta(eta, 13_000)).toBe('Up to 6 s more, going by the last 7.')
  expect(sayEta(eta, 20_000)).toBe('Longer than the last 7 took here.')
  expect(sayEta({ p50: 5000, p90: 5000, n: 1 }, 0)).toBe('About 5 s more, going by the last one.')
})

test('of the reasoning one sentence is shown at a time, the newest', () => {
  expect(quietLine('')).toBe('')
  expect(quietLine('A blazer first. It needs a contrast! ')).toBe('It needs a contrast!')
  expect(quietLine('A blazer first. It nee')).toBe('It nee')
})

describe('the places', () => {
  test('fill in order, and the first empty one is being made', () => {
    const run = runOf([STARTED, step('create_outfits'), outfit(1)])
    expect(slotsOf(run).map(({ state }) => state)).toEqual(['ready', 'now', 'ahead'])
  })

  test('are all being made at once when that was asked for', () => {
    const run = runOf([STARTED, step('create_outfits'), outfit(2)], { parallel: true })
    expect(slotsOf(run).map(({ state }) => state)).toEqual(['now', 'ready', 'now'])
  })

  test('stay as they are in a run that changes another one', () => {
    const change = { type: 'swap', outfit: 1, itemId: 'a' }
    const run = runOf([STARTED, outfit(2), step('swap_piece')], { change })
    expect(slotsOf(run).map(({ state }) => state)).toEqual(['now', 'ready', 'missing'])
    expect(say(run)).toBe('Another piece for outfit 1…')
  })
})

test('boundaries alone are announced', () => {
  const announce = (run: RunState) => announceJob({ run, connection: LIVE }, slotsOf(run), 0)
  expect(announce(runOf([STARTED, step('create_outfits')]))).toBe('')
  expect(announce(runOf([STARTED, step('create_outfits'), outfit(1)]))).toBe('Outfit 1 of 3 is ready.')
  expect(announce(runOf([STARTED, outfit(1), FAILED]))).toContain('The model did not answer.')
})
