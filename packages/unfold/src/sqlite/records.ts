import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  Kysely as KyselyInstance,
  QueryResult,
} from 'kysely'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Database } from './database.ts'
import { errcodeOf, valueFromParameter } from './database.ts'
import type { Writer } from './writer.ts'
import { plainFromStatement } from './writes.ts'

/**
 * Kysely over both connections: what reads goes to this thread's, what writes to the writer thread, each statement a
 * transaction of its own. Several at once are what `transact` is for.
 */
export function createRecords(writer: Writer, reader: Database): KyselyInstance<any> {
  const connection = new RecordsConnection(writer, reader)
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RecordsDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  return new Kysely<any>({ dialect })
}

const READS = /^\s*(select|values|with|explain|pragma)\b/i
const SQLITE_READONLY = 8

class RecordsConnection implements DatabaseConnection {
  readonly #writer: Writer
  readonly #reader: Database

  constructor(writer: Writer, reader: Database) {
    this.#writer = writer
    this.#reader = reader
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (READS.test(sql)) {
      try {
        const rows = this.#reader.all<object>(sql, ...parameters.map(valueFromParameter))
        return { rows: rows.map((row) => ({ ...row })) as Row[] }
      } catch (error) {
        // `with` may introduce a write.
        if (((errcodeOf(error) ?? 0) & 0xff) !== SQLITE_READONLY) throw error
      }
    }
    const result = await this.#writer.write('execute', plainFromStatement({ sql, parameters }))
    return {
      rows: result.rows as Row[],
      numAffectedRows: BigInt(result.changes),
      insertId: BigInt(result.lastInsertRowid),
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }
}

class RecordsDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  // A transaction that waits for its caller would hold up every run's commit.
  beginTransaction(): Promise<void> {
    return Promise.reject(
      new Error('Records have no interactive transactions: hand all statements to transact() at once.'),
    )
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
