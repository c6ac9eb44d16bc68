import { openBullmqQueue, openRedisWakeUps } from 'unfold/bullmq'
import { openPostgresBackend } from 'unfold/postgres'
import type { ServerBackend } from './server.ts'

export interface ClusterBackendOptions {
  databaseUrl: string
  redisUrl: string | undefined
  faults: string | undefined
  onError: (error: unknown) => void
}

/** Log and records on PostgreSQL; queue and wake-ups there too, or on Redis where there is one. */
export async function openClusterBackend(options: ClusterBackendOptions): Promise<ServerBackend> {
  const { databaseUrl, redisUrl, faults, onError } = options
  await using resources = new AsyncDisposableStack()
  const store = resources.use(await openPostgresBackend({ connectionString: databaseUrl, faults, onError }))
  const connection = redisUrl === undefined ? { databaseUrl } : { redisUrl }
  const queue = resources.use(await openBullmqQueue({ connection, onError }))
  const wakeUps =
    redisUrl === undefined ? store.wakeUps : resources.use(await openRedisWakeUps({ redisUrl, onError }))
  const opened = resources.move()
  return { ...store, queue, wakeUps, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
