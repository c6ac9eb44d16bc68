import type { Priority } from '../core/index.ts'
import type { WriteContext, Writes } from './writes.ts'

/** A run that keeps coming back waits longer each time, from the first of these to the second. */
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000

export const PRIORITY: Record<Priority, number> = { interactive: 0, bulk: 1 }

/** A run that waits or is in hand stays as it is. */
export const ENQUEUE = `INSERT INTO unfold_queue (run_id, priority, available_at, returns) VALUES (?, ?, ?, 0)
  ON CONFLICT (run_id) DO NOTHING`

/** The queue's rows. Liveness only: the log is what keeps two workers of one run from harm. */
export function createQueueWrites(
  context: WriteContext,
): Pick<Writes, 'enqueue' | 'claim' | 'renew' | 'settle' | 'giveBack'> {
  const { database } = context
  // No lease outlives the process that holds the folder's lock.
  database.run('UPDATE unfold_queue SET lease = NULL, lease_until = NULL, available_at = 0')
  let leases = 0

  return {
    enqueue(runId, priority) {
      return database.run(ENQUEUE, runId, priority, context.now) === 1
    },

    claim(count, leaseMs) {
      const claimed = database
        .all<{ run_id: string }>(
          `SELECT run_id FROM unfold_queue WHERE available_at <= ? AND (lease IS NULL OR lease_until <= ?)
          ORDER BY priority, position LIMIT ?`,
          context.now,
          context.now,
          count,
        )
        .map(({ run_id: runId }) => {
          const lease = ++leases
          database.run(
            'UPDATE unfold_queue SET lease = ?, lease_until = ? WHERE run_id = ?',
            lease,
            context.now + leaseMs,
            runId,
          )
          return { runId, lease }
        })
      const next = database.get<{ at: number | null }>(
        'SELECT min(max(available_at, coalesce(lease_until, 0))) AS at FROM unfold_queue',
      )
      return { claimed, nextAt: next?.at ?? null }
    },

    renew(held, leaseMs) {
      return held
        .filter(
          ({ runId, lease }) =>
            database.run(
              'UPDATE unfold_queue SET lease_until = ? WHERE run_id = ? AND lease = ?',
              context.now + leaseMs,
              runId,
              lease,
            ) === 0,
        )
        .map(({ lease }) => lease)
    },

    settle(runId, lease) {
      database.run('DELETE FROM unfold_queue WHERE run_id = ? AND lease = ?', runId, lease)
    },

    giveBack(runId, lease, returned) {
      const row = database.get<{ returns: number }>(
        'SELECT returns FROM unfold_queue WHERE run_id = ? AND lease = ?',
        runId,
        lease,
      )
      if (!row) return
      const pauseMs = returned ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** row.returns) : 0
      database.run(
        `UPDATE unfold_queue SET lease = NULL, lease_until = NULL, available_at = ?, returns = returns + ?
        WHERE run_id = ?`,
        context.now + pauseMs,
        returned ? 1 : 0,
        runId,
      )
    },
  }
}
