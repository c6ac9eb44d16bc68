import type { Kysely } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoriesEngine } from '../engine.ts'
import type { NewChild } from '../../shared/index.ts'
import { MAX_CHILDREN } from '../../shared/index.ts'
import { openPostgresBackend } from '../../../../packages/unfold/src/postgres/index.ts'
import { openSqliteBackend } from '../../../../packages/unfold/src/sqlite/index.ts'
import {
  createPostgresDatabase,
  type PostgresDatabase,
} from '../../../../packages/unfold/src/testing/postgres-database.ts'
import {
  type PostgresServer,
  startPostgres,
} from '../../../../packages/unfold/src/testing/postgres-server.ts'
import { Families, STORIES_MIGRATIONS } from './index.ts'
import type { StoriesTables } from './tables.ts'

const CHILD: NewChild = {
  nickname: 'Ada',
  age: 7,
  language: 'english',
  readingLevel: 'beginner',
  interests: ['animals'],
  limits: { avoid: ['spiders'], spookiness: 0 },
  mode: 'approve',
}

let postgres: PostgresServer
let database: PostgresDatabase
beforeAll(async () => {
  postgres = await startPostgres()
  database = await createPostgresDatabase(postgres.url)
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

const BACKENDS = {
  SQLite: () => openSqliteBackend({ folder: ':memory:' }),
  PostgreSQL: () => openPostgresBackend({ connectionString: database.url }),
}

async function openFamilies(backend: StoriesEngine['backend']): Promise<Families> {
  await backend.migrate('stories', STORIES_MIGRATIONS)
  const records = backend.records as Kysely<StoriesTables>
  return new Families(records, (statements) => backend.transact(statements), Date.now)
}

test.each(Object.entries(BACKENDS))('%s: many requests at once add no sixth child', async (_, open) => {
  await using backend = await open()
  const families = await openFamilies(backend)
  const added = await Promise.all(Array.from({ length: 30 }, () => families.add('a', CHILD)))
  expect(added.filter(Boolean)).toHaveLength(MAX_CHILDREN)
  const children = await families.children('a')
  expect(children).toHaveLength(MAX_CHILDREN)
  expect(children).toEqual(expect.arrayContaining(added.filter(Boolean)))
  // Another family has room of its own.
  expect(await families.add('b', CHILD)).toMatchObject(CHILD)
})

test('PostgreSQL: requests that are under way at the same instant add no sixth child either', async () => {
  await using backend = await openPostgresBackend({ connectionString: database.url })
  const families = await openFamilies(backend)
  for (let n = 1; n < MAX_CHILDREN; n += 1) await families.add('c', CHILD)
  // Every insert has counted already when it comes to the gate.
  await database.query(`CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END $$`)
  await database.query(
    'CREATE TRIGGER gate BEFORE INSERT ON children FOR EACH ROW EXECUTE FUNCTION wait_at_gate()',
  )
  const keeper = new Client(database.url)
  await keeper.connect()
  await keeper.query('SELECT pg_advisory_lock(1)')
  const adding = Promise.all(Array.from({ length: 4 }, () => families.add('c', CHILD)))
  await expect.poll(countWaiting, { timeout: 20_000 }).toBe(4)
  await keeper.end()
  expect((await adding).filter(Boolean)).toHaveLength(1)
  expect(await families.children('c')).toHaveLength(MAX_CHILDREN)
})

async function countWaiting(): Promise<number> {
  const [row] = await database.query<{ n: string }>(
    `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return Number(row!.n)
}
