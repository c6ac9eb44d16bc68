import { randomBytes } from 'node:crypto'
import type { ServerBackend } from './server.ts'

/** One secret for all processes of a cluster, made by the first: a session of one is a session of every other. */
export async function readOrCreateSharedSecret(backend: ServerBackend): Promise<string> {
  await backend.migrate('secret', ['CREATE TABLE secret (id INTEGER PRIMARY KEY, secret TEXT NOT NULL)'])
  await backend.records
    .insertInto('secret')
    .values({ id: 1, secret: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const row = await backend.records.selectFrom('secret').select('secret').executeTakeFirstOrThrow()
  return row.secret
}
