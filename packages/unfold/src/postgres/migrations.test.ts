import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../testing/backend-stage.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import { Database } from './database.ts'
import { migrate } from './migrations.ts'
import { openPostgresBackend } from './postgres-backend.ts'
import { SCHEMA } from './schema.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

/** A run as the schema held it before its moving columns had a table of their own. */
const RUN = `INSERT INTO unfold_runs (run_id, account_id, flow, version, status, attempt, head, last_at, append_n, append_count,
    append_head, cancelling, fruitless, accepted_at, heartbeat_at, ended_at, end_attempt, variant, counted)
  VALUES ($1, 'ann', 'tick', 1, $2, 1, $3, 2000, $4, 1, $3, false, 0, 1000, 2000, $5, $6, '', true) RETURNING run`
const ENTRY = 'INSERT INTO unfold_entries (run, seq, at, bodies) VALUES ($1, $2, 1500, $3)'
const COMPLETED = {
  type: 'run.completed' as const,
  output: 1,
  usage: { inputTokens: 0, outputTokens: 0, estimated: true },
}
const ACCEPTED = { type: 'run.accepted', flow: 'tick', version: 1, input: 3, continues: null }

test('a store from before goes on: its runs are found, listed, read, written to and ended', async () => {
  const schema = `old_${randomUUID().slice(0, 8)}`
  const settings = { connectionString: server.url, schema }
  const database = new Database(settings, { max: 1, onError: () => {} })
  const before = SCHEMA.findIndex((sql) => sql.includes('CREATE TABLE unfold_heads'))
  await migrate(database, schema, 'unfold', SCHEMA.slice(0, before))
  const store = async (row: unknown[], bodies: object[]) => {
    const [stored] = await database.query<{ run: number }>(RUN, row)
    await database.query('INSERT INTO unfold_inputs (run, input) VALUES ($1, $2)', [stored!.run, '3'])
    for (const [index, body] of bodies.entries())
      await database.query(ENTRY, [stored!.run, index + 1, JSON.stringify([body])])
    return stored!.run
  }
  const events = [ACCEPTED, { type: 'run.started', attempt: 1 }, { type: 'text', part: 'p', text: 'one' }]
  await store(['running', 'running', 3, 1, null, null], events)
  const ended = await store(['ended', 'completed', 4, 1, 1900, 1], [...events, COMPLETED])
  await database.query('INSERT INTO unfold_uncompacted (run) VALUES ($1)', [ended])
  await database.close()

  await using backend = await openPostgresBackend(settings)
  const { log } = backend
  expect(await log.list({ accountId: 'ann', limit: 10 })).toMatchObject([
    { runId: 'ended', status: 'completed', input: 3, head: 4, endedAt: 1900 },
    { runId: 'running', status: 'running', input: 3, head: 3, endedAt: null },
  ])
  expect(await log.durations('tick', 10)).toEqual([900])
  expect(await log.compact(10)).toBe(1)
  expect(await log.read('ended', 2)).toMatchObject([{ seq: 3, text: 'one' }, { type: 'run.completed' }])
  expect(await log.append('running', 1, 2, [text('two')], [])).toMatchObject({
    type: 'ok',
    events: [{ seq: 4, text: 'two' }],
  })
  expect(await log.end('running', 1, COMPLETED, [], [])).toMatchObject({
    type: 'ok',
    event: { seq: 5 },
  })
  expect(await log.durations('tick', 10)).toHaveLength(2)
  await expect(backend.migrate('unfold', SCHEMA.slice(0, before))).rejects.toThrow('A newer version')
  await backend.transact([{ sql: `DROP SCHEMA ${schema} CASCADE`, parameters: [] }])
})
