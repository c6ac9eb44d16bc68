import { z } from 'zod'
import { chooseModel, chooseVisionModel, type ModelChoice } from './model-choice.ts'
import { computeNearMisses } from './near-miss.ts'
import { chooseTraceTarget, type TraceTarget } from './tracing/trace-target.ts'

/** What a person did wrong before the server could start: one plain sentence on stderr, exit code 2. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(least, `must be a whole number from ${least} to ${most}`)
        .max(most, `must be a whole number from ${least} to ${most}`),
    )

const decimal = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, `must be a number from ${least} to ${most}`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, `must be a number from ${least} to ${most}`)
        .max(most, `must be a number from ${least} to ${most}`),
    )

/** What a process of a cluster does. */
export const ROLES = ['all', 'api', 'worker'] as const
export type Role = (typeof ROLES)[number]

const onOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on')
const trueFalse = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true')
const text = z.string().min(1)
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' })
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

const origins = z.string().transform((list, context) =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => {
      if (URL.canParse(item) && new URL(item).origin === item) return item
      context.addIssue({
        code: 'custom',
        message: 'must be a list of origins like https://example.org, separated by commas',
      })
      return z.NEVER
    }),
)

interface Setting {
  schema: z.ZodType<unknown, string>
  /** Text of the value that holds when the variable is not set; absent: nothing holds. */
  fallback?: string
  about: string
}

const setting = <T, D extends string | undefined = undefined>(
  schema: z.ZodType<T, string>,
  about: string,
  fallback?: D,
) => ({ schema, about, fallback }) as { schema: z.ZodType<T, string>; about: string; fallback: D }

/** Every variable that the server reads, in the order of `.env.example`. */
export const SETTINGS = {
  HOST: setting(
    text,
    'Address to listen on. The default answers on both 127.0.0.1 and ::1, and nowhere else.',
    'localhost',
  ),
  PORT: setting(integer(0, 65535), 'Port to listen on; 0 takes a free one.', '8000'),
  UNFOLD_DATA: setting(text, 'Folder of the embedded database and of the generated secret.', './data'),
  UNFOLD_MODEL: setting(
    text,
    'Language model: offline, openai:<model> or ollama:<model>. Without it OLLAMA_MODEL decides, then OPENAI_API_KEY, then offline.',
  ),
  UNFOLD_VISION_MODEL: setting(
    text,
    'Language model that sees, for photos of a wardrobe: openai:<model> or ollama:<model>. Without it no photo is sent anywhere.',
  ),
  OPENAI_API_KEY: setting(text, 'Key of the OpenAI-compatible server.'),
  OPENAI_BASE_URL: setting(webUrl, 'Any OpenAI-compatible server; OpenAI itself when not set.'),
  OLLAMA_MODEL: setting(text, 'Selects Ollama and this model.'),
  OLLAMA_BASE_URL: setting(webUrl, 'Where Ollama answers.', 'http://localhost:11434'),
  OLLAMA_TEMPERATURE: setting(decimal(0, 2), 'Sampling temperature for Ollama.', '0.7'),
  OLLAMA_MAX_TOKENS: setting(integer(1, 1_000_000), 'Most tokens of one answer from Ollama.', '2000'),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    webUrl,
    'Sends traces of runs, steps and model calls to this OTLP collector (HTTP, JSON).',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: setting(text, 'Headers for the collector: name=value, separated by commas.'),
  OTEL_SERVICE_NAME: setting(text, 'Name of this service in traces.', 'unfold'),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: setting(
    trueFalse,
    'true sends prompts and answers too, children’s words and unchecked text among them: for development only.',
    'false',
  ),
  LANGSMITH_TRACING: setting(
    trueFalse,
    'true sends the traces to LangSmith, where no other collector is named.',
    'false',
  ),
  LANGSMITH_API_KEY: setting(text, 'Key for LangSmith.'),
  LANGSMITH_PROJECT: setting(text, 'Project in LangSmith; its default project when not set.'),
  LANGSMITH_ENDPOINT: setting(webUrl, 'Where LangSmith answers.', 'https://api.smith.langchain.com'),
  DATABASE_URL: setting(
    databaseUrl,
    'A PostgreSQL database (14 or newer): the log, the queue and all records go there, and any number of processes share it.',
  ),
  REDIS_URL: setting(
    redisUrl,
    'Redis beside DATABASE_URL, for a large cluster: the queue and the wake-ups go there.',
  ),
  UNFOLD_ROLE: setting(
    z.enum(ROLES, 'must be all, api or worker'),
    'What this process does: all, api (serves, runs nothing) or worker (runs, serves its health alone).',
    'all',
  ),
  UNFOLD_WORKER_CONCURRENCY: setting(
    integer(1, 10_000),
    'Runs that this process executes at a time, where it executes any.',
    '64',
  ),
  UNFOLD_DEMO: setting(
    onOff,
    'The demo account, which answers on loopback without a credential: on or off.',
    'on',
  ),
  UNFOLD_ORIGINS: setting(origins, 'Further origins whose pages may call the API, separated by commas.', ''),
  UNFOLD_STREAMING: setting(onOff, 'off makes every stream endpoint answer 503, and clients poll.', 'on'),
  UNFOLD_OFFLINE_TOKENS_PER_S: setting(
    decimal(0, 1_000_000),
    'Pace of the offline authors in tokens a second; 0 means as fast as they can.',
    '60',
  ),
  UNFOLD_RUN_DEADLINE_S: setting(
    integer(1, 86_400),
    'Seconds after which a run ends as DEADLINE_EXCEEDED.',
    '600',
  ),
  UNFOLD_LIMIT_CONCURRENT_RUNS: setting(
    integer(1, 100_000),
    'Runs that one account may have at work at a time.',
    '10',
  ),
  UNFOLD_LIMIT_STARTS_PER_HOUR: setting(
    integer(1, 1_000_000),
    'Runs that one account may start in an hour.',
    '120',
  ),
  UNFOLD_LIMIT_TOKENS_PER_DAY: setting(
    integer(1, 999_999_999),
    'Model tokens that one account may use in a day.',
    '1000000',
  ),
  UNFOLD_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters'),
    'Signs sessions and tickets. Without it one is generated once and kept in the data folder.',
  ),
  UNFOLD_LOG: setting(
    z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug'),
    'Log level: silent, error, warn, info or debug.',
    'info',
  ),
  UNFOLD_FAULT: setting(text, 'For tests only: the named point at which the process kills itself.'),
} satisfies Record<string, Setting>

