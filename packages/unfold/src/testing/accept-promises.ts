import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AcceptAnswer } from '../core/index.ts'
import type { LogStage } from './backend-stage.ts'
import {
  acceptRequest,
  acceptRun,
  CANCELLED,
  COMPLETED,
  endRun,
  FAILED,
  insertSaved,
  NO_LIMITS,
  part,
  readSaved,
  startRun,
  text,
} from './backend-stage.ts'

const HOUR_MS = 3_600_000

/** The run that an answer names, whoever asked first. */
function runIdOf(answer: AcceptAnswer): string {
  return answer.type === 'accepted' || answer.type === 'existing' ? answer.run.runId : answer.type
}

function countOf(answers: AcceptAnswer[], type: AcceptAnswer['type']): number {
  return answers.filter((answer) => answer.type === type).length
}

export function acceptPromises(get: () => LogStage): void {
  test('an accepted run has its row and event 1 before the answer', async () => {
    const stage = get()
    const request = acceptRequest({ shownInput: { theme: 'shown' }, input: { theme: 'whole' } })
    const answer = await stage.backend.log.accept(request)
    const run = await stage.backend.log.find(request.runId)
    expect(answer).toEqual({ type: 'accepted', run })
    expect(run).toMatchObject({ status: 'queued', attempt: 0, head: 1, input: { theme: 'whole' } })
    expect(await stage.backend.log.read(request.runId, 0)).toMatchObject([
      { seq: 1, type: 'run.accepted', flow: 'tale', version: 1, input: { theme: 'shown' }, continues: null },
    ])
  })

  test('one idempotency key is one run, under a burst of starts', async () => {
    const stage = get()
    const accountId = randomUUID()
    const idempotency = { key: 'k', bodyHash: 'h' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stage.backend.log.accept(acceptRequest({ accountId, idempotency }))),
    )
    expect(countOf(answers, 'accepted')).toBe(1)
    expect(new Set(answers.map(runIdOf)).size).toBe(1)
    expect(await stage.backend.log.list({ accountId, limit: 5 })).toHaveLength(1)
  })

  test('an idempotency key belongs to one account, flow and body, for 24 hours', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const idempotency = { key: 'k', bodyHash: 'h' }
    const first = await endRun(stage, FAILED, { accountId, idempotency })
    const ask = (overrides: object) => log.accept(acceptRequest({ accountId, idempotency, ...overrides }))
    const look = (hash: string) => log.findByIdempotencyKey(accountId, 'tale', 'k', hash)
    expect(await ask({ idempotency: { key: 'k', bodyHash: 'other' } })).toEqual({ type: 'mismatch' })
    expect(await ask({ accountId: randomUUID() })).toMatchObject({ type: 'accepted' })
    expect(await ask({ flow: 'other' })).toMatchObject({ type: 'accepted' })
    expect(await ask({ limits: { ...NO_LIMITS, concurrentRuns: 0 } })).toMatchObject({ type: 'existing' })
    expect(await look('h')).toMatchObject({ runId: first.runId })
    expect(await look('other')).toBe('mismatch')
    stage.advance(24 * HOUR_MS)
    expect(await look('h')).toBeNull()
    expect(await ask({ idempotency: { key: 'k', bodyHash: 'other' } })).toMatchObject({ type: 'accepted' })
  })

  test('one claim is held by one run, under a burst of starts', async () => {
    const stage = get()
    const accountId = randomUUID()
    const claim = { key: 'child 1, space', reuseCompletedMs: 600_000 }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stage.backend.log.accept(acceptRequest({ accountId, claim }))),
    )
    expect(countOf(answers, 'accepted')).toBe(1)
    expect(new Set(answers.map(runIdOf)).size).toBe(1)
    expect(await stage.backend.log.accept(acceptRequest({ claim }))).toMatchObject({ type: 'accepted' })
  })

  test('a key that was answered through a claim stays with that run when it fails', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const claim = { key: 'c', reuseCompletedMs: 600_000 }
    const held = runIdOf(await log.accept(acceptRequest({ accountId, claim })))
    const keyed = acceptRequest({ accountId, claim, idempotency: { key: 'k', bodyHash: 'h' } })
    expect(runIdOf(await log.accept(keyed))).toBe(held)
    await log.endIdle(held, { type: 'run.cancelled' }, 0)
    expect(runIdOf(await log.accept({ ...keyed, runId: randomUUID() }))).toBe(held)
    expect(runIdOf(await log.accept(acceptRequest({ accountId, claim })))).not.toBe(held)
  })

  test('a claim is kept for a while by a completed run, and not by a failed or cancelled one', async () => {
    const stage = get()
    const { log } = stage.backend
    const ask = (accountId: string) =>
      log.accept(acceptRequest({ accountId, claim: { key: 'c', reuseCompletedMs: 600_000 } }))
    for (const end of [FAILED, CANCELLED]) {
      const accountId = randomUUID()
      await endRun(stage, end, { accountId, claim: { key: 'c', reuseCompletedMs: 600_000 } })
      const fresh = await ask(accountId)
      expect(fresh).toMatchObject({ type: 'accepted' })
      expect(await log.findByClaim(accountId, 'c')).toMatchObject({ runId: runIdOf(fresh) })
    }
    const accountId = randomUUID()
    const held = await endRun(stage, COMPLETED, { accountId, claim: { key: 'c', reuseCompletedMs: 600_000 } })
    stage.advance(599_000)
    expect(await ask(accountId)).toMatchObject({ type: 'existing', run: { runId: held.runId } })
    stage.advance(2000)
    expect(await ask(accountId)).toMatchObject({ type: 'accepted' })
    expect(await log.findByClaim(accountId, 'unknown')).toBeNull()
  })

  test('runs at once are limited, also under a burst, and an ended run makes room', async () => {
    const stage = get()
    const accountId = randomUUID()
    const limits = { ...NO_LIMITS, concurrentRuns: 3 }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => stage.backend.log.accept(acceptRequest({ accountId, limits }))),
    )
    expect(countOf(answers, 'accepted')).toBe(3)
    expect(answers.filter((answer) => answer.type === 'limited').map((answer) => answer.limit)).toEqual(
      Array(7).fill('concurrentRuns'),
    )
    const running = answers.find((answer) => answer.type === 'accepted')!
    await stage.backend.log.endIdle(running.run.runId, CANCELLED, 0)
    await acceptRun(stage, { accountId, limits })
  })

  test('starts an hour are limited, erased ones included, and the answer says when there is room', async () => {
    const stage = get()
    const accountId = randomUUID()
    const limits = { ...NO_LIMITS, startsPerHour: 2 }
    const first = await endRun(stage, COMPLETED, { accountId, limits })
    stage.advance(600_000)
    await acceptRun(stage, { accountId, limits })
    await stage.backend.log.erase(first.runId)
    const answer = await stage.backend.log.accept(acceptRequest({ accountId, limits }))
    if (answer.type !== 'limited') throw new Error(answer.type)
    expect(answer.limit).toBe('startsPerHour')
    expect(answer.retryAfterS).toBeGreaterThan(2900)
    expect(answer.retryAfterS).toBeLessThanOrEqual(3000)
    stage.advance(answer.retryAfterS * 1000)
    await acceptRun(stage, { accountId, limits })
  })

  test('runs without limits are neither refused nor counted, running, ended or erased', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const limits = { ...NO_LIMITS, concurrentRuns: 2, startsPerHour: 2 }
    for (let n = 0; n < 3; n++) await acceptRun(stage, { accountId, limits: null })
    const ended = await endRun(stage, COMPLETED, { accountId, limits: null })
    await log.erase(ended.runId)
    await acceptRun(stage, { accountId, limits })
    await acceptRun(stage, { accountId, limits })
    expect(await log.accept(acceptRequest({ accountId, limits }))).toMatchObject({ type: 'limited' })
    expect(await log.accept(acceptRequest({ accountId, limits: null }))).toMatchObject({ type: 'accepted' })
  })

  test('tokens a day are limited by what was metered, a settled call replacing its reservation', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const limits = { ...NO_LIMITS, tokensPerDay: 1000 }
    const { runId } = await startRun(stage, { accountId, limits })
    await log.meter(runId, 'call-1', 5000)
    await log.meter(runId, 'call-1', 600)
    await acceptRun(stage, { accountId, limits })
    stage.advance(HOUR_MS)
    await log.meter(runId, 'call-2', 400)
    await log.erase(runId)
    const answer = await log.accept(acceptRequest({ accountId, limits }))
    if (answer.type !== 'limited') throw new Error(answer.type)
    expect(answer.limit).toBe('tokensPerDay')
    expect(answer.retryAfterS).toBeGreaterThan(22.9 * 3600)
    expect(answer.retryAfterS).toBeLessThanOrEqual(23 * 3600)
    stage.advance(answer.retryAfterS * 1000)
    await acceptRun(stage, { accountId, limits })
  })

  test('a retry opens with the units and notes of the ended run; asked twice, it is the same new run', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const ended = await endRun(stage, FAILED, { accountId })
    const continues = {
      runId: ended.runId,
      units: [text('The sea was calm.'), part('The sea was calm.')],
      notes: [{ step: 'write', key: 'result', value: 1 }],
    }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => log.accept(acceptRequest({ accountId, continues }))),
    )
    expect(countOf(answers, 'accepted')).toBe(1)
    const runIds = new Set(answers.map(runIdOf))
    expect(runIds.size).toBe(1)
    const [runId] = runIds
    expect(await log.read(runId!, 0)).toMatchObject([
      { seq: 1, type: 'run.accepted', continues: ended.runId },
      { seq: 2, ...continues.units[0] },
      { seq: 3, ...continues.units[1] },
    ])
    expect(await log.notes(runId!)).toEqual(continues.notes)
    expect(await log.find(runId!)).toMatchObject({ continues: ended.runId, head: 3 })
    expect(await log.find(ended.runId)).toEqual(ended)
    await log.erase(runId!)
    expect(await log.accept(acceptRequest({ accountId, continues }))).toMatchObject({ type: 'accepted' })
  })

  test('an ended run is continued once in each variant, under a burst of each', async () => {
    const stage = get()
    const { log } = stage.backend
    const accountId = randomUUID()
    const ended = await endRun(stage, COMPLETED, { accountId })
    const variants = [undefined, 'outfit:2', 'swap:1:hat']
    const ask = (variant: string | undefined, account = accountId) => {
      const continues = { runId: ended.runId, variant, units: [part(variant ?? null)], notes: [] }
      return log.accept(acceptRequest({ accountId: account, continues }))
    }
    expect(await log.findContinuation(ended.runId, 'outfit:2')).toBeNull()
    const answers = await Promise.all([...variants, ...variants, ...variants].map((one) => ask(one)))
    expect(countOf(answers, 'accepted')).toBe(3)
    expect(new Set(answers.map(runIdOf)).size).toBe(3)
    for (const [i, variant] of variants.entries()) {
      const found = await log.findContinuation(ended.runId, variant ?? '')
      expect(found).toMatchObject({ runId: runIdOf(answers[i]!), continues: ended.runId })
      expect(await log.read(found!.runId, 1)).toMatchObject([part(variant ?? null)])
    }
    expect(await ask('outfit:2', randomUUID())).toEqual({ type: 'refused', code: 'NOT_FOUND' })
    const child = await log.findContinuation(ended.runId, 'outfit:2')
    await log.erase(child!.runId)
    expect(await log.findContinuation(ended.runId, 'outfit:2')).toBeNull()
    expect(await ask('outfit:2')).toMatchObject({ type: 'accepted' })
  })

  test("a run that lives, is unknown or is another account's is not continued", async () => {
    const stage = get()
    const { log } = stage.backend
    const running = await startRun(stage)
    const ask = (runId: string, accountId: string) =>
      log.accept(acceptRequest({ accountId, continues: { runId, units: [], notes: [] } }))
    expect(await ask(running.runId, running.accountId)).toEqual({ type: 'refused', code: 'CONFLICT' })
    const ended = await endRun(stage)
    expect(await ask(ended.runId, randomUUID())).toEqual({ type: 'refused', code: 'NOT_FOUND' })
    expect(await ask(randomUUID(), randomUUID())).toEqual({ type: 'refused', code: 'NOT_FOUND' })
  })

  test('records are written with the run or not at all', async () => {
    const stage = get()
    const name = randomUUID()
    const request = acceptRequest({ writes: [insertSaved(stage.records, name)] })
    expect(await stage.backend.log.accept(request)).toMatchObject({ type: 'accepted' })
    expect(await readSaved(stage.records, name)).toBe(1)
    const idempotency = { key: 'k', bodyHash: 'h' }
    const second = acceptRequest({ accountId: request.accountId, idempotency, writes: request.writes })
    expect(await stage.backend.log.accept(second)).toEqual({ type: 'refused', code: 'CONFLICT' })
    expect(await stage.backend.log.find(second.runId)).toBeNull()
    const third = acceptRequest({ accountId: request.accountId, idempotency })
    expect(await stage.backend.log.accept(third)).toMatchObject({ type: 'accepted' })
  })

  test("an accept sent again answers its run; another account's id is refused", async () => {
    const stage = get()
    const request = acceptRequest()
    await stage.backend.log.accept(request)
    expect(await stage.backend.log.accept(request)).toMatchObject({ type: 'existing' })
    expect(await stage.backend.log.accept({ ...request, accountId: randomUUID() })).toEqual({
      type: 'refused',
      code: 'CONFLICT',
    })
  })
}
