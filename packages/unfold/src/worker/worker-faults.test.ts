import { afterEach, describe, expect, it } from 'vitest'
import type { RunLog } from '../core/index.ts'
import { foldAll, UnfoldError } from '../protocol/index.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { openBench } from './worker-bench.fixture.ts'

const openStore = (now: () => number) => openSqliteBackend({ folder: ':memory:', now })
const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const resource of open.splice(0).toReversed()) await resource[Symbol.asyncDispose]()
})

/** The same log, with some of its calls answered otherwise. */
function logWith(log: RunLog, changed: Partial<RunLog>): RunLog {
  return new Proxy(log, { get: (target, name: keyof RunLog) => changed[name] ?? target[name].bind(target) })
}

describe('a worker whose flow does not do as it should', () => {
  it('takes a step that gives nothing back for what it is', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      await ctx.step('write', async (step) => step.text('p', 'written'))
      return 1
    })
    await bench.enqueue('r1')
    expect(foldAll(await bench.ended('r1'))).toMatchObject({
      status: 'completed',
      parts: [{ text: 'written' }],
    })
    expect(bench.errors).toEqual([])
  })

  it.each(['cancelled', 'failed'])('ends a run as %s though its flow never comes back', async (status) => {
    const bench = await openBench(open, openStore)
    bench.work(
      async (ctx) => {
        ctx.data('fact', 1)
        if (status === 'failed') bench.clock.at += 700_000
        await new Promise(() => {})
      },
      { abandonMs: 10 },
    )
    await bench.enqueue('r1')
    for await (const batch of bench.tails.follow('r1', 0, AbortSignal.timeout(5000)))
      if (batch.some((e) => e.type === 'data')) break
    if (status === 'cancelled') await bench.backend.log.cancel('r1', 'reader')
    expect(foldAll(await bench.ended('r1')).status).toBe(status)
  })

  it('does not say a fact again when a step goes on behind it', async () => {
    let died = false
    const bench = await openBench(open, openStore, (log) =>
      logWith(log, {
        async append(...args) {
          if (died && args[1] === 1) return { type: 'superseded' }
          const answer = await log.append(...args)
          died ||= args[3].some((event) => event.type === 'data')
          return answer
        },
      }),
    )
    let calls = 0
    bench.work(async (ctx) =>
      ctx.step('measure', async (step) => {
        calls += 1
        step.data('length', { words: 3 })
        await step.flush()
        return null
      }),
    )
    await bench.enqueue('r1')
    while ((await bench.backend.log.find('r1'))!.attempt < 2)
      await bench.backend.queue.enqueue('r1', 'interactive')
    const events = await bench.ended('r1')
    expect(calls).toBe(2)
    expect(events.filter((e) => e.type === 'data')).toHaveLength(1)
  })
})

describe('a worker whose store does not do as it should', () => {
  it('hands a run over when its end was not taken, and does not call it failed', async () => {
    let tries = 0
    const givenUp = Promise.withResolvers<void>()
    const bench = await openBench(open, openStore, (log) =>
      logWith(log, {
        end(...args) {
          tries += 1
          if (tries === 5) givenUp.resolve()
          if (tries <= 5) throw new UnfoldError('UNAVAILABLE', 'The store is away.')
          return log.end(...args)
        },
      }),
    )
    bench.work(async (ctx) => ctx.step('once', async () => 'whole'))
    await bench.enqueue('r1')
    await givenUp.promise
    while ((await bench.backend.log.find('r1'))!.attempt === 1) {
      // The pause before the next delivery is over.
      bench.clock.at += 100
      await bench.backend.queue.enqueue('r1', 'interactive')
    }
    expect(foldAll(await bench.ended('r1'))).toMatchObject({ status: 'completed', output: 'whole' })
    expect(bench.errors).toMatchObject([{ code: 'UNAVAILABLE' }])
  })
})

describe('a worker that is told to stop', () => {
  it('hands over at once what it was just being given, and writes no end', async () => {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    const bench = await openBench(open, openStore, (log) =>
      logWith(log, {
        async find(runId) {
          asked.resolve()
          await answered.promise
          return log.find(runId)
        },
      }),
    )
    const worker = bench.work(() => new Promise(() => {}), { abandonMs: 10 })
    await bench.enqueue('r1')
    await asked.promise
    const stopped = worker.stop(60_000)
    answered.resolve()
    await stopped
    expect(foldAll(await bench.backend.log.read('r1', 0))).toMatchObject({ status: 'running', endedAt: null })
  })
})

describe('a failed run', () => {
  it('is one whose flow this installation does not have, which a new try would not change', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async () => 1)
    await bench.accept('r1', { flow: 'elsewhere' })
    await bench.backend.queue.enqueue('r1', 'interactive')
    const { status, error } = foldAll(await bench.ended('r1'))
    expect(status).toBe('failed')
    expect(error).toMatchObject({ code: 'INITIALIZATION_ERROR', retryable: false })
  })

  it('says whether something of it was shown, and not that it was started', async () => {
    const bench = await openBench(open, openStore)
    bench.work(async (ctx) => {
      await ctx.step('write', async (step) => {
        step.progress({ stage: 'write', unit: 'word', done: 0, total: 3 })
        if (ctx.runId === 'shown') step.text('p', 'something')
      })
      throw new UnfoldError('EMPTY_CONTENT', 'Nothing more came.')
    })
    await bench.enqueue('shown')
    await bench.enqueue('blank')
    expect((await bench.ended('shown')).at(-1)).toMatchObject({ type: 'run.failed', partial: true })
    expect((await bench.ended('blank')).at(-1)).toMatchObject({ type: 'run.failed', partial: false })
  })
})
