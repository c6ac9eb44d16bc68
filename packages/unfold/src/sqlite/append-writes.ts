import type { Note } from '../core/index.ts'
import { INSERT_ENTRY, readEvents } from './stored-events.ts'
import type { WriteContext, Writes } from './writes.ts'

/**
 * The hot path: the fence, the numbering and the flag in one UPDATE, the events in one INSERT. What was refused is
 * explained afterwards, where time does not matter.
 */
export function createAppendWrites(context: WriteContext): Pick<Writes, 'append' | 'beat'> {
  const { database } = context
  const advance = database.prepare(
    `UPDATE unfold_runs SET head = head + ?, entry_before = last_entry, last_entry = coalesce(?, last_entry), append_head = head + ?, append_count = ?, append_n = append_n + 1,
      last_at = max(last_at, ?), heartbeat_at = ?, fruitless = fruitless * ?
    WHERE run_id = ? AND attempt = ? AND append_n = ? AND ended_at IS NULL
    RETURNING run, head, last_at, cancelling, entry_before`,
  )
  advance.setReturnArrays(true)
  const insert = database.prepare(INSERT_ENTRY)

  return {
    append(runId, attempt, n, count, bodies, hasUnit, notes) {
      const { now } = context
      const position = count > 0 ? context.nextPosition++ : null
      const row = advance.get(
        count,
        position,
        count,
        count,
        now,
        now,
        hasUnit ? 0 : 1,
        runId,
        attempt,
        n - 1,
      ) as unknown as [number, number, number, number, number | null] | undefined
      if (!row) return explain(runId, attempt, n)
      const [run, head, at, cancelling, before] = row
      if (position !== null) insert.run(position, before, head - count + 1, at, bodies)
      if (notes.length > 0) storeNotes(context, run, notes)
      return { type: 'ok', head, at, cancelling: cancelling === 1 }
    },

    beat(runId, attempt) {
      const row = database.get<{ head: number; last_at: number; cancelling: number }>(
        `UPDATE unfold_runs SET heartbeat_at = ? WHERE run_id = ? AND attempt = ? AND ended_at IS NULL
        RETURNING head, last_at, cancelling`,
        context.now,
        runId,
        attempt,
      )
      if (!row) return explainRefusal(context, runId)
      const { head, last_at: at, cancelling } = row
      return { type: 'ok', head, at, cancelling: cancelling === 1 }
    },
  }

  /** An append that was stored before is answered with what was stored then, as long as it is the newest. */
  function explain(runId: string, attempt: number, n: number): ReturnType<Writes['append']> {
    const run = database.get<{
      attempt: number
      ended_at: number | null
      cancelling: number
      append_n: number
      append_head: number
      append_count: number
    }>(
      `SELECT attempt, ended_at, cancelling, append_n, append_head, append_count FROM unfold_runs WHERE run_id = ?`,
      runId,
    )
    if (!run || run.attempt !== attempt) return explainRefusal(context, runId)
    if (run.append_n === n) {
      const { append_head: head, append_count: count } = run
      const original = readEvents(database, runId, head - count, count)
      return { type: 'ok', head, at: 0, cancelling: run.cancelling === 1, original }
    }
    if (run.ended_at !== null) return { type: 'ended' }
    throw new Error(`Append ${n} of run ${runId} came after append ${run.append_n}.`)
  }
}

/** Why a worker's write did not pass the fence. */
export function explainRefusal(
  { database }: WriteContext,
  runId: string,
): { type: 'superseded' | 'ended' | 'missing' } {
  const run = database.get<{ ended_at: number | null }>(
    'SELECT ended_at FROM unfold_runs WHERE run_id = ?',
    runId,
  )
  if (!run) return { type: 'missing' }
  return { type: run.ended_at === null ? 'superseded' : 'ended' }
}

export function storeNotes({ database }: WriteContext, run: number, notes: readonly Note[]): void {
  for (const { step, key, value } of notes) {
    database.run(
      'INSERT OR REPLACE INTO unfold_notes (run, step, key, value) VALUES (?, ?, ?, ?)',
      run,
      step,
      key,
      JSON.stringify(value),
    )
  }
}
