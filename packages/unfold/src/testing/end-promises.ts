import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { LogStage } from './backend-stage.ts'
import {
  acceptRun,
  advanceSaved,
  CANCELLED,
  COMPLETED,
  endRun,
  FAILED,
  insertSaved,
  readSaved,
  startRun,
  text,
} from './backend-stage.ts'

export function endPromises(get: () => LogStage): void {
  test('the end seals the log, with its status and its records', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const name = randomUUID()
    const answer = await log.end(runId, 1, COMPLETED, [insertSaved(stage.records, name)], [])
    expect(answer).toMatchObject({ type: 'ok', event: { seq: 3, ...COMPLETED } })
    expect(await log.find(runId)).toMatchObject({ status: 'completed', head: 3 })
    expect(await readSaved(stage.records, name)).toBe(1)
    expect(await log.append(runId, 1, 1, [text('late')], [])).toEqual({ type: 'ended' })
    expect(await log.openAttempt(runId, 1)).toEqual({ type: 'ended' })
    expect(await log.beat(runId, 1)).toEqual({ type: 'ended' })
    expect((await log.read(runId, 2)).map((event) => event.type)).toEqual(['run.completed'])
  })

  test('a refused record leaves the run running and nothing behind', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const [taken, fresh] = [randomUUID(), randomUUID()]
    await stage.records.insertInto('suite_saved').values({ name: taken, chapter: 1 }).execute()
    const note = { step: 's', key: 'k', value: 1 }
    const inserts = [insertSaved(stage.records, fresh), insertSaved(stage.records, taken)]
    expect(await log.end(runId, 1, COMPLETED, inserts, [note])).toEqual({
      type: 'refused',
      code: 'CONFLICT',
    })
    const advances = [insertSaved(stage.records, fresh), advanceSaved(stage.records, taken, 7, 'NOT_NEXT')]
    expect(await log.end(runId, 1, COMPLETED, advances, [note])).toEqual({
      type: 'refused',
      code: 'NOT_NEXT',
    })
    expect(await readSaved(stage.records, fresh)).toBeNull()
    expect(await log.notes(runId)).toEqual([])
    expect(await log.find(runId)).toMatchObject({ status: 'running', head: 2, endedAt: null })
    expect(await log.end(runId, 1, FAILED, [advanceSaved(stage.records, taken, 1)], [])).toMatchObject({
      type: 'ok',
    })
    expect(await readSaved(stage.records, taken)).toBe(2)
  })

  test('a refused or broken end leaves the others of its commit alone', async () => {
    const stage = get()
    const { log } = stage.backend
    const runs = await Promise.all(Array.from({ length: 4 }, () => startRun(stage)))
    const name = randomUUID()
    const [first, second, broken, plain] = runs.map((run) => run.runId)
    const answers = await Promise.allSettled([
      log.end(first!, 1, COMPLETED, [insertSaved(stage.records, name)], []),
      log.append(plain!, 1, 1, [text('a')], []),
      log.end(second!, 1, COMPLETED, [insertSaved(stage.records, name)], []),
      log.end(broken!, 1, COMPLETED, [{ sql: 'no such statement', parameters: [] }], []),
      log.append(plain!, 1, 2, [text('b')], []),
    ])
    const types = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.type : answer.status))
    // Which of the two ends comes first is nobody's promise.
    expect(new Set([types[0], types[2]])).toEqual(new Set(['ok', 'refused']))
    expect([types[1], types[3], types[4]]).toEqual(['ok', 'rejected', 'ok'])
    expect(await log.find(broken!)).toMatchObject({ status: 'running', head: 2 })
    expect((await log.read(plain!, 2)).map((event) => event.seq)).toEqual([3, 4])
  })

  test('of many ends the first wins, and there is one', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    stage.advance(1000)
    const answers = await Promise.all([
      log.end(runId, 1, COMPLETED, [], []),
      log.end(runId, 1, FAILED, [], []),
      log.endIdle(runId, CANCELLED, 0),
    ])
    expect(answers.map((answer) => answer.type).toSorted()).toEqual(['ended', 'ended', 'ok'])
    expect(await log.read(runId, 2)).toHaveLength(1)
  })

  test('an idle run is ended without an attempt; one that beats is not', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    stage.advance(2999)
    expect(await log.endIdle(runId, CANCELLED, 3000 + 60_000)).toEqual({ type: 'refused', code: 'CONFLICT' })
    await log.beat(runId, 1)
    stage.advance(2000)
    expect(await log.endIdle(runId, CANCELLED, 60_000)).toMatchObject({ type: 'refused' })
    expect(await log.find(runId)).toMatchObject({ status: 'running', head: 2 })
    stage.advance(60_000)
    expect(await log.endIdle(runId, CANCELLED, 60_000)).toMatchObject({ type: 'ok', event: { seq: 3 } })
    const queued = await acceptRun(stage)
    expect(await log.endIdle(queued.runId, CANCELLED, 60_000)).toMatchObject({ type: 'ok' })
    expect(await log.openAttempt(queued.runId, 0)).toEqual({ type: 'ended' })
  })

  test('cancel answers by status, and is told once', async () => {
    const stage = get()
    const { log } = stage.backend
    const queued = await acceptRun(stage)
    expect(await log.cancel(queued.runId, 'me')).toEqual({ type: 'ok', first: true, status: 'queued' })
    const running = await startRun(stage)
    expect(await log.cancel(running.runId, 'me')).toEqual({ type: 'ok', first: true, status: 'running' })
    expect(await log.cancel(running.runId, 'you')).toEqual({ type: 'ok', first: false, status: 'running' })
    expect(await log.read(running.runId, 2)).toMatchObject([{ type: 'run.cancelling', by: 'me' }])
    expect(await log.find(running.runId)).toMatchObject({ cancelling: true, status: 'running' })
    expect(await log.append(running.runId, 1, 1, [text('a')], [])).toMatchObject({
      cancelling: true,
      events: [{ seq: 4 }],
    })
    const ended = await endRun(stage, FAILED)
    expect(await log.cancel(ended.runId, 'me')).toEqual({ type: 'ended', status: 'failed' })
  })

  test('an erased run is unknown to everyone, fenced, and its id stays taken', async () => {
    const stage = get()
    const { log } = stage.backend
    for (const compacted of [false, true]) {
      const accountId = randomUUID()
      const claim = { key: randomUUID(), reuseCompletedMs: 1e9 }
      const { runId } = await endRun(stage, COMPLETED, { accountId, claim })
      if (compacted) await log.compact(1000)
      await log.erase(runId)
      expect(await log.find(runId)).toBeNull()
      expect(await log.read(runId, 0)).toEqual([])
      expect(await log.snapshot(runId)).toBeNull()
      expect(await log.notes(runId)).toEqual([])
      expect(await log.list({ accountId, limit: 5 })).toEqual([])
      expect(await log.findByClaim(accountId, claim.key)).toBeNull()
      await expect(acceptRun(stage, { runId, accountId })).rejects.toThrow('CONFLICT')
    }
    const { runId } = await startRun(stage)
    await log.append(runId, 1, 1, [text('a')], [{ step: 's', key: 'k', value: 1 }])
    await log.erase(runId)
    expect(await log.append(runId, 1, 2, [text('b')], [])).toEqual({ type: 'missing' })
    expect(await log.end(runId, 1, COMPLETED, [], [])).toEqual({ type: 'missing' })
    expect(await log.notes(runId)).toEqual([])
    await log.erase(runId)
  })
}
