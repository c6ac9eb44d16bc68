import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReadable } from './database.ts'
import { SqliteRunLog } from './run-log.ts'
import { openSqliteBackend } from './sqlite-backend.ts'
import type { Writer } from './writer.ts'

const LIMITS = { concurrentRuns: 99, startsPerHour: 999, tokensPerDay: 99 }
const NO_WRITER = {} as Writer

const request = (runId: string) => ({
  runId,
  accountId: 'ann',
  flow: 'tale',
  version: 1,
  input: { theme: 'sea', secret: 7 },
  shownInput: { theme: 'sea' },
  limits: LIMITS,
})

test('in every moment of its life a run reads as the file has it', async () => {
  let now = 1_790_000_000_000
  await using backend = await openSqliteBackend({ folder: ':memory:', now: () => now++ })
  const { log } = backend
  const reader = openReadable(join(backend.folder, 'unfold.db'))
  // A log that was answered nothing knows only what the file has.
  const file = new SqliteRunLog(NO_WRITER, reader, () => now, undefined)

  async function requireSame(runId: string) {
    expect(await log.find(runId)).toEqual(await file.find(runId))
    expect(await log.read(runId, 0)).toEqual(await file.read(runId, 0))
    expect(await log.read(runId, 2, 2)).toEqual(await file.read(runId, 2, 2))
    expect(await log.snapshot(runId)).toEqual(await file.snapshot(runId))
    expect(await log.notes(runId)).toEqual(await file.notes(runId))
    expect(await log.durations('tale', 3)).toEqual(
      await new SqliteRunLog(NO_WRITER, reader, () => now, undefined).durations('tale', 3),
    )
  }

  for (const end of ['run.completed', 'run.cancelled', 'idle', 'erase', 'run.completed'] as const) {
    const runId = `run-${now}`
    const steps: (() => Promise<unknown>)[] = [
      () => log.accept(request(runId)),
      () => log.openAttempt(runId, 0),
      () => log.append(runId, 1, 1, [{ type: 'step.started', step: 'write' }], []),
      () => log.append(runId, 1, 2, [{ type: 'text', part: 'p', text: 'The sea.' }], []),
      () => log.append(runId, 1, 2, [{ type: 'text', part: 'p', text: 'The sea.' }], []),
      () => log.append(runId, 1, 3, [], [{ step: 'write', key: 'k', value: [1] }]),
      () => log.openAttempt(runId, 1),
      () => log.append(runId, 1, 4, [{ type: 'text', part: 'p', text: 'Late.' }], []),
      () => log.beat(runId, 2),
      () => log.cancel(runId, 'ann'),
      () => log.append(runId, 2, 1, [{ type: 'text', part: 'p', text: ' It was blue.' }], []),
    ]
    // Each round leaves out some of what makes a run be forgotten, so that what follows is answered from memory.
    const skipped = end === 'run.completed' ? [4, 6, 7, 8, 9, 10] : end === 'idle' ? [4, 8, 9] : []
    for (const [index, step] of steps.entries()) {
      if (skipped.includes(index)) continue
      await step()
      await requireSame(runId)
    }
    const attempt = (await log.find(runId))!.attempt
    if (end === 'idle') await log.endIdle(runId, { type: 'run.cancelled' }, 0)
    else if (end === 'erase') await log.erase(runId)
    else {
      const usage = { inputTokens: 1, outputTokens: 1, estimated: false }
      const completed = { type: end, output: null, usage } as const
      await log.end(runId, attempt, end === 'run.completed' ? completed : { type: end }, [], [])
    }
    await requireSame(runId)
  }
  reader.close()
})

test('a run in its first moments carries a new epoch as well', async () => {
  await using backend = await openSqliteBackend({ folder: ':memory:' })
  await backend.log.accept(request('run-1'))
  const before = await backend.log.find('run-1')
  await backend.newEpoch()
  expect((await backend.log.find('run-1'))!.epoch).not.toBe(before!.epoch)
})

test('a retry shows from the first moment what it carries, notes included', async () => {
  await using backend = await openSqliteBackend({ folder: ':memory:' })
  const { log } = backend
  await log.accept(request('run-1'))
  await log.endIdle('run-1', { type: 'run.cancelled' }, 0)
  const note = { step: 'write', key: 'k', value: 1 }
  const units = [{ type: 'text' as const, part: 'p', text: 'The sea.' }]
  await log.accept({ ...request('run-2'), continues: { runId: 'run-1', units, notes: [note] } })
  expect(await log.notes('run-2')).toEqual([note])
  expect((await log.snapshot('run-2'))!.parts).toMatchObject([{ part: 'p', text: 'The sea.' }])
})
