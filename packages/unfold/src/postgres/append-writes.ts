import type { AppendAnswer, Note } from '../core/index.ts'
import { eventFromBody } from '../core/index.ts'
import type { FlowEvent } from '../protocol/index.ts'
import { isCommittedUnit } from '../protocol/index.ts'
import { type CommitBatch, GroupCommit } from './group-commit.ts'
import { readEvents } from './stored-events.ts'
import { NOW } from './run-row.ts'
import { isAnswer } from './store-error.ts'
import type { WriteContext } from './writes.ts'

interface AppendItem {
  attempt: number
  n: number
  count: number
  /** The JSON array of `count` event bodies. */
  bodies: string
  hasUnit: boolean
  notes: readonly Note[]
}

/** Number within the batch, from 1; the others are the run's after it. */
type AdvancedRow = [ordinal: number, head: number, lastAt: number, cancelling: boolean]

/** The same, column by column, in the server's words for an array; null where no run passed. */
type AdvancedColumns = [ordinals: string | null, heads: string, lastAts: string, cancellings: string]

type Batch<Item> = Parameters<CommitBatch<Item, Passed>>[0]

type Passed = { head: number; at: number; cancelling: boolean } | undefined

/**
 * The hot path: the fence, the numbering and the flag of every run of the batch in one UPDATE, which feeds the INSERT of
 * their events: one round trip, one transaction that no client can hold open. What was refused is explained
 * afterwards, where time does not matter.
 */
export class AppendWrites {
  readonly #context: WriteContext
  readonly #appends: GroupCommit<AppendItem, Passed>
  readonly #beats: GroupCommit<number, Passed>

  constructor(context: WriteContext) {
    this.#context = context
    this.#appends = new GroupCommit((batch) => this.#commit(batch), isShared)
    this.#beats = new GroupCommit((batch) => this.#beat(batch), isShared)
  }

  async append(
    runId: string,
    attempt: number,
    n: number,
    events: readonly FlowEvent[],
    notes: readonly Note[],
  ): Promise<AppendAnswer> {
    const count = events.length
    const hasUnit = events.some(isCommittedUnit)
    const item = { attempt, n, count, bodies: JSON.stringify(events), hasUnit, notes }
    const passed = await this.#appends.ask(runId, item)
    if (!passed) return this.#explain(runId, attempt, n)
    const { faults } = this.#context
    if (faults) for (const { type } of events) faults(`log:after-append:${type}`)
    const { head, at, cancelling } = passed
    const first = head - count + 1
    return {
      type: 'ok',
      events: events.map((body, index) => eventFromBody(body, first + index, at)),
      cancelling,
    }
  }

  async beat(runId: string, attempt: number): Promise<AppendAnswer> {
    const passed = await this.#beats.ask(runId, attempt)
    if (!passed) return explainRefusal(this.#context, runId)
    return { type: 'ok', events: [], cancelling: passed.cancelling }
  }

  async idle(): Promise<void> {
    await Promise.all([this.#appends.idle(), this.#beats.idle()])
  }

  async #commit(batch: Batch<AppendItem>): Promise<Passed[]> {
    const { appends, now, faults } = this.#context
    const values: unknown[] = [
      now(),
      arrayFromTexts(batch.map(({ runId }) => runId)),
      arrayFrom(batch.map(({ item }) => item.attempt)),
      arrayFrom(batch.map(({ item }) => item.n)),
      arrayFrom(batch.map(({ item }) => item.count)),
      arrayFrom(batch.map(({ item }) => item.hasUnit)),
      // JSON text holds no raw line break, and joined lines are cheaper to make and to read than an array of texts.
      batch.map(({ item }) => item.bodies).join('\n'),
    ]
    const notes = batch.flatMap(({ runId, item }) => rowsFromNotes(runId, item.notes))
    if (notes.length > 0) {
      for (const column of [0, 1, 2, 3] as const) values.push(notes.map((row) => row[column]))
    }
    faults?.('postgres:before-commit:append')
    const [columns] = await appends.query<AdvancedColumns>(
      notes.length > 0 ? APPEND_WITH_NOTES : APPEND,
      values,
    )
    faults?.('postgres:after-commit:append')
    return passedFromRows(rowsFromColumns(columns!), batch.length)
  }

  async #beat(batch: Batch<number>): Promise<Passed[]> {
    const { appends, now } = this.#context
    const values = [
      now(),
      arrayFromTexts(batch.map(({ runId }) => runId)),
      arrayFrom(batch.map(({ item }) => item)),
    ]
    return passedFromRows(await appends.query(BEAT, values), batch.length)
  }

  /** An append that was stored before is answered with what was stored then, as long as it is the newest. */
  async #explain(runId: string, attempt: number, n: number): Promise<AppendAnswer> {
    const { database } = this.#context
    const [run] = await database.query<{
      attempt: number
      ended_at: number | null
      cancelling: boolean
      append_n: number
      append_head: number
      append_count: number
    }>(
      `SELECT attempt, ended_at, cancelling, append_n, append_head, append_count FROM unfold_heads WHERE run_id = $1`,
      [runId],
    )
    if (!run) return { type: 'missing' }
    if (run.attempt === attempt && run.append_n === n) {
      const { append_head: head, append_count: count, cancelling } = run
      const events = count > 0 ? await readEvents(database, runId, head - count, count) : []
      return { type: 'ok', events, cancelling }
    }
    if (run.ended_at !== null) return { type: 'ended' }
    if (run.attempt !== attempt) return { type: 'superseded' }
    throw new Error(`Append ${n} of run ${runId} came after append ${run.append_n}.`)
  }
}

