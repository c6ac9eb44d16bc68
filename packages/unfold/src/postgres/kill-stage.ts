import { openPostgresBackend } from './postgres-backend.ts'

/** The log on PostgreSQL as the kill suite wants it: the location is a connection string, a blank and a schema. */
export async function openForKill(location: string, faults: string | undefined) {
  const [connectionString, schema] = location.split(' ')
  const backend = await openPostgresBackend({ connectionString: connectionString!, schema, faults })
  await backend.migrate('kills', ['CREATE TABLE saved (run_id TEXT PRIMARY KEY)'])
  return {
    backend,
    insertSaved: (runId: string) => ({ sql: 'INSERT INTO saved (run_id) VALUES ($1)', parameters: [runId] }),
    async hasSaved(runId: string) {
      const rows = await backend.records.selectFrom('saved').selectAll().where('run_id', '=', runId).execute()
      return rows.length === 1
    },
  }
}
