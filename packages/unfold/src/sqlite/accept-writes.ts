import type { AcceptAnswer, AcceptRequest, Limits } from '../core/index.ts'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { computeRetryAfterS, DAY_MS, HOUR_MS, isClaimHeld, RETRY_CONCURRENT_S } from '../core/accept-rules.ts'
import type { EventBody } from '../protocol/index.ts'
import { storeNotes } from './append-writes.ts'
import { ENQUEUE, PRIORITY } from './queue-writes.ts'
import { tryWrites } from './record-writes.ts'
import { findContinuation, findRun, findRunByClaim, findRunByIdempotencyKey } from './run-row.ts'
import { INSERT_ENTRY } from './stored-events.ts'
import type { WriteContext, Writes } from './writes.ts'

/** What the account may be answered with comes first, then what limits it, then the run itself. */
export function createAcceptWrites(context: WriteContext): Pick<Writes, 'accept'> {
  const { database } = context

  return {
    accept(request) {
      return computeKnown(request) ?? computeRefusal(request) ?? computeLimited(request) ?? storeRun(request)
    },
  }

  /** The same key, the same claim or the same continuation: one run, however often it is asked for. */
  function computeKnown(request: AcceptRequest): AcceptAnswer | null {
    const { accountId, flow, idempotency, claim, continues } = request
    if (idempotency) {
      const { key, bodyHash } = idempotency
      const known = findRunByIdempotencyKey(database, context.now, { accountId, flow, key, bodyHash })
      if (known === 'mismatch') return { type: 'mismatch' }
      if (known) return { type: 'existing', run: known }
    }
    if (claim) {
      const holder = findRunByClaim(database, accountId, claim.key)
      if (holder && isClaimHeld(holder, context.now - claim.reuseCompletedMs)) {
        // The key was answered with this run, and is from now on, whatever becomes of the claim.
        const row =
          idempotency &&
          database.get<{ run: number }>('SELECT run FROM unfold_runs WHERE run_id = ?', holder.runId)
        if (row) storeIdempotency(request, row.run)
        return { type: 'existing', run: holder }
      }
    }
    if (continues) {
      const run = findContinuation(database, continues.runId, continues.variant ?? '')
      if (run?.accountId === accountId) return { type: 'existing', run }
    }
    const same = findRun(database, request.runId)
    return same?.accountId === accountId ? { type: 'existing', run: same } : null
  }

  function computeRefusal({ runId, accountId, continues }: AcceptRequest): AcceptAnswer | null {
    const taken = database.get(
      'SELECT 1 FROM unfold_runs WHERE run_id = ? UNION ALL SELECT 1 FROM unfold_tombstones WHERE run_id = ?',
      runId,
      runId,
    )
    if (taken) return { type: 'refused', code: 'CONFLICT' }
    if (!continues) return null
    const before = database.get<{ account_id: string; ended_at: number | null }>(
      'SELECT account_id, ended_at FROM unfold_runs WHERE run_id = ?',
      continues.runId,
    )
    if (before?.account_id !== accountId) return { type: 'refused', code: 'NOT_FOUND' }
    return before.ended_at === null ? { type: 'refused', code: 'CONFLICT' } : null
  }

  function computeLimited({ accountId, limits }: AcceptRequest): AcceptAnswer | null {
    if (limits === null) return null
    const open = database.get<{ n: number }>(
      'SELECT count(*) AS n FROM unfold_runs WHERE account_id = ? AND ended_at IS NULL AND counted = 1',
      accountId,
    )!
    if (open.n >= limits.concurrentRuns) return limited('concurrentRuns', RETRY_CONCURRENT_S)

    const most = context.usage.of(accountId, context.now)
    if (most.starts < limits.startsPerHour && most.tokens < limits.tokensPerDay) return null
    context.usage.forget(accountId)

    // Erased runs were started as well. The start that must grow old is the one that fills the last place.
    const start = database.get<{ at: number }>(
      `SELECT accepted_at AS at FROM (
        SELECT accepted_at FROM unfold_runs WHERE account_id = ? AND accepted_at > ? AND counted = 1
        UNION ALL SELECT accepted_at FROM unfold_tombstones WHERE account_id = ? AND accepted_at > ?
      ) ORDER BY accepted_at DESC LIMIT 1 OFFSET ?`,
      accountId,
      context.now - HOUR_MS,
      accountId,
      context.now - HOUR_MS,
      Math.max(0, limits.startsPerHour - 1),
    )
    if (start) return limited('startsPerHour', computeRetryAfterS(start.at + HOUR_MS, context.now))
    if (limits.startsPerHour <= 0) return limited('startsPerHour', HOUR_MS / 1000)

    // Newest first, the call whose tokens reach the limit is the one that must leave the window.
    const call = database.get<{ at: number }>(
      `SELECT at FROM (SELECT at, sum(tokens) OVER (ORDER BY at DESC, run DESC, call_id DESC) AS total
        FROM unfold_calls WHERE account_id = ? AND at > ?) WHERE total >= ? ORDER BY at DESC LIMIT 1`,
      accountId,
      context.now - DAY_MS,
      limits.tokensPerDay,
    )
    return call ? limited('tokensPerDay', computeRetryAfterS(call.at + DAY_MS, context.now)) : null
  }

  function limited(limit: keyof Limits, retryAfterS: number): AcceptAnswer {
    return { type: 'limited', limit, retryAfterS }
  }

  function storeRun(request: AcceptRequest): AcceptAnswer {
    const code = tryWrites(context, request.writes ?? [], undefined, () => insertRun(request))
    if (code !== null) return { type: 'refused', code }
    return { type: 'accepted', run: findRun(database, request.runId)! }
  }

  function storeIdempotency({ accountId, flow, idempotency }: AcceptRequest, run: number): void {
    if (!idempotency) return
    database.run(
      'INSERT OR REPLACE INTO unfold_idempotency (account_id, flow, key, body_hash, run, at) VALUES (?, ?, ?, ?, ?, ?)',
      accountId,
      flow,
      idempotency.key,
      idempotency.bodyHash,
      run,
      context.now,
    )
  }

  function insertRun(request: AcceptRequest): void {
    const { runId, accountId, flow, version, claim, continues } = request
    const { now } = context
    const first: EventBody = {
      type: 'run.accepted',
      flow,
      version,
      input: request.shownInput,
      continues: continues?.runId ?? null,
    }
    const bodies = [first, ...(continues?.units ?? [])]
    const position = context.nextPosition++
    const { run } = database.get<{ run: number }>(
      `INSERT INTO unfold_runs (run_id, account_id, flow, version, status, attempt, head, last_entry, last_at, append_n, append_count,
        append_head, cancelling, fruitless, accepted_at, heartbeat_at, ended_at, continues, variant, counted)
      VALUES (?, ?, ?, ?, 'queued', 0, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, NULL, ?, ?, ?) RETURNING run`,
      runId,
      accountId,
      flow,
      version,
      bodies.length,
      position,
      now,
      now,
      now,
      continues?.runId ?? null,
      continues?.variant ?? '',
      request.limits === null ? 0 : 1,
    )!
    if (request.limits) context.usage.add(accountId, { starts: 1 })
    if (request.queueAs) database.run(ENQUEUE, runId, PRIORITY[request.queueAs], now)
    database.run('INSERT INTO unfold_inputs (run, input) VALUES (?, ?)', run, JSON.stringify(request.input))
    database.run(INSERT_ENTRY, position, null, 1, now, JSON.stringify(bodies))
    if (continues) storeNotes(context, run, continues.notes)
    storeIdempotency(request, run)
    if (claim) {
      database.run(
        'INSERT INTO unfold_claims (account_id, key, run) VALUES (?, ?, ?)',
        accountId,
        claim.key,
        run,
      )
    }
  }
}
