import { randomUUID } from 'node:crypto'
import { Client, Pool } from 'pg'

/** A database of a test's own, on a server that others may use as well. */
export interface PostgresDatabase extends AsyncDisposable {
  readonly url: string
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
}

/** Dropped with whoever is still connected when the test is over. */
export async function createPostgresDatabase(serverUrl: string): Promise<PostgresDatabase> {
  const name = `unfold_${randomUUID().slice(0, 8)}`
  await ask(serverUrl, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pool = new Pool({ connectionString: url.href, max: 2 })
  // A server that restarts cuts idle connections.
  pool.on('error', () => undefined)
  return {
    url: url.href,
    async query<Row>(sql: string, values: unknown[] = []) {
      return (await pool.query(sql, values)).rows as Row[]
    },
    async [Symbol.asyncDispose]() {
      await pool.end()
      await ask(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function ask(serverUrl: string, sql: string): Promise<void> {
  const client = new Client(serverUrl)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
