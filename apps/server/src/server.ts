import { sql, type Kysely } from 'kysely'
import type { Logger } from 'pino'
import { type Backend, type Flow, type Limits, RunTails, type Statement } from 'unfold/core'
import {
  type Account,
  createRunApi,
  createRunRoutes,
  createRunStreams,
  type Route,
  type RunApi,
  type RunStreams,
} from 'unfold/server'
import { Worker } from 'unfold/worker'
import { createAccountRoutes } from './account-routes.ts'
import { Accounts } from './accounts.ts'
import { Credentials } from './credentials.ts'
import { createDoctorRoute } from './doctor-route.ts'
import { type Check, createHealthRoutes } from './health.ts'
import { createFamilyRoutes } from './family-routes.ts'
import { HttpServer } from './http-server.ts'
import { createMeteredLog } from './metered-log.ts'
import { createMetrics, createMetricsRoute, type Metrics } from './metrics.ts'
import { ParentLock } from './parent-lock.ts'
import { createParentRoutes } from './parent-routes.ts'
import type { Role } from './config.ts'
import { createTicketRoute } from './ticket-route.ts'
import { type StoryStart, Tickets } from './tickets.ts'
import { createTracedFlow } from './tracing/traced-flow.ts'
import type { Tracing } from './tracing/tracing.ts'

/** What an app is given to build its flows and routes on. */
export interface Engine {
  backend: ServerBackend
  tails: RunTails
  streams: RunStreams
  /** Starts runs under the account's limits. */
  api: RunApi
  metrics: Metrics
  /** Whether the account's parent has chosen a PIN. */
  hasPin: (accountId: string) => Promise<boolean>
}

/** What an app brings. */
export interface App {
  flows: readonly Flow[]
  routes: readonly Route[]
  /** Parts of readiness: the safety checker, for example. */
  checks?: readonly Check[]
  /** Whether an account may start this story; asked before a start ticket is given. */
  mayStart?: (account: Account, start: StoryStart) => Promise<boolean>
  /**
   * Its part of everything that an account has, the runs and their logs apart: sections of JSON by name. A list that may be
   * long is a function that gives its members one by one.
   */
  exportOf?: (accountId: string) => Promise<Record<string, unknown>>
  /** Removes its records of an account. The runs are erased before and after. */
  eraseOf?: (accountId: string) => Promise<void>
}

export interface ServerBackend extends Backend {
  /** The SQL that `records` speaks. */
  sql: 'sqlite' | 'postgres'
  /** Accounts and the apps' own records. */
  records: Kysely<any>
  /** Several statements, all or nothing. */
  transact(statements: readonly Statement[]): Promise<{ type: 'ok' } | { type: 'refused'; code: string }>
  /** Carries out each statement of the list once in the life of the store. */
  migrate(name: string, statements: readonly string[]): Promise<void>
}

export interface ServerOptions {
  /** The server closes it. */
  backend: ServerBackend
  createApps: (engine: Engine) => Promise<readonly App[]>
  /** Shown to people; the apps hold the model itself. */
  model: { id: string; offline: boolean }
  secret: string
  /** Whether the demo account answers on this machine. */
  demo: boolean
  origins: readonly string[]
  streaming: boolean
  limits: Limits
  deadlineMs: number
  /** `api` executes no run; `worker` answers only for its health. */
  role?: Role
  /** Runs that it executes at a time. */
  concurrency?: number | undefined
  webFolder: string
  version: string
  log: Logger
  /** The server closes it. Absent or null: nothing is traced. */
  tracing?: Tracing | null
  /** Attempts to sign in or up, from one address. */
  attemptsPerMinute?: number
  now?: () => number
}

/** A worker whose last round is older cannot be trusted to take a run. */
const FRESH_MS = 15_000
/** When readers that were sent away at shutdown come back: a restart takes about this long. */
const RETRY_MS = 1000

/** Everything wired and at work, with explicit options: what `main.ts` starts, and what tests start many times. */
export class Server implements AsyncDisposable {
  readonly http: HttpServer
  readonly #backend: Backend
  readonly #worker: Worker | null
  readonly #streams: RunStreams
  readonly #tracing: Tracing | null
  #closed: Promise<void> | null = null

  constructor(parts: {
    http: HttpServer
    backend: Backend
    worker: Worker | null
    streams: RunStreams
    tracing: Tracing | null
  }) {
    this.http = parts.http
    this.#tracing = parts.tracing
    this.#backend = parts.backend
    this.#worker = parts.worker
    this.#streams = parts.streams
  }

  get routes(): readonly Route[] {
    return this.http.routes
  }

  listen(host: string, port: number): Promise<string> {
    return this.http.listen(host, port)
  }

