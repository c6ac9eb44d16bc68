import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { RunTails } from '../core/index.ts'
import type { RunEvent } from '../protocol/index.ts'
import { startRun, text } from '../testing/backend-stage.ts'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import type { TcpProxy } from '../testing/tcp-proxy.ts'
import { startTcpProxy } from '../testing/tcp-proxy.ts'
import type { PostgresBackend } from './postgres-backend.ts'
import { openPostgresBackend } from './postgres-backend.ts'

let server: PostgresServer
let proxy: TcpProxy
let schema: string
let writer: PostgresBackend
/** Another process, as far as the server can tell; its connections may be broken. */
let reader: PostgresBackend
/** What the reader's store reported. */
const errors: unknown[] = []

beforeAll(async () => {
  server = await startPostgres()
  const { hostname, port } = new URL(server.url)
  proxy = await startTcpProxy({ host: hostname, port: Number(port || 5432) })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})
beforeEach(async () => {
  schema = `wake_${randomUUID().slice(0, 8)}`
  const url = new URL(server.url)
  url.host = `127.0.0.1:${proxy.port}`
  writer = await openPostgresBackend({ connectionString: server.url, schema })
  errors.length = 0
  const onError = (error: unknown) => void errors.push(error)
  reader = await openPostgresBackend({ connectionString: url.href, schema, onError })
})
afterEach(async () => {
  await reader[Symbol.asyncDispose]()
  await writer.transact([{ sql: `DROP SCHEMA ${schema} CASCADE`, parameters: [] }])
  await writer[Symbol.asyncDispose]()
})

/** Resolves with the head that the reader is told of next. */
function nextHint(runId: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const stop = reader.wakeUps.subscribe(runId, (head) => {
    stop()
    resolve(head)
  })
  return promise
}

test('a hint reaches the subscribers of another process with the head, and nobody else', async () => {
  const [runId, other] = [randomUUID(), 'a run with "quotes", \\ and 世界']
  const heard: string[] = []
  const stop = reader.wakeUps.subscribe(randomUUID(), () => heard.push('nobody'))
  const hints = [nextHint(runId), nextHint(other)]
  writer.wakeUps.notify(runId, 7)
  writer.wakeUps.notify(other, 9)
  expect(await Promise.all(hints)).toEqual([7, 9])
  expect(heard).toEqual([])
  stop()
})

test('the runs of one commit are told of in one notification, each with its newest head', async () => {
  const client = new Client(server.url)
  await client.connect()
  const payloads: string[] = []
  client.on('notification', ({ payload }) => payloads.push(payload!))
  await client.query(`LISTEN "unfold ${schema}"`)
  const ids = Array.from({ length: 50 }, () => randomUUID())
  const last = nextHint(ids.at(-1)!)
  for (const head of [1, 2, 3]) for (const runId of ids) writer.wakeUps.notify(runId, head)
  expect(await last).toBe(3)
  // The server hands out notifications before the answer to whatever is asked after them.
  await client.query('SELECT 1')
  expect(payloads).toHaveLength(1)
  expect(JSON.parse(payloads[0]!).slice(1)).toEqual(ids.map((runId) => [runId, 3]))
  await client.end()
})

test('what is too long for one notification goes in several, and nothing is left out', async () => {
  const heads = new Map(Array.from({ length: 700 }, (_, index) => [`${'世'.repeat(20)}-${index}`, index]))
  const hints = [...heads.keys()].map(nextHint)
  for (const [runId, head] of heads) writer.wakeUps.notify(runId, head)
  expect(await Promise.all(hints)).toEqual([...heads.values()])
})

test('a payload that is none is reported, and the next hint is heard', async () => {
  const runId = randomUUID()
  const hint = nextHint(runId)
  await writer.transact([{ sql: 'SELECT pg_notify($1, $2)', parameters: [`unfold ${schema}`, '{'] }])
  writer.wakeUps.notify(runId, 5)
  expect(await hint).toBe(5)
  expect(errors).toMatchObject([{ name: 'SyntaxError' }])
})

test.for(['cut', 'silence'] as const)(
  'a listener whose connection meets a %s comes back by itself and tells its readers to look',
  async (fate) => {
    const runId = randomUUID()
    const gap = nextHint(runId)
    proxy[fate]()
    // Told to look, because nobody knows what was missed.
    expect(await gap).toBe(Infinity)
    const hint = nextHint(runId)
    writer.wakeUps.notify(runId, 8)
    expect(await hint).toBe(8)
  },
)

test('a reader in another process gets events with their hint, and the log is not asked for them', async () => {
  const { runId } = await startRun({ backend: writer })
  let reads = 0
  const log = new Proxy(reader.log, {
    get(target, name) {
      if (name === 'read') reads++
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const tails = new RunTails({ log, wakeUps: reader.wakeUps, lookEveryMs: 60_000 })
  const got: RunEvent[] = []
  let arrived = Promise.withResolvers<void>()
  const watch = tails.watch(runId, 0, {
    events(batch) {
      got.push(...batch)
      arrived.resolve()
    },
    gone: () => {},
  })
  await arrived.promise
  const readsBefore = reads
  const published = new RunTails({ log: writer.log, wakeUps: writer.wakeUps })
  for (let n = 1; n <= 20; n++) {
    arrived = Promise.withResolvers<void>()
    const answer = await writer.log.append(runId, 1, n, [text(`${n} “é” `)], [])
    if (answer.type !== 'ok') throw new Error(answer.type)
    published.publish(runId, answer.events)
    await arrived.promise
  }
  expect(got).toEqual(await writer.log.read(runId, 0))
  expect(reads).toBe(readsBefore)
  watch.close()
})

test('a reader gets every event once and in order while its connections break again and again', async () => {
  const { runId } = await startRun({ backend: writer })
  const tails = new RunTails({ log: reader.log, wakeUps: reader.wakeUps, lookEveryMs: 200 })
  const got: RunEvent[] = []
  const over = Promise.withResolvers<void>()
  const watch = tails.watch(runId, 0, {
    events(batch) {
      got.push(...batch)
      if (got.at(-1)!.type === 'run.completed') over.resolve()
    },
    gone: over.reject,
  })
  const published = new RunTails({ log: writer.log, wakeUps: writer.wakeUps })
  for (let n = 1; n <= 60; n++) {
    const answer = await writer.log.append(runId, 1, n, [text(`${n} `)], [])
    if (answer.type !== 'ok') throw new Error(answer.type)
    published.publish(runId, answer.events)
    if (n % 15 === 0) proxy.cut()
  }
  const usage = { inputTokens: 0, outputTokens: 0, estimated: false }
  await writer.log.end(runId, 1, { type: 'run.completed', output: null, usage }, [], [])
  await over.promise
  expect(got).toEqual(await writer.log.read(runId, 0))
  watch.close()
  expect(tails.open).toBe(0)
})
