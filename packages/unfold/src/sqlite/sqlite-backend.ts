import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Backend, Statement } from '../core/index.ts'
import { createFaultPoints } from '../core/fault-points.ts'
import { createEpoch, LocalWakeUps } from '../core/index.ts'
import type { Synchronous } from './database.ts'
import { openReadable } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { createRecords } from './records.ts'
import { SqliteRunLog } from './run-log.ts'
import { SqliteRunQueue } from './run-queue.ts'
import { Writer } from './writer.ts'
import { plainFromStatement } from './writes.ts'
import type { TransactAnswer } from './writes.ts'

export interface SqliteBackendOptions {
  /**
   * Where `unfold.db` lies; made when it is missing. `:memory:` is a folder of the system's temporary place that goes
   * away with the backend, because two threads cannot share a database that has no file.
   */
  folder: string
  /** Default: `FULL`, which survives power loss; `OFF` for `:memory:`. */
  synchronous?: Synchronous | undefined
  /** How long a run stays handed out without a sign of life; the queue itself gives one three times as often. */
  leaseMs?: number | undefined
  now?: (() => number) | undefined
  /** Faults in the background: a consumer's claim, a renewal. The queue goes on after them. */
  onError?: ((error: unknown) => void) | undefined
  /** For kill tests alone: the named point at which this process kills itself. */
  faults?: string | undefined
}

export interface SqliteBackend extends Backend {
  /** The SQL that `records` speaks. */
  readonly sql: 'sqlite'
  readonly folder: string
  /** Accounts and records, in the same file. Give it the type of your tables: `records as Kysely<MyTables>`. */
  readonly records: Kysely<any>
  /** Several statements, all or nothing. */
  transact(statements: readonly Statement[]): Promise<TransactAnswer>
  /** Carries out each statement of the list once in the life of the file. Lists only ever grow at their end. */
  migrate(name: string, statements: readonly string[]): Promise<void>
  /** After a restore: cursors handed out before are not of this log any more. */
  newEpoch(): Promise<void>
}

/** Opens the embedded backend. One process at a time may hold a folder: another is answered `CONFLICT`. */
export async function openSqliteBackend(options: SqliteBackendOptions): Promise<SqliteBackend> {
  const { now = Date.now, onError = () => {}, leaseMs = 10_000 } = options
  const isTemporary = options.folder === ':memory:'
  const folder = isTemporary ? await mkdtemp(join(tmpdir(), 'unfold-')) : options.folder
  await using resources = new AsyncDisposableStack()
  if (isTemporary) resources.defer(() => rm(folder, { recursive: true, force: true }))
  else await mkdir(folder, { recursive: true })
  resources.use(lockFolder(folder))

  const file = join(folder, 'unfold.db')
  const synchronous = options.synchronous ?? (isTemporary ? 'OFF' : 'FULL')
  const fault = options.faults
  const writer = await Writer.open({ file, synchronous, fault }, now)
  resources.defer(() => writer.close())
  const reader = openReadable(file)
  resources.defer(() => reader.close())
  const log = new SqliteRunLog(writer, reader, now, createFaultPoints(fault))
  const isQueued = (runId: string) => log.takeQueued(runId)
  const isSealed = (runId: string) => log.takeSealed(runId)
  const queue = new SqliteRunQueue({ writer, now, leaseMs, isQueued, isSealed, onError })
  resources.defer(() => queue.close())
  const opened = resources.move()

  return {
    sql: 'sqlite',
    folder,
    log,
    queue,
    wakeUps: new LocalWakeUps(),
    records: createRecords(writer, reader),
    transact: async (statements) => writer.write('transact', statements.map(plainFromStatement)),
    migrate: (name, statements) => writer.write('migrate', name, statements),
    newEpoch: () => log.setEpoch(createEpoch()),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