/** Why a worker's write did not pass the fence. */
export async function explainRefusal(
  { database }: WriteContext,
  runId: string,
): Promise<{ type: 'superseded' | 'ended' | 'missing' }> {
  const [run] = await database.query<{ ended_at: number | null }>(
    'SELECT ended_at FROM unfold_heads WHERE run_id = $1',
    [runId],
  )
  if (!run) return { type: 'missing' }
  return { type: run.ended_at === null ? 'superseded' : 'ended' }
}

/** Rows for INSERT_NOTES, which refuses two of one key: the last counts. */
export function rowsFromNotes(
  runId: string,
  notes: readonly Note[],
): [runId: string, step: string, key: string, value: string][] {
  if (notes.length === 0) return []
  const last = new Map(notes.map((note) => [JSON.stringify([note.step, note.key]), note]))
  return [...last.values()].map(({ step, key, value }) => [runId, step, key, JSON.stringify(value)])
}

/** Goes on with `FROM (rows of run, step, key, value)`, after which comes UPDATE_NOTES. */
export const INSERT_NOTES = 'INSERT INTO unfold_notes (run, step, key, value)'
export const UPDATE_NOTES = 'ON CONFLICT (run, step, key) DO UPDATE SET value = excluded.value'

/** One row for a whole batch: the driver's work on a row is more than ours on four texts. */
function rowsFromColumns([ordinals, heads, lastAts, cancellings]: AdvancedColumns): AdvancedRow[] {
  if (ordinals === null) return []
  const [head, lastAt, cancelling] = [heads, lastAts, cancellings].map((text) => text.slice(1, -1).split(','))
  return ordinals
    .slice(1, -1)
    .split(',')
    .map((ordinal, i) => [Number(ordinal), Number(head![i]), Number(lastAt![i]), cancelling![i] === 't'])
}

function passedFromRows(rows: readonly AdvancedRow[], count: number): Passed[] {
  const passed = Array<Passed>(count).fill(undefined)
  for (const [ordinal, head, at, cancelling] of rows) passed[ordinal - 1] = { head, at, cancelling }
  return passed
}

/** The server's words for an array. The driver would ask each element what it is. */
function arrayFrom(values: readonly (number | boolean)[]): string {
  return `{${values.join()}}`
}

function arrayFromTexts(texts: readonly string[]): string {
  return `{"${texts.map((text) => text.replace(/["\\]/g, '\\$&')).join('","')}"}`
}

/** A broken connection meets the whole batch; an answer of the server may be about one of its items. */
function isShared(error: unknown): boolean {
  return error instanceof Error && !isAnswer(error.cause)
}

/**
 * Run by run, each by its name, in the order of the batch: the connection forbids other ways to join, and the end is
 * asked for in a way that no index of open runs can answer, because on young tables the planner takes all open runs
 * for few, and would walk through them for every append.
 */
const IS_OPEN = 'coalesce(r.ended_at, 0) = 0'
export const APPEND_OPTIONS = '-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off'

const ADVANCE = `batch AS (
    SELECT * FROM unnest($2::text[], $3::integer[], $4::integer[], $5::integer[], $6::boolean[], string_to_array($7, E'\\n'))
      WITH ORDINALITY AS b (run_id, attempt, n, count, has_unit, bodies, ordinal)
  ), advanced AS (
    UPDATE unfold_heads r SET head = r.head + b.count, append_head = r.head + b.count, append_count = b.count, append_n = b.n,
      last_at = greatest(r.last_at, ${NOW}), heartbeat_at = ${NOW},
      fruitless = CASE WHEN b.has_unit THEN 0 ELSE r.fruitless END
    FROM batch b
    WHERE r.run_id = b.run_id AND r.attempt = b.attempt AND r.append_n = b.n - 1 AND ${IS_OPEN}
    RETURNING r.run, b.ordinal, r.head, r.last_at, r.cancelling, b.count, b.bodies
  ), entries AS (
    INSERT INTO unfold_entries (run, seq, at, bodies)
    SELECT run, head - count + 1, last_at, bodies FROM advanced WHERE count > 0
  )`
const ANSWER =
  'SELECT array_agg(ordinal)::text, array_agg(head)::text, array_agg(last_at)::text, array_agg(cancelling)::text FROM advanced'

const APPEND = { name: 'unfold_append', rowMode: 'array', text: `WITH ${ADVANCE} ${ANSWER}` } as const

const APPEND_WITH_NOTES = {
  name: 'unfold_append_with_notes',
  rowMode: 'array',
  text: `WITH ${ADVANCE}, notes AS (
    ${INSERT_NOTES} SELECT a.run, n.step, n.key, n.value
    FROM unnest($8::text[], $9::text[], $10::text[], $11::text[]) AS n (run_id, step, key, value)
    JOIN batch b USING (run_id) JOIN advanced a USING (ordinal)
    ${UPDATE_NOTES}
  ) ${ANSWER}`,
} as const

const BEAT = {
  name: 'unfold_beat',
  rowMode: 'array',
  text: `UPDATE unfold_heads r SET heartbeat_at = ${NOW}
    FROM unnest($2::text[], $3::integer[]) WITH ORDINALITY AS b (run_id, attempt, ordinal)
    WHERE r.run_id = b.run_id AND r.attempt = b.attempt AND ${IS_OPEN}
    RETURNING b.ordinal, r.head, r.last_at, r.cancelling`,
} as const
