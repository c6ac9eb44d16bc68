import type { RunRecord } from './run-log.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** How long an idempotency key answers its run. */
export const IDEMPOTENCY_MS = 24 * HOUR_MS

/** Nobody knows when a running run will end, so this is only a polite pace for asking again. */
export const RETRY_CONCURRENT_S = 5

export function computeRetryAfterS(roomAt: number, now: number): number {
  return Math.max(1, Math.ceil((roomAt - now) / 1000))
}

/** An active holder keeps its claim, a completed one for a while, a failed or cancelled one not at all. */
export function isClaimHeld(holder: RunRecord, completedSince: number): boolean {
  return holder.endedAt === null || (holder.status === 'completed' && holder.endedAt >= completedSince)
}
