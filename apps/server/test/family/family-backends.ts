import { openSqliteBackend } from 'unfold/sqlite'
import { createPostgresDatabase } from '../../../../packages/unfold/src/testing/postgres-database.ts'
import { startPostgres } from '../../../../packages/unfold/src/testing/postgres-server.ts'
import { openClusterBackend } from '../../src/cluster-backend.ts'
import type { ServerBackend } from '../../src/server.ts'

export const BACKENDS = ['SQLite', 'PostgreSQL'] as const

/** The stores on which what is decided in a transaction is tried; PostgreSQL is started once it is asked for. */
export class FamilyBackends implements AsyncDisposable {
  readonly #resources = new AsyncDisposableStack()

  async open(name: (typeof BACKENDS)[number]): Promise<() => Promise<ServerBackend>> {
    if (name === 'SQLite') return () => openSqliteBackend({ folder: ':memory:' })
    const postgres = this.#resources.use(await startPostgres())
    const database = this.#resources.use(await createPostgresDatabase(postgres.url))
    const options = { redisUrl: undefined, faults: undefined, onError: () => {} }
    return () => openClusterBackend({ databaseUrl: database.url, ...options })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }
}
