import type { SQLInputValue } from 'node:sqlite'
import type { Statement } from '../core/index.ts'
import { findMissingSteps } from '../core/migration-steps.ts'
import { isConstraintViolation } from './database.ts'
import type { StatementResult, WriteContext, Writes } from './writes.ts'

/** Statements of accounts and records. Each call is a transaction within the one that the thread has open. */
export function createRecordWrites(context: WriteContext): Pick<Writes, 'execute' | 'transact' | 'migrate'> {
  const { database } = context

  return {
    execute(statement) {
      return execute(context, statement)
    },

    transact(statements) {
      const results: StatementResult[] = []
      const code = tryWrites(context, statements, (result) => results.push(result))
      return code === null ? { type: 'ok', results } : { type: 'refused', code }
    },

    migrate(name, statements) {
      const taken = database.all<{ step: number }>('SELECT step FROM unfold_migrations WHERE name = ?', name)
      const steps = taken.map((row) => row.step)
      for (const step of findMissingSteps(name, steps, statements)) {
        database.db.exec(statements[step]!)
        database.run(
          'INSERT INTO unfold_migrations (name, step, at) VALUES (?, ?, ?)',
          name,
          step,
          context.now,
        )
      }
    },
  }
}

/**
 * Carries out a flow's writes and what follows them, all or nothing, within the transaction that others share. Answers
 * null, or the code of the first refusal; any other error goes on to the caller, with nothing of it stored.
 */
export function tryWrites(
  context: WriteContext,
  statements: readonly Statement[],
  onResult: (result: StatementResult) => void = () => {},
  then: () => void = () => {},
): string | null {
  const { database } = context
  const { db } = database
  database.run('SAVEPOINT writes')
  try {
    for (const statement of statements) {
      const result = execute(context, statement)
      if (statement.expect && result.changes !== statement.expect.changes) {
        database.run('ROLLBACK TO writes')
        return statement.expect.code
      }
      onResult(result)
    }
    then()
    return null
  } catch (error) {
    // A full disk ends the whole transaction by itself; the thread then tries each write alone.
    if (db.isTransaction) database.run('ROLLBACK TO writes')
    if (isConstraintViolation(error)) return 'CONFLICT'
    throw error
  } finally {
    if (db.isTransaction) database.run('RELEASE writes')
  }
}

/** What would end or nest the shared transaction, or reach into another file; comments before it do not hide it. */
const FORBIDDEN =
  /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*(begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|pragma)\b/i

function execute({ database }: WriteContext, { sql, parameters }: Statement): StatementResult {
  const forbidden = FORBIDDEN.exec(sql)
  if (forbidden) throw new Error(`${forbidden[1]} is not a statement that records may send.`)
  const statement = database.prepare(sql)
  const values = parameters as SQLInputValue[]
  if (statement.columns().length > 0) {
    const rows = statement.all(...values).map((row) => ({ ...row }))
    return { rows, changes: rows.length, lastInsertRowid: 0 }
  }
  const { changes, lastInsertRowid } = statement.run(...values)
  return { rows: [], changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
}
