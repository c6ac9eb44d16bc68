import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { UnfoldError } from '../protocol/index.ts'
import { errorFromZod, replyFromError } from './problem-reply.ts'
import type { Account, Reply, Route } from './route.ts'

export interface NodeHandlerOptions {
  routes: readonly Route[]
  /** Whom a request speaks for; null answers 401. Tickets need a server that gives them. */
  authenticate: (request: IncomingMessage) => Account | null | Promise<Account | null>
  maxBodyBytes?: number
  onError?: (error: unknown) => void
}

const MAX_BODY_BYTES = 64 * 1024

/**
 * The routes over plain `node:http`, for a program that has no server of its own. In the order of origin, credential,
 * shape, handler, so that a stranger learns nothing from a refusal. Whatever has no route answers 404.
 */
export function createNodeHandler(
  options: NodeHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const patterns = options.routes.map(patternFromRoute)
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
  const { route, params } = requireRoute(patterns, request.method, at.pathname)
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

interface RoutePattern {
  route: Route
  pattern: RegExp
}

function patternFromRoute(route: Route): RoutePattern {
  return { route, pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }
}

function requireRoute(patterns: readonly RoutePattern[], method: string | undefined, path: string) {
  for (const { route, pattern } of patterns) {
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return { route, params: { ...match.groups } }
  }
  throw new UnfoldError('NOT_FOUND', 'There is nothing here.')
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
  request.once('error', reject)
  return promise
}

function jsonFromText({ headers }: IncomingMessage, text: string): unknown {
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
  if (!schema) return value
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw errorFromZod(parsed.error, where)
  return parsed.data
}

function send(response: ServerResponse, { status, headers, body, text }: Reply): void {
  if (response.headersSent) return void response.destroy()
  const payload = text ?? (body === undefined ? '' : JSON.stringify(body))
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...(payload === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(payload) }),
    ...headers,
  })
  response.end(payload)
}
