import type { RunEvent } from '../protocol/index.ts'

/**
 * `head` is the number of the run's newest event as the notifier knows it, so that a reader that has it stays put.
 * `events`, where they came along, end with it: a reader that has all before them needs no look at the log.
 */
export type Wake = (head: number, events?: readonly RunEvent[]) => void

/**
 * A hint that a run has something new: an event, a command, an end. Hints may be lost, doubled and late; whoever
 * listens compares cursors, reads the log where something is missing, and looks by itself at least every second.
 */
export interface WakeUps {
  /** Only committed events may come along, in order and without a gap. */
  notify(runId: string, head: number, events?: readonly RunEvent[]): void
  /** Calls `wake` after each hint for the run; returns the way to stop. */
  subscribe(runId: string, wake: Wake): () => void
}
