import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptRequest, endRun, NO_LIMITS, startRun, text } from '../testing/backend-stage.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import type { PostgresBackend } from './postgres-backend.ts'
import { openPostgresBackend } from './postgres-backend.ts'

let server: PostgresServer
let schema: string
const opened: PostgresBackend[] = []
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(() => {
  schema = `two_${randomUUID().slice(0, 8)}`
})
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend[Symbol.asyncDispose]()
  const last = await openPostgresBackend({ connectionString: server.url, schema })
  await last.transact([{ sql: `DROP SCHEMA ${schema} CASCADE`, parameters: [] }])
  await last[Symbol.asyncDispose]()
})

async function open(): Promise<PostgresBackend> {
  const backend = await openPostgresBackend({ connectionString: server.url, schema })
  opened.push(backend)
  return backend
}

test('processes that start at the same moment on an empty database all come up, on one store', async () => {
  const backends = await Promise.all(Array.from({ length: 4 }, open))
  const { runId } = await startRun({ backend: backends[0]! })
  const runs = await Promise.all(backends.map(({ log }) => log.find(runId)))
  expect(runs).toEqual(Array(4).fill(runs[0]))
  expect(runs[0]).toMatchObject({ status: 'running' })
})

test('a schema that could not be quoted safely is refused', async () => {
  await expect(
    openPostgresBackend({ connectionString: server.url, schema: 'a"; DROP SCHEMA public' }),
  ).rejects.toThrow(TypeError)
})

test('limits hold over two processes under a burst of starts, and a replayed key is answered at the limit', async () => {
  const backends = [await open(), await open()]
  const accountId = randomUUID()
  const limits = { ...NO_LIMITS, concurrentRuns: 5 }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      backends[index % 2]!.log.accept(
        acceptRequest({ accountId, limits, idempotency: { key: `key ${index >> 1}`, bodyHash: 'h' } }),
      ),
    ),
  )
  const accepted = answers.filter((answer) => answer.type === 'accepted')
  expect(accepted).toHaveLength(5)
  expect(await backends[0]!.log.list({ accountId, limit: 100 })).toHaveLength(5)
  // Each key was asked for by both processes: where one was accepted the other got the same run.
  for (const { run } of accepted) {
    const index = answers.findIndex((answer) => answer.type === 'accepted' && answer.run === run)
    const twin = answers[index ^ 1]!
    expect(twin).toMatchObject({ type: 'existing', run: { runId: run.runId } })
    const idempotency = { key: `key ${index >> 1}`, bodyHash: 'h' }
    expect(await backends[1]!.log.accept(acceptRequest({ accountId, limits, idempotency }))).toMatchObject({
      type: 'existing',
      run: { runId: run.runId },
    })
  }
})

test('a burst of starts of one account that wait for its lock leaves the connections to the others', async () => {
  const backend = await open()
  const accountId = randomUUID()
  const holder = new Client(server.url)
  await holder.connect()
  await holder.query(`SELECT pg_advisory_lock(hashtextextended('unfold account ' || $1 || ' ' || $2, 0))`, [
    schema,
    accountId,
  ])
  const starts = Array.from({ length: 20 }, () => backend.log.accept(acceptRequest({ accountId })))
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory'`
  while ((await holder.query(waiting)).rowCount === 0);
  expect(await Promise.all(Array.from({ length: 20 }, () => backend.log.find(randomUUID())))).toEqual(
    Array(20).fill(null),
  )
  await holder.end()
  for (const answer of await Promise.all(starts)) expect(answer.type).toBe('accepted')
})

test('of the workers of two processes that take over one run, one gets it, and only that one writes', async () => {
  const backends = [await open(), await open()]
  const { runId } = await startRun({ backend: backends[0]! })
  const answers = await Promise.all(backends.map(({ log }) => log.openAttempt(runId, 1)))
  expect(answers.map((answer) => answer.type).toSorted()).toEqual(['opened', 'superseded'])
  const appends = await Promise.all(
    backends.map(({ log }, index) =>
      log.append(runId, answers[index]!.type === 'opened' ? 2 : 1, 1, [text('a')], []),
    ),
  )
  expect(appends.map((answer) => answer.type).toSorted()).toEqual(['ok', 'superseded'])
})

