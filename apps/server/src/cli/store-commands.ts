import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql, type Kysely } from 'kysely'
import { type Config, configFromEnv, StartError } from '../config.ts'
import { DEMO_ACCOUNT } from '../demo-account.ts'
import { ParentLock } from '../parent-lock.ts'
import { CommandError, EXIT, type Exit } from './exit.ts'
import type { Terminal } from './terminal.ts'

export interface StoreFlags {
  data?: string | undefined
}

/** Copies the embedded database as of one instant, from beside a server that goes on writing. */
export async function backup(file: string, flags: StoreFlags, terminal: Terminal): Promise<Exit> {
  const config = readConfig(flags)
  if (config.DATABASE_URL !== undefined) {
    throw new CommandError(EXIT.usage, 'PostgreSQL has its own back-up: pg_dump, or pg_basebackup.')
  }
  const target = resolve(file)
  if (existsSync(target))
    throw new CommandError(EXIT.usage, `${target} is there already; nothing was written.`)
  const source = new DatabaseSync(requireDatabase(config.UNFOLD_DATA), { readOnly: true, timeout: 5000 })
  try {
    // One read transaction: writers go on, and nothing of what they write gets half into the copy.
    source.prepare('VACUUM INTO ?').run(target)
  } finally {
    source.close()
  }
  terminal.talk(`The database is copied to ${target}. Its secret lies beside it, in ${config.UNFOLD_DATA}.`)
  return EXIT.ok
}

/** Says to the store that it was restored: readers from before are told to begin with a snapshot. */
export async function restored(flags: StoreFlags, terminal: Terminal): Promise<Exit> {
  await using store = await openStore(readConfig(flags))
  await store.newEpoch()
  const runs = await store.records
    .selectFrom('unfold_runs')
    .select(sql<number>`count(*)`.as('n'))
    .execute()
  const n = runs[0]?.n ?? 0
  terminal.talk(`A new epoch has begun for ${store.name}, which holds ${n === 1 ? '1 run' : `${n} runs`}.`)
  return EXIT.ok
}

/** For who forgot it: with the store in hand nobody needs it, so it protects from children, not from operators. */
export async function forgetPin(
  email: string | undefined,
  flags: StoreFlags,
  terminal: Terminal,
): Promise<Exit> {
  await using store = await openStore(readConfig(flags))
  const account = email === undefined ? DEMO_ACCOUNT : await findAccount(store.records, email)
  const lock = new ParentLock({ backend: store, secret: '', now: Date.now })
  await lock.migrate()
  const whose = email ?? 'the demo family'
  if (!(await lock.hasPin(account.id))) throw new CommandError(EXIT.notFound, `There is no PIN of ${whose}.`)
  await lock.forgetPin(account.id)
  terminal.talk(`The PIN of ${whose} is forgotten. The parents' page asks for a new one.`)
  return EXIT.ok
}

async function findAccount(records: Kysely<any>, email: string): Promise<{ id: string }> {
  const account = await records
    .selectFrom('user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!account) throw new CommandError(EXIT.notFound, `There is no account of ${email}.`)
  return account
}

interface OpenedStore extends AsyncDisposable {
  name: string
  records: Kysely<any>
  newEpoch(): Promise<void>
  migrate(name: string, statements: readonly string[]): Promise<void>
}

async function openStore({ DATABASE_URL: url, UNFOLD_DATA: data }: Config): Promise<OpenedStore> {
  if (url !== undefined) {
    const { openPostgresBackend } = await import('unfold/postgres')
    return { name: 'the database of DATABASE_URL', ...(await openPostgresBackend({ connectionString: url })) }
  }
  const file = requireDatabase(data)
  const { openSqliteBackend } = await import('unfold/sqlite')
  return { name: file, ...(await openSqliteBackend({ folder: resolve(data) })) }
}

/** Opening it would make a new, empty one: a wrong folder must not look like an empty store. */
function requireDatabase(folder: string): string {
  const file = join(resolve(folder), 'unfold.db')
  if (existsSync(file)) return file
  throw new CommandError(
    EXIT.notFound,
    `There is no database at ${file}; --data or UNFOLD_DATA names its folder.`,
  )
}

/** The settings of the server, because it is the server's store. */
function readConfig({ data }: StoreFlags): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return configFromEnv({ ...process.env, ...(data === undefined ? {} : { UNFOLD_DATA: data }) })
  } catch (error) {
    if (error instanceof StartError) throw new CommandError(EXIT.usage, error.message)
    throw error
  }
}
