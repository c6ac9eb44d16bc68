import type { FaultPoints } from '../core/fault-points.ts'
import type { Database } from './database.ts'

/** What the writes of one opened store share. */
export interface WriteContext {
  /** Reads, and writes of a few statements. */
  database: Database
  /** One connection for the hot path, which waits behind nothing else. */
  appends: Database
  /** Null, so that the store's own clock is taken, except where a test lends one. */
  now: () => number | null
  faults: FaultPoints
}
