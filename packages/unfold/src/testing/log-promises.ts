import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { foldAll } from '../protocol/index.ts'
import type { LogStage } from './backend-stage.ts'
import { acceptRun, COMPLETED, endRun, numbersOf, part, startRun, text } from './backend-stage.ts'

export function logPromises(get: () => LogStage): void {
  test('numbers follow each other from 1, and the instant never falls, not even with the clock', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await log.append(runId, 1, 1, [text('a'), text('b')], [])
    stage.advance(1000)
    await log.append(runId, 1, 2, [text('c')], [])
    stage.advance(-1000)
    await log.append(runId, 1, 3, [text('d')], [])
    const events = await log.read(runId, 0)
    expect(numbersOf(events)).toEqual([1, 2, 3, 4, 5, 6])
    const instants = events.map((event) => event.at)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    expect(events[4]!.at - events[2]!.at).toBeGreaterThanOrEqual(1000)
  })

  test('an append answers the very events that every later reader gets', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const answer = await log.append(runId, 1, 1, [text('Once "upon"\n\ud83d\ude00'), part(['é', null])], [])
    expect(answer).toEqual({ type: 'ok', cancelling: false, events: await log.read(runId, 2) })
  })

  test('reading stops at the limit and goes on after the last number read', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await log.append(runId, 1, 1, [text('a'), text('b'), text('c')], [])
    await log.append(runId, 1, 2, [text('d'), text('e')], [])
    expect(numbersOf(await log.read(runId, 3, 3))).toEqual([4, 5, 6])
    expect(numbersOf(await log.read(runId, 6, 3))).toEqual([7])
    expect(await log.read(runId, 7)).toEqual([])
    expect(await log.read(runId, 99)).toEqual([])
  })

  test('opening an attempt fences all earlier ones, by name, and they store nothing', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await log.append(runId, 1, 1, [text('a')], [])
    expect(await log.openAttempt(runId, 1)).toMatchObject({ type: 'opened', run: { attempt: 2 } })
    const before = await log.read(runId, 0)
    const note = { step: 's', key: 'k', value: 'stolen' }
    expect(await log.append(runId, 1, 2, [text('b')], [note])).toEqual({ type: 'superseded' })
    expect(await log.beat(runId, 1)).toEqual({ type: 'superseded' })
    expect(await log.end(runId, 1, { type: 'run.cancelled' }, [], [note])).toEqual({ type: 'superseded' })
    expect(await log.read(runId, 0)).toEqual(before)
    expect(await log.notes(runId)).toEqual([])
    expect(await log.append(runId, 2, 1, [text('c')], [])).toMatchObject({ type: 'ok' })
  })

  test('of many workers that open the same attempt, one gets it', async () => {
    const stage = get()
    const { runId } = await acceptRun(stage)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => stage.backend.log.openAttempt(runId, 0)),
    )
    expect(answers.map((answer) => answer.type).toSorted()).toEqual([
      'opened',
      ...Array<string>(7).fill('superseded'),
    ])
    expect(numbersOf(await stage.backend.log.read(runId, 0))).toEqual([1, 2])
  })

  test('an append sent again is answered with the original events and stored once', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const first = await log.append(runId, 1, 1, [text('a'), text('b')], [])
    await log.cancel(runId, 'me')
    stage.advance(50)
    const again = await log.append(runId, 1, 1, [text('a'), text('b')], [])
    expect(again).toEqual({ ...first, cancelling: true })
    expect(numbersOf(await log.read(runId, 0))).toEqual([1, 2, 3, 4, 5])
    expect(await log.append(runId, 1, 2, [text('c')], [])).toMatchObject({ events: [{ seq: 6 }] })
  })

  test('an append whose answer was lost with the run meanwhile ended is still answered with its events', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const first = await log.append(runId, 1, 1, [text('a')], [])
    stage.advance(1000)
    await log.endIdle(runId, { type: 'run.cancelled' }, 1000)
    expect(await log.append(runId, 1, 1, [text('a')], [])).toEqual(first)
    await log.compact(1000)
    expect(await log.append(runId, 1, 1, [text('a')], [])).toEqual(first)
    expect(await log.append(runId, 1, 2, [text('b')], [])).toEqual({ type: 'ended' })
  })

  test('one refused append leaves the others of its commit alone', async () => {
    const stage = get()
    const { log } = stage.backend
    const runs = await Promise.all(Array.from({ length: 6 }, () => startRun(stage)))
    await log.openAttempt(runs[2]!.runId, 1)
    await log.end(runs[4]!.runId, 1, { type: 'run.cancelled' }, [], [])
    const answers = await Promise.all([
      ...runs.map(({ runId }) => log.append(runId, 1, 1, [text('a')], [])),
      log.append(randomUUID(), 1, 1, [text('a')], []),
    ])
    expect(answers.map((answer) => answer.type)).toEqual([
      'ok',
      'ok',
      'superseded',
      'ok',
      'ended',
      'ok',
      'missing',
    ])
    for (const index of [0, 1, 3, 5]) {
      expect(numbersOf(await log.read(runs[index]!.runId, 2))).toEqual([3])
    }
  })

  test('many appends of one run that are asked for at once are numbered in the order asked', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const words = Array.from({ length: 200 }, (_, index) => `w${index} `)
    await Promise.all(words.map((word, index) => log.append(runId, 1, index + 1, [text(word)], [])))
    const events = await log.read(runId, 2)
    expect(numbersOf(events)).toEqual(words.map((_, index) => index + 3))
    expect((await log.snapshot(runId))!.parts[0]!.text).toBe(words.join(''))
  })

  test('an append that skips a number is a fault of the caller and stores nothing', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await expect(log.append(runId, 1, 2, [text('b')], [])).rejects.toThrow(runId)
    expect(await log.append(runId, 1, 1, [text('a')], [])).toMatchObject({ events: [{ seq: 3 }] })
  })

  test('notes are private, keyed, replaced by key, and take no number', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    await log.append(runId, 1, 1, [], [{ step: 'write', key: 'result', value: { draft: 1 } }])
    const answer = await log.append(
      runId,
      1,
      2,
      [text('a')],
      [
        { step: 'write', key: 'result', value: { draft: 2 } },
        { step: 'check', key: 'withheld', value: 'a secret' },
      ],
    )
    expect(answer).toMatchObject({ events: [{ seq: 3 }] })
    expect(await log.append(runId, 1, 3, [], [])).toMatchObject({ type: 'ok', events: [] })
    expect(await log.append(runId, 1, 3, [], [])).toMatchObject({ type: 'ok', events: [] })
    expect(await log.notes(runId)).toEqual([
      { step: 'check', key: 'withheld', value: 'a secret' },
      { step: 'write', key: 'result', value: { draft: 2 } },
    ])
    expect(JSON.stringify([await log.read(runId, 0), await log.snapshot(runId)])).not.toContain('secret')
  })

  test('a beat keeps the run from being stale and brings the cancel flag', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const isStale = async () => (await log.stale(5000, 1000)).some((run) => run.runId === runId)
    stage.advance(4000)
    expect(await log.beat(runId, 1)).toEqual({ type: 'ok', events: [], cancelling: false })
    stage.advance(4000)
    expect(await isStale()).toBe(false)
    stage.advance(1000)
    expect(await isStale()).toBe(true)
    await log.cancel(runId, 'me')
    expect(await log.beat(runId, 1)).toMatchObject({ cancelling: true })
    expect(await isStale()).toBe(false)
    await log.end(runId, 1, { type: 'run.cancelled' }, [], [])
    stage.advance(6000)
    expect(await isStale()).toBe(false)
  })

  test('an attempt that its worker hands back does not count, and only the open one can be', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const fruitless = async () => (await log.find(runId))!.fruitlessAttempts
    await log.release(runId, 1)
    expect(await fruitless()).toBe(0)
    expect(await log.openAttempt(runId, 1)).toMatchObject({ type: 'opened', run: { fruitlessAttempts: 1 } })
    await log.release(runId, 1)
    expect(await fruitless()).toBe(1)
    await log.append(runId, 2, 1, [text('a')], [])
    await log.release(runId, 2)
    expect(await fruitless()).toBe(0)
  })

  test('an attempt is fruitless until it commits a unit; what others commit is no unit', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await startRun(stage)
    const fruitless = async () => (await log.find(runId))!.fruitlessAttempts
    expect(await fruitless()).toBe(1)
    await log.append(runId, 1, 1, [{ type: 'data', name: 'notice', value: 1 }], [])
    await log.openAttempt(runId, 1)
    expect(await fruitless()).toBe(2)
    await log.append(runId, 2, 1, [text('a')], [])
    expect(await fruitless()).toBe(0)
    await log.openAttempt(runId, 2)
    expect(await fruitless()).toBe(1)
  })

  test('a snapshot is the fold of the whole log', async () => {
    const stage = get()
    const { log } = stage.backend
    const { runId } = await endRun(stage)
    expect(await log.snapshot(runId)).toEqual(foldAll(await log.read(runId, 0)))
  })

  test('an unknown run is unknown to every question', async () => {
    const { log } = get().backend
    const runId = randomUUID()
    expect(await log.find(runId)).toBeNull()
    expect(await log.snapshot(runId)).toBeNull()
    expect(await log.read(runId, 0)).toEqual([])
    expect(await log.notes(runId)).toEqual([])
    expect(await log.cancel(runId, 'me')).toEqual({ type: 'missing' })
    expect(await log.openAttempt(runId, 0)).toEqual({ type: 'missing' })
    expect(await log.beat(runId, 1)).toEqual({ type: 'missing' })
    expect(await log.endIdle(runId, { type: 'run.cancelled' }, 0)).toEqual({ type: 'missing' })
  })

  test('runs are listed by account, newest first, page by page, by status and flow', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const ids: string[] = []
    for (let index = 0; index < 4; index++) ids.unshift((await acceptRun(stage, { accountId })).runId)
    const other = await endRun(stage, undefined, { accountId, flow: 'other' })
    const list = async (filter: object) =>
      (await log.list({ accountId, limit: 10, ...filter })).map((run) => run.runId)
    expect(await list({})).toEqual([other.runId, ...ids])
    expect(await list({ before: ids[0], limit: 2 })).toEqual([ids[1], ids[2]])
    expect(await list({ status: 'queued' })).toEqual(ids)
    expect(await list({ flow: 'other' })).toEqual([other.runId])
    expect(await list({ accountId: randomUUID() })).toEqual([])
    expect(await list({ before: randomUUID() })).toEqual([])
  })

  test('durations are those of the newest completed runs of the flow that did all of the work', async () => {
    const stage = get()
    const flow = randomUUID()
    for (const ms of [5000, 6000, 7000]) {
      const { runId } = await startRun(stage, { flow })
      stage.advance(ms)
      await stage.backend.log.end(
        runId,
        1,
        {
          type: 'run.completed',
          output: null,
          usage: { inputTokens: 0, outputTokens: 0, estimated: false },
        },
        [],
        [],
      )
    }
    await endRun(stage, { type: 'run.cancelled' }, { flow })
    const { runId, accountId } = await endRun(stage, COMPLETED, { flow: randomUUID() })
    await endRun(stage, COMPLETED, { flow, accountId, continues: { runId, units: [], notes: [] } })
    const seconds = (await stage.backend.log.durations(flow, 2)).map((ms) => Math.round(ms / 1000))
    expect(seconds).toEqual([7, 6])
  })
}
