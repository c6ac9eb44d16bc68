/* oxlint-disable unicorn/require-post-message-target-origin -- a thread's port is not a window */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { UnfoldError } from '../protocol/index.ts'
import type { WriterData } from './writer-thread.ts'
import type { WriteAnswers, WriteBatch, WriteFailure, WriteItem, WriteName, Writes } from './writes.ts'

interface Asked {
  resolve: (value: any) => void
  reject: (error: UnfoldError) => void
}

/**
 * The one way to change the file. One commit is in flight; what is asked for meanwhile gathers and travels with the
 * next message, so the harder the store is pressed, the larger its transactions become.
 */
export class Writer {
  readonly #thread: Worker
  readonly #now: () => number
  #items: WriteItem[] = []
  #asked: Asked[] = []
  #inFlight: Asked[] = []
  #scheduled = false
  #closed: UnfoldError | null = null
  #idle: (() => void) | null = null

  private constructor(thread: Worker, now: () => number) {
    this.#thread = thread
    this.#now = now
    thread.on('message', (answers: WriteAnswers) => this.#answer(answers))
    thread.on('error', (error) => this.#fail(error))
    thread.on('exit', () => this.#fail(undefined))
  }

  static async open(data: Omit<WriterData, 'now'>, now: () => number): Promise<Writer> {
    // A published package holds JavaScript: Node strips no types within node_modules.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const thread = new Worker(new URL(`./writer-thread.${extension}`, import.meta.url), {
      workerData: { ...data, now: now() } satisfies WriterData,
      name: 'unfold-writer',
    })
    try {
      // Rejects with the error that the thread met while it opened the file.
      await once(thread, 'message')
    } catch (error) {
      throw errorFromThread(error)
    }
    return new Writer(thread, now)
  }

  write<Name extends WriteName>(
    name: Name,
    ...args: Parameters<Writes[Name]>
  ): Promise<ReturnType<Writes[Name]>> {
    if (this.#closed) return Promise.reject(this.#closed)
    const { promise, resolve, reject } = Promise.withResolvers<ReturnType<Writes[Name]>>()
    this.#items.push([name, ...args] as unknown as WriteItem)
    this.#asked.push({ resolve, reject })
    this.#schedule()
    return promise
  }

  /** Waits for every write that was asked for, moves all into the file, ends the thread. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = new UnfoldError('UNAVAILABLE', 'The store is closed.')
    if (this.#asked.length > 0 || this.#inFlight.length > 0) {
      await new Promise<void>((resolve) => (this.#idle = resolve))
    }
    const exited = new Promise((resolve) => this.#thread.once('exit', resolve))
    this.#thread.postMessage('close')
    await exited
  }

  /** At the end of this turn of the event loop, so that writes of one turn share a commit. */
  #schedule(): void {
    if (this.#scheduled || this.#inFlight.length > 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      const items = this.#items
      this.#inFlight = this.#asked
      this.#items = []
      this.#asked = []
      try {
        this.#thread.postMessage({ now: this.#now(), items } satisfies WriteBatch)
      } catch (error) {
        this.#refuse(items, error)
      }
    })
  }

  #answer({ values, failures }: WriteAnswers): void {
    const asked = this.#inFlight
    this.#inFlight = []
    for (const { index, failure } of failures ?? []) asked[index]!.reject(errorFromFailure(failure))
    for (const [index, value] of values.entries()) asked[index]!.resolve(value)
    if (this.#asked.length > 0) this.#schedule()
    else this.#idle?.()
  }

  /** Something in the batch cannot cross to the thread: it fails, the others are sent again. */
  #refuse(items: WriteItem[], error: unknown): void {
    const asked = this.#inFlight
    this.#inFlight = []
    for (const [index, item] of items.entries()) {
      try {
        structuredClone(item)
        this.#items.push(item)
        this.#asked.push(asked[index]!)
      } catch {
        asked[index]!.reject(new UnfoldError('INTERNAL', 'A write is not plain data.', { cause: error }))
      }
    }
    if (this.#asked.length > 0) this.#schedule()
    else this.#idle?.()
  }

  #fail(cause: unknown): void {
    this.#closed ??= new UnfoldError('UNAVAILABLE', 'The store has stopped.', { cause })
    for (const { reject } of [...this.#inFlight, ...this.#asked]) reject(this.#closed)
    this.#inFlight = []
    this.#asked = []
    this.#items = []
    this.#idle?.()
  }
}

function errorFromFailure({ code, message }: WriteFailure): UnfoldError {
  return new UnfoldError(code, message)
}

/** What crosses from a thread has lost its class; SQLite's own errors say by their code what they are. */
function errorFromThread(error: unknown): unknown {
  const { name, code, message } = error as UnfoldError
  return name === 'UnfoldError' ? new UnfoldError(code, message) : error
}
