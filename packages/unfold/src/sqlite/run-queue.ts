import type { Delivery, Priority, QueueConsumer, RunQueue } from '../core/index.ts'
import { PRIORITY } from './queue-writes.ts'
import type { Writer } from './writer.ts'
import type { Claimed } from './writes.ts'

const AFTER_FAULT_MS = 1000

interface SqliteRunQueueOptions {
  writer: Writer
  now: () => number
  leaseMs: number
  /** True once for a run that its own acceptance has put on the queue. */
  isQueued: (runId: string) => boolean
  /** True once for a run whose end has taken it off the queue. */
  isSealed: (runId: string) => boolean
  onError: (error: unknown) => void
}

/** The queue lies in the file, its consumers live in this process; an enqueue wakes them at once. */
export class SqliteRunQueue implements RunQueue {
  readonly #options: SqliteRunQueueOptions
  readonly #consumers = new Set<Consumer>()

  constructor(options: SqliteRunQueueOptions) {
    this.#options = options
  }

  async enqueue(runId: string, priority: Priority): Promise<void> {
    if (!this.#options.isQueued(runId)) await this.#options.writer.write('enqueue', runId, PRIORITY[priority])
    this.#wakeAll()
  }

  consume(work: (delivery: Delivery) => Promise<void>, options: { concurrency: number }): QueueConsumer {
    const consumer = new Consumer(
      this.#options,
      work,
      options.concurrency,
      () => this.#wakeAll(),
      () => this.#consumers.delete(consumer),
    )
    this.#consumers.add(consumer)
    consumer.wake()
    return consumer
  }

  async close(): Promise<void> {
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop(0)))
  }

  #wakeAll(): void {
    for (const consumer of this.#consumers) consumer.wake()
  }
}

interface Held extends Claimed {
  abort: AbortController
  settled: Promise<void>
}

class Consumer implements QueueConsumer {
  readonly #options: SqliteRunQueueOptions
  readonly #work: (delivery: Delivery) => Promise<void>
  readonly #concurrency: number
  readonly #wakeAll: () => void
  readonly #onStop: () => void
  readonly #held = new Map<number, Held>()
  readonly #renewal: NodeJS.Timeout
  #next: NodeJS.Timeout | undefined
  #claiming: Promise<void> | null = null
  #again = false
  #stopping: Promise<void> | null = null

  constructor(
    options: SqliteRunQueueOptions,
    work: (delivery: Delivery) => Promise<void>,
    concurrency: number,
    wakeAll: () => void,
    onStop: () => void,
  ) {
    this.#options = options
    this.#work = work
    this.#concurrency = concurrency
    this.#wakeAll = wakeAll
    this.#onStop = onStop
    this.#renewal = setInterval(() => void this.#renew(), options.leaseMs / 3)
  }

  wake(): void {
    if (this.#stopping) return
    if (this.#claiming) {
      this.#again = true
      return
    }
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = null
      // Called between the last look at the flag and now.
      if (this.#again) this.wake()
    })
  }

  stop(graceMs: number): Promise<void> {
    this.#stopping ??= this.#stop(graceMs)
    return this.#stopping
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop(0)
  }

  async #claim(): Promise<void> {
    const { writer, now, leaseMs, onError } = this.#options
    try {
      do {
        this.#again = false
        clearTimeout(this.#next)
        const room = this.#concurrency - this.#held.size
        if (room <= 0) return
        const { claimed, nextAt } = await writer.write('claim', room, leaseMs)
        for (const claim of claimed) this.#deliver(claim)
        // Nothing is looked for in between: what comes earlier than this wakes the consumer by itself.
        if (nextAt !== null && !this.#stopping) {
          this.#next = setTimeout(() => this.wake(), Math.max(1, nextAt - now()))
        }
      } while (this.#again && !this.#stopping)
    } catch (error) {
      onError(error)
      // A full disk may be emptied; nobody else would wake this consumer then.
      if (!this.#stopping) this.#next = setTimeout(() => this.wake(), AFTER_FAULT_MS)
    }
  }

  #deliver(claim: Claimed): void {
    const abort = new AbortController()
    // The worker begins in a turn of its own, so that what it throws at once is a rejection like any other.
    let isSettled = false
    const settled = Promise.resolve()
      .then(() => this.#work({ runId: claim.runId, signal: abort.signal }))
      .then(
        async () => {
          await this.#settle(claim)
          isSettled = true
        },
        () => this.#giveBack(claim, true),
      )
      .catch(this.#options.onError)
      .finally(() => {
        const wasFull = this.#held.size >= this.#concurrency
        this.#held.delete(claim.lease)
        // Where there was room before, whatever waits has been looked for already.
        if (wasFull || !isSettled) this.#wakeAll()
      })
    this.#held.set(claim.lease, { ...claim, abort, settled })
  }

  async #settle({ runId, lease }: Claimed): Promise<void> {
    if (this.#options.isSealed(runId) || !this.#held.has(lease)) return
    await this.#options.writer.write('settle', runId, lease)
  }

  async #giveBack({ runId, lease }: Claimed, returned: boolean): Promise<void> {
    if (this.#held.has(lease)) await this.#options.writer.write('giveBack', runId, lease, returned)
  }

  async #renew(): Promise<void> {
    if (this.#held.size === 0) return
    const { writer, leaseMs, onError } = this.#options
    try {
      const leases = [...this.#held.values()].map(({ runId, lease }) => ({ runId, lease }))
      for (const lease of await writer.write('renew', leases, leaseMs)) this.#held.get(lease)?.abort.abort()
    } catch (error) {
      onError(error)
    }
  }

  async #stop(graceMs: number): Promise<void> {
    // From here on `wake` does nothing; a claim under way still delivers what it was handed.
    await this.#claiming
    clearTimeout(this.#next)
    const settled = Promise.all([...this.#held.values()].map((held) => held.settled))
    let timer: NodeJS.Timeout | undefined
    if (graceMs > 0 && this.#held.size > 0) {
      const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))
      await Promise.race([settled, grace])
      clearTimeout(timer)
    }
    clearInterval(this.#renewal)
    const left = [...this.#held.values()]
    for (const held of left) held.abort.abort()
    await Promise.all(left.map((held) => this.#giveBack(held, false))).catch(this.#options.onError)
    this.#held.clear()
    this.#onStop()
    this.#wakeAll()
  }
}
