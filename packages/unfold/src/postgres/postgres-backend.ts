import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { createFaultPoints } from '../core/fault-points.ts'
import type { Backend, Statement } from '../core/index.ts'
import { createEpoch } from '../core/index.ts'
import { FIRST_EPOCH } from '../protocol/index.ts'
import { APPEND_OPTIONS } from './append-writes.ts'
import { Database } from './database.ts'
import { migrate } from './migrations.ts'
import { transact } from './record-writes.ts'
import type { TransactAnswer } from './record-writes.ts'
import { createRecords } from './records.ts'
import { PostgresRunLog } from './run-log.ts'
import { SCHEMA } from './schema.ts'
import { PostgresWakeUps } from './wake-ups.ts'

export interface PostgresBackendOptions {
  /** A direct connection, or a pooler that keeps sessions: the wing sets session parameters and listens. */
  connectionString: string
  /** Where all tables lie; made when it is missing. Default: `public`. */
  schema?: string | undefined
  /** Connections of this process, at most: those of the log and those of records. Three more append, notify and listen. */
  connections?: { log?: number | undefined; records?: number | undefined } | undefined
  /** For tests alone: the server's clock is one for all processes. */
  now?: (() => number) | undefined
  /** Faults in the background: a lost connection, a hint that was not sent. The backend goes on after them. */
  onError?: ((error: unknown) => void) | undefined
  /** For kill tests alone: the named point at which this process kills itself. */
  faults?: string | undefined
}

/** The log, the wake-ups and the records of a cluster; its queue is another wing's. */
export interface PostgresBackend extends Omit<Backend, 'queue'> {
  /** The SQL that `records` speaks. */
  readonly sql: 'postgres'
  /** Accounts and records, in the same schema. Give it the type of your tables: `records as Kysely<MyTables>`. */
  readonly records: Kysely<any>
  /** Several statements, all or nothing. */
  transact(statements: readonly Statement[]): Promise<TransactAnswer>
  /** Carries out each statement of the list once in the life of the schema. Lists only ever grow at their end. */
  migrate(name: string, statements: readonly string[]): Promise<void>
  /** After a restore: cursors handed out before are not of this log any more. */
  newEpoch(): Promise<void>
}

/** Opens the log on PostgreSQL (14 or newer). Any number of processes may open one schema, and start at the same time. */
export async function openPostgresBackend(options: PostgresBackendOptions): Promise<PostgresBackend> {
  const { connectionString, schema = 'public', connections = {}, onError = () => {} } = options
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new TypeError(`${schema} is no name for a schema here.`)
  const settings = { connectionString, schema }
  await using resources = new AsyncDisposableStack()
  const open = (max: number, config = {}, sessionOptions = '') => {
    const opened = new Database({ ...settings, options: sessionOptions }, { max, config, onError })
    resources.defer(() => opened.close())
    return opened
  }
  // What records ask may take longer than a look at the log, and so may a migration.
  const recordStore = open(connections.records ?? 6, { query_timeout: 0 })
  const carryOutOnce = (name: string, statements: readonly string[]) =>
    migrate(recordStore, schema, name, statements)
  const setEpoch = (epoch: string, onConflict: string) =>
    recordStore.execute(
      `INSERT INTO unfold_meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO ${onConflict}`,
      [epoch],
    )
  await carryOutOnce('unfold', SCHEMA)
  await setEpoch(FIRST_EPOCH, 'NOTHING')

  const database = open(connections.log ?? 6)
  const appends = open(1, { lock_timeout: APPEND_LOCK_TIMEOUT_MS }, APPEND_OPTIONS)
  const faults = createFaultPoints(options.faults)
  const log = new PostgresRunLog({ database, appends, now: () => options.now?.() ?? null, faults })
  resources.defer(() => log.idle())
  const wakeUps = new PostgresWakeUps({ settings, senderId: randomUUID(), onError })
  resources.use(wakeUps)
  await wakeUps.listening
  const opened = resources.move()

  return {
    sql: 'postgres',
    log,
    wakeUps,
    records: createRecords(recordStore.pool),
    transact: (statements) => transact(recordStore, statements),
    migrate: carryOutOnce,
    newEpoch: async () => void (await setEpoch(createEpoch(), 'UPDATE SET value = excluded.value')),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A group commit that meets a row in the hands of a frozen client is taken apart after this, and its others pass. */
const APPEND_LOCK_TIMEOUT_MS = 1000
