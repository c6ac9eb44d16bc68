import type { RunRecord } from '../core/index.ts'
import type { RunStatus } from '../protocol/index.ts'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { IDEMPOTENCY_MS } from '../core/accept-rules.ts'
import type { Database } from './database.ts'

export interface RunRow {
  run_id: string
  account_id: string
  flow: string
  version: number
  input: string
  status: RunStatus
  attempt: number
  head: number
  cancelling: number
  fruitless: number
  accepted_at: number
  heartbeat_at: number
  ended_at: number | null
  continues: string | null
  epoch: string
}

/** The run's whole row. A query goes on with WHERE; `unfold_runs.run` is the inner key, `unfold_runs.run_id` the name people use. */
export const SELECT_RUN = `SELECT unfold_runs.run, unfold_runs.run_id, account_id, flow, version, input, status, attempt, head, cancelling,
  fruitless, accepted_at, heartbeat_at, ended_at, continues,
  (SELECT value FROM unfold_meta WHERE key = 'epoch') AS epoch
  FROM unfold_runs JOIN unfold_inputs USING (run)`

export function findRun(database: Database, runId: string): RunRecord | null {
  const row = database.get<RunRow>(`${SELECT_RUN} WHERE unfold_runs.run_id = ?`, runId)
  return row ? runFromRow(row) : null
}

export function findContinuation(database: Database, runId: string, variant: string): RunRecord | null {
  const row = database.get<RunRow>(`${SELECT_RUN} WHERE continues = ? AND variant = ?`, runId, variant)
  return row ? runFromRow(row) : null
}

/** The newest run that holds or held the claim. */
export function findRunByClaim(database: Database, accountId: string, key: string): RunRecord | null {
  const row = database.get<RunRow>(
    `${SELECT_RUN} WHERE unfold_runs.run = (SELECT max(run) FROM unfold_claims WHERE account_id = ? AND key = ?)`,
    accountId,
    key,
  )
  return row ? runFromRow(row) : null
}

export function findRunByIdempotencyKey(
  database: Database,
  now: number,
  { accountId, flow, key, bodyHash }: { accountId: string; flow: string; key: string; bodyHash: string },
): RunRecord | 'mismatch' | null {
  const row = database.get<RunRow & { body_hash: string }>(
    `SELECT unfold_idempotency.body_hash, known.* FROM unfold_idempotency JOIN (${SELECT_RUN}) AS known USING (run)
    WHERE unfold_idempotency.account_id = ? AND unfold_idempotency.flow = ? AND key = ? AND at > ?`,
    accountId,
    flow,
    key,
    now - IDEMPOTENCY_MS,
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
    cancelling: row.cancelling === 1,
    fruitlessAttempts: row.fruitless,
    acceptedAt: row.accepted_at,
    heartbeatAt: row.heartbeat_at,
    endedAt: row.ended_at,
    continues: row.continues,
    epoch: row.epoch,
  }
}
