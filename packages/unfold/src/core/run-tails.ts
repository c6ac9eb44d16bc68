import type { RunEvent } from '../protocol/index.ts'
import { isTerminal } from '../protocol/index.ts'
import type { RunLog } from './run-log.ts'
import type { WakeUps } from './wake-ups.ts'

/**
 * What a watcher is told. `events` comes in order, without gaps, each event once; `gone` when the run was erased, or when
 * the watcher itself threw: it is told nothing more then.
 */
export interface Watcher {
  events(batch: readonly RunEvent[]): void
  gone(): void
}

export interface RunTailsOptions {
  log: RunLog
  wakeUps: WakeUps
  /** A lost hint delays a reader by at most this long. */
  lookEveryMs?: number
  onError?: (error: unknown) => void
}

/** At most this many events per read: a late watcher of a long log does not hold it all at once. */
const READ_LIMIT = 1000

/**
 * "Subscribe, then read, then drain", once per watcher. In the process that writes a run, `publish` feeds watchers with
 * the very events that the commit answered, so that nothing is read back. Everywhere else they come with the hint; where
 * they do not, or something before them is missing, the hint or the look each second leads to a read. Position travels with the record: only numbers are compared, never counted.
 */
export class RunTails {
  readonly #log: RunLog
  readonly #wakeUps: WakeUps
  readonly #lookEveryMs: number
  readonly #onError: (error: unknown) => void
  readonly #watches = new Map<string, Set<Watch>>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: RunTailsOptions) {
    this.#log = options.log
    this.#wakeUps = options.wakeUps
    this.#lookEveryMs = options.lookEveryMs ?? 1000
    this.#onError = options.onError ?? (() => {})
  }

  /** Events that are committed, fresh from the answer of the append. Also hints every other process. */
  publish(runId: string, events: readonly RunEvent[]): void {
    const last = events.at(-1)
    if (!last) return
    for (const watch of this.#watches.get(runId) ?? []) watch.feed(events)
    this.#wakeUps.notify(runId, last.seq, events)
  }

  /** The run was erased: whoever watches it looks, in this process and in every other, and finds it gone. */
  erased(runId: string): void {
    this.#wakeUps.notify(runId, Number.MAX_SAFE_INTEGER)
  }

  /** Delivers everything after the cursor, then what is committed from now on, until the terminal event or `close`. */
  watch(runId: string, after: number, watcher: Watcher): { close(): void } {
    const watch = new Watch(this.#log, runId, after, watcher, () => this.#drop(watch), this.#onError)
    const watches = this.#watches.get(runId)
    if (watches) watches.add(watch)
    else this.#watches.set(runId, new Set([watch]))
    watch.unsubscribe = this.#wakeUps.subscribe(runId, (head, events) =>
      events ? watch.feed(events) : watch.wake(head),
    )
    this.#timer ??= setInterval(() => this.#look(), this.#lookEveryMs).unref()
    watch.wake(Infinity)
    return watch
  }

  /** The same as batches; ends after the terminal event, when the run is gone, or when the signal aborts. */
  async *follow(runId: string, after: number, signal: AbortSignal): AsyncGenerator<readonly RunEvent[]> {
    const batches: (readonly RunEvent[])[] = []
    let over = false
    let wake = Promise.withResolvers<void>()
    const stop = () => {
      over = true
      wake.resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
    const watch = this.watch(runId, after, {
      events(batch) {
        batches.push(batch)
        over ||= isTerminal(batch.at(-1)!)
        wake.resolve()
      },
      gone: stop,
    })
    try {
      while (!signal.aborted) {
        const batch = batches.shift()
        if (batch) yield batch
        else if (over) return
        else {
          await wake.promise
          wake = Promise.withResolvers<void>()
        }
      }
    } finally {
      signal.removeEventListener('abort', stop)
      watch.close()
    }
  }

  /** Watches that are open now; a test asserts that none is left. */
  get open(): number {
    return this.#watches.values().reduce((n, set) => n + set.size, 0)
  }

  #look(): void {
    for (const watches of this.#watches.values()) for (const watch of watches) watch.wake(Infinity)
  }

  #drop(watch: Watch): void {
    const watches = this.#watches.get(watch.runId)
    watches?.delete(watch)
    if (watches?.size === 0) this.#watches.delete(watch.runId)
    if (this.#watches.size === 0 && this.#timer) {
      clearInterval(this.#timer)
      this.#timer = null
    }
  }
}

class Watch {
  readonly runId: string
  unsubscribe: () => void = () => {}
  readonly #log: RunLog
  readonly #watcher: Watcher
  readonly #onClose: () => void
  readonly #onError: (error: unknown) => void
  #cursor: number
  #reading = false
  #again = false
  #closed = false

  constructor(
    log: RunLog,
    runId: string,
    after: number,
    watcher: Watcher,
    onClose: () => void,
    onError: (error: unknown) => void,
  ) {
    this.#log = log
    this.runId = runId
    this.#cursor = after
    this.#watcher = watcher
    this.#onClose = onClose
    this.#onError = onError
  }

  feed(events: readonly RunEvent[]): void {
    const head = events.at(-1)!.seq
    if (head <= this.#cursor) return
    // A gap means that another read is due or under way; it will bring these events too.
    if (events[0]!.seq > this.#cursor + 1) return this.wake(head)
    this.#deliver(events)
  }

  wake(head: number): void {
    if (this.#closed || head <= this.#cursor) return
    if (this.#reading) this.#again = true
    else void this.#read()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.unsubscribe()
    this.#onClose()
  }

  async #read(): Promise<void> {
    this.#reading = true
    try {
      do {
        this.#again = false
        const events = await this.#log.read(this.runId, this.#cursor, READ_LIMIT)
        if (this.#closed) return
        if (events.length > 0) this.#deliver(events)
        else if (!(await this.#log.find(this.runId))) return this.#gone()
        if (events.length === READ_LIMIT) this.#again = true
      } while (this.#again && !this.#closed)
    } catch (error) {
      this.#onError(error)
    } finally {
      this.#reading = false
    }
  }

  #deliver(events: readonly RunEvent[]): void {
    const fresh = events[0]!.seq > this.#cursor ? events : events.filter((e) => e.seq > this.#cursor)
    const last = fresh.at(-1)
    if (!last || this.#closed) return
    this.#cursor = last.seq
    try {
      this.#watcher.events(fresh)
    } catch (error) {
      // Neither whoever published the events nor the next watcher may feel it.
      this.#onError(error)
      return this.#gone()
    }
    if (isTerminal(last)) this.close()
  }

  #gone(): void {
    if (this.#closed) return
    this.close()
    this.#watcher.gone()
  }
}
