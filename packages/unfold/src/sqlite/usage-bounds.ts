// Not from the room's door: the thread would load every schema of the protocol for it.
import { DAY_MS, HOUR_MS } from '../core/accept-rules.ts'
import type { Database } from './database.ts'

/** Starts of the last hour and tokens of the last day. */
interface Usage {
  starts: number
  tokens: number
}

/** Counting an account anew costs less than keeping those that have not come for long. */
const MAX_ACCOUNTS = 10_000

/**
 * The most that an account can have used of its limits: counted once, then only added to. What leaves a window makes
 * the truth smaller than the bound, never larger, so a start below the bound passes without a look at the rows of an
 * hour and a day. Those cost more than all else of a start on an account of a few thousand runs.
 */
export class UsageBounds {
  readonly #database: Database
  readonly #bounds = new Map<string, Usage>()

  constructor(database: Database) {
    this.#database = database
  }

  of(accountId: string, now: number): Readonly<Usage> {
    const known = this.#bounds.get(accountId)
    if (known) return known
    const counted = this.#count(accountId, now)
    if (this.#bounds.size >= MAX_ACCOUNTS) this.#bounds.clear()
    this.#bounds.set(accountId, counted)
    return counted
  }

  add(accountId: string, { starts = 0, tokens = 0 }: Partial<Usage>): void {
    const known = this.#bounds.get(accountId)
    if (!known) return
    known.starts += starts
    known.tokens += tokens
  }

  /** The bound has reached a limit: the next start counts again. */
  forget(accountId: string): void {
    this.#bounds.delete(accountId)
  }

  #count(accountId: string, now: number): Usage {
    return this.#database.get<Usage & Record<string, number>>(
      `SELECT (SELECT count(*) FROM unfold_runs WHERE account_id = ? AND accepted_at > ? AND counted = 1)
          + (SELECT count(*) FROM unfold_tombstones WHERE account_id = ? AND accepted_at > ?) AS starts,
        (SELECT coalesce(sum(tokens), 0) FROM unfold_calls WHERE account_id = ? AND at > ?) AS tokens`,
      accountId,
      now - HOUR_MS,
      accountId,
      now - HOUR_MS,
      accountId,
      now - DAY_MS,
    )!
  }
}
