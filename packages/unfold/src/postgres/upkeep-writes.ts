import { DAY_MS, IDEMPOTENCY_MS } from '../core/accept-rules.ts'
import { textFromLog } from '../core/sealed-log.ts'
import { NOW } from './run-row.ts'
import { readEvents } from './stored-events.ts'
import type { WriteContext } from './writes.ts'

/** Forgets what has left every window. */
export async function prune({ database, now }: WriteContext): Promise<void> {
  await database.query(`DELETE FROM unfold_calls WHERE at <= ${NOW} - ${DAY_MS}`, [now()])
  await database.query(`DELETE FROM unfold_idempotency WHERE at <= ${NOW} - ${IDEMPOTENCY_MS}`, [now()])
}

/** Compacts the oldest run that waits for it and that no other process has in hand; false when there is none. */
export function compactOne({ database }: WriteContext): Promise<boolean> {
  return database.transaction(async (transaction) => {
    // The run's row as well, so that an erasure waits for the log that it must remove.
    const [ended] = await transaction.query<{ run: number; run_id: string }>(
      `SELECT u.run, h.run_id FROM unfold_uncompacted u JOIN unfold_runs r USING (run) JOIN unfold_heads h USING (run_id)
      ORDER BY u.run LIMIT 1 FOR UPDATE OF u, h SKIP LOCKED`,
    )
    if (!ended) return false
    const { run, run_id: runId } = ended
    const log = textFromLog(await readEvents(transaction, runId, 0))
    await transaction.query('INSERT INTO unfold_sealed_logs (run, log) VALUES ($1, $2)', [run, log])
    await transaction.query('DELETE FROM unfold_entries WHERE run = $1', [run])
    await transaction.query('DELETE FROM unfold_uncompacted WHERE run = $1', [run])
    return true
  })
}

/**
 * Leaves a tombstone. The server's own files keep the bytes until the tables are vacuumed and the write-ahead log is
 * recycled; what `secure_delete` does for the embedded store, PostgreSQL leaves to its operator.
 */
export function erase({ database, now }: WriteContext, runId: string): Promise<void> {
  return database.transaction(async (transaction) => {
    // First the lock, then a statement of its own for each table: an append that was under way is seen by them.
    const [found] = await transaction.query<{ run: number }>(
      'SELECT run FROM unfold_heads WHERE run_id = $1 FOR UPDATE',
      [runId],
    )
    if (!found) return
    // A run that was not counted is of no hour.
    await transaction.query(
      `INSERT INTO unfold_tombstones (run_id, account_id, accepted_at, erased_at)
      SELECT run_id, account_id, CASE WHEN counted THEN accepted_at ELSE 0 END, ${NOW} FROM unfold_runs WHERE run_id = $2`,
      [now(), runId],
    )
    for (const table of RUN_TABLES) {
      await transaction.query(`DELETE FROM unfold_${table} WHERE run = $1`, [found.run])
    }
  })
}

/** All that holds something of a run, except what was metered: a limit must not be escaped by erasing. */
const RUN_TABLES = [
  'entries',
  'sealed_logs',
  'uncompacted',
  'notes',
  'idempotency',
  'claims',
  'durations',
  'heads',
  'runs',
] as const
