import http from 'node:http'
import https from 'node:https'
import { ModelError } from './language-model.ts'

export interface Timeouts {
  /** From the request to the first byte of the answer's body: a local model may have to be loaded first. */
  firstByteMs: number
  /** Between two reads from the socket afterwards. */
  idleMs: number
}

export const TIMEOUTS: Timeouts = { firstByteMs: 60_000, idleMs: 30_000 }

export interface ExchangeOptions {
  /** Names the provider in errors. */
  id: string
  url: URL
  headers: Record<string, string>
  body: string
  agent: http.Agent
  timeouts: Timeouts
  signal?: AbortSignal | undefined
}

/** Beyond this much unread the socket is paused: a slow consumer holds the provider back, not our memory. */
const MAX_UNREAD_BYTES = 1024 * 1024
/** How long a fully read answer may take to close, before its socket is given up instead of kept for the next call. */
const LINGER_MS = 1000

/**
 * One POST and its answer, read in whole socket chunks. Plain callbacks feed one waiting reader, because streams' own
 * iterators cost more per chunk than everything else here. Its owner calls `close` in a `finally`; until then it owns
 * the socket, one timer and one abort listener.
 */
export class Exchange {
  readonly #id: string
  readonly #timeouts: Timeouts
  readonly #signal: AbortSignal | undefined
  readonly #request: http.ClientRequest
  #timer: NodeJS.Timeout
  #response: http.IncomingMessage | null = null
  #unread: Buffer[] = []
  #unreadBytes = 0
  #began = false
  #ended = false
  #closed = false
  #fault: unknown = null
  #wake: (() => void) | null = null

  constructor(options: ExchangeOptions) {
    const { url, headers, body, agent, timeouts, signal } = options
    this.#id = options.id
    this.#timeouts = timeouts
    this.#signal = signal
    signal?.throwIfAborted()
    const { request } = url.protocol === 'https:' ? https : http
    this.#request = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    this.#timer = setTimeout(this.#stalled, timeouts.firstByteMs)
    this.#request.on('response', this.#answered).on('error', this.#broken).end(body)
    signal?.addEventListener('abort', this.#aborted)
  }

  /** The answer's head. Throws `ModelError`, or the signal's reason. */
  async response(): Promise<http.IncomingMessage> {
    while (!this.#response) {
      if (this.#fault) throw this.#fault
      await this.#change()
    }
    return this.#response
  }

  /** What was read since the last call, at least one chunk; null at the end of the body. Throws as `response` does. */
  async read(): Promise<Buffer[] | null> {
    for (;;) {
      if (this.#unread.length > 0) return this.#drain()
      if (this.#fault) throw this.#fault
      if (this.#ended) return null
      await this.#change()
    }
  }

  /**
   * Gives the socket back. `finished` says that the answer said its last word: then the rest of the body (the final
   * empty chunk, as a rule) is let in, and the connection serves the next call. Otherwise it is destroyed now.
   */
  close(finished: boolean): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#aborted)
    this.#unread = []
    if (this.#ended) return
    if (!finished || this.#fault) {
      this.#request.destroy()
      return
    }
    this.#timer = setTimeout(() => this.#request.destroy(), LINGER_MS).unref()
    this.#request.once('close', () => clearTimeout(this.#timer))
    this.#response?.resume()
  }

  #drain(): Buffer[] {
    const chunks = this.#unread
    this.#unread = []
    this.#unreadBytes = 0
    if (this.#response?.isPaused()) {
      this.#response.resume()
      this.#timer.refresh()
    }
    return chunks
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #notify(): void {
    this.#wake?.()
    this.#wake = null
  }

  #answered = (response: http.IncomingMessage): void => {
    this.#response = response
    response.on('data', this.#arrived).on('end', this.#complete).on('error', this.#broken)
    this.#notify()
  }

  #arrived = (bytes: Buffer): void => {
    if (this.#closed) return
    if (this.#began) this.#timer.refresh()
    else {
      this.#began = true
      clearTimeout(this.#timer)
      this.#timer = setTimeout(this.#stalled, this.#timeouts.idleMs)
    }
    this.#unread.push(bytes)
    this.#unreadBytes += bytes.length
    if (this.#unreadBytes > MAX_UNREAD_BYTES) this.#response?.pause()
    this.#notify()
  }

  #complete = (): void => {
    this.#ended = true
    clearTimeout(this.#timer)
    this.#notify()
  }

  #stalled = (): void => {
    // A paused socket is silent because of us.
    if (this.#response?.isPaused()) this.#timer.refresh()
    else this.#fail(new ModelError('stalled', `${this.#id} sent nothing for too long`))
  }

  #aborted = (): void => {
    this.#unread = []
    this.#fail(this.#signal?.reason)
  }

  #broken = (error: NodeJS.ErrnoException): void => {
    const code = error.code === undefined ? '' : ` (${error.code})`
    this.#fail(
      this.#response
        ? new ModelError('cut', `${this.#id} closed the connection in the middle of its answer`, {
            cause: error,
          })
        : new ModelError('unavailable', `${this.#id} cannot be reached${code}`, { cause: error }),
    )
  }

  #fail(fault: unknown): void {
    if (this.#closed || this.#ended) return
    this.#fault ??= fault
    this.#request.destroy()
    this.#notify()
  }
}
