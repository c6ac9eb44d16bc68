import type { Kysely } from 'kysely'
import type { RunLog, RunQueue, Statement } from 'unfold/core'
import type { RunApi, RunStreams } from 'unfold/server'

/** What the outfits stand on. Which backend it is, nobody here knows. */
export interface OutfitsEngine {
  backend: {
    log: RunLog
    queue: RunQueue
    /** Holds the tables of this app among others. */
    records: Kysely<any>
    transact(statements: readonly Statement[]): Promise<{ type: 'ok' } | { type: 'refused'; code: string }>
    migrate(name: string, statements: readonly string[]): Promise<void>
  }
  api: RunApi
  streams: RunStreams
}
