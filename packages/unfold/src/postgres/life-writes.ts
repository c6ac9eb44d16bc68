import type { CancelAnswer, EndAnswer, Note, OpenAnswer, Statement } from '../core/index.ts'
import { eventFromBody } from '../core/index.ts'
import type { EventBody, RunStatus, TerminalEvent } from '../protocol/index.ts'
import { explainRefusal, INSERT_NOTES, rowsFromNotes, UPDATE_NOTES } from './append-writes.ts'
import { carryOut, orRefused } from './record-writes.ts'
import { NOW, runFromRow, selectRunFrom } from './run-row.ts'
import type { Asker, RunRow } from './run-row.ts'
import { readEvents } from './stored-events.ts'
import type { WriteContext } from './writes.ts'

const STATUS = { 'run.completed': 'completed', 'run.failed': 'failed', 'run.cancelled': 'cancelled' } as const

/**
 * The turns in a run's life: an attempt opens, a cancel is asked for, it ends. Each is one statement, so that a process
 * that freezes holds no lock; only an end with records is a transaction of several.
 */
export class LifeWrites {
  readonly #context: WriteContext

  constructor(context: WriteContext) {
    this.#context = context
  }

  async openAttempt(runId: string, expectedAttempt: number): Promise<OpenAnswer> {
    const { database, now, faults } = this.#context
    const attempt = expectedAttempt + 1
    const body = textFromBody({ type: 'run.started', attempt })
    faults?.('postgres:before-commit:open')
    const [row] = await database.query<RunRow>(OPEN, [now(), runId, expectedAttempt, body])
    faults?.('postgres:after-commit:open')
    return row ? { type: 'opened', run: runFromRow(row) } : explainRefusal(this.#context, runId)
  }

  async release(runId: string, attempt: number): Promise<void> {
    await this.#context.database.query(RELEASE, [runId, attempt])
  }

  async end(
    runId: string,
    attempt: number,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): Promise<EndAnswer> {
    const { database, faults } = this.#context
    const seal = (asker: Asker) => this.#seal(asker, END, runId, event, notes, [attempt])
    const answer =
      writes.length === 0
        ? await seal(database)
        : await orRefused(
            database.transaction(async (transaction) => {
              // The row's lock keeps the fence as it was found until the end is stored.
              const held = await transaction.query(HOLD, [runId, attempt])
              if (held.length === 0) return null
              await carryOut(transaction, writes)
              const sealed = await seal(transaction)
              faults?.('postgres:in-commit:end')
              return sealed
            }),
          )
    faults?.('postgres:after-commit:end')
    return answer ?? (await this.#findEnd(runId, attempt, event)) ?? explainRefusal(this.#context, runId)
  }

  async endIdle(runId: string, event: TerminalEvent, idleMs: number): Promise<EndAnswer> {
    const { database } = this.#context
    const answer = await this.#seal(database, END_IDLE, runId, event, [], [idleMs])
    if (answer) return answer
    const refusal = await explainRefusal(this.#context, runId)
    return refusal.type === 'superseded' ? { type: 'refused', code: 'CONFLICT' } : refusal
  }

  async cancel(runId: string, by: string): Promise<CancelAnswer> {
    const { database, now } = this.#context
    const body = textFromBody({ type: 'run.cancelling', by })
    const [marked] = await database.query<{ status: RunStatus }>(CANCEL, [now(), runId, body])
    if (marked) return { type: 'ok', first: true, status: marked.status }
    const [run] = await database.query<{ status: RunStatus; ended_at: number | null }>(
      'SELECT status, ended_at FROM unfold_heads WHERE run_id = $1',
      [runId],
    )
    if (!run) return { type: 'missing' }
    const { status } = run
    return run.ended_at === null ? { type: 'ok', first: false, status } : { type: 'ended', status }
  }

  async meter(runId: string, callId: string, tokens: number): Promise<void> {
    const { database, now } = this.#context
    await database.query(METER, [now(), runId, callId, tokens])
  }

  async #seal(
    asker: Asker,
    statement: { name: string; text: string },
    runId: string,
    event: TerminalEvent,
    notes: readonly Note[],
    condition: number[],
  ): Promise<EndAnswer | null> {
    const rows = rowsFromNotes(runId, notes)
    const columns = [1, 2, 3].map((column) => rows.map((row) => row[column]))
    const values = [
      this.#context.now(),
      runId,
      STATUS[event.type],
      textFromBody(event),
      ...columns,
      ...condition,
    ]
    const [sealed] = await asker.query<{ head: number; last_at: number }>(statement, values)
    return sealed ? { type: 'ok', event: eventFromBody(event, sealed.head, sealed.last_at) } : null
  }

  /** The same end asked for again, because its answer was lost: the event that it stored. */
  async #findEnd(runId: string, attempt: number, event: TerminalEvent): Promise<EndAnswer | null> {
    const { database } = this.#context
    const [run] = await database.query<{ head: number }>(
      'SELECT head FROM unfold_heads WHERE run_id = $1 AND end_attempt = $2',
      [runId, attempt],
    )
    if (!run) return null
    const [stored] = await readEvents(database, runId, run.head - 1)
    if (!stored) return null
    const { seq, at, ...body } = stored
    return JSON.stringify(body) === JSON.stringify(event)
      ? { type: 'ok', event: eventFromBody(event, seq, at) }
      : null
  }
}

function textFromBody(body: EventBody): string {
  return JSON.stringify([body])
}

const OPEN = {
  name: 'unfold_open',
  // An attempt is fruitless until its first unit is committed.
  text: `WITH opened AS (
    UPDATE unfold_heads SET attempt = attempt + 1, status = 'running', head = head + 1, last_at = greatest(last_at, ${NOW}),
      heartbeat_at = ${NOW}, append_n = 0, append_count = 0, append_head = 0, fruitless = fruitless + 1
    WHERE run_id = $2 AND attempt = $3 AND ended_at IS NULL RETURNING *
  ), entry AS (INSERT INTO unfold_entries (run, seq, at, bodies) SELECT run, head, last_at, $4 FROM opened)
  ${selectRunFrom('opened')}`,
}

const RELEASE = `UPDATE unfold_heads SET fruitless = greatest(0, fruitless - 1)
  WHERE run_id = $1 AND attempt = $2 AND ended_at IS NULL`

const HOLD = {
  name: 'unfold_hold',
  text: 'SELECT 1 FROM unfold_heads WHERE run_id = $1 AND attempt = $2 AND ended_at IS NULL FOR NO KEY UPDATE',
}

const END = { name: 'unfold_end', text: sealWhere('attempt = $8', 'attempt') }

const END_IDLE = {
  name: 'unfold_end_idle',
  text: sealWhere(`(status = 'queued' OR heartbeat_at <= ${NOW} - $8::bigint)`, 'NULL'),
}

function sealWhere(condition: string, endAttempt: string): string {
  // The event and the row carry the same instant, so the clock is read once.
  return `WITH clock AS MATERIALIZED (SELECT ${NOW} AS now), sealed AS (
    UPDATE unfold_heads SET status = $3, head = head + 1, last_at = greatest(last_at, (SELECT now FROM clock)),
      ended_at = greatest(last_at, (SELECT now FROM clock)), end_attempt = ${endAttempt}
    WHERE run_id = $2 AND ended_at IS NULL AND ${condition} RETURNING run, head, last_at
  ), entry AS (INSERT INTO unfold_entries (run, seq, at, bodies) SELECT run, head, last_at, $4 FROM sealed),
  waiting AS (INSERT INTO unfold_uncompacted (run) SELECT run FROM sealed),
  duration AS (
    INSERT INTO unfold_durations (run, flow, ended_at, ms) SELECT run, flow, last_at, last_at - accepted_at
    FROM sealed JOIN unfold_runs USING (run) WHERE $3 = 'completed' AND continues IS NULL
  ),
  notes AS (
    ${INSERT_NOTES} SELECT run, step, key, value FROM sealed, unnest($5::text[], $6::text[], $7::text[]) AS n (step, key, value)
    ${UPDATE_NOTES}
  )
  SELECT head, last_at FROM sealed`
}

const CANCEL = {
  name: 'unfold_cancel',
  text: `WITH marked AS (
    UPDATE unfold_heads SET cancelling = true, head = head + 1, last_at = greatest(last_at, ${NOW})
    WHERE run_id = $2 AND ended_at IS NULL AND NOT cancelling RETURNING run, head, last_at, status
  ), entry AS (INSERT INTO unfold_entries (run, seq, at, bodies) SELECT run, head, last_at, $3 FROM marked)
  SELECT status FROM marked`,
}

const METER = {
  name: 'unfold_meter',
  text: `INSERT INTO unfold_calls (run, call_id, account_id, at, tokens)
    SELECT run, $3, account_id, ${NOW}, $4 FROM unfold_runs WHERE run_id = $2
    ON CONFLICT (run, call_id) DO UPDATE SET tokens = excluded.tokens`,
}
