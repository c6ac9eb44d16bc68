import type { Eta, RunState, TerminalEvent } from '../protocol/index.ts'
import type { RunRecord } from './run-log.ts'

/** The life of a run as pure decisions. Backends and workers carry them out; none of them decides. */
export interface RunPolicy {
  /** Milliseconds from acceptance after which a run ends as `DEADLINE_EXCEEDED`. */
  deadlineMs: number
  /** Attempts in a row that may commit nothing; deaths with progress do not count. */
  fruitlessAttempts: number
  /** Milliseconds without a heartbeat after which a worker counts as silent. */
  silentMs: number
  /** Milliseconds that a silent worker has to end a cancelled run before the sweep does. */
  cancelGraceMs: number
}

export const DEFAULT_POLICY: RunPolicy = {
  deadlineMs: 600_000,
  fruitlessAttempts: 4,
  silentMs: 5_000,
  cancelGraceMs: 3_000,
}

export const CANCELLED: TerminalEvent = { type: 'run.cancelled' }

/** Why a run must not be executed (further), or null. The same answer at delivery, at every look and in the sweep. */
export function computeForcedEnd(run: RunRecord, policy: RunPolicy, now: number): TerminalEvent | null {
  if (run.cancelling) return CANCELLED
  if (now - run.acceptedAt >= policy.deadlineMs) {
    const seconds = Math.round(policy.deadlineMs / 1000)
    return computeFailure(
      run,
      'DEADLINE_EXCEEDED',
      `It took longer than the ${seconds} seconds that a run may take.`,
    )
  }
  if (run.fruitlessAttempts >= policy.fruitlessAttempts) {
    return computeFailure(run, 'ATTEMPTS_EXHAUSTED', 'It was started several times and got no further.')
  }
  return null
}

/**
 * `run.accepted` is event 1 and each attempt adds one `run.started`: anything beyond may be committed output. Whoever has
 * the folded log corrects `partial` by it.
 */
export function computeFailure(
  run: RunRecord,
  code: string,
  message: string,
  retryable = true,
): TerminalEvent {
  return { type: 'run.failed', error: { code, message, retryable }, partial: run.head > 1 + run.attempt }
}

/** What the row cannot know: whether there is anything among the events that a reader keeps. */
export function withPartial(event: TerminalEvent, { parts }: Pick<RunState, 'parts'>): TerminalEvent {
  return event.type === 'run.failed' ? { ...event, partial: parts.length > 0 } : event
}

export type SweepAction =
  | { type: 'enqueue' }
  | { type: 'end'; event: TerminalEvent; idleMs: number }
  | { type: 'leave' }

/** What the sweep does with an unsealed run. */
export function computeSweep(run: RunRecord, policy: RunPolicy, now: number): SweepAction {
  const idleMs = now - run.heartbeatAt
  const end = computeForcedEnd(run, policy, now)
  if (end && (run.status === 'queued' || idleMs >= policy.cancelGraceMs)) {
    return { type: 'end', event: end, idleMs: policy.cancelGraceMs }
  }
  return idleMs >= policy.silentMs ? { type: 'enqueue' } : { type: 'leave' }
}

/** Below this many finished runs an estimate would be a guess, and is hidden. */
const MIN_HISTORY = 5

/**
 * What is left, from the runs of this installation that took longer than `elapsedMs`: the median and the 90th
 * percentile of their remaining time (nearest rank).
 */
export function computeEta(durationsMs: readonly number[], elapsedMs: number): Eta | null {
  if (durationsMs.length < MIN_HISTORY) return null
  const left = durationsMs
    .filter((ms) => ms > elapsedMs)
    .map((ms) => ms - elapsedMs)
    .toSorted((a, b) => a - b)
  if (left.length === 0) return null
  const rank = (q: number) => Math.round(left[Math.ceil(q * left.length) - 1]!)
  return { p50: rank(0.5), p90: rank(0.9), n: durationsMs.length }
}
