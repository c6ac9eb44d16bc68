import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineFlow, type Flow, type FlowContext } from '../core/index.ts'
import { foldAll, type RunEvent, UnfoldError } from '../protocol/index.ts'
import { sweepOnce } from './sweep.ts'
import { readCarriedUnits } from '../server/index.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { openBench } from './worker-bench.fixture.ts'

const openStore = (now: () => number) => openSqliteBackend({ folder: ':memory:', now })
const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const resource of open.splice(0).toReversed()) await resource[Symbol.asyncDispose]()
})

const typesOf = (events: readonly RunEvent[]) => events.map((e) => e.type)
/** Resolves when the run's signal aborts; what a model call does. */
const untilAborted = (ctx: FlowContext) =>
  new Promise<never>((_, reject) => ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)))

describe('a worker', () => {
  it('runs a flow to its end: steps, text gathered into commits, parts, progress, usage', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      const sum = await ctx.step('count', async (step) => {
        for (const word of ['one ', 'two ', 'three']) step.text('answer', word)
        step.part('answer', 'text', 'one two three')
        step.progress({ stage: 'count', unit: 'word', done: 3, total: 3 })
        step.meter('call', { inputTokens: 5, outputTokens: 7, estimated: false })
        return 3
      })
      return { sum }
    })
    await bench.enqueue('r1')
    const events = await bench.ended('r1')
    expect(typesOf(events)).toEqual([
      'run.accepted',
      'run.started',
      'step.started',
      'text',
      'part',
      'progress',
      'step.completed',
      'run.completed',
    ])
    expect(foldAll(events)).toMatchObject({
      status: 'completed',
      output: { sum: 3 },
      usage: { inputTokens: 5, outputTokens: 7, estimated: false },
      parts: [{ text: 'one two three', final: true }],
    })
    expect(bench.errors).toEqual([])
  })

  it('gives a completed step back from the log, and lets an interrupted one go on from what it showed', async () => {
    const bench = await openBench(open, openStore)
    const calls: string[] = []
    let die = true
    const flow: Flow['run'] = async (ctx) => {
      const first = await ctx.step('first', async () => {
        calls.push('first')
        return { n: 1 }
      })
      return ctx.step('second', async (step) => {
        calls.push(`second after ${step.committed.part('p')?.text ?? 'nothing'}`)
        if (die) {
          step.text('p', 'half. ')
          step.note('seen', 1)
          await step.flush()
          await untilAborted(ctx)
        }
        step.text('p', 'whole.')
        return { ...first, seen: step.notes.get('seen') ?? null }
      })
    }
    const worker = bench.work(flow)
    await bench.enqueue('r1')
    for await (const batch of bench.tails.follow('r1', 0, AbortSignal.timeout(5000)))
      if (batch.some((e) => e.type === 'text')) break
    await worker.stop(0)
    die = false
    bench.work(flow)
    const events = await bench.ended('r1')
    expect(calls).toEqual(['first', 'second after nothing', 'second after half. '])
    expect(foldAll(events)).toMatchObject({
      status: 'completed',
      attempt: 2,
      output: { n: 1, seen: 1 },
      parts: [{ text: 'half. whole.' }],
    })
    expect(typesOf(events).filter((type) => type === 'step.started')).toHaveLength(2)
  })

  it('takes the results of a continued run over, and says in its own log that those steps are done', async () => {
    const bench = await openBench(open, openStore)
    let counted = 0
    bench.work(async (ctx) => ctx.step('count', async () => (counted += 1)))
    await bench.accept('old')
    await bench.backend.log.openAttempt('old', 0)
    await bench.backend.log.end('old', 1, { type: 'run.cancelled' }, [], [])
    const notes = [{ step: 'count', key: 'result', value: 7 }]
    await bench.accept('new', { continues: { runId: 'old', units: [], notes } })
    await bench.backend.queue.enqueue('new', 'interactive')
    const events = await bench.ended('new')
    expect([foldAll(events).output, counted]).toEqual([7, 0])
    expect(typesOf(events)).toContain('step.completed')
  })

  it('says again what the steps that it took over had said', async () => {
    const bench = await openBench(open, openStore)
    let fails = true
    bench.work(async (ctx) => {
      await ctx.step('measure', async (step) => {
        for (const n of [1, 2]) step.data('metrics', { n })
        step.data('notice', 'first')
        step.data('notice', 'second')
        return 1
      })
      if (fails) throw new UnfoldError('MODEL_UNAVAILABLE', 'Away.')
      return 'done'
    })
    await bench.enqueue('old')
    const old = foldAll(await bench.ended('old'))
    fails = false
    await bench.accept('new', { continues: await readCarriedUnits(bench.backend.log, 'old') })
    await bench.backend.queue.enqueue('new', 'interactive')
    const events = await bench.ended('new')
    const { data, notices, status } = foldAll(events)
    expect({ data, notices, status }).toEqual({ data: old.data, notices: old.notices, status: 'completed' })
    expect(typesOf(events)).toEqual([
      'run.accepted',
      'run.started',
      'step.started',
      'data',
      'data',
      'data',
      'step.completed',
      'run.completed',
    ])
  })

  it('tells the calls of one step apart by their order', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      const answers: number[] = []
      for (const n of [1, 2]) answers.push(await ctx.step('check', async () => n))
      return answers
    })
    await bench.enqueue('r1')
    const state = foldAll(await bench.ended('r1'))
    expect(state.output).toEqual([1, 2])
    expect(state.steps.map((s) => [s.step, s.ms !== null])).toEqual([
      ['check', true],
      ['check', true],
    ])
  })

  it('stops a run at once when it is cancelled, and keeps its text', async () => {
    const bench = await openBench(open, openStore)
    const aborted = Promise.withResolvers<unknown>()
    bench.work(
      async (ctx) => {
        await ctx.step('write', async (step) => {
          step.text('p', 'kept')
          await step.flush()
          await untilAborted(ctx).catch((reason: unknown) => aborted.resolve(reason))
          throw ctx.signal.reason
        })
      },
      { lookEveryMs: 60_000 },
    )
    await bench.enqueue('r1')
    for await (const batch of bench.tails.follow('r1', 0, AbortSignal.timeout(5000)))
      if (batch.some((e) => e.type === 'text')) break
    await bench.backend.log.cancel('r1', 'reader')
    // The hint alone: no look is due for a minute.
    bench.backend.wakeUps.notify('r1', Infinity)
    expect(await aborted.promise).toBe('cancelled')
    const state = foldAll(await bench.ended('r1'))
    expect(state).toMatchObject({ status: 'cancelled', cancelling: true, parts: [{ text: 'kept' }] })
  })

  it('learns of a cancel by itself when the hint was lost', async () => {
    const bench = await openBench(open, openStore)
    bench.work((ctx) => untilAborted(ctx))
    await bench.enqueue('r1')
    for await (const batch of bench.tails.follow('r1', 0, AbortSignal.timeout(5000)))
      if (batch.some((e) => e.type === 'run.started')) break
    await bench.backend.log.cancel('r1', 'reader')
    expect(foldAll(await bench.ended('r1')).status).toBe('cancelled')
  })

  it('writes nothing more once a later attempt was opened, and settles quietly', async () => {
    const bench = await openBench(open, openStore)
    const stopped = Promise.withResolvers<unknown>()
    bench.work(async (ctx) => {
      await ctx.step('write', async (step) => {
        step.text('p', 'mine')
        await step.flush()
        await bench.backend.log.openAttempt('r1', 1)
        step.text('p', ' not mine')
        await step.flush()
        stopped.resolve(ctx.signal.reason)
      })
    })
    await bench.enqueue('r1')
    expect(await stopped.promise).toBe('superseded')
    const text = (await bench.backend.log.read('r1', 0)).flatMap((e) => (e.type === 'text' ? [e.text] : []))
    expect(text).toEqual(['mine'])
    expect(bench.errors).toEqual([])
  })

  it('ends a run that takes too long, with what it has', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      await ctx.step('write', async (step) => {
        step.text('p', 'kept')
        await step.flush()
        bench.clock.at += 700_000
        await untilAborted(ctx)
      })
    })
    await bench.enqueue('r1')
    expect(foldAll(await bench.ended('r1'))).toMatchObject({
      status: 'failed',
      error: { code: 'DEADLINE_EXCEEDED' },
      parts: [{ text: 'kept' }],
    })
  })

  it('ends a run by the code that its flow throws, or by a plain one that tells nobody its insides', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      if (ctx.runId === 'known') throw new UnfoldError('EMPTY_CONTENT', 'Nothing came.')
      throw new Error('secret detail')
    })
    await bench.enqueue('known')
    await bench.enqueue('unknown')
    expect(foldAll(await bench.ended('known')).error).toEqual({
      code: 'EMPTY_CONTENT',
      message: 'Nothing came.',
      retryable: true,
    })
    const events = await bench.ended('unknown')
    expect(foldAll(events).error?.code).toBe('WORKFLOW_ERROR')
    expect(JSON.stringify(events)).not.toContain('secret')
    expect(String(bench.errors[0])).toContain('secret detail')
  })

  it('gives a run up when attempt after attempt commits nothing', async () => {
    const bench = await openBench(open, openStore)
    await bench.accept('r1')
    for (let attempt = 0; attempt < 4; attempt += 1) await bench.backend.log.openAttempt('r1', attempt)
    bench.work(async () => 'never')
    await bench.backend.queue.enqueue('r1', 'interactive')
    expect(foldAll(await bench.ended('r1'))).toMatchObject({
      status: 'failed',
      error: { code: 'ATTEMPTS_EXHAUSTED' },
    })
  })

  it('fails a run whose records refuse it, and stores none of them', async () => {
    const bench = await openBench(open, openStore)
    await bench.backend.migrate('t', ['CREATE TABLE t (id INTEGER PRIMARY KEY)'])
    const insert = { sql: 'INSERT INTO t (id) VALUES (1)', parameters: [] }
    const flow = defineFlow({
      name: 'f',
      version: 1,
      input: z.any(),
      output: z.any(),
      run: async () => 1,
      records: () => [insert, insert],
    })
    bench.work(async () => 1, { flows: new Map([['f', flow]]) })
    await bench.enqueue('r1')
    expect(foldAll(await bench.ended('r1'))).toMatchObject({ status: 'failed', error: { code: 'CONFLICT' } })
    expect(await bench.backend.records.selectFrom('t').selectAll().execute()).toEqual([])
  })
})

