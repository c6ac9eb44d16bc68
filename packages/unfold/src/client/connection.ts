import type { UnfoldError } from '../protocol/index.ts'
import { climb, computeLoss, fall, rise, type Policy, type Transport } from './hops.ts'

/**
 * What a reader believes about its line to the server; what it believes about the run is `RunState`. The two never mix:
 * a cut line is not an end, and an ended run needs no line.
 */
export type Phase =
  /** Nobody listens. */
  | 'idle'
  /** The first request is out. */
  | 'connecting'
  /** A stream is open and speaks. */
  | 'live'
  /** Answers come one request at a time. */
  | 'polling'
  /** The line was lost; the place is kept. */
  | 'reconnecting'
  /** The run's terminal event was read. */
  | 'ended'
  /** The server knows no such run for this caller: wrong, foreign or erased. */
  | 'gone'
  /** The caller is not, or no longer, signed in. */
  | 'denied'
  /** The server refuses the request itself; the same one would be refused again. */
  | 'failed'

/** Instants are milliseconds of the reader's clock. */
export interface Connection {
  phase: Phase
  transport: Transport
  /** Attempts in a row that brought nothing new. */
  failures: number
  /** When the next request goes out; null while one is out, or none will. */
  nextAt: number | null
  /** The start of this phase. */
  since: number
  /** From when on a stream is worth another try; null while streaming. */
  climbAt: number | null
  /** How long it stays down after the next fall; doubles with every fall. */
  climbMs: number
  /** What the server last refused with, or why the line was lost. */
  error: UnfoldError | null
}

export type ConnectionEvent =
  | { type: 'start' }
  | { type: 'stop' }
  /** The first byte of a stream. */
  | { type: 'heard' }
  /** The cursor moved. */
  | { type: 'advanced' }
  /** A poll was answered; `more` when it brought something, so that the next may go at once. */
  | { type: 'answered'; more: boolean }
  /** Cut, refused for now, unreadable or silent. `random` is in [0, 1). */
  | { type: 'lost'; error: UnfoldError; random: number; retryMs: number | null }
  /** A stream was opened and not one byte came: something on the way buffers. */
  | { type: 'buffered'; error: UnfoldError; random: number; retryMs: number | null }
  | { type: 'streaming-off'; error: UnfoldError; random: number; retryMs: number | null }
  /** `nextAt` has come. */
  | { type: 'due' }
  /** The device is back: online, visible, restored. `silentMs` since the last byte. */
  | { type: 'wake'; silentMs: number }
  | { type: 'gone'; error: UnfoldError }
  | { type: 'denied'; error: UnfoldError }
  | { type: 'refused'; error: UnfoldError }
  | { type: 'ended' }

type Cell<T extends ConnectionEvent['type']> = (
  state: Connection,
  event: Extract<ConnectionEvent, { type: T }>,
  now: number,
  policy: Policy,
) => Connection
type Row = { [T in ConnectionEvent['type']]: Cell<T> }

export function createConnection(transport: Transport, now: number, policy: Policy): Connection {
  return {
    phase: 'idle',
    transport,
    failures: 0,
    nextAt: null,
    since: now,
    climbAt: null,
    climbMs: policy.climbMs,
    error: null,
  }
}

/** Pure and total. What changes nothing returns the same object. */
export function stepConnection(
  state: Connection,
  event: ConnectionEvent,
  now: number,
  policy: Policy,
): Connection {
  // The cell's event type and this event's agree by the key; the compiler cannot follow that through a look-up.
  const cell = TABLE[state.phase][event.type] as Cell<ConnectionEvent['type']>
  return cell(state, event, now, policy)
}

/** True while requests are, or will be, made. */
export function isActive(phase: Phase): boolean {
  return phase === 'connecting' || phase === 'live' || phase === 'polling' || phase === 'reconnecting'
}

const same = (state: Connection): Connection => state

const enter =
  (phase: Phase) =>
  (state: Connection, event: object, now: number): Connection => ({
    ...state,
    phase,
    since: now,
    nextAt: null,
    error: 'error' in event ? (event.error as UnfoldError) : null,
  })

const advance: Cell<'advanced'> = (state, _event, _now, policy) => {
  const climbMs = state.transport === 'sse' ? policy.climbMs : state.climbMs
  return state.failures === 0 && state.climbMs === climbMs ? state : { ...state, failures: 0, climbMs }
}

const lose: Cell<'lost'> = (state, event, now, policy) => ({
  ...computeLoss(state, event, now, policy),
  phase: 'reconnecting',
  since: state.phase === 'reconnecting' ? state.since : now,
  error: event.error,
})

/** Down one hop at once, without waiting: the line works, only streams do not. On the last hop it is a loss. */
const sink = (
  state: Connection,
  event: Extract<ConnectionEvent, { type: 'buffered' | 'streaming-off' }>,
  now: number,
  policy: Policy,
): Connection => {
  const fallen = fall(state, now, policy)
  if (fallen.transport === state.transport) return lose(state, { ...event, type: 'lost' }, now, policy)
  return {
    ...fallen,
    phase: state.phase === 'live' ? 'reconnecting' : state.phase,
    since: state.phase === 'live' ? now : state.since,
    nextAt: now,
    error: event.error,
  }
}

const answer: Cell<'answered'> = (state, event, now, policy) => {
  const next = climb(state, now)
  const pauseMs = event.more || next.transport !== 'poll' ? 0 : policy.pollMs
  return {
    ...next,
    phase: 'polling',
    since: state.phase === 'polling' ? state.since : now,
    failures: 0,
    nextAt: now + pauseMs,
    error: null,
  }
}

const go: Cell<'due'> = (state) => (state.nextAt === null ? state : { ...state, nextAt: null })

/** A wait is cut short. A request that is out is trusted only while it was heard a moment ago. */
const wake: Cell<'wake'> = (state, event, now, policy) => {
  if (state.nextAt !== null) return { ...rise(state, policy), nextAt: now, failures: 0 }
  if (event.silentMs < policy.freshMs) return state
  return {
    ...state,
    phase: state.phase === 'connecting' ? 'connecting' : 'reconnecting',
    since: now,
    nextAt: now,
  }
}

const ACTIVE: Row = {
  start: same,
  stop: enter('idle'),
  heard: enter('live'),
  advanced: advance,
  answered: answer,
  lost: lose,
  buffered: sink,
  'streaming-off': sink,
  due: go,
  wake,
  gone: enter('gone'),
  denied: enter('denied'),
  refused: enter('failed'),
  ended: enter('ended'),
}

const RESTING: Row = {
  start: same,
  stop: same,
  heard: same,
  advanced: same,
  answered: same,
  lost: same,
  buffered: same,
  'streaming-off': same,
  due: same,
  wake: same,
  gone: same,
  denied: same,
  refused: same,
  ended: same,
}

/** Every phase names its whole row; the rows differ only where the phase matters. */
const TABLE: { [P in Phase]: Row } = {
  idle: { ...RESTING, start: enter('connecting') },
  connecting: ACTIVE,
  live: { ...ACTIVE, heard: same },
  polling: ACTIVE,
  reconnecting: ACTIVE,
  ended: RESTING,
  gone: RESTING,
  // Signing in again in another tab brings this one back.
  denied: { ...RESTING, stop: enter('idle'), wake: enter('connecting') },
  failed: RESTING,
}
