import type { Clock } from './clock.ts'

/** Time that a test turns by hand. */
export interface TestClock extends Clock {
  /** Moves on and rings, in order, what became due. */
  advanceTo(instant: number): void
  readonly pending: number
}

export function createTestClock(): TestClock {
  let now = 1_000_000
  const timers = new Set<{ at: number; fn: () => void }>()
  return {
    now: () => now,
    after(ms, fn) {
      const timer = { at: now + ms, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advanceTo(instant) {
      while (true) {
        const due = [...timers].filter((t) => t.at <= instant).toSorted((a, b) => a.at - b.at)[0]
        if (!due) break
        timers.delete(due)
        now = Math.max(now, due.at)
        due.fn()
      }
      now = Math.max(now, instant)
    },
    get pending() {
      return timers.size
    },
  }
}