describe('shutdowns', () => {
  it('do not use up the attempts of a run that has shown nothing yet', async () => {
    const LONG = { policy: { deadlineMs: 3_600_000 } }
    const bench = await openBench(open, openStore)
    await bench.enqueue('r1')
    for (let shutdown = 1; shutdown <= 6; shutdown += 1) {
      const begun = Promise.withResolvers<void>()
      const worker = bench.work(async ({ signal }) => {
        begun.resolve()
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        signal.throwIfAborted()
      }, LONG)
      await begun.promise
      await worker.stop(5000)
      // What was handed back waits a little for its next worker.
      bench.clock.at += 60_000
    }
    bench.work(async () => 'done', LONG)
    expect(foldAll(await bench.ended('r1'))).toMatchObject({ status: 'completed', attempt: 7 })
  })
})

describe('the sweep', () => {
  it('finds a run that was accepted and never enqueued', async () => {
    const bench = await openBench(open, openStore)
    await bench.accept('r1')
    bench.work(async () => 'done')
    bench.clock.at += 6000
    expect(foldAll(await bench.ended('r1')).status).toBe('completed')
  })

  it('ends a cancelled run that no worker holds, and one that is over its time', async () => {
    const bench = await openBench(open, openStore)
    const round = () =>
      sweepOnce({
        backend: bench.backend,
        tails: bench.tails,
        policy: { deadlineMs: 60_000, fruitlessAttempts: 3, silentMs: 5000, cancelGraceMs: 3000 },
        now: () => bench.clock.at,
      })
    await bench.accept('cancelled')
    await bench.backend.log.openAttempt('cancelled', 0)
    await bench.backend.log.cancel('cancelled', 'reader')
    await round()
    expect((await bench.backend.log.find('cancelled'))?.status).toBe('running')
    bench.clock.at += 4000
    await round()
    expect((await bench.backend.log.find('cancelled'))?.status).toBe('cancelled')
    await bench.accept('late')
    await bench.backend.log.openAttempt('late', 0)
    bench.clock.at += 61_000
    await round()
    expect(foldAll(await bench.backend.log.read('late', 0)).error?.code).toBe('DEADLINE_EXCEEDED')
  })
})