/** Read by the command line, where it speaks to a server; no settings of the server itself. */
const COMMAND_LINE = ['UNFOLD_URL', 'UNFOLD_TOKEN', 'UNFOLD_PIN', 'UNFOLD_PASSWORD']

type Settings = typeof SETTINGS
type Name = keyof Settings
type Values = {
  [N in Name]: Settings[N]['fallback'] extends string
    ? z.output<Settings[N]['schema']>
    : z.output<Settings[N]['schema']> | undefined
}

export interface Config extends Values {
  model: ModelChoice
  /** Null: no photo is looked at. */
  vision: ModelChoice | null
  /** Null: nothing is traced. */
  traces: TraceTarget | null
  warnings: string[]
}

/** Throws `StartError` with one sentence per mistake. An empty variable counts as not set. */
export function configFromEnv(env: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { schema, fallback }] of Object.entries(SETTINGS) as [string, Setting][]) {
    const given = env[name] || fallback
    if (given === undefined) continue
    const parsed = schema.safeParse(given)
    if (parsed.success) values[name] = parsed.data
    else
      mistakes.push(`${name} ${parsed.error.issues[0]!.message}${isSecret(name) ? '' : `, not "${given}"`}.`)
  }
  const settings = values as Values
  if (settings.DATABASE_URL === undefined) {
    if (settings.REDIS_URL !== undefined)
      mistakes.push('REDIS_URL needs DATABASE_URL beside it: the log is never in Redis.')
    if (settings.UNFOLD_ROLE !== undefined && settings.UNFOLD_ROLE !== 'all') {
      mistakes.push(
        `UNFOLD_ROLE=${settings.UNFOLD_ROLE} needs DATABASE_URL: one process does everything on the embedded backend.`,
      )
    }
  }
  const model = chooseModel(settings)
  if ('mistake' in model) mistakes.push(model.mistake)
  const vision = chooseVisionModel(settings)
  if (vision && 'mistake' in vision) mistakes.push(vision.mistake)
  const traces = chooseTraceTarget(settings)
  if (traces && 'mistake' in traces) mistakes.push(traces.mistake)
  if (
    mistakes.length > 0 ||
    'mistake' in model ||
    (vision && 'mistake' in vision) ||
    (traces && 'mistake' in traces)
  )
    throw new StartError(mistakes.join('\n'))
  return {
    ...settings,
    model,
    vision,
    traces,
    warnings: computeNearMisses(Object.keys(env), [...Object.keys(SETTINGS), ...COMMAND_LINE]),
  }
}

export function envExample(): string {
  const blocks = (Object.entries(SETTINGS) as [string, Setting][]).map(
    ([name, { about, fallback }]) => `# ${about}\n# ${name}=${fallback ?? ''}\n`,
  )
  return `# Every variable is optional; what stands here is the default.\n\n${blocks.join('\n')}`
}

function isSecret(name: string): boolean {
  return /KEY|SECRET|HEADERS|_URL$/.test(name)
}
