import type { AcceptRequest, RunRecord } from '../core/index.ts'
import { eventFromBody } from '../core/index.ts'
import type { EventBody, RunEvent } from '../protocol/index.ts'
import { isCommittedUnit } from '../protocol/index.ts'

interface YoungRun {
  record: RunRecord
  /** The whole log, from event 1. */
  events: RunEvent[]
  hasNotes: boolean
}

/** Many starts at once must not become the memory of the process: further runs are read from the file. */
const MAX_RUNS = 500
const MAX_EVENTS = 200

/**
 * Runs that were accepted a moment ago, as the answers of the writer thread tell them. A run's first reader, its worker
 * and the worker's writer all ask for it between two commits, and each commit empties the reading connection's page
 * cache: answered from the file, those five reads cost a tenth of a short run's CPU.
 *
 * Only what the log itself answered is kept, in the order of the answers, and a run is forgotten for good at the first
 * thing that is not an ordinary append: a beat, a command, its end, a fault, too many events.
 */
export class YoungRuns {
  readonly #runs = new Map<string, YoungRun>()

  accepted(request: AcceptRequest, record: RunRecord): void {
    if (this.#runs.size >= MAX_RUNS) return
    const { shownInput: input, continues } = request
    const { flow, version, acceptedAt } = record
    const first: EventBody = {
      type: 'run.accepted',
      flow,
      version,
      input,
      continues: continues?.runId ?? null,
    }
    const bodies = [first, ...(continues?.units ?? [])]
    if (bodies.length > MAX_EVENTS) return
    const events = bodies.map((body, index) => eventFromBody(body, index + 1, acceptedAt))
    this.#runs.set(record.runId, { record, events, hasNotes: (continues?.notes.length ?? 0) > 0 })
  }

  opened(record: RunRecord, event: RunEvent): void {
    const run = this.#runs.get(record.runId)
    if (!run) return
    run.record = record
    this.#add(run, [event])
  }

  appended(runId: string, events: readonly RunEvent[], noteCount: number, cancelling: boolean): void {
    const run = this.#runs.get(runId)
    if (!run) return
    const last = events.at(-1)
    // Notes alone move only the heartbeat, which their answer does not tell.
    if (cancelling || !last) return this.forget(runId)
    run.hasNotes ||= noteCount > 0
    const { record } = run
    run.record = {
      ...record,
      head: last.seq,
      heartbeatAt: last.at,
      fruitlessAttempts: events.some(isCommittedUnit) ? 0 : record.fruitlessAttempts,
    }
    this.#add(run, events)
  }

  forget(runId: string): void {
    this.#runs.delete(runId)
  }

  forgetAll(): void {
    this.#runs.clear()
  }

  find(runId: string): RunRecord | undefined {
    return this.#runs.get(runId)?.record
  }

  /** True where it is known that there are none: a worker asks when it opens the first attempt. */
  hasNoNotes(runId: string): boolean {
    return this.#runs.get(runId)?.hasNotes === false
  }

  read(runId: string, after: number, limit: number): RunEvent[] | undefined {
    return this.#runs.get(runId)?.events.slice(after, after + limit)
  }

  #add(run: YoungRun, events: readonly RunEvent[]): void {
    run.events.push(...events)
    if (run.events.length > MAX_EVENTS || run.events.length !== run.record.head) this.forget(run.record.runId)
  }
}
