import { computeRetryAfterS, DAY_MS, HOUR_MS, isClaimHeld, RETRY_CONCURRENT_S } from '../core/accept-rules.ts'
import type { AcceptAnswer, AcceptRequest, Limits } from '../core/index.ts'
import type { EventBody } from '../protocol/index.ts'
import { INSERT_NOTES, rowsFromNotes } from './append-writes.ts'
import type { Transaction } from './database.ts'
import { carryOut, orRefused } from './record-writes.ts'
import { findContinuation, findRun, findRunByClaim, findRunByIdempotencyKey, NOW } from './run-row.ts'
import type { WriteContext } from './writes.ts'

/**
 * Starts of one account go one after the other: within this process they wait in a line, where waiting takes no
 * connection from the others, and between processes for the account's lock.
 */
export class AcceptWrites {
  readonly #context: WriteContext
  /** The last start of each account that is under way. */
  readonly #lines = new Map<string, Promise<unknown>>()

  constructor(context: WriteContext) {
    this.#context = context
  }

  async accept(request: AcceptRequest): Promise<AcceptAnswer> {
    const { accountId } = request
    const before = this.#lines.get(accountId) ?? Promise.resolve()
    const answer = before.then(() => this.#accept(request))
    const settled = answer.then(
      () => {},
      () => {},
    )
    this.#lines.set(accountId, settled)
    try {
      return await answer
    } finally {
      if (this.#lines.get(accountId) === settled) this.#lines.delete(accountId)
    }
  }

  async idle(): Promise<void> {
    while (this.#lines.size > 0) await Promise.all(this.#lines.values())
  }

  /** The lock first; then what the account may be answered with, what limits it, and the run itself. */
  async #accept(request: AcceptRequest): Promise<AcceptAnswer> {
    const { database, now, faults } = this.#context
    const answer = await orRefused(
      database.transaction(async (transaction) => {
        await transaction.query(LOCK_ACCOUNT, [request.accountId])
        // A statement after the lock: it sees what the holder before has committed, and one clock serves them all.
        const [clock] = await transaction.query<{ now: number }>(`SELECT ${NOW} AS now`, [now()])
        const start = new Start(transaction, request, clock!.now)
        const found = (await start.findKnown()) ?? (await start.findLimit()) ?? (await start.store())
        faults?.('postgres:in-commit:accept')
        return found
      }),
    )
    faults?.('postgres:after-commit:accept')
    return answer
  }
}

class Start {
  readonly #transaction: Transaction
  readonly #request: AcceptRequest
  readonly #now: number

  constructor(transaction: Transaction, request: AcceptRequest, now: number) {
    this.#transaction = transaction
    this.#request = request
    this.#now = now
  }

  /** The same key, the same claim or the same continuation: one run, however often it is asked for. */
  async findKnown(): Promise<AcceptAnswer | null> {
    const { runId, accountId, flow, idempotency, claim, continues } = this.#request
    if (idempotency) {
      const known = await findRunByIdempotencyKey(this.#transaction, this.#now, {
        accountId,
        flow,
        ...idempotency,
      })
      if (known === 'mismatch') return { type: 'mismatch' }
      if (known) return { type: 'existing', run: known }
    }
    if (claim) {
      const holder = await findRunByClaim(this.#transaction, accountId, claim.key)
      if (holder && isClaimHeld(holder, this.#now - claim.reuseCompletedMs)) {
        // The key was answered with this run, and is from now on, whatever becomes of the claim.
        if (idempotency) {
          const { key, bodyHash } = idempotency
          await this.#transaction.query(REMEMBER_KEY, [
            accountId,
            flow,
            key,
            bodyHash,
            this.#now,
            holder.runId,
          ])
        }
        return { type: 'existing', run: holder }
      }
    }
    if (continues) {
      const run = await findContinuation(this.#transaction, continues.runId, continues.variant ?? '')
      if (run?.accountId === accountId) return { type: 'existing', run }
    }
    const same = await findRun(this.#transaction, runId)
    if (same) return same.accountId === accountId ? { type: 'existing', run: same } : CONFLICT
    const erased = await this.#transaction.query('SELECT 1 FROM unfold_tombstones WHERE run_id = $1', [runId])
    if (erased.length > 0) return CONFLICT
    return continues ? this.#refuseContinuing(continues.runId) : null
  }

  async findLimit(): Promise<AcceptAnswer | null> {
    const { accountId, limits } = this.#request
    if (limits === null) return null
    const [used] = await this.#transaction.query<{ open: number; start: number | null; call: number | null }>(
      USED,
      [
        accountId,
        this.#now - HOUR_MS,
        Math.max(0, limits.startsPerHour - 1),
        this.#now - DAY_MS,
        limits.tokensPerDay,
      ],
    )
    const { open, start, call } = used!
    if (open >= limits.concurrentRuns) return limited('concurrentRuns', RETRY_CONCURRENT_S)
    if (start !== null) return limited('startsPerHour', computeRetryAfterS(start + HOUR_MS, this.#now))
    if (limits.startsPerHour <= 0) return limited('startsPerHour', HOUR_MS / 1000)
    return call === null ? null : limited('tokensPerDay', computeRetryAfterS(call + DAY_MS, this.#now))
  }

  async store(): Promise<AcceptAnswer> {
    const { runId, accountId, flow, version, input, shownInput, idempotency, claim, continues, writes } =
      this.#request
    await carryOut(this.#transaction, writes ?? [])
    const first: EventBody = {
      type: 'run.accepted',
      flow,
      version,
      input: shownInput,
      continues: continues?.runId ?? null,
    }
    const bodies = [first, ...(continues?.units ?? [])]
    const notes = rowsFromNotes(runId, continues?.notes ?? [])
    // Should another account take the id, or the continuation, in this very moment, a constraint refuses one of the two.
    await this.#transaction.query(STORE, [
      this.#now,
      runId,
      accountId,
      flow,
      version,
      bodies.length,
      continues?.runId ?? null,
      JSON.stringify(input),
      JSON.stringify(bodies),
      idempotency?.key ?? null,
      idempotency?.bodyHash ?? null,
      claim?.key ?? null,
      ...[1, 2, 3].map((column) => notes.map((row) => row[column])),
      continues?.variant ?? '',
      this.#request.limits !== null,
    ])
    return { type: 'accepted', run: (await findRun(this.#transaction, runId))! }
  }

  async #refuseContinuing(runId: string): Promise<AcceptAnswer | null> {
    const [before] = await this.#transaction.query<{ account_id: string; ended_at: number | null }>(
      'SELECT account_id, ended_at FROM unfold_heads WHERE run_id = $1',
      [runId],
    )
    if (before?.account_id !== this.#request.accountId) return { type: 'refused', code: 'NOT_FOUND' }
    return before.ended_at === null ? CONFLICT : null
  }
}

const CONFLICT: AcceptAnswer = { type: 'refused', code: 'CONFLICT' }

function limited(limit: keyof Limits, retryAfterS: number): AcceptAnswer {
  return { type: 'limited', limit, retryAfterS }
}

/** Held until COMMIT. Two accounts of one hash merely wait for each other. */
const LOCK_ACCOUNT = {
  name: 'unfold_lock_account',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('unfold account ' || current_schema() || ' ' || $1, 0))`,
}

// Erased runs were started as well. The start that must grow old is the one that fills the last place; the call that
// must, newest first, is the one whose tokens reach the limit.
const USED = {
  name: 'unfold_used',
  text: `SELECT
    (SELECT count(*) FROM unfold_heads WHERE account_id = $1 AND ended_at IS NULL AND counted) AS open,
    (SELECT accepted_at FROM (
      SELECT accepted_at FROM unfold_runs WHERE account_id = $1 AND accepted_at > $2 AND counted
      UNION ALL SELECT accepted_at FROM unfold_tombstones WHERE account_id = $1 AND accepted_at > $2
    ) starts ORDER BY accepted_at DESC LIMIT 1 OFFSET $3) AS start,
    (SELECT at FROM (
      SELECT at, sum(tokens) OVER (ORDER BY at DESC, run DESC, call_id DESC) AS total
      FROM unfold_calls WHERE account_id = $1 AND at > $4
    ) calls WHERE total >= $5 ORDER BY at DESC LIMIT 1) AS call`,
}

const REMEMBER_KEY = {
  name: 'unfold_remember_key',
  text: `INSERT INTO unfold_idempotency (account_id, flow, key, body_hash, run, at)
    SELECT $1, $2, $3, $4, run, $5 FROM unfold_runs WHERE run_id = $6
    ON CONFLICT (account_id, flow, key) DO UPDATE SET body_hash = excluded.body_hash, run = excluded.run, at = excluded.at`,
}

const STORE = {
  name: 'unfold_store',
  text: `WITH stored AS (
    INSERT INTO unfold_runs (run_id, account_id, flow, version, input, accepted_at, continues, variant, counted)
    VALUES ($2, $3, $4, $5, $8, $1, $7, $16, $17)
    RETURNING run
  ), head AS (
    INSERT INTO unfold_heads (run, run_id, account_id, counted, status, attempt, head, last_at, heartbeat_at, append_n,
      append_count, append_head, cancelling, fruitless)
    SELECT run, $2, $3, $17, 'queued', 0, $6, $1, $1, 0, 0, 0, false, 0 FROM stored
  ), entry AS (INSERT INTO unfold_entries (run, seq, at, bodies) SELECT run, 1, $1, $9 FROM stored),
  key AS (
    INSERT INTO unfold_idempotency (account_id, flow, key, body_hash, run, at)
    SELECT $3, $4, $10, $11, run, $1 FROM stored WHERE $10::text IS NOT NULL
    ON CONFLICT (account_id, flow, key) DO UPDATE SET body_hash = excluded.body_hash, run = excluded.run, at = excluded.at
  ), claim AS (
    INSERT INTO unfold_claims (account_id, key, run) SELECT $3, $12, run FROM stored WHERE $12::text IS NOT NULL
  ), notes AS (
    ${INSERT_NOTES} SELECT run, step, key, value FROM stored, unnest($13::text[], $14::text[], $15::text[]) AS n (step, key, value)
  )
  SELECT run FROM stored`,
}
