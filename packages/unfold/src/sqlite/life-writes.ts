import type { EndAnswer, Note, Statement } from '../core/index.ts'
import type { EventBody, RunStatus, TerminalEvent } from '../protocol/index.ts'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { eventFromBody } from '../core/run-log.ts'
import { explainRefusal, storeNotes } from './append-writes.ts'
import { tryWrites } from './record-writes.ts'
import { findRun } from './run-row.ts'
import { INSERT_ENTRY } from './stored-events.ts'
import type { WriteContext, Writes } from './writes.ts'

interface HeldRow {
  run: number
  attempt: number
  status: RunStatus
  heartbeat_at: number
  ended_at: number | null
  cancelling: number
}

const STATUS = { 'run.completed': 'completed', 'run.failed': 'failed', 'run.cancelled': 'cancelled' } as const

/** The turns in a run's life: an attempt opens, a cancel is asked for, it ends. */
export function createLifeWrites(
  context: WriteContext,
): Pick<Writes, 'openAttempt' | 'release' | 'end' | 'endIdle' | 'cancel' | 'meter'> {
  const { database } = context

  return {
    openAttempt(runId, expectedAttempt) {
      const held = find(runId)
      if (!held) return { type: 'missing' }
      if (held.ended_at !== null) return { type: 'ended' }
      if (held.attempt !== expectedAttempt) return { type: 'superseded' }
      const attempt = expectedAttempt + 1
      // An attempt is fruitless until its first unit is committed.
      database.run(
        `UPDATE unfold_runs SET attempt = ?, status = 'running', heartbeat_at = ?, append_n = 0, append_count = 0,
          append_head = 0, fruitless = fruitless + 1 WHERE run = ?`,
        attempt,
        context.now,
        held.run,
      )
      const body: EventBody = { type: 'run.started', attempt }
      const { seq, at } = appendOne(held.run, body)
      return { type: 'opened', run: findRun(database, runId)!, event: eventFromBody(body, seq, at) }
    },

    release(runId, attempt) {
      database.run(
        `UPDATE unfold_runs SET fruitless = max(0, fruitless - 1)
          WHERE run_id = ? AND attempt = ? AND ended_at IS NULL`,
        runId,
        attempt,
      )
    },

    end(runId, attempt, event, writes, notes) {
      const held = find(runId)
      if (!held || held.ended_at !== null || held.attempt !== attempt) return explainRefusal(context, runId)
      return seal(held.run, runId, event, writes, notes)
    },

    endIdle(runId, event, idleMs) {
      const held = find(runId)
      if (!held || held.ended_at !== null) return explainRefusal(context, runId)
      const isIdle = held.status === 'queued' || held.heartbeat_at <= context.now - idleMs
      return isIdle ? seal(held.run, runId, event, [], []) : { type: 'refused', code: 'CONFLICT' }
    },

    cancel(runId, by) {
      const held = find(runId)
      if (!held) return { type: 'missing' }
      if (held.ended_at !== null) return { type: 'ended', status: held.status }
      const first = held.cancelling === 0
      if (first) {
        database.run('UPDATE unfold_runs SET cancelling = 1 WHERE run = ?', held.run)
        appendOne(held.run, { type: 'run.cancelling', by })
      }
      return { type: 'ok', first, status: held.status }
    },

    meter(runId, callId, tokens) {
      const call = database.get<{ account_id: string }>(
        `INSERT INTO unfold_calls (run, call_id, account_id, at, tokens)
        SELECT run, ?, account_id, ?, ? FROM unfold_runs WHERE run_id = ?
        ON CONFLICT DO UPDATE SET tokens = excluded.tokens RETURNING account_id`,
        callId,
        context.now,
        tokens,
        runId,
      )
      if (call) context.usage.add(call.account_id, { tokens })
    },
  }

  function find(runId: string): HeldRow | undefined {
    return database.get<HeldRow>(
      'SELECT run, attempt, status, heartbeat_at, ended_at, cancelling FROM unfold_runs WHERE run_id = ?',
      runId,
    )
  }

  function seal(
    run: number,
    runId: string,
    event: TerminalEvent,
    writes: readonly Statement[],
    notes: readonly Note[],
  ): EndAnswer {
    let answer: EndAnswer | null = null
    const store = () => {
      const { seq, at } = appendOne(run, event)
      database.run(
        'UPDATE unfold_runs SET status = ?, ended_at = ? WHERE run = ?',
        STATUS[event.type],
        at,
        run,
      )
      database.run('INSERT INTO unfold_uncompacted (run) VALUES (?)', run)
      // Whoever holds it has nothing left to do; the queue need not be asked to settle it.
      database.run('DELETE FROM unfold_queue WHERE run_id = ?', runId)
      storeNotes(context, run, notes)
      answer = { type: 'ok', event: eventFromBody(event, seq, at) }
    }
    const code = tryWrites(context, writes, undefined, store)
    return code === null ? answer! : { type: 'refused', code }
  }

  function appendOne(run: number, body: EventBody): { seq: number; at: number } {
    const position = context.nextPosition++
    const row = database.get<{ head: number; last_at: number; entry_before: number }>(
      `UPDATE unfold_runs SET head = head + 1, last_at = max(last_at, ?), entry_before = last_entry, last_entry = ?
      WHERE run = ? RETURNING head, last_at, entry_before`,
      context.now,
      position,
      run,
    )!
    const { head: seq, last_at: at, entry_before: before } = row
    database.run(INSERT_ENTRY, position, before, seq, at, JSON.stringify([body]))
    return { seq, at }
  }
}
