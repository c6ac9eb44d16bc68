import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BackendStage } from '../testing/backend-stage.ts'
import { describeBackend } from '../testing/backend-suite.ts'
import { openSqliteBackend } from './sqlite-backend.ts'

// Long enough for a busy machine: a test that stalls for a whole lease has truly lost it.
const LEASE_MS = 400

describeBackend('the embedded backend', openStage)

/** The embedded backend as the shared suite wants it: a folder of its own, a clock that can be moved. */
async function openStage(): Promise<BackendStage> {
  const folder = await mkdtemp(join(tmpdir(), 'unfold-suite-'))
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const openIn = async (): Promise<BackendStage> => {
    const backend = await openSqliteBackend({ folder, synchronous: 'OFF', leaseMs: LEASE_MS, now })
    return {
      backend,
      records: backend.records,
      newEpoch: () => backend.newEpoch(),
      leaseMs: LEASE_MS,
      advance: (ms) => (aheadMs += ms),
      async reopen() {
        await backend[Symbol.asyncDispose]()
        return openIn()
      },
      async close() {
        await backend[Symbol.asyncDispose]()
        await rm(folder, { recursive: true })
      },
    }
  }
  return openIn()
}
