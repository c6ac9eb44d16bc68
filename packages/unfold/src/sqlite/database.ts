import { DatabaseSync } from 'node:sqlite'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { UnfoldError } from '../protocol/errors.ts'
import type { SQLInputValue, StatementSync } from 'node:sqlite'

/** `FULL` survives power loss, `NORMAL` a process's death, `OFF` is for stores that are thrown away. */
export type Synchronous = 'FULL' | 'NORMAL' | 'OFF'

/** Enough for every statement of the wing and of an application; beyond it the oldest is prepared again. */
const MAX_STATEMENTS = 500

/** A connection that prepares each statement once. */
export class Database {
  readonly db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.db = db
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    if (!this.db.isOpen) throw new UnfoldError('UNAVAILABLE', 'The store is closed.')
    const statement = this.db.prepare(sql)
    if (this.#statements.size >= MAX_STATEMENTS) {
      this.#statements.delete(this.#statements.keys().next().value!)
    }
    this.#statements.set(sql, statement)
    return statement
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the columns of its SQL
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[]
  }

  /** Rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).changes)
  }

  close(): void {
    this.#statements.clear()
    this.db.close()
  }
}

export function openWritable(file: string, synchronous: Synchronous): Database {
  // Nobody else writes, but a person with a SQLite shell may hold the file for a moment.
  const db = new DatabaseSync(file, { timeout: 5000 })
  db.exec('PRAGMA journal_mode = WAL')
  db.exec(`PRAGMA synchronous = ${synchronous}`)
  // Erased text must not stay in free pages.
  db.exec('PRAGMA secure_delete = ON')
  db.exec('PRAGMA cache_size = -32000')
  return new Database(db)
}

export function openReadable(file: string): Database {
  return new Database(new DatabaseSync(file, { readOnly: true }))
}

export function errcodeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code : undefined
}

/** Unique, not null, check, foreign key, a trigger's RAISE: the low byte is SQLITE_CONSTRAINT. */
export function isConstraintViolation(error: unknown): boolean {
  return ((errcodeOf(error) ?? 0) & 0xff) === 19
}

/** An instant is ISO text, as better-auth writes it; an object is refused, because SQLite would take it for names. */
export function valueFromParameter(parameter: unknown): SQLInputValue {
  switch (typeof parameter) {
    case 'string':
    case 'number':
    case 'bigint':
      return parameter
    case 'boolean':
      return parameter ? 1 : 0
    case 'undefined':
      return null
    default:
      if (parameter === null || parameter instanceof Uint8Array) return parameter
      if (parameter instanceof Date) return parameter.toISOString()
      throw new TypeError('A SQL parameter must be text, a number, a boolean, an instant, bytes or null.')
  }
}
