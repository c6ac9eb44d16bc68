import type { RunLog } from './run-log.ts'
import type { RunQueue } from './run-queue.ts'
import type { WakeUps } from './wake-ups.ts'

/** A set of stores that keep the three contracts. Wings open one; nobody else knows which. */
export interface Backend extends AsyncDisposable {
  log: RunLog
  queue: RunQueue
  wakeUps: WakeUps
}
