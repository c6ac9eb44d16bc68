import { describe, expect, it } from 'vitest'
import type { RunRecord } from './run-log.ts'
import { computeEta, computeForcedEnd, computeSweep, DEFAULT_POLICY } from './run-policy.ts'

const RUN: RunRecord = {
  runId: 'r',
  accountId: 'a',
  flow: 'f',
  version: 1,
  input: null,
  status: 'running',
  attempt: 1,
  head: 2,
  cancelling: false,
  fruitlessAttempts: 0,
  acceptedAt: 0,
  heartbeatAt: 0,
  endedAt: null,
  continues: null,
  epoch: 'e',
}

describe('an estimate', () => {
  it('is hidden until there is history', () => {
    expect(computeEta([1000, 1000, 1000, 1000], 0)).toBeNull()
  })

  it('is a range of what was left in runs that took longer', () => {
    expect(computeEta([1000, 2000, 3000, 4000, 10_000], 0)).toEqual({ p50: 3000, p90: 10_000, n: 5 })
    expect(computeEta([1000, 2000, 3000, 4000, 10_000], 2500)).toEqual({ p50: 1500, p90: 7500, n: 5 })
  })

  it('is hidden again when a run takes longer than any before', () => {
    expect(computeEta([1000, 1000, 1000, 1000, 1000], 1000)).toBeNull()
  })
})

describe('a forced end', () => {
  it.each([
    ['nothing', {}, 0, null],
    ['cancelled', { cancelling: true }, 0, 'run.cancelled'],
    ['over its time', {}, DEFAULT_POLICY.deadlineMs, 'run.failed'],
    ['too many attempts without a unit', { fruitlessAttempts: 4 }, 0, 'run.failed'],
    ['cancelled and late', { cancelling: true }, DEFAULT_POLICY.deadlineMs, 'run.cancelled'],
  ])('%s', (_, change, now, type) => {
    expect(computeForcedEnd({ ...RUN, ...change }, DEFAULT_POLICY, now)?.type ?? null).toBe(type)
  })

  it('says whether something was committed', () => {
    const late = (head: number) => computeForcedEnd({ ...RUN, head }, DEFAULT_POLICY, 1e9)
    expect([late(2), late(3)]).toMatchObject([{ partial: false }, { partial: true }])
  })
})

describe('the sweep', () => {
  it.each([
    ['leaves a run whose worker beats', {}, 4999, 'leave'],
    ['hands a silent run to somebody', {}, 5000, 'enqueue'],
    ['leaves a cancelled run to its worker for a while', { cancelling: true }, 2999, 'leave'],
    ['ends a cancelled run whose worker is silent', { cancelling: true }, 3000, 'end'],
    ['ends a cancelled run that waits, at once', { cancelling: true, status: 'queued' as const }, 0, 'end'],
  ])('%s', (_, change, now, type) => {
    expect(computeSweep({ ...RUN, ...change }, DEFAULT_POLICY, now).type).toBe(type)
  })
})
