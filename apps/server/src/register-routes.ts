import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { UnfoldError } from 'unfold/protocol'
import {
  type Account,
  errorFromZod,
  plainWords,
  problemSchema,
  type Reply,
  type Route,
  type RouteRequest,
  type Ticket,
} from 'unfold/server'
import { z } from 'zod'
import type { Credentials } from './credentials.ts'
import { requireOwnOrigin } from './origin-guard.ts'

export interface RegisterOptions {
  routes: readonly Route[]
  credentials: Credentials
  /** Origins besides our own whose pages may write. */
  origins: readonly string[]
  /** Called when a handler took the response over; the answer is called when its reader has gone. */
  onStream: () => () => void
}

/** Both encodings of a form: the second is what a page's `FormData` and `curl -F` send. */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data']

type Upload = NonNullable<Route['upload']>
type Caller = { account: Account; ticket: Ticket | null }

/**
 * The one way into the server for every endpoint of the API. In this order: origin, credential, shape, handler; so a
 * stranger learns neither which parameters a route takes nor which objects there are.
 */
export function registerRoutes(app: FastifyInstance, options: RegisterOptions): void {
  const callers = new WeakMap<FastifyRequest, Caller>()

  app.setValidatorCompiler(({ schema, httpPart }) => (value: unknown) => {
    if (httpPart === 'headers') return { value }
    const given = value ?? (httpPart === 'body' ? undefined : {})
    const parsed = (schema as z.ZodType).safeParse(given, { error: plainWords })
    if (parsed.success) return { value: parsed.data }
    return { error: errorFromZod(parsed.error, httpPart === 'querystring' ? 'query' : (httpPart ?? 'body')) }
  })
  // Documented answers are a promise of the handlers and held by their tests; they are not cut to shape here.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))

  for (const route of options.routes) {
    if (route.upload) void app.register(async (scope) => registerUpload(scope, route.upload!, route))
    else if (route.form) void app.register(async (scope) => registerForm(scope, route))
    else register(app, route)
  }

  /** On the routes that ask for it alone: a form is what a foreign page can send without asking. */
  function registerForm(scope: FastifyInstance, route: Route): void {
    scope.addContentTypeParser(FORMS, { parseAs: 'buffer' }, (request, body, done) => {
      readForm(request.headers['content-type']!, body as Buffer).then((form) => done(null, form), done)
    })
    register(scope, route)
  }

  function registerUpload(scope: FastifyInstance, { types, maxBytes }: Upload, route: Route): void {
    scope.removeAllContentTypeParsers()
    for (const type of types) {
      scope.addContentTypeParser(type, (request, body, done) => {
        if (Number(request.headers['content-length']) > maxBytes) done(tooLarge(maxBytes))
        else done(null, Readable.from(bounded(body, maxBytes)))
      })
    }
    register(scope, route)
  }

  function register(scope: FastifyInstance, route: Route): void {
    scope.route({
      method: route.method,
      url: route.path,
      // HEAD on anything else would run a handler that starts work or holds a stream open.
      exposeHeadRoute: route.method === 'GET' && route.access === 'public' && !route.writes,
      schema: documentedSchema(route),
      onRequest: async (request) => {
        if (route.writes) requireOwnOrigin(request.raw, options.origins)
        if (route.access === 'public') return
        const { token } = request.query as { token?: unknown }
        callers.set(request, await options.credentials.require(request.raw, route.access, token))
      },
      handler: async (request, reply) => {
        const { account = null, ticket = null } = callers.get(request) ?? {}
        const gone = abortWhenGone(reply)
        const answer = await route.run({
          account: account as Account,
          ticket,
          params: request.params,
          query: request.query,
          body: request.body,
          headers: request.headers,
          raw: request.raw,
          response: reply.raw,
          signal: gone,
        } satisfies RouteRequest)
        if (answer !== 'streaming') return send(reply, answer)
        reply.hijack()
        const onGone = options.onStream()
        if (gone.aborted) onGone()
        else gone.addEventListener('abort', onGone, { once: true })
        return reply
      },
    })
  }
}

