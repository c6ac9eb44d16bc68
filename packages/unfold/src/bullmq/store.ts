import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type Processor,
  type Queue,
  runMigrations,
  withBackend,
  type Worker,
  type WorkerOptions,
} from 'bullmq'
import { computeRedisPause, openRedis } from './redis.ts'

/** Where the queue lies: in PostgreSQL, in a schema of its own, or in Redis, under a prefix. */
export type QueueConnection = { databaseUrl: string; schema?: string } | { redisUrl: string; prefix?: string }

export type RunJobs = Queue<null, void, 'run'>
export type RunJobWorker = Worker<null, void, 'run'>
type WorkerSettings = Omit<WorkerOptions, 'connection'>

/** BullMQ on one connection; neither of the two classes does anything yet that needs it. */
export interface QueueStore {
  openJobs(): RunJobs
  openWorker(process: Processor<null, void, 'run'>, settings: WorkerSettings): RunJobWorker
}

const QUEUE = 'runs'
/** BullMQ tells each change of each job to a stream that nobody here reads; its default is 10,000 entries. */
const MAX_JOB_EVENTS = 1000
const CONNECT_MS = 5_000
const QUERY_MS = 10_000
/** A migration that froze must not keep the others waiting for its lock. */
const IDLE_IN_MIGRATION_MS = 10_000

/** Rejects when the store cannot be reached: a wrong address is a start-up mistake, not something to wait for. */
export async function openQueueStore(connection: QueueConnection): Promise<QueueStore> {
  if ('databaseUrl' in connection) {
    const { databaseUrl, schema = 'unfold_queue' } = connection
    await migrate(databaseUrl, schema)
    const pool = {
      connectionString: databaseUrl,
      schema,
      max: 4,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      keepAlive: true,
    }
    return createStore(createPostgresBackend as BackendFactory, pool, pool, {})
  }
  const { redisUrl, prefix = 'unfold' } = connection
  // BullMQ would wait for a Redis that is not there.
  ;(await openRedis(redisUrl, {}, () => undefined)).disconnect()
  const redis = { url: redisUrl, connectTimeout: CONNECT_MS, retryStrategy: computeRedisPause }
  // An enqueue while Redis is away fails soon, and the sweep makes up for it; a worker's commands wait for Redis.
  const forJobs = { ...redis, maxRetriesPerRequest: 1 }
  const forWorker = { ...redis, maxRetriesPerRequest: null }
  return createStore(createRedisBackend, forJobs, forWorker, { prefix })
}

function createStore(
  factory: BackendFactory,
  forJobs: object,
  forWorker: object,
  naming: { prefix?: string },
): QueueStore {
  const classes = withBackend(factory as BackendFactory<ReturnType<BackendFactory>, object>)
  return {
    openJobs: () =>
      new classes.Queue(QUEUE, {
        ...naming,
        connection: forJobs,
        streams: { events: { maxLen: MAX_JOB_EVENTS } },
      }) as unknown as RunJobs,
    openWorker: (process, settings) =>
      new classes.Worker(QUEUE, process, {
        ...naming,
        ...settings,
        connection: forWorker,
      }) as unknown as RunJobWorker,
  }
}

/** On one client, because BullMQ's lock belongs to a transaction. Any number of processes may do it at once. */
async function migrate(databaseUrl: string, schema: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_MIGRATION_MS,
  })
  // A connection that breaks rejects the query as well; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await runMigrations(client, schema)
  } finally {
    await client.end()
  }
}
