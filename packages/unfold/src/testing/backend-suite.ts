import { afterAll, beforeAll, describe } from 'vitest'
import { acceptPromises } from './accept-promises.ts'
import type { BackendStage, LogStage } from './backend-stage.ts'
import { createSavedTable } from './backend-stage.ts'
import { compactionPromises } from './compaction-promises.ts'
import { endPromises } from './end-promises.ts'
import { epochPromises } from './epoch-promises.ts'
import { logPromises } from './log-promises.ts'
import { queuePromises } from './queue-promises.ts'
import { wakeUpPromises } from './wake-up-promises.ts'

/** The contracts' promises, told once and held by every backend. Files that are no tests must not import this: vitest. */
export function describeBackend(name: string, open: () => Promise<BackendStage>): void {
  describeLog(name, open)
  describe(`${name}, its queue`, () => {
    queuePromises(open)
  })
}

/** All but the queue's, for a wing that leaves the queue to another. */
export function describeLog(name: string, open: () => Promise<LogStage>): void {
  describe(name, () => {
    let stage: LogStage
    beforeAll(async () => {
      stage = await open()
      await createSavedTable(stage.records)
    })
    afterAll(() => stage.close())
    const get = () => stage

    describe('events', () => {
      logPromises(get)
    })
    describe('accepting', () => {
      acceptPromises(get)
    })
    describe('ending', () => {
      endPromises(get)
    })
    describe('compaction', () => {
      compactionPromises(get)
    })
    describe('wake-ups', () => {
      wakeUpPromises(get)
    })
    describe('restores', () => {
      epochPromises(get)
    })
  })
}
