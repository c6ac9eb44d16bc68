import { describe } from 'vitest'
import { hasRedis } from '../../packages/unfold/src/testing/redis-server.ts'
import { describeKilledServer, type KillStores } from '../kill/killed-server.ts'
import { useStores } from './stores.ts'

/** Two starts of a server and a run that comes again after its lock has run out: about 5 s, and many times that on a busy machine. */
const TIMEOUT_MS = 90_000

describe('a server on PostgreSQL that is killed', () => {
  describeOnStores(false, [
    'log:after-append:step.started',
    'postgres:before-commit:append@3',
    'postgres:after-commit:append@4',
    'postgres:in-commit:end',
    'postgres:after-commit:end',
  ])
})

describe.skipIf(!hasRedis)('a server on PostgreSQL with Redis that is killed', () => {
  describeOnStores(true, ['log:after-append:text@3', 'postgres:after-commit:end'])
})

function describeOnStores(redis: boolean, faults: readonly string[]): void {
  const stores = useStores({ redis })

  const openStores = async (): Promise<KillStores> => {
    const database = await stores().createDatabase()
    return {
      env: database.env,
      readChapters: () => database.query('SELECT run_id, chapter_number FROM chapters'),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    }
  }
  describeKilledServer({ openStores, faults, timeoutMs: TIMEOUT_MS })
}
