import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { UnfoldError } from '../protocol/index.ts'
import { replyFromError, replyFromWrongMethod, requireShape } from './problem-reply.ts'
import { type Account, patternFromPath, type Reply, type Route } from './route.ts'

/** What `createNodeHandler` needs to know of a program. */
export interface NodeHandlerOptions {
  routes: readonly Route[]
  /** Whom a request speaks for; null answers 401. Tickets need a server that gives them. */
  authenticate: (request: IncomingMessage) => Account | null | Promise<Account | null>
  /** Default 64 KiB; what is longer answers 413. */
  maxBodyBytes?: number
  /** A fault of a handler, for the operator's log. Refusals are none. */
  onError?: (error: unknown) => void
}

const MAX_BODY_BYTES = 64 * 1024

/**
 * The routes over plain `node:http`, for a program that has no server of its own. In the order of origin, credential,
 * shape, handler, so that a stranger learns nothing from a refusal. Whatever has no route answers 404, and 405 where
 * there is one of another method.
 */
export function createNodeHandler(
  options: NodeHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const patterns = options.routes.map((route) => ({ route, pattern: patternFromPath(route.path) }))
  return (request, response) => {
    void answer(options, patterns, request, response).then(
      (reply) => reply !== 'streaming' && send(response, reply),
      (error: unknown) => {
        const known = error instanceof UnfoldError
        if (!known) options.onError?.(error)
        send(response, replyFromError(known ? error : new UnfoldError('INTERNAL', 'Something went wrong.')))
      },
    )
  }
}

interface RoutePattern {
  route: Route
  pattern: RegExp
}

async function answer(
  { authenticate, maxBodyBytes = MAX_BODY_BYTES }: NodeHandlerOptions,
  patterns: readonly RoutePattern[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply | 'streaming'> {
  const left = new AbortController()
  const leave = () => left.abort()
  response.once('close', leave)
  const at = urlOf(request)
  const found = patterns.filter(({ pattern }) => pattern.test(at.pathname))
  if (found.length === 0) throw new UnfoldError('NOT_FOUND', 'There is nothing here.')
  const meant = found.find(({ route }) => route.method === request.method)
  if (!meant)
    return replyFromWrongMethod(
      request.method ?? '',
      found.map(({ route }) => route.method),
    )
  const { route } = meant
  const params = decodedFrom(meant.pattern.exec(at.pathname)!.groups ?? {})
  if (route.writes) requireOwnOrigin(request)
  const account = route.access === 'public' ? null : await authenticate(request)
  if (route.access !== 'public' && !account) throw new UnfoldError('UNAUTHENTICATED', 'Sign in first.')
  const { schema = {} } = route
  const text = schema.body ? await readBody(request, maxBodyBytes) : ''
  const reply = await route.run({
    account: account as Account,
    ticket: null,
    params: check(schema.params, params, 'params'),
    query: check(schema.query, Object.fromEntries(at.searchParams), 'query'),
    body: schema.body ? check(schema.body, jsonFromText(request, text), 'body') : undefined,
    headers: request.headers,
    raw: request,
    response,
    signal: left.signal,
  })
  // A stream has its own ear for the end; thousands of readers need not hold a signal each.
  if (reply === 'streaming') response.off('close', leave)
  return reply
}

/** The request's target as it stands: as a reference, `//x` would name another host. */
function urlOf({ url = '/' }: IncomingMessage): URL {
  const text = url.startsWith('/') ? `http://localhost${url}` : url
  if (!URL.canParse(text)) throw new UnfoldError('BAD_REQUEST', 'This is no address.')
  return new URL(text)
}

function decodedFrom(groups: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]))
  } catch (cause) {
    throw new UnfoldError('BAD_REQUEST', 'The address of the request is not readable.', { cause })
  }
}

/** A page of somebody else's must not start or stop anything with the caller's own credentials. */
function requireOwnOrigin({ headers }: IncomingMessage): void {
  const { origin, host } = headers
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
  if (isOwn && headers['sec-fetch-site'] !== 'cross-site') return
  throw new UnfoldError('FORBIDDEN_ORIGIN', 'This page may not do that here.')
}

/** By events: the request's own iterator would cost more than the rest of a start's framing. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
    else reject(new UnfoldError('PAYLOAD_TOO_LARGE', 'The request is too large.'))
  })
  request.once('end', () => resolve(Buffer.concat(chunks).toString()))
  // Whoever leaves in the middle of a body is no fault of this server.
  request.once('error', (cause) =>
    reject(new UnfoldError('BAD_REQUEST', 'The request was cut off.', { cause })),
  )
  return promise
}

/** Nothing at all is for the shape to refuse, or to allow. */
function jsonFromText({ headers }: IncomingMessage, text: string): unknown {
  if (text === '') return undefined
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    throw new UnfoldError('UNSUPPORTED_MEDIA_TYPE', 'The request must be JSON.')
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UnfoldError('BAD_REQUEST', 'The request is not valid JSON.', { cause })
  }
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  return schema ? requireShape(schema, value, where) : value
}

function send(response: ServerResponse, { status, headers, body, text, bytes }: Reply): void {
  if (response.headersSent) return void response.destroy()
  const payload = bytes ?? text ?? (body === undefined ? '' : JSON.stringify(body))
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...(payload === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(payload) }),
    ...headers,
  })
  response.end(payload)
}
