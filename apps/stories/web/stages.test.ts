import { expect, test } from 'vitest'
import { EMPTY_RUN, type RunState } from 'unfold/protocol'
import { computeProgress } from './stages.ts'

const run = (over: Partial<RunState>): RunState => ({ ...EMPTY_RUN, status: 'running', ...over })
const step = (name: string, ms: number | null) => ({ step: name, startedAt: 1, ms })

test('before any step everything is ahead and nothing is claimed', () => {
  const progress = computeProgress(run({}), 'ltr')
  expect(progress).toMatchObject({ number: 0, percent: 0, doing: 'Getting ready' })
  expect(progress.stages.map((s) => s.state)).toEqual(['ahead', 'ahead', 'ahead', 'ahead'])
})

test('the stage that runs is the one that began and has not ended', () => {
  const progress = computeProgress(
    run({ steps: [step('generate_content', 5), step('safety_check', null)] }),
    'ltr',
  )
  expect(progress.number).toBe(2)
  expect(progress.stages.map((s) => s.state)).toEqual(['done', 'now', 'ahead', 'ahead'])
})

test('mending that did not happen is not shown as done', () => {
  const steps = [step('generate_content', 5), step('safety_check', 5), step('calculate_metrics', null)]
  expect(computeProgress(run({ steps }), 'ltr').stages.map((s) => s.state)).toEqual([
    'done',
    'done',
    'not-needed',
    'now',
  ])
})

test('the percent is the one that the run counted', () => {
  const progress = { stage: 'x', unit: 'part', done: 3, total: 8, eta: null, percent: 37 }
  expect(computeProgress(run({ progress }), 'ltr').percent).toBe(37)
})

test('a step that the end of the run cut short is neither going on nor done', () => {
  const failed = run({ status: 'failed', endedAt: 9, steps: [step('generate_content', null)] })
  expect(computeProgress(failed, 'ltr').stages[0]!.state).toBe('unfinished')
})
