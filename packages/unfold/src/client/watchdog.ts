import type { Clock } from './clock.ts'

const FIRST_BYTE_MS = 5_000
const SILENCE_MS = 45_000
const SHORTEST_SILENCE_MS = 6_000
/** How many missed heartbeats make a line dead. */
const MISSED_BEATS = 3

/**
 * Finds the half-open line, which neither end was told about. It learns the server's heartbeat from what it hears, so
 * that a server that beats every 2 s is missed after 6 s and not after 45.
 */
export function createWatchdog(clock: Clock) {
  let heardAt = clock.now()
  let beatMs: number | null = null
  let cancel = () => {}

  function expect(ms: number, bite: () => void): void {
    cancel()
    cancel = clock.after(ms, bite)
  }

  return {
    silentMs: () => clock.now() - heardAt,
    /** A request goes out. A stream that answers at all answers at once; a poll may be held for `heldMs`. */
    ask(heldMs: number, bite: () => void): void {
      heardAt = clock.now()
      expect(FIRST_BYTE_MS + heldMs, bite)
    },
    /** A byte came; expects the next. */
    feed(heartbeat: boolean, bite: () => void): void {
      const gapMs = clock.now() - heardAt
      if (heartbeat && gapMs >= 1_000) beatMs = Math.max(beatMs ?? 0, gapMs)
      heardAt = clock.now()
      const silenceMs = beatMs === null ? SILENCE_MS : Math.max(SHORTEST_SILENCE_MS, MISSED_BEATS * beatMs)
      expect(Math.min(SILENCE_MS, silenceMs), bite)
    },
    rest(): void {
      cancel()
    },
  }
}
