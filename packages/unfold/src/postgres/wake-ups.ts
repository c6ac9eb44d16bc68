import { GatheredHints, hearHints } from '../core/hints.ts'
import type { Wake, WakeUps } from '../core/index.ts'
import { LocalWakeUps } from '../core/index.ts'
import type { RunEvent } from '../protocol/index.ts'
import type { ConnectionSettings } from './database.ts'
import { Database } from './database.ts'
import { Listener } from './listener.ts'

export interface PostgresWakeUpsOptions {
  settings: ConnectionSettings
  /** Names this process in its hints, so that it does not hear itself. */
  senderId: string
  onError: (error: unknown) => void
}

/** The server takes less than 8000 bytes, counted after encoding. */
const MAX_PAYLOAD_BYTES = 7900

/**
 * Hints between processes by NOTIFY, within this one by a call. Whatever is said while a NOTIFY is on its way goes with
 * the next one, one hint for each run: one per commit, not per event. A NOTIFY takes a lock of the whole
 * server at its commit, so it has a connection of its own, where no append waits behind it.
 */
export class PostgresWakeUps implements WakeUps, AsyncDisposable {
  readonly #local = new LocalWakeUps()
  readonly #sender: string
  readonly #channel: string
  readonly #database: Database
  readonly #listener: Listener
  readonly #onError: (error: unknown) => void
  readonly #hints = new GatheredHints()
  #sending: Promise<void> | null = null

  constructor({ settings, senderId, onError }: PostgresWakeUpsOptions) {
    this.#sender = senderId
    this.#channel = `unfold ${settings.schema}`
    this.#onError = onError
    // A hint may be lost with the power: its commit waits for no disk.
    const options = '-c synchronous_commit=off'
    this.#database = new Database({ ...settings, options }, { max: 1, onError })
    this.#listener = new Listener({
      settings,
      channel: this.#channel,
      onPayload: (payload) => this.#hear(payload),
      onGap: () => this.#local.wakeAll(),
      onError,
    })
  }

  /** Resolves when this process hears the others. */
  get listening(): Promise<void> {
    return this.#listener.listening
  }

  notify(runId: string, head: number, events?: readonly RunEvent[]): void {
    this.#local.notify(runId, head, events)
    this.#hints.add(runId, head, events)
    // After this turn: the runs of one group commit are told of in one.
    this.#sending ??= new Promise<void>((resume) => setImmediate(resume)).then(() => this.#send())
  }

  subscribe(runId: string, wake: Wake): () => void {
    return this.#local.subscribe(runId, wake)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sending
    await this.#listener[Symbol.asyncDispose]()
    await this.#database.close()
  }

  /** Whoever may write to the database may say anything on its channels. */
  #hear(payload: string): void {
    try {
      hearHints(payload, this.#sender, this.#local)
    } catch (error) {
      this.#onError(error)
    }
  }

  async #send(): Promise<void> {
    while (!this.#hints.isEmpty) {
      const payloads = this.#hints.take(this.#sender, MAX_PAYLOAD_BYTES)
      try {
        await this.#database.query(NOTIFY, [this.#channel, payloads])
      } catch (error) {
        // Lost, as hints may be.
        this.#onError(error)
      }
    }
    this.#sending = null
  }
}

const NOTIFY = {
  name: 'unfold_notify',
  text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
}
