import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { UnfoldError } from 'unfold/protocol'
import packageJson from '../package.json' with { type: 'json' }
import { createApps } from './apps.ts'
import { type Config, configFromEnv, envExample, StartError } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import type { ModelChoice } from './model-choice.ts'
import { readOrCreateSharedSecret } from './shared-secret.ts'
import { createServer, type Server, type ServerBackend } from './server.ts'

/** Which stores, and where. Without a database address: the embedded ones, in the folder. */
export interface BackendChoice {
  folder: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  faults: string | undefined
  onError: (error: unknown) => void
}

export interface ServeOptions {
  env: Readonly<Record<string, string | undefined>>
  arguments: readonly string[]
  openBackend: (options: BackendChoice) => Promise<ServerBackend>
  out: (text: string) => void
  complain: (text: string) => void
  /** Aborts when the process is asked to stop. */
  stop: AbortSignal
}

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url))
/** Most systems kill a process ten seconds after they asked it to stop. */
const GRACE_MS = 3000

/** Serves until it is told to stop; answers the exit code. Every mistake at start is one plain sentence and a 2. */
export async function serve(options: ServeOptions): Promise<number> {
  if (options.arguments.includes('--print-env')) {
    options.out(envExample())
    return 0
  }
  try {
    const config = configFromEnv(options.env)
    for (const warning of config.warnings) options.complain(`Warning: ${warning}\n`)
    await using server = await start(config, options)
    await aborted(options.stop)
    await server.close(GRACE_MS)
    return 0
  } catch (error) {
    const mistake = startMistakeFrom(error)
    if (mistake === null) throw error
    options.complain(`${mistake}\n`)
    return 2
  }
}

async function start(config: Config, { openBackend, out }: ServeOptions): Promise<Server> {
  const data = openDataFolder(config.UNFOLD_DATA, config.UNFOLD_SECRET)
  const log = pino({ level: config.UNFOLD_LOG, base: null })
  const backend = await openBackend({
    folder: data.path,
    databaseUrl: config.DATABASE_URL,
    redisUrl: config.REDIS_URL,
    faults: config.UNFOLD_FAULT,
    onError: (error) => log.error({ err: error }, 'store fault'),
  })
  const shared = backend.sql === 'postgres' && config.UNFOLD_SECRET === undefined
  // Only what is asked for is loaded.
  const { Tracing } = config.traces ? await import('./tracing/tracing.ts') : {}
  const tracing = config.traces && Tracing ? new Tracing(config.traces, packageJson.version) : null
  const server = await createServer({
    backend,
    ...createApps(config.model, data.path, { tracing, vision: config.vision }),
    tracing,
    role: config.UNFOLD_ROLE,
    concurrency: config.UNFOLD_WORKER_CONCURRENCY,
    secret: shared ? await readOrCreateSharedSecret(backend) : data.secret,
    demo: config.UNFOLD_DEMO,
    origins: config.UNFOLD_ORIGINS,
    streaming: config.UNFOLD_STREAMING,
    limits: {
      concurrentRuns: config.UNFOLD_LIMIT_CONCURRENT_RUNS,
      startsPerHour: config.UNFOLD_LIMIT_STARTS_PER_HOUR,
      tokensPerDay: config.UNFOLD_LIMIT_TOKENS_PER_DAY,
    },
    deadlineMs: config.UNFOLD_RUN_DEADLINE_S * 1000,
    webFolder: WEB_FOLDER,
    version: packageJson.version,
    log,
  })
  try {
    const url = await server.listen(config.HOST, config.PORT)
    out(startBlock(config, url, data.path))
    return server
  } catch (error) {
    await server.close(0)
    throw listenMistakeFrom(error, config)
  }
}

function startBlock(config: Config, url: string, folder: string): string {
  const { model, vision } = config
  const nameOf = (one: ModelChoice) =>
    one.kind === 'offline' ? 'the built-in offline authors' : `${one.kind}:${one.model}`
  const demo = config.UNFOLD_DEMO
    ? 'on: whoever sits at this machine needs no account (UNFOLD_DEMO=off ends that)'
    : 'off'
  return `
  Unfold is ready at ${url}

    Model  ${nameOf(model)}, because ${model.why}${vision ? `\n    Photos ${nameOf(vision)} looks at them` : ''}
    Data   ${folder}
    Demo   ${demo}${config.traces ? `\n    Traces ${new URL(config.traces.url).origin}` : ''}
    API    ${url}/docs

`
}

function listenMistakeFrom(error: unknown, { HOST, PORT }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartError(`Port ${PORT} is taken; PORT chooses another one.`)
    case 'EACCES':
      return new StartError(`Port ${PORT} may not be opened by this user; PORT chooses another one.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`HOST must be an address of this machine, not "${HOST}".`)
    default:
      return error
  }
}

/** The sentence for what a person can put right; null for a fault of ours, which keeps its stack. */
function startMistakeFrom(error: unknown): string | null {
  if (UNREACHABLE.has((error as { code?: string } | null)?.code ?? '')) {
    const { cause } = error as Error
    // PostgreSQL did answer: no such database, a wrong password, too many connections.
    if (cause instanceof Error && 'severity' in cause) {
      return `The database that DATABASE_URL names cannot be used: ${cause.message}.`
    }
    return 'The database that DATABASE_URL names, or the Redis of REDIS_URL, does not answer.'
  }
  if (error instanceof UnfoldError && error.code === 'INTERNAL') {
    return `The database could not be brought to this version: ${error.message}. Is it another program's?`
  }
  if (error instanceof StartError || error instanceof UnfoldError) return error.message
  if ((error as { code?: string } | null)?.code === 'ERR_SQLITE_ERROR') {
    return `The database in the data folder cannot be opened: ${(error as Error).message}.`
  }
  return null
}

/** Of our own stores, of sockets and of names. */
const UNREACHABLE = new Set([
  'UNAVAILABLE',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
])

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}
