import { ModelError } from './language-model.ts'
import { codeFromErrorBody, faultFromStatus, retryAfterMsFromHeaders } from './provider-faults.ts'

/** Names of the AI SDK's errors for bytes that are not what they should be. */
const MALFORMED = new Set(['AI_JSONParseError', 'AI_TypeValidationError', 'AI_InvalidResponseDataError'])
const EMPTY = new Set(['AI_EmptyResponseBodyError', 'AI_NoOutputGeneratedError'])
/** What the caller did wrong, found before anything was sent. */
const REJECTED = new Set([
  'AI_InvalidPromptError',
  'AI_LoadAPIKeyError',
  'AI_LoadSettingError',
  'AI_NoSuchModelError',
  'AI_UnsupportedFunctionalityError',
])

/**
 * The fault that an error of the AI SDK means. The error itself is not kept as a cause: it carries the whole request, a
 * child's text included, and is read by its fields because copies of the SDK do not share classes.
 */
export function faultFromSdkError(error: unknown, id: string, now: () => number = Date.now): ModelError {
  if (error instanceof ModelError) return error
  const { name, statusCode, responseHeaders, responseBody, data } = (error ?? {}) as {
    name?: unknown
    statusCode?: unknown
    responseHeaders?: Record<string, string>
    responseBody?: unknown
    data?: unknown
  }
  // A status below 400 belongs to an answer whose body then broke.
  if (typeof statusCode === 'number' && statusCode >= 400) {
    return faultFromStatus(id, statusCode, {
      code: typeof responseBody === 'string' ? codeFromErrorBody(responseBody) : undefined,
      retryAfterMs: retryAfterMsFromHeaders(responseHeaders ?? {}, now),
    })
  }
  // Invalid data that holds no data is how adapters report an end without a finish.
  const isMissing = name === 'AI_InvalidResponseDataError' && data === undefined
  if (isMissing || (typeof name === 'string' && EMPTY.has(name))) {
    return new ModelError('cut', `${id} ended its answer without an end`)
  }
  if (typeof name === 'string' && MALFORMED.has(name)) {
    return new ModelError('malformed', `${id} sent a chunk that cannot be read (${name})`)
  }
  if (typeof name === 'string' && REJECTED.has(name)) {
    return new ModelError('rejected', `${id} cannot be asked (${name})`)
  }
  return new ModelError(
    'unavailable',
    `${id} reported an error${typeof name === 'string' ? ` (${name})` : ''}`,
  )
}
