import type { Kysely } from 'kysely'
import type { RunLog, Statement } from 'unfold/core'
import type { RunApi, RunStreams } from 'unfold/server'

export type VerdictCount = 'accepted' | 'rejected' | 'missing'

/** What the stories stand on. Which backend it is, nobody here knows. */
export interface StoriesEngine {
  backend: {
    log: RunLog
    /** Holds the tables of this app among others. */
    records: Kysely<any>
    transact(statements: readonly Statement[]): Promise<{ type: 'ok' } | { type: 'refused'; code: string }>
    migrate(name: string, statements: readonly string[]): Promise<void>
  }
  api: RunApi
  streams: RunStreams
  /** Whether the account's parent has chosen a PIN: then children are changed by the unlocked parent alone. */
  hasPin?: ((accountId: string) => Promise<boolean>) | undefined
  /** Told of every verdict of the gate, for the operator's counters: accepted, rejected or missing. */
  countVerdict?: ((verdict: VerdictCount, language: string) => void) | undefined
}