  /** Claims nothing more, hands over what runs, sends readers away with a time to come back, closes the stores. */
  close(graceMs = 3000): Promise<void> {
    this.#closed ??= this.#close(graceMs)
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(graceMs: number): Promise<void> {
    await this.#worker?.stop(graceMs)
    this.#streams.close(RETRY_MS)
    await this.http.close()
    await this.#backend[Symbol.asyncDispose]()
    await this.#tracing?.close()
  }
}

export async function createServer(options: ServerOptions): Promise<Server> {
  const { log, role = 'all', now = Date.now } = options
  await using resources = new AsyncDisposableStack()
  resources.use(options.backend)
  const metrics = createMetrics()
  const backend: ServerBackend = createMeteredBackend(options.backend, metrics)
  const onError = (error: unknown, runId: string | null = null) => log.error({ err: error, runId }, 'fault')
  const tails = new RunTails({ ...backend, onError })
  const streams = createRunStreams({ log: backend.log, tails, onError })

  const accounts = new Accounts({
    records: backend.records,
    sql: backend.sql,
    secret: options.secret,
    attemptsPerMinute: options.attemptsPerMinute ?? 20,
    now,
  })
  await accounts.migrate()
  const lock = new ParentLock({ backend, secret: options.secret, now })
  await lock.migrate()
  const { model, streaming, limits } = options
  // Filled by the apps below, which need the API to start runs of their own.
  const flows = new Map<string, Flow>()
  const api = createRunApi({ ...backend, tails, streams, flows, limits, streaming })
  const apps = await options.createApps({
    backend,
    tails,
    streams,
    api,
    metrics,
    hasPin: (accountId) => lock.hasPin(accountId),
  })
  const { tracing = null } = options
  for (const flow of apps.flatMap((app) => app.flows))
    flows.set(flow.name, tracing ? createTracedFlow(flow, tracing) : flow)

  const checks: Check[] = [
    await createStoreCheck(backend, now),
    ...(role === 'api' ? [] : [createWorkerCheck(() => worker?.lastBeatAt ?? 0, now)]),
    ...apps.flatMap((app) => app.checks ?? []),
  ]
  const ownHealth = [
    ...createHealthRoutes(checks),
    createMetricsRoute(metrics, { log: backend.log, lastBeatAt: () => worker?.lastBeatAt ?? null, now }),
  ]

  const tickets = new Tickets({ secret: options.secret, now })
  const credentials = new Credentials({ accounts, tickets, lock, demo: options.demo })
  const http = await HttpServer.create({
    routes:
      role === 'worker'
        ? ownHealth
        : [
            ...createAccountRoutes({ accounts, credentials, model, streaming }),
            createTicketRoute({
              tickets,
              api,
              mayStart: async (account, start) => {
                for (const app of apps) if (!((await app.mayStart?.(account, start)) ?? true)) return false
                return true
              },
            }),
            ...createParentRoutes({ lock, accounts, credentials }),
            ...createFamilyRoutes({ lock, accounts, credentials, apps, api, log: backend.log, onError }),
            ...createRunRoutes(api),
            ...apps.flatMap((app) => app.routes),
            createDoctorRoute(),
            ...ownHealth,
          ],
    credentials,
    origins: options.origins,
    metrics,
    log,
    webFolder: options.webFolder,
    version: options.version,
  })
  // Last: from here on runs are claimed.
  const policy = { deadlineMs: options.deadlineMs }
  const { concurrency } = options
  const worker =
    role === 'api' ? null : new Worker({ backend, tails, flows, concurrency, policy, now, onError })
  resources.move()
  return new Server({ http, backend, worker, streams, tracing })
}

function createMeteredBackend(backend: ServerBackend, metrics: Metrics): ServerBackend {
  return {
    ...backend,
    log: createMeteredLog(backend.log, metrics),
    [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
  }
}

function createWorkerCheck(lastBeatAt: () => number, now: () => number): Check {
  return {
    name: 'worker',
    run: async () => {
      if (now() - lastBeatAt() > FRESH_MS) throw new Error('the worker is silent')
    },
  }
}

/** A store that reads but cannot write is of no use, and only a write shows it. */
async function createStoreCheck(backend: ServerBackend, now: () => number): Promise<Check> {
  await backend.migrate('readiness', ['CREATE TABLE readiness (id INTEGER PRIMARY KEY, at BIGINT NOT NULL)'])
  return {
    name: 'store',
    run: async () => {
      await sql`INSERT INTO readiness (id, at) VALUES (1, ${now()})
        ON CONFLICT (id) DO UPDATE SET at = excluded.at`.execute(backend.records)
    },
  }
}
