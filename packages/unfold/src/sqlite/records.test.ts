import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SqliteBackend } from './sqlite-backend.ts'
import { openSqliteBackend } from './sqlite-backend.ts'

let backend: SqliteBackend
beforeEach(async () => {
  backend = await openSqliteBackend({ folder: ':memory:' })
  await backend.migrate('shelf', [
    'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT UNIQUE, read INTEGER)',
    'CREATE TABLE loans (book INTEGER REFERENCES books (id) DEFERRABLE INITIALLY DEFERRED)',
  ])
})
afterEach(() => backend[Symbol.asyncDispose]())

const titles = async () =>
  (await backend.records.selectFrom('books').select('title').execute()).map((b) => b.title)

test('a read sees every write that was awaited', async () => {
  for (let index = 0; index < 50; index++) {
    await backend.records
      .insertInto('books')
      .values({ title: `book ${index}` })
      .execute()
    expect(await titles()).toHaveLength(index + 1)
  }
})

test('writes answer what they changed, what they made and what they return', async () => {
  const { records } = backend
  const inserted = await records.insertInto('books').values({ title: 'a' }).executeTakeFirstOrThrow()
  expect(inserted).toMatchObject({ insertId: 1n, numInsertedOrUpdatedRows: 1n })
  const returned = await records.insertInto('books').values({ title: 'b' }).returningAll().execute()
  expect(returned).toStrictEqual([{ id: 2, title: 'b', read: null }])
  const updated = await records.updateTable('books').set({ read: true }).executeTakeFirstOrThrow()
  expect(updated.numUpdatedRows).toBe(2n)
  const withWrite = sql`WITH old AS (SELECT 1 AS id) DELETE FROM books WHERE id IN (SELECT id FROM old)`
  expect((await withWrite.execute(records)).numAffectedRows).toBe(1n)
  expect(await titles()).toEqual(['b'])
})

test('values are stored in one way: truth as 0 and 1, instants as ISO text, absence as null', async () => {
  const at = new Date(0)
  const row = await sql`SELECT ${true} AS yes, ${false} AS no, ${at} AS at, ${undefined} AS absent`.execute(
    backend.records,
  )
  expect(row.rows).toStrictEqual([{ yes: 1, no: 0, at: '1970-01-01T00:00:00.000Z', absent: null }])
  await expect(
    backend.records
      .insertInto('books')
      .values({ title: { a: 1 } })
      .execute(),
  ).rejects.toThrow(TypeError)
})

test('a violated constraint is a conflict, and what shares its commit is stored', async () => {
  const { records } = backend
  const answers = await Promise.allSettled(
    ['a', 'a', 'b'].map((title) => records.insertInto('books').values({ title }).execute()),
  )
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(answers[1]).toMatchObject({ reason: { code: 'CONFLICT' } })
  expect(await titles()).toEqual(['a', 'b'])
})

test('several statements are stored all or none', async () => {
  const { records } = backend
  const insert = (title: string) => records.insertInto('books').values({ title }).compile()
  expect(await backend.transact([insert('a'), insert('b')])).toMatchObject({
    type: 'ok',
    results: [{ changes: 1 }, { changes: 1 }],
  })
  expect(await backend.transact([insert('c'), insert('a')])).toEqual({ type: 'refused', code: 'CONFLICT' })
  const never = { ...records.deleteFrom('books').where('title', '=', 'z').compile() }
  const expected = { ...never, expect: { changes: 1, code: 'NOT_FOUND' } }
  expect(await backend.transact([insert('c'), expected])).toEqual({ type: 'refused', code: 'NOT_FOUND' })
  expect(await titles()).toEqual(['a', 'b'])
})

test('a constraint that is looked at in the commit alone refuses its own statements, not the others', async () => {
  const { records } = backend
  const dangling = records.insertInto('loans').values({ book: 99 }).compile()
  const [good, bad, alsoGood] = await Promise.all([
    backend.transact([records.insertInto('books').values({ title: 'a' }).compile()]),
    backend.transact([dangling]),
    backend.transact([records.insertInto('books').values({ title: 'b' }).compile()]),
  ])
  expect([good.type, bad, alsoGood.type]).toEqual(['ok', { type: 'refused', code: 'CONFLICT' }, 'ok'])
  expect(await titles()).toEqual(['a', 'b'])
})

test('a transaction that waits for its caller is refused, in whichever way it is asked for', async () => {
  await expect(backend.records.transaction().execute(async () => {})).rejects.toThrow('transact()')
  await expect(sql`COMMIT`.execute(backend.records)).rejects.toThrow('COMMIT')
  await expect(sql` rollback`.execute(backend.records)).rejects.toThrow('rollback')
  await expect(sql`/* and */ COMMIT`.execute(backend.records)).rejects.toThrow('COMMIT')
})

test('each step of a migration is carried out once, also when the list grows', async () => {
  const steps = ['CREATE TABLE toys (name TEXT)', `INSERT INTO toys VALUES ('ball')`]
  await backend.migrate('toys', steps)
  await backend.migrate('toys', [...steps, 'ALTER TABLE toys ADD COLUMN owner TEXT'])
  expect(await backend.records.selectFrom('toys').selectAll().execute()).toEqual([
    { name: 'ball', owner: null },
  ])
  await expect(
    backend.migrate('broken', [`INSERT INTO toys (name) VALUES ('kite')`, 'CREATE TABL x']),
  ).rejects.toThrow('syntax error')
  expect(await backend.records.selectFrom('toys').select('name').execute()).toHaveLength(1)
  await expect(backend.migrate('toys', steps)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(
      'A newer version has written this store (“toys” is at step 3, this version knows 2).',
    ),
  })
})
