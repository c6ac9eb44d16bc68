import { describe, expect } from 'vitest'
import type { QueueStage } from '../testing/backend-stage.ts'
import { queuePromises } from '../testing/queue-promises.ts'
import { openBullmqQueue } from './run-queue.ts'
import { describeStores, type TestStore } from './store-suite.ts'

// Long enough for a busy machine: a test that stalls for a whole lock has truly lost it.
const LOCK_MS = 800

describeStores('the shared promises of a queue', (get) => {
  describe('queue', () => {
    queuePromises(() => openStage(get()))
  })
})

async function openStage(store: TestStore): Promise<QueueStage> {
  const connection = store.newConnection()
  const errors: unknown[] = []
  const openAgain = async (): Promise<QueueStage> => {
    const queue = await openBullmqQueue({
      connection,
      lockMs: LOCK_MS,
      stalledCheckMs: 200,
      retryMs: 50,
      onError: (error) => errors.push(error),
    })
    return {
      backend: { queue },
      leaseMs: LOCK_MS,
      async reopen() {
        await queue[Symbol.asyncDispose]()
        return openAgain()
      },
      async close() {
        await queue[Symbol.asyncDispose]()
        // Nothing here loses a connection or a lock.
        expect(errors).toEqual([])
      },
    }
  }
  return openAgain()
}
