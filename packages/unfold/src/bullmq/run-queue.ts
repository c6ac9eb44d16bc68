import type { Delivery, Priority, QueueConsumer, RunQueue } from '../core/index.ts'
import { Consumer } from './consumer.ts'
import { openQueueStore, type QueueConnection, type QueueStore, type RunJobs } from './store.ts'
import { closeWithin } from './timing.ts'

export interface BullmqQueueOptions {
  connection: QueueConnection
  /**
   * How long a run stays with a worker that gives no sign of life. A run of a dead worker comes again within
   * `lockMs + stalledCheckMs`. On PostgreSQL BullMQ measures it with the workers' clocks: they must agree to
   * a second or so, or runs move about needlessly (the log keeps that harmless).
   */
  lockMs?: number
  /** How often workers look for runs whose worker has died. */
  stalledCheckMs?: number
  /** Pause before a run whose work failed is delivered again. */
  retryMs?: number
  now?: () => number
  /** Lost connections and the like; the queue goes on by itself. */
  onError: (error: unknown) => void
}

/** Redis takes no priority as the highest; PostgreSQL reads it as 0, the highest as well. */
const PRIORITY: Record<Priority, number | undefined> = { interactive: undefined, bulk: 1 }

/** Longer than any close that can still succeed. */
const CLOSE_MS = 2_000

/** Resolves when the store answers and its tables are there. */
export async function openBullmqQueue(options: BullmqQueueOptions): Promise<BullmqRunQueue> {
  const store = await openQueueStore(options.connection)
  const jobs = store.openJobs()
  const queue = new BullmqRunQueue(options, store, jobs)
  try {
    await jobs.waitUntilReady()
  } catch (error) {
    await queue[Symbol.asyncDispose]()
    throw error
  }
  return queue
}

/**
 * The queue of a cluster: one BullMQ job per run, whose id is the run's and which carries nothing else. It is removed
 * when it is settled, and BullMQ itself retries nothing.
 */
export class BullmqRunQueue implements RunQueue, AsyncDisposable {
  readonly #options: BullmqQueueOptions
  readonly #store: QueueStore
  readonly #jobs: RunJobs
  readonly #consumers = new Set<Consumer>()
  #closed = false

  constructor(options: BullmqQueueOptions, store: QueueStore, jobs: RunJobs) {
    this.#options = options
    this.#store = store
    this.#jobs = jobs
    jobs.on('error', (error) => this.#report(error))
  }

  async enqueue(runId: string, priority: Priority): Promise<void> {
    const level = PRIORITY[priority]
    await this.#jobs.add('run', null, {
      jobId: runId,
      ...(level !== undefined && { priority: level }),
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    })
  }

  consume(work: (delivery: Delivery) => Promise<void>, options: { concurrency: number }): QueueConsumer {
    const { lockMs = 3_000, stalledCheckMs = 750, retryMs = 500, now = Date.now } = this.#options
    const consumer = new Consumer({
      store: this.#store,
      work,
      concurrency: options.concurrency,
      putBack: (runId, priority) => this.enqueue(runId, priority === PRIORITY.bulk ? 'bulk' : 'interactive'),
      onStop: () => this.#consumers.delete(consumer),
      lockMs,
      stalledCheckMs,
      retryMs,
      closeMs: CLOSE_MS,
      now,
      onError: (error) => this.#report(error),
    })
    this.#consumers.add(consumer)
    return consumer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop(0)))
    await closeWithin(CLOSE_MS, this.#jobs.close(), () => this.#jobs.disconnect())
    this.#closed = true
  }

  /** Connections that have been told to end may still complain when their server goes first. */
  #report(error: unknown): void {
    if (!this.#closed) this.#options.onError(error)
  }
}
