import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PostgresServer } from '../testing/postgres-server.ts'
import { startPostgres } from '../testing/postgres-server.ts'
import type { PostgresBackend } from './postgres-backend.ts'
import { openPostgresBackend } from './postgres-backend.ts'

let server: PostgresServer
let schema: string
let backend: PostgresBackend
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(async () => {
  schema = `records_${randomUUID().slice(0, 8)}`
  backend = await openPostgresBackend({ connectionString: server.url, schema })
  await backend.migrate('shelf', [
    'CREATE TABLE books (title text PRIMARY KEY, read integer, at bigint)',
    'CREATE TABLE loans (book text REFERENCES books (title) DEFERRABLE INITIALLY DEFERRED)',
  ])
})
afterEach(async () => {
  await backend.transact([{ sql: `DROP SCHEMA ${schema} CASCADE`, parameters: [] }])
  await backend[Symbol.asyncDispose]()
})

const insert = (title: string) => backend.records.insertInto('books').values({ title }).compile()
const titles = async () =>
  (await backend.records.selectFrom('books').select('title').orderBy('title').execute()).map((b) => b.title)

test('numbers come back as numbers: counts, sums and instants', async () => {
  const { records } = backend
  const at = 1_800_000_000_000
  await records
    .insertInto('books')
    .values([
      { title: 'a', at },
      { title: 'b', at },
    ])
    .execute()
  const row = await records
    .selectFrom('books')
    .select((e) => [e.fn.countAll().as('count'), e.fn.sum('at').as('sum'), e.fn.max('at').as('newest')])
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ count: 2, sum: 2 * at, newest: at })
})

test('values are stored as on every backend: truth as 0 and 1, instants as ISO text, absence as null', async () => {
  const { records } = backend
  await records
    .insertInto('books')
    .values({ title: new Date(0), read: true, at: undefined })
    .execute()
  expect(await records.selectFrom('books').selectAll().execute()).toEqual([
    { title: '1970-01-01T00:00:00.000Z', read: 1, at: null },
  ])
  await expect(
    records
      .insertInto('books')
      .values({ title: { a: 1 } })
      .execute(),
  ).rejects.toThrow(TypeError)
})

test('a violated constraint is a conflict', async () => {
  await backend.transact([insert('a')])
  await expect(backend.records.insertInto('books').values({ title: 'a' }).execute()).rejects.toMatchObject({
    code: 'CONFLICT',
  })
})

test('several statements are stored all or none', async () => {
  expect(await backend.transact([insert('a'), insert('b')])).toMatchObject({
    type: 'ok',
    results: [{ changes: 1 }, { changes: 1 }],
  })
  expect(await backend.transact([insert('c'), insert('a')])).toEqual({ type: 'refused', code: 'CONFLICT' })
  const never = backend.records.deleteFrom('books').where('title', '=', 'z').compile()
  const expected = { ...never, expect: { changes: 1, code: 'NOT_FOUND' } }
  expect(await backend.transact([insert('c'), expected])).toEqual({ type: 'refused', code: 'NOT_FOUND' })
  const dangling = backend.records.insertInto('loans').values({ book: 'z' }).compile()
  expect(await backend.transact([insert('c'), dangling])).toEqual({ type: 'refused', code: 'CONFLICT' })
  expect(await titles()).toEqual(['a', 'b'])
})

test('a statement that would end the transaction is refused, and nothing of it is stored', async () => {
  for (const words of ['COMMIT', ' rollback', '/* and */ COMMIT', '-- so\nBEGIN']) {
    const statement = { sql: words, parameters: [] }
    await expect(backend.transact([insert('a'), statement])).rejects.toMatchObject({ code: 'INTERNAL' })
  }
  expect(await titles()).toEqual([])
})

test('each step of a migration is carried out once, by many at once and when the list grows', async () => {
  const steps = ['CREATE TABLE toys (name text)', `INSERT INTO toys VALUES ('ball')`]
  await Promise.all(Array.from({ length: 4 }, () => backend.migrate('toys', steps)))
  await backend.migrate('toys', [...steps, 'ALTER TABLE toys ADD COLUMN owner text'])
  expect(await sql`SELECT * FROM toys`.execute(backend.records)).toMatchObject({
    rows: [{ name: 'ball', owner: null }],
  })
  await expect(
    backend.migrate('broken', [`INSERT INTO toys (name) VALUES ('kite')`, 'CREATE TABL x']),
  ).rejects.toThrow('syntax error')
  expect(await backend.records.selectFrom('toys').select('name').execute()).toHaveLength(1)
})
