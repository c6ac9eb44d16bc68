import { IDEMPOTENCY_MS } from '../core/accept-rules.ts'
import type { RunRecord } from '../core/index.ts'
import type { RunStatus } from '../protocol/index.ts'
import type { Database, Transaction } from './database.ts'

export interface RunRow {
  run_id: string
  account_id: string
  flow: string
  version: number
  input: string
  status: RunStatus
  attempt: number
  head: number
  cancelling: boolean
  fruitless: number
  accepted_at: number
  heartbeat_at: number
  ended_at: number | null
  continues: string | null
  epoch: string
}

/** Both ask in the same words: alone, or within a transaction. */
export type Asker = Pick<Transaction & Database, 'query'>

/**
 * The store's clock, once for a statement; `$1` is null except where a test lends its own. Not the transaction's time,
 * which would be that of its first lock.
 */
export const NOW = `(SELECT coalesce($1::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint))`

/**
 * All that is known of a run: `r` is what it was started with, `h` how far it is, from the table or from what a write has
 * returned. A query goes on with WHERE.
 */
export const SELECT_RUN = selectRunFrom('unfold_heads')

export function selectRunFrom(heads: string): string {
  return `SELECT r.run_id, r.account_id, r.flow, r.version, r.input, h.status, h.attempt, h.head, h.cancelling,
  h.fruitless, r.accepted_at, h.heartbeat_at, h.ended_at, r.continues,
  (SELECT value FROM unfold_meta WHERE key = 'epoch') AS epoch
  FROM unfold_runs r JOIN ${heads} h USING (run_id)`
}

const FIND = { name: 'unfold_find', text: `${SELECT_RUN} WHERE r.run_id = $1` }

export async function findRun(asker: Asker, runId: string): Promise<RunRecord | null> {
  const [row] = await asker.query<RunRow>(FIND, [runId])
  return row ? runFromRow(row) : null
}

const FIND_CONTINUATION = {
  name: 'unfold_find_continuation',
  text: `${SELECT_RUN} WHERE r.continues = $1 AND r.variant = $2`,
}

export async function findContinuation(
  asker: Asker,
  runId: string,
  variant: string,
): Promise<RunRecord | null> {
  const [row] = await asker.query<RunRow>(FIND_CONTINUATION, [runId, variant])
  return row ? runFromRow(row) : null
}

/** The newest run that holds or held the claim. */
export async function findRunByClaim(
  asker: Asker,
  accountId: string,
  key: string,
): Promise<RunRecord | null> {
  const [row] = await asker.query<RunRow>(
    `${SELECT_RUN} WHERE r.run = (SELECT max(run) FROM unfold_claims WHERE account_id = $1 AND key = $2)`,
    [accountId, key],
  )
  return row ? runFromRow(row) : null
}

export async function findRunByIdempotencyKey(
  asker: Asker,
  now: number | null,
  { accountId, flow, key, bodyHash }: { accountId: string; flow: string; key: string; bodyHash: string },
): Promise<RunRecord | 'mismatch' | null> {
  const [row] = await asker.query<RunRow & { body_hash: string }>(
    `SELECT k.body_hash, known.* FROM unfold_idempotency k JOIN (${SELECT_RUN}) AS known
      ON known.run_id = (SELECT run_id FROM unfold_runs WHERE run = k.run)
    WHERE k.account_id = $2 AND k.flow = $3 AND k.key = $4 AND k.at > ${NOW} - ${IDEMPOTENCY_MS}`,
    [now, accountId, flow, key],
  )
  if (!row) return null
  return row.body_hash === bodyHash ? runFromRow(row) : 'mismatch'
}

export function runFromRow(row: RunRow): RunRecord {
  return {
    runId: row.run_id,
    accountId: row.account_id,
    flow: row.flow,
    version: row.version,
    input: JSON.parse(row.input),
    status: row.status,
    attempt: row.attempt,
    head: row.head,
    cancelling: row.cancelling,
    fruitlessAttempts: row.fruitless,
    acceptedAt: row.accepted_at,
    heartbeatAt: row.heartbeat_at,
    endedAt: row.ended_at,
    continues: row.continues,
    epoch: row.epoch,
  }
}
