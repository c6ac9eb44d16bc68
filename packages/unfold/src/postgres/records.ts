import type { Kysely as KyselyInstance, PostgresPool, PostgresPoolClient } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { valueFromParameter } from './database.ts'
import { errorFromCause } from './store-error.ts'

/** Kysely over a pool, with values stored and errors named as on every other backend. */
export function createRecords(pool: Pool): KyselyInstance<any> {
  const face: PostgresPool = {
    options: pool.options,
    connect: async () => clientFromPooled(await pool.connect().catch(rethrow)),
    // The backend closes it.
    end: async () => {},
  }
  return new Kysely<any>({ dialect: new PostgresDialect({ pool: face }) })
}

const pooled = new WeakMap<PoolClient, PostgresPoolClient>()

/** One face for each connection, because the dialect remembers by it which connections it has seen. */
function clientFromPooled(client: PoolClient): PostgresPoolClient {
  const known = pooled.get(client)
  if (known) return known
  const face = {
    query: (sql: string, parameters: readonly unknown[]) =>
      client.query(sql, parameters.map(valueFromParameter)).catch(rethrow),
    release: (destroy?: boolean) => client.release(destroy),
  } as unknown as PostgresPoolClient
  pooled.set(client, face)
  return face
}

function rethrow(cause: unknown): never {
  throw errorFromCause(cause)
}
