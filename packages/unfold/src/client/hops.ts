import type { Connection } from './connection.ts'

/** From the best to the plainest: a stream, a request that waits for news, a request that does not. */
export type Transport = 'sse' | 'long-poll' | 'poll'
const ORDER: readonly Transport[] = ['sse', 'long-poll', 'poll']

export interface Policy {
  /** False when the caller asked for one transport. */
  mayMove: boolean
  /** Fruitless attempts in a row before the next plainer transport is tried. */
  fallAfter: number
  firstBackoffMs: number
  maxBackoffMs: number
  /** Between two plain polls. */
  pollMs: number
  /** How long to stay down before a stream is tried again; doubles up to the maximum. */
  climbMs: number
  maxClimbMs: number
  /** A line that was heard within this time is believed to be alive. */
  freshMs: number
}

export const POLICY: Policy = {
  mayMove: true,
  fallAfter: 3,
  firstBackoffMs: 250,
  maxBackoffMs: 5_000,
  pollMs: 2_000,
  climbMs: 30_000,
  maxClimbMs: 600_000,
  freshMs: 5_000,
}

/** The part of a loss that is arithmetic: one more failure, a jittered wait, a hop down after enough of them. */
export function computeLoss(
  state: Connection,
  loss: { random: number; retryMs: number | null },
  now: number,
  policy: Policy,
): Connection {
  const failures = state.failures + 1
  const next = failures % policy.fallAfter === 0 ? fall(state, now, policy) : state
  const backoffMs = Math.min(policy.maxBackoffMs, policy.firstBackoffMs * 2 ** (failures - 1))
  // Half of the wait is fixed and half is dealt, so that readers of a restarted server do not return in step.
  const jitteredMs = backoffMs * (0.5 + loss.random / 2)
  return { ...next, failures, nextAt: now + Math.max(jitteredMs, loss.retryMs ?? 0) }
}

export function fall(state: Connection, now: number, policy: Policy): Connection {
  if (!policy.mayMove) return state
  const transport = ORDER[Math.min(ORDER.indexOf(state.transport) + 1, ORDER.length - 1)]!
  return {
    ...state,
    transport,
    climbAt: now + state.climbMs,
    climbMs: Math.min(policy.maxClimbMs, state.climbMs * 2),
  }
}

/** Back to the stream once its time has come. A stream that fails again comes down for twice as long. */
export function climb(state: Connection, now: number): Connection {
  if (state.climbAt === null || now < state.climbAt) return state
  return { ...state, transport: 'sse', climbAt: null }
}

/** Back to the stream now: the device has just come back, and its line may be a new one. */
export function rise(state: Connection, policy: Policy): Connection {
  return policy.mayMove ? { ...state, transport: 'sse', climbAt: null } : state
}
