import type { Priority } from './run-queue.ts'
import type {
  EventBody,
  FlowEvent,
  Json,
  RunEvent,
  RunState,
  RunStatus,
  TerminalEvent,
} from '../protocol/index.ts'

/** A compiled SQL statement of the flow's own records. Policy stays in the flow; the log only carries it out. */
export interface Statement {
  sql: string
  parameters: readonly unknown[]
  /**
   * Rows that it must change, and the code answered when it does not: how a conditional write ("only if this
   * chapter is next") refuses. A violated constraint answers `CONFLICT`. Absent: any number will do.
   */
  expect?: { changes: number; code: string } | undefined
}

/** A private fact of a run, keyed (run, step, key): step results, verdicts, withheld text. Never numbered, never shown. */
export interface Note {
  step: string
  key: string
  value: Json
}

/** The run's row. */
export interface RunRecord {
  runId: string
  accountId: string
  flow: string
  version: number
  /** The whole input, for the worker alone; what may be shown of it is in event 1. */
  input: Json
  status: RunStatus
  /** 0 until a worker opens the first. */
  attempt: number
  /** Number of the newest event. */
  head: number
  cancelling: boolean
  /** Attempts in a row that committed no unit; deaths with progress do not count. */
  fruitlessAttempts: number
  acceptedAt: number
  /** Milliseconds since the epoch by the store's clock: when a worker last wrote or beat. */
  heartbeatAt: number
  endedAt: number | null
  continues: string | null
  /** Changes when the store was restored from a back-up: a cursor of another epoch is not this log's. */
  epoch: string
}

/** Of one account, over all processes. A start above one of them answers LIMIT_EXCEEDED with the seconds to wait. */
export interface Limits {
  /** Runs that are accepted and have not ended. */
  concurrentRuns: number
  /** Starts within any hour, those of erased runs included. */
  startsPerHour: number
  /** Tokens of the model within any day, as they were metered. */
  tokensPerDay: number
}

export interface AcceptRequest {
  runId: string
  accountId: string
  flow: string
  version: number
  input: Json
  /** Event 1's view of the input. */
  shownInput: Json
  /**
   * Null: neither limited nor counted, for small work of which an account has much at once and whose amount something else
   * bounds. Its tokens count all the same.
   */
  limits: Limits | null
  /** Scope: account and flow. The same key with the same hash answers the same run for 24 hours; another hash, `mismatch`. */
  idempotency?: { key: string; bodyHash: string } | undefined
  /**
   * Only one run at a time may hold a claim: an active holder, or one completed within `reuseCompletedMs`, is answered
   * instead of starting; a failed or cancelled holder is replaced.
   */
  claim?: { key: string; reuseCompletedMs: number } | undefined
  /**
   * The ended run that this one continues, and those of its committed units that become events 2 and on. There is one
   * such run for each `variant`: the plain retry has none, a change that a flow offers is told from others by its own.
   */
  continues?: { runId: string; variant?: string | undefined; units: FlowEvent[]; notes: Note[] } | undefined
  /**
   * A store that holds the queue too may put the run on it in the same commit; `enqueue` is called all the same. Others
   * need not look at it.
   */
  queueAs?: Priority | undefined
  /** Records written in the same transaction. */
  writes?: Statement[] | undefined
}

export type AcceptAnswer =
  | { type: 'accepted'; run: RunRecord }
  /** Same idempotency key, same claim, or a continuation that was already asked for. */
  | { type: 'existing'; run: RunRecord }
  | { type: 'mismatch' }
  | { type: 'limited'; limit: keyof Limits; retryAfterS: number }
  | { type: 'refused'; code: string }

export type OpenAnswer =
  | { type: 'opened'; run: RunRecord }
  | { type: 'superseded' }
  | { type: 'ended' }
  | { type: 'missing' }

export type AppendAnswer =
  | {
      type: 'ok'
      /** The committed events: numbers are consecutive, `at` never falls. */
      events: RunEvent[]
      /** The cancel flag, so that a worker learns of it even when the hint was lost. */
      cancelling: boolean
    }
  /** A later attempt was opened: this worker must stop. */
  | { type: 'superseded' }
  /** The log is sealed. */
  | { type: 'ended' }
  | { type: 'missing' }

export type EndAnswer =
  | { type: 'ok'; event: RunEvent }
  | { type: 'superseded' }
  | { type: 'ended' }
  | { type: 'missing' }
  /** A record write was refused; nothing was stored, the run still runs. */
  | { type: 'refused'; code: string }

