import type {
  AcceptAnswer,
  AcceptRequest,
  AppendAnswer,
  EndAnswer,
  Note,
  OpenAnswer,
  RunFilter,
  RunLog,
  RunRecord,
  Statement,
} from '../core/index.ts'
import { eventFromBody } from '../core/index.ts'
import type { FaultPoints } from '../core/fault-points.ts'
import type { FlowEvent, RunEvent, RunState, TerminalEvent } from '../protocol/index.ts'
import { foldAll, isCommittedUnit } from '../protocol/index.ts'
import type { Database } from './database.ts'
import { DurationHistory } from './duration-history.ts'
import {
  findContinuation,
  findRun,
  findRunByClaim,
  findRunByIdempotencyKey,
  runFromRow,
  SELECT_RUN,
} from './run-row.ts'
import type { RunRow } from './run-row.ts'
import { readEvents } from './stored-events.ts'
import type { Writer } from './writer.ts'
import { plainFromStatement } from './writes.ts'
import { YoungRuns } from './young-runs.ts'

/** Writes go to the writer thread; reads come from this thread's own connection, or from what it was just answered. */
export class SqliteRunLog implements RunLog {
  readonly #writer: Writer
  readonly #reader: Database
  readonly #now: () => number
  readonly #faults: FaultPoints
  readonly #young = new YoungRuns()
  /** Accepted onto the queue; their `enqueue`, which is next, has nothing to write. */
  readonly #queued = new Set<string>()
  /** Ended by a worker of this process, which has yet to settle them. */
  readonly #sealed = new Set<string>()
  readonly #history = new DurationHistory()

  constructor(writer: Writer, reader: Database, now: () => number, faults: FaultPoints) {
    this.#writer = writer
    this.#reader = reader
    this.#now = now
    this.#faults = faults
  }

  async accept(request: AcceptRequest): Promise<AcceptAnswer> {
    const writes = request.writes?.map(plainFromStatement)
    const answer = await this.#writer.write('accept', { ...request, writes })
    if (answer.type === 'accepted') {
      this.#young.accepted(request, answer.run)
      if (request.queueAs) this.#queued.add(request.runId)
    }
    return answer
  }

  async openAttempt(runId: string, expectedAttempt: number): Promise<OpenAnswer> {
    const result = await this.#outcome(runId, this.#writer.write('openAttempt', runId, expectedAttempt))
    if (result.type !== 'opened') return result
    this.#young.opened(result.run, result.event)
    return { type: 'opened', run: result.run }
  }

  async release(runId: string, attempt: number): Promise<void> {
    this.#young.forget(runId)
    await this.#writer.write('release', runId, attempt)
  }

