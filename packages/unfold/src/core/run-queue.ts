/** Who waits for a run: a person, or nobody. */
export type Priority = 'interactive' | 'bulk'

/** One run handed to one worker. It stays handed as long as the worker is alive; the queue sees to that itself. */
export interface Delivery {
  runId: string
  /** Aborts when the queue may have given the run to somebody else: the worker stops, writes nothing more. */
  signal: AbortSignal
}

export interface QueueConsumer extends AsyncDisposable {
  /** Takes no more runs; resolves when those in hand are settled or `graceMs` is over. Those left are redelivered. */
  stop(graceMs: number): Promise<void>
}

/**
 * Liveness, and only that: two workers on one run are harmless, because the log fences. A run that was enqueued is
 * delivered until a worker settles it; when the worker dies, it is delivered again, within 5 s in a cluster and at the
 * next start in the embedded backend. The payload is the run's id alone.
 */
export interface RunQueue {
  /** Idempotent by run id: enqueueing a run that waits or is in hand changes nothing. */
  enqueue(runId: string, priority: Priority): Promise<void>
  /** `work` resolves: settled, removed. It rejects: delivered again after a pause. */
  consume(work: (delivery: Delivery) => Promise<void>, options: { concurrency: number }): QueueConsumer
}
