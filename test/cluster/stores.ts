import { afterAll, beforeAll } from 'vitest'
import {
  createPostgresDatabase,
  type PostgresDatabase,
} from '../../packages/unfold/src/testing/postgres-database.ts'
import { type PostgresServer, startPostgres } from '../../packages/unfold/src/testing/postgres-server.ts'
import { type RedisServer, startRedis } from '../../packages/unfold/src/testing/redis-server.ts'
import { ServerProcess } from '../harness/server-process.ts'

/** For the tests of a file or block: opened before them, closed behind them, with whatever servers they have left. */
export function useStores(options: { redis: boolean }): () => ClusterStores {
  let stores: ClusterStores | null = null
  beforeAll(async () => {
    stores = await ClusterStores.open(options)
  })
  afterAll(async () => {
    await ServerProcess.endAll()
    await stores?.[Symbol.asyncDispose]()
  })
  return () => stores!
}

/** What a cluster stands on: one PostgreSQL, with or without a Redis. Each test has a database of its own in it. */
export class ClusterStores implements AsyncDisposable {
  readonly postgres: PostgresServer
  readonly redis: RedisServer | null
  #databases = 0

  private constructor(postgres: PostgresServer, redis: RedisServer | null) {
    this.postgres = postgres
    this.redis = redis
  }

  static async open(options: { redis: boolean }): Promise<ClusterStores> {
    const postgres = await startPostgres()
    try {
      return new ClusterStores(postgres, options.redis ? await startRedis() : null)
    } catch (error) {
      await postgres[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Empty, with the variables that send a server there. */
  async createDatabase(): Promise<PostgresDatabase & { env: NodeJS.ProcessEnv }> {
    const database = await createPostgresDatabase(this.postgres.url)
    const env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }
    if (this.redis) env.REDIS_URL = this.#nextRedisUrl(this.redis)
    return { ...database, env }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.postgres[Symbol.asyncDispose](), this.redis?.[Symbol.asyncDispose]()])
  }

  /** Redis counts its databases from 0 to 15; tests of one file that run at once must not take each other's runs. */
  #nextRedisUrl(redis: RedisServer): string {
    const url = new URL(redis.url)
    url.pathname = `/${this.#databases++ % 16}`
    return url.href
  }
}