/** Not destroyed when it is too long: the answer goes out on the same socket. */
async function* bounded(body: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (error) {
    // Whoever left in the middle of an upload is no fault of this server.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
    throw new UnfoldError('BAD_REQUEST', 'The upload was cut off.', { cause: error })
  }
}

function tooLarge(maxBytes: number): UnfoldError {
  const megabytes = Math.floor(maxBytes / 1_000_000)
  return new UnfoldError('PAYLOAD_TOO_LARGE', `This is more than the ${megabytes} MB that can be taken here.`)
}

function send(reply: FastifyReply, { status, headers, body, text, bytes }: Reply): FastifyReply {
  const named = Object.keys(headers ?? {}).map((name) => name.toLowerCase())
  // The raw response may vary by origin already; a second header of that name would replace the first.
  const vary = [reply.raw.getHeader('vary'), headers?.['vary']].filter(Boolean).join(', ')
  void reply.code(status).headers({ ...headers, ...(vary ? { vary } : {}) })
  if (!named.includes('cache-control')) void reply.header('cache-control', 'no-store')
  if (bytes !== undefined) return reply.send(bytes)
  if (text === undefined && body === undefined) return reply.send()
  if (!named.includes('content-type')) void reply.header('content-type', 'application/json; charset=utf-8')
  return reply.send(text ?? JSON.stringify(body))
}

/** Aborts when the response is over, finished or cut. */
function abortWhenGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}

/** Every field of it is text; a file in it is none. */
async function readForm(type: string, body: Buffer): Promise<Record<string, unknown>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return Object.fromEntries(form)
  } catch (cause) {
    throw new UnfoldError('BAD_REQUEST', 'The body of the request is not a readable form.', { cause })
  }
}

function documentedSchema({ schema = {}, summary, access, path, form }: Route) {
  return {
    summary,
    tags: [/^\/api\/(?:v\d+\/)?([\w-]+)/.exec(path)?.[1] ?? 'operations'],
    security: SECURITY[access],
    ...(form ? { consumes: ['application/json', ...FORMS] } : {}),
    ...(schema.params ? { params: schema.params } : {}),
    ...(schema.query || access === 'ticket' ? { querystring: querySchema(schema.query, access) } : {}),
    ...(schema.body ? { body: schema.body } : {}),
    ...(schema.headers ? { headers: schema.headers } : {}),
    response: documentedReplies(path, schema.replies),
  }
}

const eventStream = z.string().describe('Server-sent events: `id`, `event` and one line of JSON as `data`.')

/** What every route may answer besides what it names: a refusal. */
const refusal = {
  description: 'A refusal: a problem document (RFC 9457) with a stable `code`',
  content: { 'application/problem+json': { schema: problemSchema } },
}

/** A stream's answer is no JSON of a schema, so that routes name only its other answers. */
function documentedReplies(path: string, replies: NonNullable<Route['schema']>['replies'] = {}) {
  const named = Object.entries(replies).map(([status, schema]) => [
    status,
    schema === problemSchema ? refusal : schema,
  ])
  const isStream = path.endsWith('/stream') && !(200 in replies)
  return {
    ...Object.fromEntries(named),
    ...(isStream
      ? { 200: { description: 'The stream', content: { 'text/event-stream': { schema: eventStream } } } }
      : {}),
    default: refusal,
  }
}

const SECURITY: Record<Route['access'], Record<string, string[]>[]> = {
  public: [],
  account: [{ session: [] }, { bearer: [] }],
  ticket: [{ session: [] }, { bearer: [] }, { ticket: [] }],
}

const ticketSchema = z.string().optional().describe('A ticket, for readers that can send no header.')

/** A route that takes tickets documents `token` even where its own schema leaves it to the server. */
function querySchema(query: z.ZodType | undefined, access: Route['access']): z.ZodType {
  if (access !== 'ticket') return query!
  if (query === undefined) return z.object({ token: ticketSchema })
  return query instanceof z.ZodObject && !('token' in query.shape)
    ? query.extend({ token: ticketSchema })
    : query
}
