import type { Json } from '../protocol/index.ts'
import { sendJson, type ApiOptions } from './api.ts'

/** The part of the server's answer that every caller needs. */
export interface StartedRun {
  runId: string
}

/** A start's server, and its key. */
export interface StartOptions extends ApiOptions {
  /** The same key and body give the same run; make one per intent, not per click. */
  idempotencyKey?: string | undefined
}

/**
 * Starts a run, or answers the one that this key has started before. Throws `UnfoldError`: INVALID with `fields`,
 * LIMIT_EXCEEDED with `retryAfterS`, NOT_FOUND for an unknown flow, UNAUTHENTICATED, UNAVAILABLE where nobody answered.
 */
export function startRun(flow: string, input: Json, options: StartOptions = {}): Promise<StartedRun> {
  const { idempotencyKey } = options
  return sendJson(options, `/api/runs/${encodeURIComponent(flow)}`, {
    method: 'POST',
    body: input,
    ...(idempotencyKey === undefined ? {} : { headers: { 'idempotency-key': idempotencyKey } }),
  })
}

/**
 * A command on the run, from any device; asked twice, it is given once. The end arrives in the log. Throws NOT_FOUND for a
 * run that is unknown or somebody else's.
 */
export async function cancelRun(runId: string, options: ApiOptions = {}): Promise<void> {
  await sendJson(options, `/api/runs/${encodeURIComponent(runId)}/cancel`, { method: 'POST' })
}

/**
 * A new run that opens with what the ended one committed; asked twice, the same new run. Throws CONFLICT for one that
 * goes on or has completed.
 */
export function retryRun(runId: string, options: ApiOptions = {}): Promise<StartedRun> {
  return sendJson(options, `/api/runs/${encodeURIComponent(runId)}/retry`, { method: 'POST' })
}
