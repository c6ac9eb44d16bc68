import { logFromText } from '../core/sealed-log.ts'
import { eventFromBody } from '../core/index.ts'
import type { EventBody, RunEvent } from '../protocol/index.ts'
import type { Asker } from './run-row.ts'

/** An entry, or the sealed log: then `seq` is null and the text is all of it. */
interface StoredRow {
  seq: number | null
  at: number
  bodies: string
}

// One statement is one look at the store: compaction, which moves a log from one table to the other, is never seen
// half done. The first entry is the one that holds event `after + 1`, which may begin before it.
const READ = {
  name: 'unfold_read',
  text: `WITH r AS (SELECT run, head FROM unfold_heads WHERE run_id = $1 AND head > $2)
    (SELECT e.seq, e.at, e.bodies FROM r JOIN unfold_entries e USING (run)
      WHERE e.seq >= (SELECT max(seq) FROM unfold_entries WHERE run = r.run AND seq <= $2::integer + 1)
      ORDER BY e.seq LIMIT $3)
    UNION ALL
    SELECT NULL, 0, s.log FROM r JOIN unfold_sealed_logs s USING (run)`,
}

/** No log is longer, and the cursor of a client may be any number. */
const MAX_SEQ = 2_147_483_000

/** Events after a cursor, wherever they lie. */
export async function readEvents(
  asker: Asker,
  runId: string,
  after: number,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<RunEvent[]> {
  const rows = await asker.query<StoredRow>(READ, [runId, Math.min(after, MAX_SEQ), limit])
  const events: RunEvent[] = []
  for (const { seq, at, bodies } of rows) {
    if (seq === null) return logFromText(bodies, after, limit)
    for (const [offset, body] of (JSON.parse(bodies) as EventBody[]).entries()) {
      if (seq + offset > after && events.length < limit) events.push(eventFromBody(body, seq + offset, at))
    }
  }
  return events
}
