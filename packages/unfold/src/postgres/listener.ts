import { Client } from 'pg'
import type { ConnectionSettings } from './database.ts'
import { configFromSettings } from './database.ts'

export interface ListenerOptions {
  settings: ConnectionSettings
  channel: string
  onPayload: (payload: string) => void
  /** Hints may have been lost: the connection was away. */
  onGap: () => void
  onError: (error: unknown) => void
}

/** Asked this often whether it still lives, and given as long to answer: a silent death is noticed within twice this. */
const HEARTBEAT_MS = 400
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2000

/** One connection that does nothing but listen, and comes back when it is lost. Meanwhile readers look by themselves. */
export class Listener implements AsyncDisposable {
  readonly #options: ListenerOptions
  readonly #over = new AbortController()
  readonly #running: Promise<void>
  readonly #listening = Promise.withResolvers<void>()

  constructor(options: ListenerOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  /** Resolves when the channel is heard for the first time. */
  get listening(): Promise<void> {
    return this.#listening.promise
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#over
    let pauseMs = FIRST_PAUSE_MS
    while (!signal.aborted) {
      try {
        await this.#listen(() => (pauseMs = FIRST_PAUSE_MS))
      } catch (error) {
        if (!signal.aborted) this.#options.onError(error)
      }
      await pause(pauseMs, signal)
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
    }
  }

  /** Returns or throws when the connection is lost, or is not wanted any more. */
  async #listen(onListening: () => void): Promise<void> {
    const { settings, channel, onPayload, onGap } = this.#options
    const { signal } = this.#over
    const client = new Client(configFromSettings(settings))
    const lost = Promise.withResolvers<never>()
    lost.promise.catch(() => {})
    client.on('error', lost.reject)
    client.on('end', () => lost.reject(new Error('The listening connection was closed.')))
    client.on('notification', ({ payload }) => onPayload(payload ?? ''))
    const answer = (asked: Promise<unknown>) => Promise.race([asked, lost.promise])
    try {
      await answer(client.connect())
      await answer(within(HEARTBEAT_MS, client.query(`LISTEN "${channel}"`)))
      onListening()
      this.#listening.resolve()
      onGap()
      while (!signal.aborted) {
        await answer(pause(HEARTBEAT_MS, signal))
        await answer(within(HEARTBEAT_MS, client.query('SELECT 1')))
      }
    } finally {
      // Not awaited, and then torn down: a peer that is gone never says goodbye.
      void client.end().catch(() => {})
      client.connection.stream.destroy()
    }
  }
}

/** Rejects when the time is over, and what lay in the socket by then has been read: a busy process is no dead peer. */
async function within(ms: number, asked: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    setImmediate(() => late.reject(new Error('The listening connection does not answer.')))
  }, ms)
  try {
    await Promise.race([asked, late.promise])
  } finally {
    clearTimeout(timer)
    asked.catch(() => {})
  }
}

/** Resolves early when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over, { once: true })
    function over() {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
  })
}