export type CancelAnswer =
  /** `first` is false when the command was there already. */
  | { type: 'ok'; first: boolean; status: RunStatus }
  | { type: 'ended'; status: RunStatus }
  | { type: 'missing' }

export interface RunFilter {
  accountId: string
  status?: RunStatus | undefined
  flow?: string | undefined
  /** Runs accepted before this one, for paging: newest first. */
  before?: string | undefined
  limit: number
}

/**
 * The truth. A backend keeps these promises:
 *
 * - Events of a run carry consecutive numbers from 1, given in the commit that stores them; `at = max(previous, now)`
 *   by the store's clock. Once answered, they survive power loss and never change.
 * - Every write of a worker carries its attempt; a superseded one is refused by name and stores nothing.
 * - The first terminal event seals the log, in one transaction with the run's status and the flow's records.
 * - Appends are group-committed across runs, each run of a batch with its own answer; one refused append never
 *   breaks another's.
 * - An append whose outcome is unknown may be sent again with the same `n` and is answered with the original events.
 */
export interface RunLog {
  /** Event 1, the run's row, its idempotency, its claim, its limits and its records in one transaction. */
  accept(request: AcceptRequest): Promise<AcceptAnswer>
  /** Compare and set: opens attempt `expectedAttempt + 1`, appends `run.started`, fences all earlier attempts. */
  openAttempt(runId: string, expectedAttempt: number): Promise<OpenAnswer>
  /** A worker that was told to stop hands its attempt back: it does not count against the run's budget. */
  release(runId: string, attempt: number): Promise<void>
  /** `n` counts this attempt's appends from 1. `events` may be empty when only notes are stored. */
  append(
    runId: string,
    attempt: number,
    n: number,
    events: readonly FlowEvent[],
    notes: readonly Note[],
  ): Promise<AppendAnswer>
  /** A worker's end. `writes` run after the fence is checked and before the event is stored, all or nothing. */
  end(
    runId: string,
    attempt: number,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): Promise<EndAnswer>
  /**
   * Ends a run that no worker holds: only when no worker has beaten for `idleMs`, or the run is still queued. Used by
   * the sweep and by cancel. Attempt-free, conditional on the status in the same transaction.
   */
  endIdle(runId: string, event: TerminalEvent, idleMs: number): Promise<EndAnswer>
  /** Appends `run.cancelling` once and sets the flag; attempt-free. */
  cancel(runId: string, by: string): Promise<CancelAnswer>
  /** Says that a worker is alive on this attempt; answers what an append would, without events. */
  beat(runId: string, attempt: number): Promise<AppendAnswer>
  /** Records tokens of one model call: a reservation at its start, the settled figure at its end (same `callId`). */
  meter(runId: string, callId: string, tokens: number): Promise<void>

  find(runId: string): Promise<RunRecord | null>
  /** The newest run that holds or held a claim of the account. */
  findByClaim(accountId: string, claimKey: string): Promise<RunRecord | null>
  /** What `accept` would answer to the key before anything else: the same run, `mismatch`, or null for a new key. */
  findByIdempotencyKey(
    accountId: string,
    flow: string,
    key: string,
    bodyHash: string,
  ): Promise<RunRecord | 'mismatch' | null>
  /** The run that continues an ended one in this variant; null while nobody has asked for it. */
  findContinuation(runId: string, variant: string): Promise<RunRecord | null>
  list(filter: RunFilter): Promise<RunRecord[]>
  /** Events after a cursor, in order, at most `limit` of them. Byte-identical before and after compaction. */
  read(runId: string, after: number, limit?: number): Promise<RunEvent[]>
  /** The folded state up to the newest event; null for an unknown run. */
  snapshot(runId: string): Promise<RunState | null>
  /** The private lane, for the worker of the next attempt and the owner's audit page. */
  notes(runId: string): Promise<Note[]>
  /** Unsealed runs whose heartbeat is older than `idleMs`, queued ones included: cancelled ones first, then the oldest. */
  stale(idleMs: number, limit: number): Promise<RunRecord[]>
  /**
   * Durations in ms of the newest completed runs of a flow: the only source of an estimate. Those that continued another
   * run are left out, because they did a part of the work.
   */
  durations(flow: string, limit: number): Promise<number[]>
  /** Fences, removes every event and note, and leaves a tombstone; all later reads answer as for an unknown run. */
  erase(runId: string): Promise<void>
  /** Compacts ended runs that are not compacted yet; returns how many. Lossless. */
  compact(limit: number): Promise<number>
}

/** What a body becomes in the commit. */
export function eventFromBody(body: EventBody, seq: number, at: number): RunEvent {
  return { seq, at, ...body }
}