  async append(
    runId: string,
    attempt: number,
    n: number,
    events: readonly FlowEvent[],
    notes: readonly Note[],
  ): Promise<AppendAnswer> {
    const count = events.length
    const bodies = JSON.stringify(events)
    const hasUnit = events.some(isCommittedUnit)
    const write = this.#writer.write('append', runId, attempt, n, count, bodies, hasUnit, notes)
    const result = await this.#outcome(runId, write)
    if (result.type !== 'ok') return result
    if (this.#faults) for (const { type } of events) this.#faults(`log:after-append:${type}`)
    const { head, at, cancelling, original } = result
    const first = head - count + 1
    if (original) this.#young.forget(runId)
    const committed = original ?? events.map((body, index) => eventFromBody(body, first + index, at))
    this.#young.appended(runId, committed, notes.length, cancelling)
    return { type: 'ok', events: committed, cancelling }
  }

  async end(
    runId: string,
    attempt: number,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): Promise<EndAnswer> {
    const plain = writes.map(plainFromStatement)
    const young = this.#young.find(runId)
    this.#young.forget(runId)
    const write = this.#writer.write('end', runId, attempt, event, plain, notes)
    const answer = await this.#history.whileEnding(write)
    if (answer.type === 'ok' && event.type === 'run.completed') this.#completed(young, answer.event.at)
    if (answer.type === 'ok') this.#sealed.add(runId)
    this.#faults?.(`log:after-end:${event.type}`)
    return answer
  }

  /** True once for each run that was accepted with `queueAs`. */
  takeQueued(runId: string): boolean {
    return this.#queued.delete(runId)
  }

  /** True once for each run that `end` has sealed, and so taken off the queue. */
  takeSealed(runId: string): boolean {
    return this.#sealed.delete(runId)
  }

  endIdle(runId: string, event: TerminalEvent, idleMs: number) {
    this.#young.forget(runId)
    return this.#writer.write('endIdle', runId, event, idleMs)
  }

  cancel(runId: string, by: string) {
    this.#young.forget(runId)
    return this.#writer.write('cancel', runId, by)
  }

  async beat(runId: string, attempt: number): Promise<AppendAnswer> {
    this.#young.forget(runId)
    const result = await this.#writer.write('beat', runId, attempt)
    return result.type === 'ok' ? { type: 'ok', events: [], cancelling: result.cancelling } : result
  }

  meter(runId: string, callId: string, tokens: number) {
    return this.#writer.write('meter', runId, callId, tokens)
  }

  async find(runId: string): Promise<RunRecord | null> {
    return this.#young.find(runId) ?? findRun(this.#reader, runId)
  }

  async findByClaim(accountId: string, claimKey: string): Promise<RunRecord | null> {
    return findRunByClaim(this.#reader, accountId, claimKey)
  }

  async findByIdempotencyKey(accountId: string, flow: string, key: string, bodyHash: string) {
    return findRunByIdempotencyKey(this.#reader, this.#now(), { accountId, flow, key, bodyHash })
  }

  async findContinuation(runId: string, variant: string): Promise<RunRecord | null> {
    return findContinuation(this.#reader, runId, variant)
  }

  async list({ accountId, status, flow, before, limit }: RunFilter): Promise<RunRecord[]> {
    const rows = this.#reader.all<RunRow>(
      `${SELECT_RUN} WHERE account_id = ? AND status = coalesce(?, status) AND flow = coalesce(?, flow)
        AND unfold_runs.run < coalesce((SELECT run FROM unfold_runs WHERE run_id = ?), iif(? IS NULL, 9e18, 0))
      ORDER BY unfold_runs.run DESC LIMIT ?`,
      accountId,
      status ?? null,
      flow ?? null,
      before ?? null,
      before ?? null,
      limit,
    )
    return rows.map(runFromRow)
  }

  async read(runId: string, after: number, limit = Number.MAX_SAFE_INTEGER): Promise<RunEvent[]> {
    return this.#young.read(runId, after, limit) ?? readEvents(this.#reader, runId, after, limit)
  }

  async snapshot(runId: string): Promise<RunState | null> {
    const events = await this.read(runId, 0)
    return events.length > 0 ? foldAll(events) : null
  }

  async notes(runId: string): Promise<Note[]> {
    if (this.#young.hasNoNotes(runId)) return []
    const rows = this.#reader.all<{ step: string; key: string; value: string }>(
      'SELECT step, key, value FROM unfold_notes JOIN unfold_runs USING (run) WHERE run_id = ? ORDER BY step, key',
      runId,
    )
    return rows.map(({ step, key, value }) => ({ step, key, value: JSON.parse(value) }))
  }

  async stale(idleMs: number, limit: number): Promise<RunRecord[]> {
    const rows = this.#reader.all<RunRow>(
      `${SELECT_RUN} WHERE ended_at IS NULL AND heartbeat_at <= ? ORDER BY cancelling DESC, heartbeat_at, unfold_runs.run LIMIT ?`,
      this.#now() - idleMs,
      limit,
    )
    return rows.map(runFromRow)
  }

  async durations(flow: string, limit: number): Promise<number[]> {
    return this.#history.get(flow, limit, () => {
      const rows = this.#reader.all<{ ms: number }>(
        `SELECT ended_at - accepted_at AS ms FROM unfold_runs WHERE flow = ? AND status = 'completed' AND continues IS NULL
        ORDER BY ended_at DESC, run DESC LIMIT ?`,
        flow,
        limit,
      )
      return rows.map((row) => row.ms)
    })
  }

  async erase(runId: string): Promise<void> {
    this.#young.forget(runId)
    await this.#writer.write('erase', runId)
    this.#history.forget()
  }

  /** Records carry the epoch, those of young runs too. */
  setEpoch(epoch: string): Promise<void> {
    this.#young.forgetAll()
    return this.#writer.write('setEpoch', epoch)
  }

  async compact(limit: number): Promise<number> {
    await this.#writer.write('prune')
    // One write for each run: what the living runs commit comes in between.
    for (let compacted = 0; compacted < limit; compacted++) {
      if (!(await this.#writer.write('compactOne'))) return compacted
    }
    return limit
  }

  #completed(young: RunRecord | undefined, endedAt: number): void {
    if (!young) this.#history.forget()
    else if (young.continues === null) this.#history.add(young.flow, endedAt - young.acceptedAt)
  }

  /** A write whose outcome is unknown makes what was known of the run unsure. */
  async #outcome<T>(runId: string, write: Promise<T>): Promise<T> {
    try {
      return await write
    } catch (error) {
      this.#young.forget(runId)
      throw error
    }
  }
}
