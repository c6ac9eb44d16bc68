import type { ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'
import { HEARTBEAT } from '../protocol/index.ts'

/** Whom a reader belongs to: told when its socket can take more, and when it left. */
export interface ReaderOwner {
  push(reader: Reader): void
  left(reader: Reader): void
}

const READER = Symbol('reader')
type Owned = { [READER]?: Reader }

/** No place in the shared bytes yet, or no longer. */
export const UNSEATED = -1

/**
 * A connected client: a response and an offset into the shared bytes, nothing that grows. Every write is made of whole
 * frames, so a comment may be written between any two of them. There are thousands of these: listeners are the two
 * shared functions below, which find their reader on the emitter.
 */
export class Reader {
  /** Offset of the next byte to write. */
  offset = UNSEATED
  /** The socket took more than it should hold: nothing is written until it drained. */
  blocked = false
  closed = false
  readonly #owner: ReaderOwner
  readonly #response: ServerResponse
  /** The socket itself where the body ends with the connection, else the response, which frames each write. */
  readonly #out: Writable
  #quiet = false
  #listensForDrain = false
  #wakeUp: (() => void) | null = null
  readonly #onClose: (() => void) | undefined

  constructor(owner: ReaderOwner, response: ServerResponse, out: Writable, onClose?: () => void) {
    this.#owner = owner
    this.#response = response
    this.#out = out
    this.#onClose = onClose
    ;(response as Owned)[READER] = this
    response.on('close', closed).on('error', ignore)
  }

  /** Bytes that wait for the socket. */
  get pendingBytes(): number {
    return this.#out.writableLength
  }

  write(bytes: Buffer | string): void {
    this.#quiet = false
    if (this.#out.write(bytes)) return
    this.blocked = true
    if (this.#listensForDrain) return
    this.#listensForDrain = true
    ;(this.#out as Owned)[READER] = this
    this.#out.on('drain', drained)
  }

  /** A comment for whoever heard nothing since the last call and can take it. */
  beat(): void {
    if (this.#quiet && !this.blocked) this.write(HEARTBEAT)
    this.#quiet = true
  }

  /** Resolves when the socket can take more, or when the reader is gone. */
  async writable(): Promise<void> {
    if (!this.blocked || this.closed) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wakeUp = resolve
    await promise
  }

  /** Ends the response behind what was written. */
  end(): void {
    if (this.closed) return
    this.#leave()
    this.#response.end()
  }

  /** Ends at once, where a stuck socket would keep what it holds for ever. */
  cut(last: string): void {
    if (this.closed) return
    if (this.blocked) this.#response.destroy()
    else this.write(last)
    this.end()
  }

  drained(): void {
    this.blocked = false
    const wakeUp = this.#wakeUp
    this.#wakeUp = null
    if (wakeUp) wakeUp()
    else if (!this.closed) this.#owner.push(this)
  }

  disconnected(): void {
    this.#leave()
    this.#onClose?.()
  }

  #leave(): void {
    if (this.closed) return
    this.closed = true
    this.#wakeUp?.()
    this.#owner.left(this)
  }
}

function drained(this: Owned): void {
  this[READER]?.drained()
}

function closed(this: Owned): void {
  this[READER]?.disconnected()
}

/** A vanished client is no error: 'close' follows. */
function ignore(): void {}
