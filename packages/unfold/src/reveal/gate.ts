import { UnfoldError } from '../protocol/index.ts'
import { type Checker, type GateContext, type Verdict, verdictFromUnknown } from './checker.ts'

export type GateVerdict =
  | { safe: true; ms: number }
  /** `rule` and `reason` are the checker's own where it rejected, ours where it gave no verdict. */
  | { safe: false; cause: GateCause; checker: string; rule: string; reason: string; ms: number }

/** Everything but `rejected` is a missing verdict: unsafe, because nobody said otherwise. */
export type GateCause = 'rejected' | 'no-verdict' | 'timeout' | 'crashed'

export interface Gate<Context extends GateContext = GateContext> {
  /** Never lets a checker's fault through as an exception. Rejects with the signal's reason, and only so. */
  check(segment: string, context: Context, signal?: AbortSignal): Promise<GateVerdict>
}

export interface GateClock {
  /** Milliseconds, never going back. */
  now(): number
  /** Calls back once after `ms`, unless the answer is called first. */
  after(ms: number, callback: () => void): () => void
}

export interface GateOptions<Context extends GateContext> {
  /** Cheap and deterministic first: a later one is asked only when all earlier ones found the segment safe. */
  checkers: readonly Checker<Context>[]
  /** Per checker. Default 8000. */
  timeoutMs?: number
  /** How much committed text a checker sees. Default 1000 characters. */
  windowChars?: number
  clock?: GateClock
}

/** Asks every checker about a segment. Fails closed: only a plain "safe" from each of them lets it pass. */
export function createGate<Context extends GateContext = GateContext>(
  options: GateOptions<Context>,
): Gate<Context> {
  const { checkers, timeoutMs = 8000, windowChars = 1000, clock = systemClock } = options
  if (checkers.length === 0)
    throw new UnfoldError('INITIALIZATION_ERROR', 'A gate needs at least one checker.')
  return {
    async check(segment, context, signal) {
      const startedAt = clock.now()
      const windowed = { ...context, before: lastWords(context.before, windowChars) }
      for (const checker of checkers) {
        signal?.throwIfAborted()
        const answer = await ask(checker, segment, windowed, timeoutMs, clock, signal)
        if (!answer.safe) return { ...answer, checker: checker.name, ms: clock.now() - startedAt }
      }
      return { safe: true, ms: clock.now() - startedAt }
    },
  }
}

const systemClock: GateClock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

type Answer = { safe: true } | { safe: false; cause: GateCause; rule: string; reason: string }

function ask<Context extends GateContext>(
  checker: Checker<Context>,
  segment: string,
  context: Context,
  timeoutMs: number,
  clock: GateClock,
  signal: AbortSignal | undefined,
): Promise<Answer> | Answer {
  const controller = new AbortController()
  let verdict: Promise<Verdict> | Verdict
  try {
    verdict = checker.check(segment, context, controller.signal)
    // Rules in code answer at once: no timer, no promise.
    if (!isThenable(verdict)) return answerFromVerdict(verdict)
  } catch (error) {
    return crashed(error)
  }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const cancelTimer = clock.after(timeoutMs, () =>
    resolve(missing('timeout', 'The checker did not answer in time.')),
  )
  const onAbort = () => reject(signal!.reason)
  if (signal?.aborted) onAbort()
  signal?.addEventListener('abort', onAbort, { once: true })
  // An answer that comes too late is taken as well: a late crash must not be an unhandled rejection.
  void Promise.resolve(verdict)
    .then(answerFromVerdict)
    .then(resolve, (error: unknown) => resolve(crashed(error)))
  return promise.finally(() => {
    cancelTimer()
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
  })
}

function answerFromVerdict(value: unknown): Answer {
  const verdict = verdictFromUnknown(value)
  if (!verdict) return missing('no-verdict', 'The checker gave no verdict.')
  return verdict.safe ? verdict : { ...verdict, cause: 'rejected' }
}

/** Only the kind of the error is kept: its message may quote the segment. */
function crashed(error: unknown): Answer {
  const kind = error instanceof Error ? error.constructor.name : typeof error
  return missing('crashed', `The checker failed (${kind}).`)
}

function missing(cause: GateCause, reason: string): Answer {
  return { safe: false, cause, rule: cause, reason }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** The last `count` characters, from the start of a word on: half a word may read as another one. */
function lastWords(text: string, count: number): string {
  if (text.length <= count) return text
  const tail = text.slice(text.length - count)
  if (/\s/.test(text[text.length - count - 1]!)) return tail
  return /\s/.test(tail) ? tail.replace(/^\S*\s+/, '') : tail
}
