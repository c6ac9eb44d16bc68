import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UnfoldError } from '../protocol/index.ts'
import type { SqliteBackend } from './sqlite-backend.ts'
import { openSqliteBackend } from './sqlite-backend.ts'

const LIMITS = { concurrentRuns: 99, startsPerHour: 99, tokensPerDay: 99 }

let folder: string
const opened: SqliteBackend[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfold-sqlite-'))
})
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function open(options: { leaseMs?: number } = {}): Promise<SqliteBackend> {
  const backend = await openSqliteBackend({ folder, ...options })
  opened.push(backend)
  return backend
}

function request(runId: string, input: string = 'sea') {
  return {
    runId,
    accountId: 'a',
    flow: 'tale',
    version: 1,
    input,
    shownInput: input,
    limits: LIMITS,
  }
}

test('a folder is held by one backend at a time, and free again after its end', async () => {
  const first = await open()
  await expect(openSqliteBackend({ folder })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `The data folder ${folder} is in use by another Unfold server.`,
  })
  await first[Symbol.asyncDispose]()
  await open()
})

test('what was answered is there after closing and opening, in one file', async () => {
  const first = await open()
  await first.log.accept(request('run-1'))
  const run = await first.log.find('run-1')
  await first[Symbol.asyncDispose]()
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['unfold.db']))
  expect((await readdir(folder)).filter((name) => name.startsWith('unfold.db'))).toEqual(['unfold.db'])
  const second = await open()
  expect(await second.log.find('run-1')).toEqual(run)
})

test('a folder that a newer version has written is refused in words, and is free again', async () => {
  const newer = await open()
  await newer.records.insertInto('unfold_migrations').values({ name: 'unfold', step: 999, at: 0 }).execute()
  await newer[Symbol.asyncDispose]()
  const refused = await openSqliteBackend({ folder }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UnfoldError)
  expect(refused).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^A newer version has written this store/),
  })
  using database = new DatabaseSync(join(folder, 'unfold.db'))
  database.exec('DELETE FROM unfold_migrations WHERE step = 999')
  await open()
})

test('closing waits for what was asked for; what comes later is refused by name', async () => {
  const backend = await open()
  const asked = Array.from({ length: 50 }, (_, index) => backend.log.accept(request(`run-${index}`)))
  const closed = backend[Symbol.asyncDispose]()
  expect((await Promise.all(asked)).every((answer) => answer.type === 'accepted')).toBe(true)
  await closed
  await expect(backend.log.accept(request('late'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('a backend in memory leaves no folder behind', async () => {
  const backend = await openSqliteBackend({ folder: ':memory:' })
  expect(existsSync(backend.folder)).toBe(true)
  await backend[Symbol.asyncDispose]()
  expect(existsSync(backend.folder)).toBe(false)
})

test('no byte of an erased run stays in the files, whether it was compacted or not', async () => {
  const backend = await open()
  for (const [runId, compacted] of [
    ['run-1', false],
    ['run-2', true],
  ] as const) {
    const secret = `secret-of-${runId}`
    await backend.log.accept(request(runId, `${secret}-input`))
    await backend.log.openAttempt(runId, 0)
    const words = { type: 'text' as const, part: 'p', text: `${secret}-words`.repeat(500) }
    const note = { step: 's', key: 'k', value: `${secret}-note` }
    await backend.log.append(runId, 1, 1, [words], [note])
    await backend.log.end(runId, 1, { type: 'run.cancelled' }, [], [])
    if (compacted) await backend.log.compact(10)
    expect(await bytesOf(folder)).toContain(secret)
    await backend.log.erase(runId)
    expect(await bytesOf(folder)).not.toContain(secret)
  }
})

test('a restore begins a new epoch, and only a restore does', async () => {
  const first = await open()
  await first.log.accept(request('run-1'))
  const before = (await first.log.find('run-1'))!.epoch
  await first[Symbol.asyncDispose]()
  const second = await open()
  expect((await second.log.find('run-1'))!.epoch).toBe(before)
  await second.newEpoch()
  expect((await second.log.find('run-1'))!.epoch).not.toBe(before)
})

test('a worker whose run was taken from the queue is told to stop', async () => {
  const backend = await open({ leaseMs: 30 })
  await backend.log.accept(request('run-1'))
  await backend.queue.enqueue('run-1', 'bulk')
  const aborted = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<void>()
  await using consumer = backend.queue.consume(
    async ({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve())
      taken.resolve()
      await aborted.promise
    },
    { concurrency: 1 },
  )
  await taken.promise
  await backend.log.erase('run-1')
  await aborted.promise
  await consumer.stop(1000)
})

test('a run that a killed process had in hand is delivered at the next start, not when its lease is over', async () => {
  const first = await open()
  await first.queue.enqueue('run-1', 'bulk')
  // What a process leaves behind that had no time to give its run back.
  await first.records
    .updateTable('unfold_queue')
    .set({ lease: 1, lease_until: Date.now() + 3_600_000 })
    .execute()
  await first[Symbol.asyncDispose]()
  const second = await open()
  const delivered = Promise.withResolvers<string>()
  await using consumer = second.queue.consume(async ({ runId }) => delivered.resolve(runId), {
    concurrency: 1,
  })
  expect(await delivered.promise).toBe('run-1')
  await consumer.stop(1000)
})

async function bytesOf(place: string): Promise<string> {
  const files = await readdir(place)
  return (await Promise.all(files.map((file) => readFile(join(place, file), 'latin1')))).join('\n')
}
