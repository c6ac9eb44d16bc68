import { EMPTY_RUN, fold, isTerminal, UnfoldError, type RunEvent, type RunState } from '../protocol/index.ts'
import type { ApiOptions } from './api.ts'
import { SYSTEM_CLOCK, type Clock } from './clock.ts'
import {
  createConnection,
  isActive,
  stepConnection,
  type Connection,
  type ConnectionEvent,
} from './connection.ts'
import { POLICY, type Transport } from './hops.ts'
import { pollRun, streamRun, type Delivery } from './transports.ts'
import { createWatchdog } from './watchdog.ts'

/** Which run, on which server, and who wants to hear of it. */
export interface RunReaderOptions extends ApiOptions {
  runId: string
  /** `auto` streams, and steps down to plainer transports where streams do not come through. */
  transport?: 'auto' | Transport | undefined
  /** Receives every event once, in order, from the first. Without it a late reader begins with the folded state. */
  onEvents?: ((events: readonly RunEvent[]) => void) | undefined
  /** Forget all events told so far: the server goes on from a back-up, and this is the state of its log. */
  onReset?: ((state: RunState) => void) | undefined
  clock?: Clock | undefined
  /** In [0, 1): deals the jitter. */
  random?: (() => number) | undefined
}

/** Two things that never mix: the run as its log has it, and the line to its server. */
export interface RunView {
  run: RunState
  connection: Connection
}

/** Follows one run; errors are no exceptions but `connection.error`, with the phase `denied`, `gone` or `failed`. */
export interface RunReader {
  /** The same object until something changed. */
  getState: () => RunView
  /** The first listener opens the line, the last to leave closes it; the place is kept in between. */
  subscribe: (listener: () => void) => () => void
  /** The device is online, visible or restored again: do not wait for a timer to find out. */
  wake: () => void
  /** Closes the line for good. The run itself goes on: stopping it is `cancelRun`. */
  close: () => void
}

const LONG_POLL_S = 25
/** On top of the hold: how long an answer may be on its way over a bad line. */
const POLL_ANSWER_MS = 15_000

/**
 * Reads one run to its end, whatever happens to the line. One cursor: overlapping deliveries are dropped by comparing
 * numbers, a gap is a lost line. Only a terminal event is an end.
 */
