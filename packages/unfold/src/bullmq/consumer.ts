import { DelayedError, type Job, WaitingError } from 'bullmq'
import type { Delivery, QueueConsumer } from '../core/index.ts'
import type { QueueStore, RunJobWorker } from './store.ts'
import { closeWithin, every, within } from './timing.ts'

export interface ConsumerOptions {
  store: QueueStore
  work: (delivery: Delivery) => Promise<void>
  concurrency: number
  /** Enqueues a run again: changes nothing when it waits or is in somebody's hand. */
  putBack: (runId: string, priority: number | undefined) => Promise<void>
  onStop: () => void
  lockMs: number
  stalledCheckMs: number
  retryMs: number
  closeMs: number
  now: () => number
  onError: (error: unknown) => void
}

/** How a delivery ended: by its work, or before it. */
type Outcome = 'settled' | 'failed' | 'lost' | 'stopped'

interface Held {
  token: string
  abort: AbortController
  lockedUntil: number
  end: (outcome: Outcome) => void
  ended: Promise<Outcome>
}

type RunJob = Job<null, void, 'run'>

/** BullMQ's largest: a run that has stalled often is the retry budget's business. */
const STALLED_WITHOUT_LIMIT = 2 ** 31 - 1
/** A look at the queue without a hint; the hint of a dead LISTEN connection never comes. */
const LOOK_S = 2
/** After a fault BullMQ asks again at once, a thousand times a second while a server starts. */
const AFTER_FAULT_MS = 250

/**
 * Locks are renewed and stalled runs are looked for here, not by BullMQ: it knows locks by run instead of by
 * delivery, tells of a lost one only when the store is there to say so, and pauses its look for 5 s after each fault.
 */
export class Consumer implements QueueConsumer {
  readonly #options: ConsumerOptions
  #worker: RunJobWorker
  readonly #held = new Map<string, Held>()
  readonly #lateCheck: Disposable
  readonly #renewal: Disposable
  readonly #stalledCheck: Disposable
  #stopping: Promise<void> | null = null

  constructor(options: ConsumerOptions) {
    this.#options = options
    this.#worker = this.#openWorker()
    this.#lateCheck = every(options.lockMs / 4, async () => this.#giveUpLate(), options.onError)
    this.#renewal = every(options.lockMs / 4, () => this.#renew(), options.onError)
    this.#stalledCheck = every(options.stalledCheckMs, () => this.#lookForStalled(), options.onError)
    void this.#run()
  }

  stop(graceMs: number): Promise<void> {
    this.#stopping ??= this.#stop(graceMs)
    return this.#stopping
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop(0)
  }

  #openWorker(): RunJobWorker {
    const { store, concurrency, lockMs, stalledCheckMs, onError } = this.#options
    const worker = store.openWorker((job, token) => this.#process(job, token!), {
      autorun: false,
      concurrency,
      drainDelay: LOOK_S,
      lockDuration: lockMs,
      maxStalledCount: STALLED_WITHOUT_LIMIT,
      runRetryDelay: AFTER_FAULT_MS,
      skipLockRenewal: true,
      skipStalledCheck: true,
      // The least time between two looks of all workers together, so it must be over when the next of ours is due.
      stalledInterval: stalledCheckMs / 2,
    })
    worker.on('error', onError)
    const backend = worker.getBackend()
    const ask = backend.moveToActive.bind(backend)
    backend.moveToActive = (...args) =>
      ask(...args).catch(async (error) => {
        await pauseAfterFault()
        throw error
      })
    return worker
  }

  /**
   * A worker whose first connection fails keeps that answer for good, and its loop would starve the process with it. So
   * the loop begins when there is a connection, and until then each try has a worker of its own.
   */
  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#worker.waitUntilReady()
        return await this.#worker.run()
      } catch (error) {
        this.#options.onError(error)
      }
      await this.#worker.close(true)
      await pauseAfterFault()
      if (!this.#stopping) this.#worker = this.#openWorker()
    }
  }

  async #process(job: RunJob, token: string): Promise<void> {
    const runId = job.id!
    if (this.#stopping) {
      await this.#giveBack(job, token)
      throw new WaitingError()
    }
    // Delivered to this worker twice: the first delivery has lost its lock without knowing it yet.
    this.#held.get(runId)?.end('lost')
    const held = this.#hold(runId, token)
    const outcome = await held.ended
    if (this.#held.get(runId) === held) this.#held.delete(runId)
    switch (outcome) {
      case 'settled':
        return
      case 'failed':
        await this.#orPutBack(job, job.moveToDelayed(Date.now() + this.#options.retryMs, token))
        throw new DelayedError()
      case 'lost':
      case 'stopped':
        await this.#giveBack(job, token)
        throw new WaitingError()
    }
  }

  #hold(runId: string, token: string): Held {
    const abort = new AbortController()
    const { promise: ended, resolve } = Promise.withResolvers<Outcome>()
    const end = (outcome: Outcome) => {
      resolve(outcome)
      if (outcome === 'lost' || outcome === 'stopped') abort.abort()
    }
    const held = { token, abort, lockedUntil: this.#options.now() + this.#options.lockMs, end, ended }
    this.#held.set(runId, held)
    // The work begins in a turn of its own, so that what it throws at once is a rejection like any other.
    void Promise.resolve()
      .then(() => this.#options.work({ runId, signal: abort.signal }))
      .then(
        () => end('settled'),
        () => end('failed'),
      )
    return held
  }

  /** To the head of the line, whose first run it has been before. */
  #giveBack(job: RunJob, token: string): Promise<void> {
    return this.#orPutBack(job, this.#worker.getBackend().retryJob(job.id!, true, token))
  }

  async #orPutBack(job: RunJob, move: Promise<void>): Promise<void> {
    try {
      await move
    } catch {
      // It is somebody else's by now, or the store was emptied; the second alone is changed by this.
      await this.#options.putBack(job.id!, job.opts.priority).catch(this.#options.onError)
    }
  }

  /** Apart from the renewal, which waits for a store that is away. */
  #giveUpLate(): void {
    const now = this.#options.now()
    for (const held of this.#held.values()) if (held.lockedUntil < now) held.end('lost')
  }

  async #renew(): Promise<void> {
    const { lockMs, now } = this.#options
    const sentAt = now()
    const renewed = [...this.#held]
    if (renewed.length === 0) return
    const lost = new Set(
      await this.#worker.extendJobLocks(
        renewed.map(([runId]) => runId),
        renewed.map(([, held]) => held.token),
        lockMs,
      ),
    )
    for (const [runId, held] of renewed) {
      if (lost.has(runId)) held.end('lost')
      else held.lockedUntil = sentAt + lockMs
    }
  }

  async #lookForStalled(): Promise<void> {
    await this.#worker.getBackend().moveStalledJobsToWait()
  }

  async #stop(graceMs: number): Promise<void> {
    this.#stalledCheck[Symbol.dispose]()
    // Takes no more, and resolves when those in hand have ended, whichever way.
    const closed = this.#worker.close()
    const settled = Promise.all([...this.#held.values()].map((held) => held.ended))
    if (graceMs > 0) await within(graceMs, settled)
    for (const held of this.#held.values()) held.end('stopped')
    // The connection is about to go, and there is nothing left that they would keep.
    this.#lateCheck[Symbol.dispose]()
    this.#renewal[Symbol.dispose]()
    await closeWithin(this.#options.closeMs, closed, () => this.#worker.disconnect())
    this.#options.onStop()
  }
}

function pauseAfterFault(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AFTER_FAULT_MS))
}
