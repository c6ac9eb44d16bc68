/**
 * A hint that a run has something new: an event, a command, an end. Hints may be lost, doubled and late; whoever
 * listens re-reads the log, compares cursors, and looks by itself at least every second.
 */
export interface WakeUps {
  /** `head` is the number of the run's newest event as the notifier knows it, so that a reader that has it stays put. */
  notify(runId: string, head: number): void
  /** Calls `wake` after each hint for the run; returns the way to stop. */
  subscribe(runId: string, wake: (head: number) => void): () => void
}
