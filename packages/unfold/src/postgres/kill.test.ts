import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { describeKills } from '../testing/kill-suite.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import { openForKill } from './kill-stage.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

describeKills('the log on PostgreSQL, its process killed', {
  openerModule: new URL('./kill-stage.ts', import.meta.url).href,
  async openForKill(location, fault) {
    await untilGone(new URL(location.split(' ')[0]!).searchParams.get('application_name')!)
    return openForKill(location, fault)
  },
  async createLocation() {
    const schema = `kill_${randomUUID().slice(0, 8)}`
    const url = new URL(server.url)
    url.searchParams.set('application_name', schema)
    return {
      location: `${url.href} ${schema}`,
      [Symbol.asyncDispose]: () => query(`DROP SCHEMA ${schema} CASCADE`).then(() => {}),
    }
  },
  faults: [
    'postgres:in-commit:accept@2',
    'postgres:after-commit:accept@2',
    'postgres:before-commit:open@2',
    'postgres:after-commit:open@2',
    'postgres:before-commit:append@17',
    'postgres:after-commit:append@23',
    'log:after-append:text@31',
    'postgres:in-commit:end',
    'postgres:after-commit:end',
  ],
  randomKills: 2,
})

/** The server may still carry out what the dead process has asked for last. */
async function untilGone(application: string): Promise<void> {
  const sessions = `SELECT 1 FROM pg_stat_activity WHERE application_name = '${application}'`
  while ((await query(sessions)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client(server.url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
