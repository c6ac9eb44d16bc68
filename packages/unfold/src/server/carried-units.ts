import type { AcceptRequest, RunLog } from '../core/index.ts'
import type { FlowEvent } from '../protocol/index.ts'
import { isCommittedUnit } from '../protocol/index.ts'

/** The keys under which a worker notes what a completed step gave and said. */
const STEP_KEYS = ['result', 'facts']

/**
 * What a new run takes over from an ended one: the committed text and parts, in order, without what was withdrawn, and
 * the results of completed steps, which are not paid for twice. Verdicts and budgets stay behind: it gets its own.
 */
export async function readCarriedUnits(
  log: RunLog,
  runId: string,
): Promise<NonNullable<AcceptRequest['continues']>> {
  let units: FlowEvent[] = []
  for (let after = 0; ;) {
    const events = await log.read(runId, after, 1000)
    if (events.length === 0) break
    for (const { seq: _seq, at: _at, ...body } of events) {
      if (isCommittedUnit(body)) units.push(body as FlowEvent)
      else if (body.type === 'text.reset') {
        units = units.filter((unit) => !('part' in unit && unit.part === body.part))
      }
    }
    after = events.at(-1)!.seq
  }
  // The engine's own notes, usage among them, stand under the empty step name.
  const notes = (await log.notes(runId)).filter((note) => STEP_KEYS.includes(note.key) && note.step !== '')
  return { runId, units, notes }
}
