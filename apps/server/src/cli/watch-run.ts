import { type ApiOptions, cancelRun, createRunReader, sendJson } from 'unfold/client'
import { type RunEvent, type RunState, UnfoldError } from 'unfold/protocol'
import { CommandError, EXIT } from './exit.ts'

export interface WatchOptions {
  api: ApiOptions
  runId: string
  /** Every event of the run once, in order, from the first. */
  onEvents: (events: readonly RunEvent[]) => void
  /** The server goes on from a back-up: events told so far may not be of its log. */
  onReset: () => void
  /** The line to the server broke (true) or is back (false). */
  onLine: (isLost: boolean) => void
  /** Aborts when the person interrupts. */
  interrupt: AbortSignal
  cancelOnInterrupt: boolean
  /** Aborts when nobody reads what is written. */
  gone: AbortSignal
  timeoutMs?: number | undefined
  /** How long a broken line is worth waiting for. */
  patienceMs?: number
}

export interface Watched {
  why: 'ended' | 'interrupted' | 'left'
  run: RunState
}

/** A redeploy fits in; a script does not wait for ever for a machine that is gone. */
const PATIENCE_MS = 60_000
/** What a worker has to obey a cancel before we leave without having seen the end. */
const CANCEL_GRACE_MS = 10_000

/**
 * Reads a run to its end. Leaving it, by whatever way, stops nothing: only `cancelOnInterrupt` does. Throws NOT_FOUND,
 * UNAVAILABLE and what else the server says no with.
 */
export async function watchRun(options: WatchOptions): Promise<Watched> {
  const { api, runId, interrupt, gone } = options
  // A wrong id and an absent server are answered at once; the reader would go on knocking.
  await sendJson(api, `/api/runs/${encodeURIComponent(runId)}`)

  const { promise, resolve, reject } = Promise.withResolvers<Watched>()
  await using resources = new AsyncDisposableStack()
  const after = (ms: number, fn: () => void): NodeJS.Timeout =>
    resources.adopt(setTimeout(fn, ms), (timer) => clearTimeout(timer))
  const once = (signal: AbortSignal, fn: () => void): void => {
    if (signal.aborted) return fn()
    signal.addEventListener('abort', fn, { once: true })
    resources.defer(() => signal.removeEventListener('abort', fn))
  }

  const reader = createRunReader({ ...api, runId, onEvents: options.onEvents, onReset: options.onReset })
  resources.defer(() => reader.close())
  let patience: NodeJS.Timeout | null = null
  const look = () => {
    const { run, connection } = reader.getState()
    const { phase, error } = connection
    if (phase === 'ended') resolve({ why: 'ended', run })
    else if (phase === 'gone' || phase === 'denied' || phase === 'failed') reject(error)
    if ((phase === 'reconnecting') === (patience !== null)) return
    options.onLine(phase === 'reconnecting')
    if (patience) clearTimeout(patience)
    patience =
      phase === 'reconnecting' ? after(options.patienceMs ?? PATIENCE_MS, () => reject(lost())) : null
  }
  resources.defer(reader.subscribe(look))

  const leave = (why: Watched['why']) => resolve({ why, run: reader.getState().run })
  once(gone, () => leave('left'))
  once(interrupt, () => {
    if (!options.cancelOnInterrupt) return leave('interrupted')
    after(CANCEL_GRACE_MS, () => leave('interrupted'))
    cancelRun(runId, api).catch(reject)
  })
  if (options.timeoutMs !== undefined) after(options.timeoutMs, () => reject(tooSlow(options.timeoutMs!)))
  const watched = await promise
  return interrupt.aborted ? { ...watched, why: 'interrupted' } : watched
}

function lost(): UnfoldError {
  return new UnfoldError('UNAVAILABLE', 'The server has stopped answering. The run is safe in its log.')
}

function tooSlow(timeoutMs: number): CommandError {
  return new CommandError(
    EXIT.timedOut,
    `The run has not ended within ${timeoutMs / 1000} s. It goes on without us.`,
  )
}
