import { ModelError } from './language-model.ts'

/**
 * The fault that an HTTP answer means. Messages are our own sentences: what a provider writes may quote the key or the
 * prompt, so that of its words only its error code is taken, where it looks like one.
 */
export function faultFromStatus(
  id: string,
  status: number,
  answer: { code?: string | undefined; retryAfterMs?: number | undefined; cause?: unknown } = {},
): ModelError {
  const { code, retryAfterMs, cause } = answer
  const because = code === undefined ? '' : `: ${code}`
  if (code === 'insufficient_quota') {
    return new ModelError('rejected', `${id} refused the request: its quota is used up`, { cause })
  }
  if (status === 429) {
    return new ModelError('busy', `${id} is too busy (status 429${because})`, { cause, retryAfterMs })
  }
  if (status >= 500 || status === 408) {
    return new ModelError('unavailable', `${id} failed (status ${status}${because})`, { cause, retryAfterMs })
  }
  if (status === 401 || status === 403) {
    return new ModelError('rejected', `${id} refused the key (status ${status}${because})`, { cause })
  }
  if (status === 404) {
    return new ModelError('rejected', `${id} was not found at this address (status 404${because})`, { cause })
  }
  return new ModelError('rejected', `${id} refused the request (status ${status}${because})`, { cause })
}

/** The `code` or `type` of an OpenAI error body, when it is an identifier and not prose. */
export function codeFromErrorBody(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; type?: unknown } | null }
    return [error?.code, error?.type].find(isIdentifier)
  } catch {
    return undefined
  }
}

function isIdentifier(value: unknown): value is string {
  // A key holds digits and capitals; codes such as `model_not_found` do not.
  return typeof value === 'string' && /^[a-z][a-z_.-]{1,63}$/.test(value)
}

/** `Retry-After` as seconds or as a date, or OpenAI's `retry-after-ms`. */
export function retryAfterMsFromHeaders(
  headers: Record<string, string | string[] | undefined>,
  now: () => number,
): number | undefined {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN)
  if (ms >= 0) return ms
  const value = headers['retry-after']
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const seconds = Number(value)
  if (seconds >= 0) return seconds * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now())
}