test('groups of two processes that share runs neither block nor lose each other', async () => {
  const backends = [await open(), await open()]
  const runs = await Promise.all(Array.from({ length: 30 }, () => startRun({ backend: backends[0]! })))
  for (let n = 1; n <= 20; n++) {
    // Both send the same append, one in the opposite order: a worker and its double that nobody has fenced yet.
    const doubles = await Promise.all(
      backends.map(({ log }, index) =>
        Promise.all(
          (index === 0 ? runs : runs.toReversed()).map(({ runId }) =>
            log.append(runId, 1, n, [text(`${n} `)], []),
          ),
        ),
      ),
    )
    expect(doubles[1]!.toReversed()).toEqual(doubles[0])
  }
  for (const { runId } of runs) expect(await backends[1]!.log.read(runId, 2)).toHaveLength(20)
})

test('several processes that compact at the same time compact each ended run once', async () => {
  const backends = [await open(), await open(), await open()]
  for (let index = 0; index < 12; index++) await endRun({ backend: backends[0]! })
  const counts = await Promise.all(backends.map(({ log }) => log.compact(100)))
  expect(counts.reduce((sum, count) => sum + count)).toBe(12)
  expect(await backends[0]!.log.compact(100)).toBe(0)
})

test('a run that is erased while it is written keeps no entry', async () => {
  const [backend, other] = [await open(), await open()]
  for (let round = 0; round < 20; round++) {
    const { runId } = await startRun({ backend })
    const append = backend.log.append(runId, 1, 1, [text('a secret')], [{ step: 's', key: 'k', value: 1 }])
    await Promise.all([append, other.log.erase(runId)])
  }
  for (const table of ['unfold_entries', 'unfold_notes', 'unfold_runs', 'unfold_heads']) {
    expect(await backend.records.selectFrom(table).selectAll().execute()).toEqual([])
  }
})

test('a restore begins a new epoch, and only a restore does', async () => {
  const first = await open()
  const { runId, epoch } = await startRun({ backend: first })
  const second = await open()
  expect((await second.log.find(runId))!.epoch).toBe(epoch)
  await second.newEpoch()
  expect((await first.log.find(runId))!.epoch).not.toBe(epoch)
})

test("the end of a run carries one instant, the server's", async () => {
  const backend = await open()
  const [before] = await serverTimes(backend)
  const { runId, head, endedAt, acceptedAt } = await endRun({ backend })
  const [after] = await serverTimes(backend)
  const [terminal] = await backend.log.read(runId, head - 1)
  expect(terminal!.at).toBe(endedAt)
  expect(acceptedAt).toBeGreaterThanOrEqual(before!)
  expect(endedAt).toBeLessThanOrEqual(after!)
})

async function serverTimes(backend: PostgresBackend): Promise<number[]> {
  const sql = 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS now'
  const answer = await backend.transact([{ sql, parameters: [] }])
  if (answer.type !== 'ok') throw new Error(answer.code)
  return answer.results.map(({ rows }) => rows[0]!['now'] as number)
}

test('closing waits for what was asked for; what comes later is refused by name', async () => {
  const backend = await open()
  const { runId } = await startRun({ backend })
  const asked = Array.from({ length: 50 }, (_, index) =>
    backend.log.append(runId, 1, index + 1, [text('a')], []),
  )
  const accountId = randomUUID()
  const starts = Array.from({ length: 20 }, () => backend.log.accept(acceptRequest({ accountId })))
  await backend[Symbol.asyncDispose]()
  opened.splice(0)
  for (const answer of await Promise.all(asked)) expect(answer.type).toBe('ok')
  for (const answer of await Promise.all(starts)) expect(answer.type).toBe('accepted')
  await expect(backend.log.accept(acceptRequest())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  await expect(backend.log.append(runId, 1, 51, [text('a')], [])).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  })
})
