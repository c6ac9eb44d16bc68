import type {
  AcceptAnswer,
  AcceptRequest,
  Flow,
  Limits,
  Priority,
  RunLog,
  RunQueue,
  RunRecord,
} from '../core/index.ts'
import type { ErrorCode, Json } from '../protocol/index.ts'
import { ERROR_STATUS, UnfoldError } from '../protocol/index.ts'
import { hashFromJson } from './canonical-json.ts'
import { requireShape } from './problem-reply.ts'

export interface StartContext {
  log: RunLog
  queue: RunQueue
  limits: Limits
  newRunId: () => string
}

/** A start, whoever asks for it: an endpoint, an app's own route, another run. */
export interface StartRequest {
  flow: Flow
  accountId: string
  /** Checked by the flow's schema, and stored as it came: whoever executes the run reads it through the schema again. */
  input: Json
  /** What the caller sent, when the input was prepared from it: the idempotency key stands for this. */
  asked?: Json | undefined
  idempotencyKey?: string | undefined
  claim?: AcceptRequest['claim']
  continues?: AcceptRequest['continues']
  writes?: AcceptRequest['writes']
  priority?: Priority | undefined
}

/** The run that was accepted, or the one that was there. */
export interface StartResult {
  run: RunRecord
  /** False when an earlier start, claim or retry is answered. */
  created: boolean
}

/**
 * Accepts a run and hands it to the queue. Throws INVALID with the fields, IDEMPOTENCY_MISMATCH, LIMIT_EXCEEDED with
 * the time to wait, or the code of a refused record write; then nothing was stored.
 */
export async function startRun(context: StartContext, request: StartRequest): Promise<StartResult> {
  const { flow, accountId, input } = request
  const parsed = requireShape(flow.input, input, 'body')
  const answer = await context.log.accept({
    runId: context.newRunId(),
    accountId,
    flow: flow.name,
    version: flow.version,
    input,
    shownInput: flow.show ? flow.show(parsed) : (parsed as Json),
    limits: context.limits,
    idempotency:
      request.idempotencyKey === undefined
        ? undefined
        : { key: request.idempotencyKey, bodyHash: hashFromJson(request.asked ?? input) },
    claim: request.claim,
    continues: request.continues,
    queueAs: request.priority ?? 'interactive',
    writes: request.writes,
  })
  if (answer.type !== 'accepted' && answer.type !== 'existing') throw errorFromAnswer(answer)
  const { run } = answer
  // Also for one that exists: whoever accepted it may have died before this, and enqueueing twice is nothing.
  if (run.status === 'queued') await enqueue(context, run, request.priority ?? 'interactive')
  return { run, created: answer.type === 'accepted' }
}

/** The run is accepted, whatever the queue says: where it is away, the sweep enqueues later. */
async function enqueue({ queue }: StartContext, run: RunRecord, priority: Priority): Promise<void> {
  try {
    await queue.enqueue(run.runId, priority)
  } catch {
    // The queue reports its own faults.
  }
}

export function idempotencyMismatch(): UnfoldError {
  return new UnfoldError(
    'IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used before, with another request body.',
  )
}

const LIMIT_REACHED: { [limit in keyof Limits]: string } = {
  concurrentRuns: 'Too many runs are under way on this account. Wait for one to end, or stop one.',
  startsPerHour: 'Too many runs were started on this account in the last hour.',
  tokensPerDay: "This account's tokens for today are used up.",
}

function errorFromAnswer(answer: Exclude<AcceptAnswer, { run: RunRecord }>): UnfoldError {
  if (answer.type === 'mismatch') return idempotencyMismatch()
  if (answer.type === 'limited') {
    const { retryAfterS } = answer
    return new UnfoldError('LIMIT_EXCEEDED', LIMIT_REACHED[answer.limit], { retryAfterS })
  }
  return new UnfoldError(
    isErrorCode(answer.code) ? answer.code : 'CONFLICT',
    'This cannot be started now: something that it builds on has changed.',
    { cause: answer.code },
  )
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code)
}
