import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptRequest, acceptRun, COMPLETED, startRun, text } from '../testing/backend-stage.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import type { TcpProxy } from '../testing/tcp-proxy.ts'
import { startTcpProxy } from '../testing/tcp-proxy.ts'
import { Database } from './database.ts'
import type { PostgresBackend } from './postgres-backend.ts'
import { openPostgresBackend } from './postgres-backend.ts'

let server: PostgresServer
let proxy: TcpProxy
let schema: string
let backend: PostgresBackend
const insertSaved = { sql: 'INSERT INTO saved (name) VALUES ($1)', parameters: ['a'] }

beforeAll(async () => {
  // Never one that was lent: it is restarted.
  server = await startPostgres({ url: '' })
  proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(async () => {
  schema = `cut_${randomUUID().slice(0, 8)}`
  const url = new URL(server.url)
  url.port = String(proxy.port)
  backend = await openPostgresBackend({ connectionString: url.href, schema })
  await backend.migrate('saved', ['CREATE TABLE saved (name text PRIMARY KEY)'])
})
afterEach(() => backend[Symbol.asyncDispose]())

const stage = () => ({ backend })

describe.for(['before', 'after'] as const)('a connection that is cut %s the commit', (when) => {
  test('an append whose outcome is unknown is sent again and stored once', async () => {
    const { runId } = await startRun(stage())
    const cut = proxy.cutAt('unfold_append', when)
    const append = () =>
      backend.log.append(runId, 1, 1, [text('a'), text('b')], [{ step: 's', key: 'k', value: 1 }])
    await expect(append()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await cut
    const again = await append()
    expect(again).toEqual({ type: 'ok', cancelling: false, events: await backend.log.read(runId, 2) })
    expect((await backend.log.read(runId, 0)).map((event) => event.seq)).toEqual([1, 2, 3, 4])
    expect(await backend.log.append(runId, 1, 2, [text('c')], [])).toMatchObject({ events: [{ seq: 5 }] })
  })

  test('every run of the group is told, and each can send its own again', async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, () => startRun(stage())))
    const cut = proxy.cutAt('unfold_append', when)
    const appendAll = () =>
      Promise.allSettled(runs.map(({ runId }) => backend.log.append(runId, 1, 1, [text('a')], [])))
    expect((await appendAll()).map((answer) => answer.status)).toEqual(Array(10).fill('rejected'))
    await cut
    expect((await appendAll()).map((answer) => answer.status)).toEqual(Array(10).fill('fulfilled'))
    for (const { runId } of runs) expect(await backend.log.read(runId, 2)).toMatchObject([{ seq: 3 }])
  })

  test('an end with its records is sent again and stored once', async () => {
    const { runId } = await startRun(stage())
    const cut = proxy.cutAt('COMMIT', when)
    const end = () => backend.log.end(runId, 1, COMPLETED, [insertSaved], [])
    await expect(end()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await cut
    expect(await end()).toMatchObject({ type: 'ok', event: { seq: 3, type: 'run.completed' } })
    expect(await backend.records.selectFrom('saved').selectAll().execute()).toHaveLength(1)
    expect(await backend.log.find(runId)).toMatchObject({ status: 'completed', head: 3 })
    // Not the same end: the first one has won.
    expect(await backend.log.end(runId, 1, { type: 'run.cancelled' }, [], [])).toEqual({ type: 'ended' })
  })

  test('a start is sent again and is one run', async () => {
    const request = acceptRequest()
    const cut = proxy.cutAt('COMMIT', when)
    await expect(backend.log.accept(request)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await cut
    expect(await backend.log.accept(request)).toMatchObject({
      type: when === 'before' ? 'accepted' : 'existing',
      run: { runId: request.runId },
    })
    expect(await backend.log.list({ accountId: request.accountId, limit: 5 })).toHaveLength(1)
  })
})

test('a server that restarts is found again, with everything that was answered', async () => {
  const { runId } = await startRun(stage())
  await backend.log.append(runId, 1, 1, [text('a')], [])
  await server.restart()
  expect(await backend.log.append(runId, 1, 2, [text('b')], [])).toMatchObject({ events: [{ seq: 4 }] })
  expect(await backend.log.read(runId, 2)).toHaveLength(2)
  expect(await backend.records.selectFrom('saved').selectAll().execute()).toEqual([])
})

/** What a stopped process is to the server: a transaction with locks, and then nothing more. */
async function freezeHolding(runId: string, accountId: string) {
  const settings = { connectionString: server.url, schema }
  const database = new Database(settings, { max: 1, onError: () => {} })
  const holding = Promise.withResolvers<void>()
  const frozen = database.transaction(async (transaction) => {
    await transaction.query('SELECT 1 FROM unfold_heads WHERE run_id = $1 FOR UPDATE', [runId])
    await transaction.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('unfold account ' || current_schema() || ' ' || $1, 0))`,
      [accountId],
    )
    holding.resolve()
    await thawed.promise
    await transaction.query('UPDATE unfold_heads SET head = 99 WHERE run_id = $1', [runId])
  })
  const thawed = Promise.withResolvers<void>()
  frozen.catch(() => {})
  await holding.promise
  return {
    async thaw() {
      thawed.resolve()
      await expect(frozen).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      await database.close()
    },
  }
}

test('a client that freezes within a transaction holds up nobody for long: its run is taken over, its account starts runs, and it writes nothing more', async () => {
  const { runId, accountId } = await startRun(stage())
  const frozen = await freezeHolding(runId, accountId)
  const takeover = backend.log.openAttempt(runId, 1)
  const start = acceptRun(stage(), { accountId })
  expect(await takeover).toMatchObject({ type: 'opened', run: { attempt: 2 } })
  await start
  await frozen.thaw()
  expect(await backend.log.find(runId)).toMatchObject({ attempt: 2, head: 3 })
})

test('a row that somebody holds for good stops the appends of its run alone, although they came in one group', async () => {
  const held = await startRun(stage())
  const others = await Promise.all(Array.from({ length: 5 }, () => startRun(stage())))
  // None of ours, so no timeout of ours throws it out: a person with a shell, say.
  const holder = new Client(server.url)
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query(`SELECT 1 FROM ${schema}.unfold_heads WHERE run_id = $1 FOR UPDATE`, [held.runId])
  const append = ({ runId }: { runId: string }) => backend.log.append(runId, 1, 1, [text('a')], [])
  const stuck = append(held)
  stuck.catch(() => {})
  for (const answer of await Promise.all(others.map(append))) expect(answer).toMatchObject({ type: 'ok' })
  await expect(stuck).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  await holder.end()
  expect(await append(held)).toMatchObject({ type: 'ok', events: [{ seq: 3 }] })
})
