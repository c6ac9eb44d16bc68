import type { EventBody, RunEvent } from '../protocol/index.ts'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { eventFromBody } from '../core/run-log.ts'
import { logFromText } from '../core/sealed-log.ts'
import type { Database } from './database.ts'

interface EntryRow {
  seq: number
  at: number
  bodies: string
}

export const INSERT_ENTRY =
  'INSERT INTO unfold_entries (position, before, seq, at, bodies) VALUES (?, ?, ?, ?, ?)'

/**
 * Events after a cursor, wherever they lie. Entries are looked at before the sealed log: compaction moves them over in
 * one commit, so an empty first answer means that the second one is complete.
 */
export function readEvents(database: Database, runId: string, after: number, limit: number): RunEvent[] {
  const entries = database.all<EntryRow>(SELECT_ENTRIES, runId, after, after + 1)
  if (entries.length === 0) {
    const sealed = database.get<{ log: string }>(SELECT_SEALED, runId, after)
    return sealed ? logFromText(sealed.log, after, limit) : []
  }
  const events: RunEvent[] = []
  // The newest entry comes first; what lies beyond the limit is not even parsed.
  for (let index = entries.length - 1; index >= 0 && events.length < limit; index--) {
    const { seq, at, bodies } = entries[index]!
    for (const [offset, body] of (JSON.parse(bodies) as EventBody[]).entries()) {
      if (seq + offset > after && events.length < limit) events.push(eventFromBody(body, seq + offset, at))
    }
  }
  return events
}

/** Forgets the entries of a run, for its compaction or its erasure. */
export function deleteEntries(database: Database, run: number): void {
  database.run(DELETE_ENTRIES, run)
  database.run('UPDATE unfold_runs SET last_entry = NULL WHERE run = ?', run)
}

// Backwards from the newest entry to the one that holds event `after + 1`, which may begin before it.
const SELECT_ENTRIES = `WITH RECURSIVE chain (before, seq, at, bodies) AS (
    SELECT before, seq, at, bodies FROM unfold_runs JOIN unfold_entries ON position = last_entry WHERE run_id = ? AND head > ?
    UNION ALL
    SELECT unfold_entries.before, unfold_entries.seq, unfold_entries.at, unfold_entries.bodies
    FROM chain JOIN unfold_entries ON position = chain.before WHERE chain.seq > ?
  ) SELECT seq, at, bodies FROM chain`

const DELETE_ENTRIES = `WITH RECURSIVE chain (position) AS (
    SELECT last_entry FROM unfold_runs WHERE run = ?
    UNION ALL
    SELECT before FROM chain JOIN unfold_entries USING (position) WHERE before IS NOT NULL
  ) DELETE FROM unfold_entries WHERE position IN chain`

const SELECT_SEALED = `SELECT log FROM unfold_sealed_logs JOIN unfold_runs USING (run) WHERE run_id = ? AND head > ?`
