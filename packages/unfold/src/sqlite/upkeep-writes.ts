// Not from the room's door: the thread would load every schema of the protocol for it.
import { DAY_MS, IDEMPOTENCY_MS } from '../core/accept-rules.ts'
import { textFromLog } from '../core/sealed-log.ts'
import { deleteEntries, readEvents } from './stored-events.ts'
import type { WriteContext, Writes } from './writes.ts'

/** What keeps the file small and honest: compaction, erasure, the epoch. */
export function createUpkeepWrites(
  context: WriteContext,
): Pick<Writes, 'prune' | 'compactOne' | 'erase' | 'setEpoch'> {
  const { database } = context

  return {
    prune() {
      database.run('DELETE FROM unfold_calls WHERE at <= ?', context.now - DAY_MS)
      database.run('DELETE FROM unfold_idempotency WHERE at <= ?', context.now - IDEMPOTENCY_MS)
    },

    compactOne() {
      const ended = database.get<{ run: number; run_id: string }>(
        'SELECT run, run_id FROM unfold_uncompacted JOIN unfold_runs USING (run) ORDER BY run LIMIT 1',
      )
      if (!ended) return false
      const log = textFromLog(readEvents(database, ended.run_id, 0, Number.MAX_SAFE_INTEGER))
      database.run('INSERT INTO unfold_sealed_logs (run, log) VALUES (?, ?)', ended.run, log)
      deleteEntries(database, ended.run)
      database.run('DELETE FROM unfold_uncompacted WHERE run = ?', ended.run)
      return true
    },

    erase(runId) {
      const found = database.get<{ run: number }>('SELECT run FROM unfold_runs WHERE run_id = ?', runId)
      if (!found) return
      // A run that was not counted is of no hour.
      database.run(
        `INSERT INTO unfold_tombstones (run_id, account_id, accepted_at, erased_at)
        SELECT run_id, account_id, CASE WHEN counted = 1 THEN accepted_at ELSE 0 END, ? FROM unfold_runs WHERE run_id = ?`,
        context.now,
        runId,
      )
      deleteEntries(database, found.run)
      for (const table of RUN_TABLES) database.run(`DELETE FROM unfold_${table} WHERE run = ?`, found.run)
      database.run('DELETE FROM unfold_queue WHERE run_id = ?', runId)
    },

    setEpoch(epoch) {
      database.run(`INSERT OR REPLACE INTO unfold_meta (key, value) VALUES ('epoch', ?)`, epoch)
    },
  }
}

/** All that holds something of a run, except what was metered: a limit must not be escaped by erasing. */
const RUN_TABLES = ['sealed_logs', 'uncompacted', 'inputs', 'notes', 'idempotency', 'claims', 'runs'] as const
