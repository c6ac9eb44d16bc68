import { openSqliteBackend } from './sqlite-backend.ts'

/** The embedded backend as the kill suite wants it: the location is the folder. */
export async function openForKill(folder: string, faults: string | undefined) {
  const backend = await openSqliteBackend({ folder, faults })
  await backend.migrate('kills', ['CREATE TABLE saved (run_id TEXT PRIMARY KEY)'])
  return {
    backend,
    insertSaved: (runId: string) => ({ sql: 'INSERT INTO saved (run_id) VALUES (?)', parameters: [runId] }),
    async hasSaved(runId: string) {
      const rows = await backend.records.selectFrom('saved').selectAll().where('run_id', '=', runId).execute()
      return rows.length === 1
    },
  }
}
