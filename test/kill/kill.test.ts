import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { describe } from 'vitest'
import { describeKilledServer, type KillStores } from './killed-server.ts'

/** In the server's own folder, which lives as long as the server under test. */
const embedded: KillStores = {
  env: {},
  async readChapters(server) {
    const db = new DatabaseSync(path.join(server.folder, 'unfold.db'), { readOnly: true })
    try {
      const rows = db.prepare('SELECT run_id, chapter_number FROM chapters').all()
      return rows.map((row) => ({ ...row })) as { run_id: string; chapter_number: number }[]
    } finally {
      db.close()
    }
  },
  async [Symbol.asyncDispose]() {},
}

describe('a server that is killed', () => {
  describeKilledServer({
    openStores: async () => embedded,
    faults: [
      'sqlite:in-commit:accept',
      'sqlite:after-commit:accept',
      'sqlite:in-commit:openAttempt',
      'log:after-append:step.started',
      'sqlite:in-commit:append@3',
      'sqlite:after-commit:append@4',
      'log:after-append:text@1',
      'log:after-append:text@3',
      'log:after-append:part@2',
      'sqlite:in-commit:append@5',
      'log:after-append:step.completed@1',
      'sqlite:in-commit:end',
      'sqlite:after-commit:end',
      'log:after-end:run.completed',
    ],
  })
})
