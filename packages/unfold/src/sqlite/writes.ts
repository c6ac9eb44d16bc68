import type {
  AcceptAnswer,
  AcceptRequest,
  CancelAnswer,
  EndAnswer,
  Note,
  OpenAnswer,
  RunRecord,
  Statement,
} from '../core/index.ts'
import type { ErrorCode, RunEvent, TerminalEvent } from '../protocol/index.ts'
import type { Database } from './database.ts'
import { valueFromParameter } from './database.ts'
import type { UsageBounds } from './usage-bounds.ts'

/** What an append leaves to say; the events are known to the asker, unless this append was stored before. */
type AppendResult =
  | { type: 'ok'; head: number; at: number; cancelling: boolean; original?: RunEvent[] }
  | { type: 'superseded' | 'ended' | 'missing' }

/** The answer, with the event that opened the attempt. */
type OpenResult =
  | Exclude<OpenAnswer, { type: 'opened' }>
  | { type: 'opened'; run: RunRecord; event: RunEvent }

export interface StatementResult {
  rows: Record<string, unknown>[]
  /** Rows changed by an INSERT, UPDATE or DELETE. */
  changes: number
  lastInsertRowid: number
}

export type TransactAnswer = { type: 'ok'; results: StatementResult[] } | { type: 'refused'; code: string }

export interface Claimed {
  runId: string
  /** Names this hand-over: renewing and settling ask for it, so that a lost lease changes nothing. */
  lease: number
}

/**
 * Everything that changes the file: called by name from the main thread, carried out in the writer thread, many to a
 * transaction. Arguments and answers are plain data, because they cross a thread.
 */
export interface Writes {
  accept(request: AcceptRequest): AcceptAnswer
  openAttempt(runId: string, expectedAttempt: number): OpenResult
  release(runId: string, attempt: number): void
  /** `bodies` is the JSON array of `count` event bodies, made by the asker: the writer thread is the narrow place. */
  append(
    runId: string,
    attempt: number,
    n: number,
    count: number,
    bodies: string,
    hasUnit: boolean,
    notes: readonly Note[],
  ): AppendResult
  end(
    runId: string,
    attempt: number,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): EndAnswer
  endIdle(runId: string, event: TerminalEvent, idleMs: number): EndAnswer
  cancel(runId: string, by: string): CancelAnswer
  beat(runId: string, attempt: number): AppendResult
  meter(runId: string, callId: string, tokens: number): void
  erase(runId: string): void
  /** Forgets what has left every window. */
  prune(): void
  /** Compacts the oldest run that waits for it; false when none does. */
  compactOne(): boolean
  setEpoch(epoch: string): void

  enqueue(runId: string, priority: number): boolean
  /** Hands over at most `count` runs, and says when the next one becomes available. */
  claim(count: number, leaseMs: number): { claimed: Claimed[]; nextAt: number | null }
  /** Answers the leases that are lost. */
  renew(leases: readonly Claimed[], leaseMs: number): number[]
  settle(runId: string, lease: number): void
  /** Gives a run back; `returned` counts towards the pause before the next delivery. */
  giveBack(runId: string, lease: number, returned: boolean): void

  execute(statement: Statement): StatementResult
  transact(statements: readonly Statement[]): TransactAnswer
  migrate(name: string, statements: readonly string[]): void
}

export type WriteName = keyof Writes

/** One write on its way to the thread. */
export type WriteItem = { [Name in WriteName]: [name: Name, ...args: Parameters<Writes[Name]>] }[WriteName]

/** A message to the thread is one transaction; `now` is the store's clock for all of it. */
export interface WriteBatch {
  now: number
  items: WriteItem[]
}

/** One value per item, in order; what failed is listed beside them, because it is rare and crossing a thread is not free. */
export interface WriteAnswers {
  values: unknown[]
  failures: { index: number; failure: WriteFailure }[] | null
}

export interface WriteFailure {
  code: ErrorCode
  message: string
}

/** What the handlers of one connection share. */
export interface WriteContext {
  database: Database
  /** The store's clock, set once for each transaction. */
  now: number
  /** Where the next entry goes. A refused write leaves a gap, which means nothing. */
  nextPosition: number
  usage: UsageBounds
}

/** A compiled query carries more than its text, and the rest does not cross to the thread. */
export function plainFromStatement({ sql, parameters, expect }: Statement): Statement {
  return { sql, parameters: parameters.map(valueFromParameter), expect }
}
