import { findMissingSteps } from '../core/migration-steps.ts'
import type { Database } from './database.ts'

/**
 * Carries out each statement of the list once in the life of the schema. Processes that start together wait for each
 * other; a list that fails leaves nothing behind.
 */
export async function migrate(
  database: Database,
  schema: string,
  name: string,
  statements: readonly string[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    // Building an index takes as long as it takes, and so does waiting for who builds it.
    await transaction.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0')
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `unfold migrations ${schema}`,
    ])
    // Asked first, because the statement wants the right to create schemas even where there is nothing to create.
    const missing = await transaction.query('SELECT 1 WHERE to_regnamespace($1) IS NULL', [schema])
    if (missing.length > 0) await transaction.query(`CREATE SCHEMA "${schema}"`)
    await transaction.query(
      `CREATE TABLE IF NOT EXISTS unfold_migrations (
        name text NOT NULL, step integer NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (name, step))`,
    )
    const taken = await transaction.query<{ step: number }>(
      'SELECT step FROM unfold_migrations WHERE name = $1',
      [name],
    )
    const steps = taken.map((row) => row.step)
    for (const step of findMissingSteps(name, steps, statements)) {
      await transaction.query(statements[step]!)
      await transaction.query('INSERT INTO unfold_migrations (name, step) VALUES ($1, $2)', [name, step])
    }
  })
}
