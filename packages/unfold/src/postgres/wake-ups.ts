import { LocalWakeUps } from '../core/index.ts'
import type { WakeUps } from '../core/index.ts'
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
 * the next one, the newest head of each run: one per commit, not per event. A NOTIFY takes a lock of the whole
 * server at its commit, so it has a connection of its own, where no append waits behind it.
 */
export class PostgresWakeUps implements WakeUps, AsyncDisposable {
  readonly #local = new LocalWakeUps()
  readonly #sender: string
  readonly #channel: string
  readonly #database: Database
  readonly #listener: Listener
  readonly #onError: (error: unknown) => void
  #heads = new Map<string, number>()
  #sending: Promise<void> | null = null

  constructor({ settings, senderId, onError }: PostgresWakeUpsOptions) {
    this.#sender = JSON.stringify(senderId)
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

  notify(runId: string, head: number): void {
    this.#local.notify(runId, head)
    this.#heads.set(runId, Math.max(head, this.#heads.get(runId) ?? 0))
    // After this turn: the runs of one group commit are told of in one.
    this.#sending ??= new Promise<void>((resume) => setImmediate(resume)).then(() => this.#send())
  }

  subscribe(runId: string, wake: (head: number) => void): () => void {
    return this.#local.subscribe(runId, wake)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sending
    await this.#listener[Symbol.asyncDispose]()
    await this.#database.close()
  }

  async #send(): Promise<void> {
    while (this.#heads.size > 0) {
      const payloads = payloadsFromHeads(this.#sender, this.#heads)
      this.#heads = new Map()
      try {
        await this.#database.query(NOTIFY, [this.#channel, payloads])
      } catch (error) {
        // Lost, as hints may be.
        this.#onError(error)
      }
    }
    this.#sending = null
  }

  #hear(payload: string): void {
    if (payload.startsWith(`[${this.#sender},`)) return
    const [, ...hints] = JSON.parse(payload) as [string, ...[runId: string, head: number][]]
    for (const [runId, head] of hints) this.#local.notify(runId, head)
  }
}

const NOTIFY = {
  name: 'unfold_notify',
  text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
}

/** `["sender",["run",7],["other",2]]`: as few as the server's bound on their length allows. */
export function payloadsFromHeads(sender: string, heads: ReadonlyMap<string, number>): string[] {
  const payloads: string[] = []
  let payload = `[${sender}`
  let bytes = 0
  for (const hint of heads) {
    const text = `,${JSON.stringify(hint)}`
    const size = Buffer.byteLength(text)
    if (bytes > 0 && sender.length + 2 + bytes + size > MAX_PAYLOAD_BYTES) {
      payloads.push(`${payload}]`)
      payload = `[${sender}`
      bytes = 0
    }
    payload += text
    bytes += size
  }
  if (bytes > 0) payloads.push(`${payload}]`)
  return payloads
}
