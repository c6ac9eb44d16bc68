import { ERROR_STATUS, UnfoldError, type ErrorCode, type Json } from '../protocol/index.ts'

/** Which server, and as whom. */
export interface ApiOptions {
  /** Origin of the server; empty for the page's own. */
  url?: string | undefined
  /** Sent as a bearer credential, for callers without a cookie. */
  token?: string | undefined
  headers?: Record<string, string> | undefined
  fetch?: typeof globalThis.fetch | undefined
}

/** What is asked; a body goes out as JSON. */
export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined
  body?: Json | undefined
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
}

/**
 * One request. Whatever is not a 2xx becomes an `UnfoldError`, from the problem document where there is one; a
 * request that never got an answer is `UNAVAILABLE` with its cause, and one that could not be sent `BAD_REQUEST`.
 */
export async function sendRequest(
  options: ApiOptions,
  path: string,
  request: ApiRequest = {},
): Promise<Response> {
  const fetch = options.fetch ?? globalThis.fetch
  const headers: Record<string, string> = {
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
    ...request.headers,
  }
  let response: Response
  try {
    response = await fetch(`${options.url ?? ''}${path}`, {
      method: request.method ?? 'GET',
      credentials: 'include',
      // A run's range may be cached for ever once it ended; while it grows, the server says no-store itself.
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
    })
  } catch (cause) {
    if (request.signal?.aborted) throw cause
    const mistake = options.fetch ? null : findMistake(options.url ?? '', headers)
    if (mistake !== null) throw new UnfoldError('BAD_REQUEST', mistake, { cause })
    throw new UnfoldError('UNAVAILABLE', 'The server could not be reached.', { cause })
  }
  if (!response.ok) throw await errorFromResponse(response)
  return response
}

/** Why a request never left this program, and never will: `fetch` throws the same for it as for a line that is down. */
function findMistake(url: string, headers: Record<string, string>): string | null {
  const page = (globalThis as { location?: { href: string } }).location?.href
  const { protocol, username, password } = URL.parse(url, page) ?? {}
  // `localhost:8000` is an address, too: of the scheme "localhost".
  if (protocol !== 'http:' && protocol !== 'https:')
    return 'The address of the server must be a whole one, like http://localhost:8000.'
  if (username || password) return 'The address of the server must not hold a name or a password.'
  try {
    void new Headers(headers)
    return null
  } catch {
    return 'The token, or another header, has characters that no header can carry.'
  }
}

/** The same, with the JSON of the answer. It is not checked: `T` is what the caller expects of its own server. */
export async function sendJson<T>(options: ApiOptions, path: string, request: ApiRequest = {}): Promise<T> {
  const response = await sendRequest(options, path, request)
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (request.signal?.aborted) throw cause
    // A captive portal and a misdirected proxy answer 200 with a page of their own.
    throw new UnfoldError('UNAVAILABLE', 'The answer did not come from Unfold.', { cause })
  }
}

const CODE_OF_STATUS: { [status: number]: ErrorCode } = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'INVALID',
  429: 'LIMIT_EXCEEDED',
}

async function errorFromResponse(response: Response): Promise<UnfoldError> {
  const problem = await response.json().catch(() => null)
  const known = typeof problem?.code === 'string' && Object.hasOwn(ERROR_STATUS, problem.code)
  // Status 408, 425 and every 5xx that nobody of ours wrote: worth asking again.
  const code: ErrorCode = known ? problem.code : (CODE_OF_STATUS[response.status] ?? 'UNAVAILABLE')
  const retryAfterS = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new UnfoldError(code, problem?.title ?? `The server answered ${response.status}.`, {
    fields: Array.isArray(problem?.fields) ? problem.fields : undefined,
    retryAfterS: Number.isFinite(retryAfterS) ? retryAfterS : undefined,
  })
}
