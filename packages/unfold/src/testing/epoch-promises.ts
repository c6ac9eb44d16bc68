import { expect, test } from 'vitest'
import { FIRST_EPOCH } from '../protocol/index.ts'
import type { LogStage } from './backend-stage.ts'
import { acceptRun, endRun, startRun } from './backend-stage.ts'

/** Last of the suite: what it does to the store stays. */
export function epochPromises(get: () => LogStage): void {
  test('a store is of the first epoch until it is restored; each restore deals one that was never there', async () => {
    const stage = get()
    const { log } = stage.backend
    const runs = [await endRun(stage), await startRun(stage), await acceptRun(stage)]
    expect(new Set(runs.map(({ epoch }) => epoch))).toEqual(new Set([FIRST_EPOCH]))
    const before = await Promise.all(runs.map(({ runId }) => log.read(runId, 0)))
    const seen = [FIRST_EPOCH]
    for (const _ of [1, 2]) {
      await stage.newEpoch()
      const found = await Promise.all(runs.map(({ runId }) => log.find(runId)))
      // Old runs and new ones, whatever state they are in: a position is of the whole store's epoch.
      const epochs = [...found.map((run) => run!.epoch), (await acceptRun(stage)).epoch]
      expect(new Set(epochs).size).toBe(1)
      expect(seen).not.toContain(epochs[0])
      expect(epochs[0]).toMatch(/^[\w-]{1,64}$/)
      seen.push(epochs[0]!)
    }
    expect(await Promise.all(runs.map(({ runId }) => log.read(runId, 0)))).toEqual(before)
  })
}
