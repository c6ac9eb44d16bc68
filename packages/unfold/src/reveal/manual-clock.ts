import type { GateClock } from './gate.ts'

/** A clock that a test moves. */
export class ManualClock implements GateClock {
  /** Timers ever set. */
  set = 0
  #now = 0
  #waiting = new Map<() => void, number>()

  now(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    this.set++
    this.#waiting.set(callback, this.#now + ms)
    return () => this.#waiting.delete(callback)
  }

  advance(ms: number): void {
    this.#now += ms
    for (const [callback, at] of this.#waiting) {
      if (at > this.#now) continue
      this.#waiting.delete(callback)
      callback()
    }
  }

  /** Timers set and neither called nor cancelled. */
  get timers(): number {
    return this.#waiting.size
  }
}
