import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Backend, Flow, Limits, RunRecord } from '../core/index.ts'
import { RunTails } from '../core/index.ts'
import type { FlowEvent, Json, RunEvent, TerminalEvent } from '../protocol/index.ts'
import { UnfoldError } from '../protocol/index.ts'
import { replyFromError, requireShape } from './problem-reply.ts'
import type { Reply, Route } from './route.ts'
import { createRunApi, type RunApi } from './run-api.ts'
import { createRunRoutes } from './run-routes.ts'
import { createRunStreams, type RunStreams, type RunStreamsOptions } from './run-streams.ts'

const ANN = { id: 'ann', demo: false }
const BEN = { id: 'ben', demo: false }

const TALE: Flow<{ age: number; hero: string }> = {
  name: 'tale',
  version: 2,
  input: z.object({ age: z.int().min(3), hero: z.string().default('fox') }),
  output: z.json(),
  show: ({ age }) => ({ age }),
  run: async () => null,
}

/** Started by a word, which becomes the input. */
const WISH: Flow<{ age: number; hero: string }> = {
  ...TALE,
  name: 'wish',
  start: {
    body: z.object({ wish: z.string() }),
    prepare: async (accountId, { wish }) => ({
      input: { age: 7, hero: `${wish} of ${accountId}` },
      claim: { key: wish, reuseCompletedMs: 0 },
    }),
  },
}

const LIMITS: Limits = { concurrentRuns: 1000, startsPerHour: 1000, tokensPerDay: 1_000_000 }

/** A backend's door, as far as these tests need one: which it is, the test says. */
type OpenBackend = (options: {
  folder: string
  now: (() => number) | undefined
  onError: (error: unknown) => void
}) => Promise<TestBackend>
type TestBackend = Backend & { newEpoch(): Promise<void> }

export type RunServerOptions = Partial<RunStreamsOptions> & {
  limits?: Partial<Limits>
  streaming?: boolean
  now?: () => number
  lookEveryMs?: number
}

type Extra = (request: IncomingMessage, response: ServerResponse, at: URL) => boolean

/** The room's own routes over node:http; the test plays the worker. */
export class RunServer implements AsyncDisposable {
  readonly backend: TestBackend
  readonly tails: RunTails
  readonly streams: RunStreams
  readonly api: RunApi
  readonly url: string
  readonly errors: unknown[]
  readonly #server: Server
  readonly #appends = new Map<string, number>()

  private constructor(
    parts: Pick<RunServer, 'backend' | 'tails' | 'streams' | 'api' | 'errors'> & { server: Server },
  ) {
    this.backend = parts.backend
    this.tails = parts.tails
    this.streams = parts.streams
    this.api = parts.api
    this.errors = parts.errors
    this.#server = parts.server
    this.url = `http://127.0.0.1:${(parts.server.address() as AddressInfo).port}`
  }

  static async open(
    openBackend: OpenBackend,
    options: RunServerOptions = {},
    extra: Extra = () => false,
  ): Promise<RunServer> {
    const errors: unknown[] = []
    const onError = (error: unknown) => void errors.push(error)
    const backend = await openBackend({ folder: ':memory:', now: options.now, onError })
    const { lookEveryMs } = options
    const tails = new RunTails({ ...backend, onError, ...(lookEveryMs ? { lookEveryMs } : {}) })
    const streams = createRunStreams({ log: backend.log, tails, onError, ...options })
    const api = createRunApi({
      ...backend,
      tails,
      streams,
      flows: new Map([TALE, WISH].map((flow) => [flow.name, flow])),
      limits: { ...LIMITS, ...options.limits },
      streaming: options.streaming ?? true,
    })
    const routes = createRunRoutes(api)
    const server = createServer((request, response) => {
      const at = new URL(request.url!, 'http://localhost')
      if (!extra(request, response, at)) void answer(routes, request, response, at)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new RunServer({ backend, tails, streams, api, errors, server })
  }

  async start(input: Json = { age: 8 }): Promise<RunRecord> {
    const { run } = await this.api.startRun({ flow: TALE, accountId: ANN.id, input })
    return run
  }

  async open(runId: string): Promise<void> {
    const answered = await this.backend.log.openAttempt(runId, 0)
    if (answered.type !== 'opened') throw new Error(answered.type)
    this.tails.publish(runId, await this.backend.log.read(runId, 1))
  }

  /** What a worker's writer does: commit, then tell. */
  async append(runId: string, ...events: FlowEvent[]): Promise<void> {
    this.tails.publish(runId, await this.commit(runId, ...events))
  }

  /** What the worker of another process does, as far as this one knows: the commit alone. */
  async commit(runId: string, ...events: FlowEvent[]): Promise<RunEvent[]> {
    const n = (this.#appends.get(runId) ?? 0) + 1
    this.#appends.set(runId, n)
    const answered = await this.backend.log.append(runId, 1, n, events, [])
    if (answered.type !== 'ok') throw new Error(answered.type)
    return answered.events
  }

  async end(
    runId: string,
    event: TerminalEvent = {
      type: 'run.completed',
      output: null,
      usage: { inputTokens: 1, outputTokens: 2, estimated: false },
    },
  ): Promise<void> {
    const answered = await this.backend.log.end(runId, 1, event, [], [])
    if (answered.type !== 'ok') throw new Error(answered.type)
    this.tails.publish(runId, [answered.event])
  }

  /** The whole log. */
  async events(runId: string): Promise<RunEvent[]> {
    const all: RunEvent[] = []
    for (;;) {
      const more = await this.backend.log.read(runId, all.at(-1)?.seq ?? 0, 500)
      if (more.length === 0) return all
      all.push(...more)
    }
  }

  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.getConnections((error, n) => (error ? reject(error) : resolve(n))),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.streams.close()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.backend[Symbol.asyncDispose]()
  }
}

async function answer(
  routes: Route[],
  request: IncomingMessage,
  response: ServerResponse,
  at: URL,
): Promise<void> {
  const left = new AbortController()
  response.on('close', () => left.abort())
  let reply: Reply | 'streaming'
  try {
    const [route, params] = findRoute(routes, request.method!, at.pathname)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
    reply = await route.run({
      account: request.headers['x-account'] === BEN.id ? BEN : ANN,
      ticket: at.searchParams.has('ticket') ? { kind: 'read', runId: at.searchParams.get('ticket')! } : null,
      params: parse(route.schema?.params, params, 'params'),
      query: parse(route.schema?.query, Object.fromEntries(at.searchParams), 'query'),
      body: parse(route.schema?.body, body, 'body'),
      headers: request.headers,
      raw: request,
      response,
      signal: left.signal,
    })
  } catch (error) {
    reply = replyFromError(error instanceof UnfoldError ? error : new UnfoldError('INTERNAL', String(error)))
  }
  if (reply === 'streaming') return
  const text = reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body))
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(text)
}

function findRoute(routes: Route[], method: string, path: string): [Route, Record<string, string>] {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return [route, { ...match.groups }]
  }
  throw new UnfoldError('NOT_FOUND', 'There is nothing here.')
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  return schema ? requireShape(schema, value, where) : value
}
