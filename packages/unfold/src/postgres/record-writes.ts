import type { Statement } from '../core/index.ts'
import { UnfoldError } from '../protocol/index.ts'
import type { Database, Transaction } from './database.ts'
import { Refusal, valueFromParameter } from './database.ts'

export interface StatementResult {
  rows: Record<string, unknown>[]
  /** Rows changed by an INSERT, UPDATE or DELETE. */
  changes: number
}

export type TransactAnswer = { type: 'ok'; results: StatementResult[] } | { type: 'refused'; code: string }

/** Several statements, all or nothing. */
export async function transact(
  database: Database,
  statements: readonly Statement[],
): Promise<TransactAnswer> {
  return orRefused(
    database.transaction(async (transaction) => ({
      type: 'ok' as const,
      results: await carryOut(transaction, statements),
    })),
  )
}

/** A flow's writes within a transaction that goes on; what they violate, or do not change, ends it with a code. */
export async function carryOut(
  transaction: Transaction,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  const results: StatementResult[] = []
  for (const { sql, parameters, expect } of statements) {
    const forbidden = FORBIDDEN.exec(sql)
    if (forbidden)
      throw new UnfoldError('INTERNAL', `${forbidden[1]} is not a statement that records may send.`)
    const result = await transaction.execute(sql, parameters.map(valueFromParameter))
    if (expect && result.changes !== expect.changes) throw new Refusal(expect.code)
    results.push(result)
  }
  return results
}

/** The transaction's answer, or the code with which it was left; a constraint may be looked at as late as in COMMIT. */
export async function orRefused<T>(answer: Promise<T>): Promise<T | { type: 'refused'; code: string }> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal) return { type: 'refused', code: error.code }
    if (error instanceof UnfoldError && error.code === 'CONFLICT')
      return { type: 'refused', code: 'CONFLICT' }
    throw error
  }
}

/** What would end or nest the transaction; comments before it do not hide it. */
const FORBIDDEN =
  /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*(begin|start|commit|end|rollback|abort|savepoint|release|prepare)\b/i
