import { setTimeout as delay } from 'node:timers/promises'
import { ModelError, type LanguageModel, type ModelChunk, type ModelRequest } from './language-model.ts'

/** Times are milliseconds. */
export interface RetryOptions {
  /** Calls in all, the first included. */
  attempts?: number
  /** The pause doubles from here, and is drawn evenly from zero to that ("full jitter"). */
  baseMs?: number
  maxMs?: number
  /** A provider that asks for a longer pause than this is not waited for. */
  maxRetryAfterMs?: number
  random?: () => number
  /** Rejects when the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>
  onRetry?: (retry: { attempt: number; delayMs: number; error: ModelError }) => void
}

/**
 * The same model, tried again while it has said nothing. Once text has come the error belongs to the caller, which knows
 * what of that text is committed and goes on from there.
 */
export function withRetries(model: LanguageModel, options: RetryOptions = {}): LanguageModel {
  const { id, continues, offline } = model
  return { id, continues, offline, stream: (request) => streamWithRetries(model, request, options) }
}

async function* streamWithRetries(
  model: LanguageModel,
  request: ModelRequest,
  options: RetryOptions,
): AsyncGenerator<ModelChunk, void, undefined> {
  const { attempts = 4, sleep = pause, onRetry } = options
  for (let attempt = 1; ; attempt++) {
    let begun = false
    try {
      for await (const chunk of model.stream(request)) {
        begun ||= 'text' in chunk
        yield chunk
      }
      return
    } catch (error) {
      const delayMs = begun || attempt >= attempts ? null : computeDelayMs(error, attempt, options)
      if (delayMs === null) throw error
      onRetry?.({ attempt, delayMs, error: error as ModelError })
      request.signal?.throwIfAborted()
      await sleep(delayMs, request.signal)
    }
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** Milliseconds until the next try, or null where none is worth it. */
function computeDelayMs(error: unknown, attempt: number, options: RetryOptions): number | null {
  const { baseMs = 500, maxMs = 20_000, maxRetryAfterMs = 60_000, random = Math.random } = options
  if (!(error instanceof ModelError) || !error.retryable) return null
  const backoffMs = random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1))
  const { retryAfterMs } = error
  if (retryAfterMs === undefined) return backoffMs
  // All who were turned away at once heard the same pause: jitter keeps them from coming back at once.
  return retryAfterMs > maxRetryAfterMs ? null : retryAfterMs + random() * baseMs
}
