import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import type { LogStage } from '../testing/backend-stage.ts'
import { describeLog } from '../testing/backend-suite.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import { openPostgresBackend } from './postgres-backend.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

describeLog('the log on PostgreSQL', openStage)

/** PostgreSQL as the shared suite wants it: a schema of its own, a clock that can be moved. */
async function openStage(): Promise<LogStage> {
  const schema = `suite_${randomUUID().slice(0, 8)}`
  let aheadMs = 0
  const backend = await openPostgresBackend({
    connectionString: server.url,
    schema,
    now: () => Date.now() + aheadMs,
  })
  return {
    backend,
    records: backend.records,
    newEpoch: () => backend.newEpoch(),
    advance: (ms) => (aheadMs += ms),
    async close() {
      await backend.transact([{ sql: `DROP SCHEMA ${schema} CASCADE`, parameters: [] }])
      await backend[Symbol.asyncDispose]()
    },
  }
}
