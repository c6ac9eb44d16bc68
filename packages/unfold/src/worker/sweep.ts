import type { Backend, RunPolicy, RunTails } from '../core/index.ts'
import { computeSweep, withPartial } from '../core/index.ts'
import { EMPTY_RUN, type TerminalEvent } from '../protocol/index.ts'

export interface SweepOptions {
  backend: Backend
  tails: RunTails
  policy: RunPolicy
  sweepEveryMs?: number
  now: () => number
  onError?: (error: unknown, runId: string | null) => void
  onRound: () => void
}

const RUNS_PER_ROUND = 200
const COMPACTED_PER_ROUND = 100

/**
 * The safety net: runs that were accepted and never enqueued, whose worker died, that were cancelled with nobody to
 * hear it, or that are over their time. Each round also compacts ended logs. Any number of processes may sweep.
 */
export function startSweep(options: SweepOptions): Disposable {
  let over = false
  let timer: NodeJS.Timeout | undefined
  const next = (ms: number) => {
    if (!over) timer = setTimeout(() => void round(), ms)
  }
  const round = async () => {
    try {
      await sweepOnce(options)
      options.onRound()
    } catch (error) {
      if (!over) options.onError?.(error, null)
    }
    next(options.sweepEveryMs ?? 1000)
  }
  next(0)
  return {
    [Symbol.dispose]: () => {
      over = true
      clearTimeout(timer)
    },
  }
}

/** One round; apart from the loop so that a test can drive it. */
export async function sweepOnce(options: Omit<SweepOptions, 'onRound'>): Promise<void> {
  const { backend, policy, tails, now } = options
  const end = async (runId: string, event: TerminalEvent, idleMs: number) => {
    const state = (await backend.log.snapshot(runId)) ?? EMPTY_RUN
    const answer = await backend.log.endIdle(runId, withPartial(event, state), idleMs)
    if (answer.type === 'ok') tails.publish(runId, [answer.event])
  }
  const runs = await backend.log.stale(Math.min(policy.silentMs, policy.cancelGraceMs), RUNS_PER_ROUND)
  // All at once, so that they share a commit.
  await Promise.all(
    runs.map(async (run) => {
      const action = computeSweep(run, policy, now())
      if (action.type === 'enqueue') await backend.queue.enqueue(run.runId, 'interactive')
      else if (action.type === 'end') await end(run.runId, action.event, action.idleMs)
    }),
  )
  await backend.log.compact(COMPACTED_PER_ROUND)
}
