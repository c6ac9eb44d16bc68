import type {
  AcceptAnswer,
  AcceptRequest,
  AppendAnswer,
  EndAnswer,
  Note,
  RunFilter,
  RunLog,
  RunRecord,
  Statement,
} from '../core/index.ts'
import type { FlowEvent, RunEvent, RunState, TerminalEvent } from '../protocol/index.ts'
import { foldAll } from '../protocol/index.ts'
import { AcceptWrites } from './accept-writes.ts'
import { AppendWrites } from './append-writes.ts'
import { LifeWrites } from './life-writes.ts'
import {
  findContinuation,
  findRun,
  findRunByClaim,
  findRunByIdempotencyKey,
  NOW,
  runFromRow,
  SELECT_RUN,
} from './run-row.ts'
import type { RunRow } from './run-row.ts'
import { readEvents } from './stored-events.ts'
import { compactOne, erase, prune } from './upkeep-writes.ts'
import type { WriteContext } from './writes.ts'

/** Any number of processes write and read one store; the run's row is where they meet. */
export class PostgresRunLog implements RunLog {
  readonly #context: WriteContext
  readonly #starts: AcceptWrites
  readonly #appends: AppendWrites
  readonly #life: LifeWrites

  constructor(context: WriteContext) {
    this.#context = context
    this.#starts = new AcceptWrites(context)
    this.#appends = new AppendWrites(context)
    this.#life = new LifeWrites(context)
  }

  accept(request: AcceptRequest): Promise<AcceptAnswer> {
    return this.#starts.accept(request)
  }

  openAttempt(runId: string, expectedAttempt: number) {
    return this.#life.openAttempt(runId, expectedAttempt)
  }

  release(runId: string, attempt: number): Promise<void> {
    return this.#life.release(runId, attempt)
  }

  append(
    runId: string,
    attempt: number,
    n: number,
    events: readonly FlowEvent[],
    notes: readonly Note[],
  ): Promise<AppendAnswer> {
    return this.#appends.append(runId, attempt, n, events, notes)
  }

  async end(
    runId: string,
    attempt: number,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): Promise<EndAnswer> {
    const answer = await this.#life.end(runId, attempt, event, writes, notes)
    this.#context.faults?.(`log:after-end:${event.type}`)
    return answer
  }

  endIdle(runId: string, event: TerminalEvent, idleMs: number) {
    return this.#life.endIdle(runId, event, idleMs)
  }

  cancel(runId: string, by: string) {
    return this.#life.cancel(runId, by)
  }

  beat(runId: string, attempt: number) {
    return this.#appends.beat(runId, attempt)
  }

  meter(runId: string, callId: string, tokens: number) {
    return this.#life.meter(runId, callId, tokens)
  }

  find(runId: string): Promise<RunRecord | null> {
    return findRun(this.#context.database, runId)
  }

  findByClaim(accountId: string, claimKey: string): Promise<RunRecord | null> {
    return findRunByClaim(this.#context.database, accountId, claimKey)
  }

  findByIdempotencyKey(accountId: string, flow: string, key: string, bodyHash: string) {
    const { database, now } = this.#context
    return findRunByIdempotencyKey(database, now(), { accountId, flow, key, bodyHash })
  }

  findContinuation(runId: string, variant: string): Promise<RunRecord | null> {
    return findContinuation(this.#context.database, runId, variant)
  }

  async list({ accountId, status, flow, before, limit }: RunFilter): Promise<RunRecord[]> {
    const rows = await this.#context.database.query<RunRow>(
      `${SELECT_RUN} WHERE r.account_id = $1 AND ($2::text IS NULL OR h.status = $2) AND ($3::text IS NULL OR r.flow = $3)
        AND ($4::text IS NULL OR r.run < (SELECT run FROM unfold_runs WHERE run_id = $4))
      ORDER BY r.run DESC LIMIT $5`,
      [accountId, status ?? null, flow ?? null, before ?? null, limit],
    )
    return rows.map(runFromRow)
  }

  read(runId: string, after: number, limit?: number): Promise<RunEvent[]> {
    return readEvents(this.#context.database, runId, after, limit)
  }

  async snapshot(runId: string): Promise<RunState | null> {
    const events = await this.read(runId, 0)
    return events.length > 0 ? foldAll(events) : null
  }

  async notes(runId: string): Promise<Note[]> {
    const rows = await this.#context.database.query<{ step: string; key: string; value: string }>(
      // By bytes, as the embedded log orders them.
      `SELECT step, key, value FROM unfold_notes JOIN unfold_runs USING (run) WHERE run_id = $1
      ORDER BY step COLLATE "C", key COLLATE "C"`,
      [runId],
    )
    return rows.map(({ step, key, value }) => ({ step, key, value: JSON.parse(value) }))
  }

  async stale(idleMs: number, limit: number): Promise<RunRecord[]> {
    const { database, now } = this.#context
    const rows = await database.query<RunRow>(
      `${SELECT_RUN} WHERE h.ended_at IS NULL AND h.heartbeat_at <= ${NOW} - $2::bigint
      ORDER BY h.cancelling DESC, h.heartbeat_at, r.run LIMIT $3`,
      [now(), idleMs, limit],
    )
    return rows.map(runFromRow)
  }

  async durations(flow: string, limit: number): Promise<number[]> {
    const rows = await this.#context.database.query<{ ms: number }>(
      'SELECT ms FROM unfold_durations WHERE flow = $1 ORDER BY ended_at DESC, run DESC LIMIT $2',
      [flow, limit],
    )
    return rows.map((row) => row.ms)
  }

  async erase(runId: string): Promise<void> {
    await erase(this.#context, runId)
  }

  async compact(limit: number): Promise<number> {
    await prune(this.#context)
    for (let compacted = 0; compacted < limit; compacted++) {
      if (!(await compactOne(this.#context))) return compacted
    }
    return limit
  }

  /** Resolves when every start and append that was asked for is answered. */
  async idle(): Promise<void> {
    await Promise.all([this.#starts.idle(), this.#appends.idle()])
  }
}
