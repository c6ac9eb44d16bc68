import { randomUUID } from 'node:crypto'
import type { RunLog } from './run-log.ts'
import type { RunQueue } from './run-queue.ts'
import type { WakeUps } from './wake-ups.ts'

/** A set of stores that keep the three contracts. Wings open one; nobody else knows which. */
export interface Backend extends AsyncDisposable {
  log: RunLog
  queue: RunQueue
  wakeUps: WakeUps
}

/** Of a store that was just restored. Dealt, never counted: one back-up may be restored more than once. */
export function createEpoch(): string {
  return randomUUID().slice(0, 8)
}
