import type { RunEvent } from '../protocol/index.ts'
import type { Wake, WakeUps } from './wake-ups.ts'

/** Hints within one process: a call. Wings whose hints also cross processes hand theirs out here. */
export class LocalWakeUps implements WakeUps {
  readonly #sleepers = new Map<string, Set<Wake>>()

  notify(runId: string, head: number, events?: readonly RunEvent[]): void {
    for (const wake of this.#sleepers.get(runId) ?? []) wake(head, events)
  }

  /** Whoever listens must look by itself: hints may have been lost. */
  wakeAll(): void {
    for (const runId of this.#sleepers.keys()) this.notify(runId, Infinity)
  }

  hasSubscribers(runId: string): boolean {
    return this.#sleepers.has(runId)
  }

  subscribe(runId: string, wake: Wake): () => void {
    // A function of its own for each subscription, so that the same `wake` may subscribe twice.
    const sleeper: Wake = (head, events) => wake(head, events)
    const sleepers = this.#sleepers.get(runId)
    if (sleepers) sleepers.add(sleeper)
    else this.#sleepers.set(runId, new Set([sleeper]))
    return () => {
      const left = this.#sleepers.get(runId)
      if (left?.delete(sleeper) && left.size === 0) this.#sleepers.delete(runId)
    }
  }
}
