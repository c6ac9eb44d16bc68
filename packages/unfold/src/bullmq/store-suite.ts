import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { startPostgres } from '../testing/postgres-server.ts'
import { hasOwnRedis, hasRedis, startRedis } from '../testing/redis-server.ts'
import type { QueueConnection } from './store.ts'

/** One server on which the queue's tests play. */
export interface TestStore {
  kind: 'PostgreSQL' | 'Redis'
  /** A place of its own on the server, for one test. */
  newConnection(): QueueConnection
  /** Everything is gone, as after a FLUSHALL. */
  wipe(connection: QueueConnection): Promise<void>
  restart(): Promise<void>
  /** The server is gone for good. */
  end(): Promise<void>
}

/** Calls `body` for each kind of store; a Redis that is not there, or not ours to `hurt`, is a skip with a name. */
export function describeStores(
  name: string,
  body: (get: () => TestStore) => void,
  { hurt = false }: { hurt?: boolean } = {},
): void {
  const describeOn = (kind: TestStore['kind'], skip: boolean, start: () => Promise<Started>) =>
    describe.skipIf(skip)(`${name} on ${kind}`, () => {
      let started: Started
      beforeAll(async () => {
        started = await start()
      })
      afterAll(() => started[Symbol.asyncDispose]())
      body(() => started)
    })
  describeOn('PostgreSQL', false, startPostgresStore)
  describeOn('Redis', !(hurt ? hasOwnRedis : hasRedis), startRedisStore)
}

type Started = TestStore & AsyncDisposable

async function startPostgresStore(): Promise<Started> {
  // Never one that was lent, because it is restarted.
  const server = await startPostgres({ url: '' })
  return {
    kind: 'PostgreSQL',
    newConnection: () => ({ databaseUrl: server.url, schema: `queue_${randomUUID().replaceAll('-', '')}` }),
    async wipe(connection) {
      const client = new pg.Client(server.url)
      await client.connect()
      await client.query(`DELETE FROM ${(connection as { schema: string }).schema}.job`)
      await client.end()
    },
    restart: () => server.restart(),
    end: async () => await server[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function startRedisStore(): Promise<Started> {
  const server = await startRedis()
  return {
    kind: 'Redis',
    newConnection: () => ({ redisUrl: server.url, prefix: randomUUID() }),
    async wipe() {
      const redis = new Redis(server.url)
      await redis.flushall()
      redis.disconnect()
    },
    restart: () => server.restart(),
    end: async () => await server[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