export function createRunReader(options: RunReaderOptions): RunReader {
  const { transport = 'auto', clock = SYSTEM_CLOCK, random = Math.random } = options
  const policy = { ...POLICY, mayMove: transport === 'auto' }
  const watchdog = createWatchdog(clock)
  const listeners = new Set<() => void>()

  let view: RunView = {
    run: EMPTY_RUN,
    connection: createConnection(transport === 'auto' ? 'sse' : transport, clock.now(), policy),
  }
  let isClosed = false
  let isPumping = false
  let retryMs: number | null = null
  /** Of the log that gave the cursor, as far as it was told. */
  let epoch: string | null = null
  /** Ends the request or the wait that is going on. */
  let interrupt = new AbortController()

  function show(next: RunView): void {
    if (next.run === view.run && next.connection === view.connection) return
    view = next
    for (const listener of listeners) listener()
  }

  function dispatch(event: ConnectionEvent): boolean {
    const before = view.connection
    show({ ...view, connection: stepConnection(before, event, clock.now(), policy) })
    return view.connection !== before
  }

  function lose(type: 'lost' | 'buffered' | 'streaming-off', error: UnfoldError): void {
    const askedMs = error.retryAfterS === undefined ? retryMs : error.retryAfterS * 1000
    dispatch({ type, error, random: random(), retryMs: askedMs })
  }

  /** One notification per delivery, however many events it holds. */
  function take(delivery: Delivery): void {
    retryMs = delivery.retryMs ?? retryMs
    epoch = delivery.epoch ?? epoch
    let run = delivery.replaces ?? view.run
    const fresh: RunEvent[] = []
    let hasGap = false
    for (const event of delivery.events) {
      if (event.seq <= run.cursor) continue
      if (event.seq > run.cursor + 1) {
        hasGap = true
        break
      }
      run = fold(run, event)
      fresh.push(event)
    }
    if (run !== view.run) advance(run, fresh, delivery.replaces)
    if (hasGap) throw new UnfoldError('UNAVAILABLE', 'Events are missing in between.')
  }

  function advance(run: RunState, fresh: readonly RunEvent[], replaces: RunState | null): void {
    const ended = fresh.some(isTerminal) || run.endedAt !== null
    const now = clock.now()
    let connection = stepConnection(view.connection, { type: 'advanced' }, now, policy)
    if (ended) connection = stepConnection(connection, { type: 'ended' }, now, policy)
    try {
      // A snapshot that begins a first reading replaces nothing.
      if (replaces && view.run.cursor > 0) options.onReset?.(replaces)
      if (fresh.length > 0) options.onEvents?.(fresh)
    } catch (cause) {
      // Asked again, the same events would meet the same mistake.
      const error = new UnfoldError('INTERNAL', 'What was to be done with the events failed.', { cause })
      connection = stepConnection(view.connection, { type: 'refused', error }, now, policy)
    }
    show({ run, connection })
  }

  async function attempt(): Promise<void> {
    const { signal } = interrupt
    const bite = (type: 'lost' | 'buffered', message: string) => () => {
      const silent = interrupt
      lose(type, new UnfoldError('UNAVAILABLE', message))
      silent.abort()
    }
    const request = {
      ...options,
      cursor: view.run.cursor,
      epoch,
      signal,
      fromSnapshot: options.onEvents === undefined,
    }
    try {
      if (view.connection.transport === 'sse') {
        watchdog.ask(0, bite('buffered', 'The stream was opened and stayed silent.'))
        for await (const delivery of streamRun(request)) {
          if (signal.aborted) return
          watchdog.feed(delivery.heartbeat, bite('lost', 'The line went silent.'))
          dispatch({ type: 'heard' })
          take(delivery)
          if (!isActive(view.connection.phase)) return
        }
        // A clean end of the stream without a terminal event: a proxy's time limit, a restart. Never the run's end.
        if (!signal.aborted) lose('lost', new UnfoldError('UNAVAILABLE', 'The line was cut.'))
      } else {
        // The first answer after a loss comes at once: it proves the line, and is not a reason to look lost for 25 s.
        const { phase, transport: hop } = view.connection
        const waitS = hop === 'long-poll' && phase === 'polling' ? LONG_POLL_S : 0
        watchdog.ask(waitS * 1000 + POLL_ANSWER_MS, bite('lost', 'The answer did not come.'))
        const before = view.run.cursor
        const delivery = await pollRun({ ...request, waitS })
        if (signal.aborted) return
        take(delivery)
        dispatch({ type: 'answered', more: view.run.cursor > before })
      }
    } catch (error) {
      if (!signal.aborted) refuse(error)
    } finally {
      watchdog.rest()
    }
  }

  function refuse(cause: unknown): void {
    const error =
      cause instanceof UnfoldError ? cause : new UnfoldError('UNAVAILABLE', 'The line was cut.', { cause })
    if (error.code === 'NOT_FOUND') dispatch({ type: 'gone', error })
    else if (error.code === 'UNAUTHENTICATED') dispatch({ type: 'denied', error })
    else if (error.code === 'STREAMING_OFF') lose('streaming-off', error)
    else if (error.status >= 500 || error.code === 'LIMIT_EXCEEDED') lose('lost', error)
    else dispatch({ type: 'refused', error })
  }

  function pause(untilAt: number): Promise<void> {
    const { signal } = interrupt
    return new Promise((resolve) => {
      const cancel = clock.after(Math.max(0, untilAt - clock.now()), resolve)
      signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
    })
  }

  async function pump(): Promise<void> {
    if (isPumping) return
    isPumping = true
    while (isActive(view.connection.phase)) {
      interrupt = new AbortController()
      const { nextAt } = view.connection
      if (nextAt === null) await attempt()
      else {
        if (nextAt > clock.now()) await pause(nextAt)
        if (isActive(view.connection.phase) && (view.connection.nextAt ?? 0) <= clock.now())
          dispatch({ type: 'due' })
      }
    }
    isPumping = false
    interrupt.abort()
  }

  return {
    getState: () => view,
    subscribe(listener) {
      listeners.add(listener)
      if (!isClosed) {
        dispatch({ type: 'start' })
        void pump()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        dispatch({ type: 'stop' })
        interrupt.abort()
      }
    },
    wake() {
      if (dispatch({ type: 'wake', silentMs: watchdog.silentMs() })) {
        interrupt.abort()
        void pump()
      }
    },
    close() {
      isClosed = true
      dispatch({ type: 'stop' })
      interrupt.abort()
    },
  }
}
