import { z } from 'zod'
import {
  type AcceptRequest,
  type Backend,
  defineFlow,
  type Flow,
  type RunLog,
  RunTails,
} from '../core/index.ts'
import type { RunEvent } from '../protocol/index.ts'
import { Worker, type WorkerOptions } from './worker.ts'

const LIMITS = { concurrentRuns: 100, startsPerHour: 1000, tokensPerDay: 1e9 }
/** Workers and readers on one store, with a clock of their own. */
export interface Bench<Store extends Backend = Backend> {
  backend: Store
  tails: RunTails
  clock: { at: number }
  errors: unknown[]
  accept(runId: string, more?: Partial<AcceptRequest>): Promise<void>
  enqueue(runId: string): Promise<void>
  work(run: Flow['run'], more?: Partial<WorkerOptions>): Worker
  ended(runId: string): Promise<RunEvent[]>
}

/** What is opened goes into `open`, for whoever closes it after the test; which store, each test says itself. */
export async function openBench<Store extends Backend>(
  open: AsyncDisposable[],
  openStore: (now: () => number) => Promise<Store>,
  wrapLog = (log: RunLog) => log,
): Promise<Bench<Store>> {
  const clock = { at: 1_000_000 }
  const now = () => clock.at
  const opened = await openStore(now)
  open.push(opened)
  const backend = { ...opened, log: wrapLog(opened.log) }
  const errors: unknown[] = []
  const tails = new RunTails(backend)
  const bench: Bench<Store> = {
    backend,
    tails,
    clock,
    errors,
    async accept(runId, more = {}) {
      const input = { words: 3 }
      await backend.log.accept({
        runId,
        accountId: 'a',
        flow: 'f',
        version: 1,
        input,
        shownInput: input,
        limits: LIMITS,
        ...more,
      })
    },
    async enqueue(runId) {
      await bench.accept(runId)
      await backend.queue.enqueue(runId, 'interactive')
    },
    work(run, more = {}) {
      const flow = defineFlow({ name: 'f', version: 1, input: z.any(), output: z.any(), run })
      const worker = new Worker({
        backend,
        tails,
        flows: new Map([['f', flow]]),
        now,
        onError: (error) => errors.push(error),
        lookEveryMs: 20,
        sweepEveryMs: 20,
        ...more,
      })
      open.push(worker)
      return worker
    },
    async ended(runId) {
      for await (const _ of tails.follow(runId, 0, AbortSignal.timeout(10_000))) {
        // The tail ends with the run.
      }
      return backend.log.read(runId, 0)
    },
  }
  return bench
}
