import type {
  Backend,
  Delivery,
  Flow,
  QueueConsumer,
  RunRecord,
  RunTails,
  WriterStop,
} from '../core/index.ts'
import {
  computeFailure,
  computeForcedEnd,
  DEFAULT_POLICY,
  RunWriter,
  type RunPolicy,
  withPartial,
} from '../core/index.ts'
import { EMPTY_RUN, type TerminalEvent, UnfoldError } from '../protocol/index.ts'
import { Attempt } from './attempt.ts'
import { startSweep } from './sweep.ts'

/** Times are milliseconds. */
export interface WorkerOptions {
  backend: Backend
  /** The ones that this process's streams read: what is committed here is shown without being read back. */
  tails: RunTails
  /** By name. A run of a flow that is not among them fails here. */
  flows: ReadonlyMap<string, Flow>
  /** Runs that are executed at a time; default 64. */
  concurrency?: number | undefined
  policy?: Partial<RunPolicy>
  /** Between two looks at the log by a run in hand: beat, cancel flag, deadline. */
  lookEveryMs?: number
  /** Between two looks for runs that nobody has in hand. */
  sweepEveryMs?: number
  /** How long a flow that was told to stop may take to come back, before the run goes on without it. */
  abandonMs?: number
  now?: () => number
  /** Unexpected faults, for the operator's log. Carries no output of a run. */
  onError?: (error: unknown, runId: string | null) => void
  /** A run ended by this worker, in whatever way; the event is committed. */
  onEnd?: (run: RunRecord, event: TerminalEvent) => void
}

/** Why an attempt was told to stop; the reason of its abort signal. */
type StopReason = WriterStop | 'cancelled' | 'deadline' | 'handed-over'

const HISTORY_RUNS = 50
const ABANDON_MS = 2000
/** The store did not take the end of a run; the queue gives the run to somebody again. */
class HandOver extends Error {}

/** Claims runs, executes them, beats, settles. `stop` hands over what is not finished within the grace. */
export class Worker implements AsyncDisposable {
  readonly #options: WorkerOptions
  readonly #policy: RunPolicy
  readonly #now: () => number
  readonly #consumer: QueueConsumer
  readonly #sweep: Disposable
  readonly #inHand = new Set<AbortController>()
  #stopping = false
  #lastBeatAt: number

  constructor(options: WorkerOptions) {
    this.#options = options
    this.#policy = { ...DEFAULT_POLICY, ...options.policy }
    this.#now = options.now ?? Date.now
    this.#lastBeatAt = this.#now()
    this.#sweep = startSweep({
      ...options,
      policy: this.#policy,
      now: this.#now,
      onRound: () => (this.#lastBeatAt = this.#now()),
    })
    this.#consumer = options.backend.queue.consume((delivery) => this.#work(delivery), {
      concurrency: options.concurrency ?? 64,
    })
  }

  /** Milliseconds since the epoch of the last completed round: readiness looks at it. */
  get lastBeatAt(): number {
    return this.#lastBeatAt
  }

  /** Runs in hand. */
  get running(): number {
    return this.#inHand.size
  }

  /** Takes nothing more; what is in hand is told to stop, and handed over when it has, or after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    this.#sweep[Symbol.dispose]()
    for (const controller of this.#inHand) controller.abort('handed-over' satisfies StopReason)
    await this.#consumer.stop(graceMs)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop(1000)
  }

  async #work(delivery: Delivery): Promise<void> {
    // A claim may have been under way when the worker was told to stop.
    if (this.#stopping) throw new HandOver('This worker takes no more runs.')
    const { backend, flows } = this.#options
    const controller = new AbortController()
    const stop = (reason: StopReason) => controller.abort(reason)
    delivery.signal.addEventListener('abort', () => stop('superseded'), { once: true })
    this.#inHand.add(controller)
    try {
      const run = await backend.log.find(delivery.runId)
      if (!run || run.endedAt !== null) return
      const opened = await backend.log.openAttempt(run.runId, run.attempt)
      if (opened.type !== 'opened') return
      backend.wakeUps.notify(run.runId, opened.run.head)
      const flow = flows.get(run.flow)
      const writer = new RunWriter({
        log: backend.log,
        tails: this.#options.tails,
        runId: run.runId,
        attempt: opened.run.attempt,
        state: (await backend.log.snapshot(run.runId)) ?? EMPTY_RUN,
        onStop: (reason, cause) => {
          if (cause !== undefined) this.#report(cause, run.runId)
          stop(reason)
        },
        onCancel: () => stop('cancelled'),
      })
      // `run` is the row before this attempt: only earlier attempts count against the budget.
      const forced = computeForcedEnd(
        { ...opened.run, fruitlessAttempts: run.fruitlessAttempts },
        this.#policy,
        this.#now(),
      )
      if (forced) await this.#end(opened.run, writer, forced)
      else if (!flow) await this.#end(opened.run, writer, unknownFlow(opened.run))
      else await this.#execute(opened.run, flow, writer, controller)
    } finally {
      this.#inHand.delete(controller)
    }
  }

  async #execute(run: RunRecord, flow: Flow, writer: RunWriter, controller: AbortController): Promise<void> {
    const { log } = this.#options.backend
    const attempt = new Attempt({
      run,
      flow,
      writer,
      notes: await log.notes(run.runId),
      signal: controller.signal,
      // What goes on with another run's work is a part of it: the whole ones tell nothing about how long it takes.
      durationsMs: run.continues === null ? await log.durations(flow.name, HISTORY_RUNS) : [],
      now: this.#now,
      meter: (callId, tokens) =>
        void log.meter(run.runId, callId, tokens).catch((error) => this.#report(error, run.runId)),
    })
    using _look = this.#look(run, writer, controller)
    try {
      const { input, output } = await this.#orAbandon(attempt.execute(), controller.signal)
      controller.signal.throwIfAborted()
      const writes =
        flow.records?.({
          runId: run.runId,
          accountId: run.accountId,
          input,
          output,
          result: (step) => attempt.result(step),
          at: this.#now(),
        }) ?? []
      const answer = await writer.end({ type: 'run.completed', output, usage: attempt.usage }, writes)
      if (answer.type === 'refused') {
        await this.#end(
          run,
          writer,
          computeFailure(run, answer.code, 'The result no longer fits what was saved meanwhile.'),
        )
      } else if (answer.type === 'ok')
        this.#options.onEnd?.(run, { type: 'run.completed', output, usage: attempt.usage })
    } catch (error) {
      await this.#settleFailure(
        run,
        writer,
        error,
        controller.signal.aborted ? (controller.signal.reason as StopReason) : null,
      )
    }
  }

  async #settleFailure(
    run: RunRecord,
    writer: RunWriter,
    error: unknown,
    stop: StopReason | null,
  ): Promise<void> {
    switch (stop) {
      case 'superseded':
      case 'ended':
        return
      case 'unreachable':
        await writer.flush()
        throw new HandOver('The run goes on with another worker.')
      case 'handed-over':
        await writer.flush()
        // Whoever stops a worker often must not use up the attempts of its runs.
        await this.#options.backend.log
          .release(run.runId, run.attempt)
          .catch((fault: unknown) => this.#report(fault, run.runId))
        throw new HandOver('The run goes on with another worker.')
      case 'cancelled':
      case 'deadline': {
        const row = { ...run, cancelling: stop === 'cancelled', head: writer.state.cursor }
        const end = computeForcedEnd(
          row,
          stop === 'deadline' ? { ...this.#policy, deadlineMs: 0 } : this.#policy,
          this.#now(),
        )
        return this.#end(run, writer, end!)
      }
      case null: {
        const known = error instanceof UnfoldError
        if (!known) this.#report(error, run.runId)
        const row = { ...run, head: writer.state.cursor }
        const failure = known
          ? computeFailure(row, error.code, error.message, error.code !== 'INVALID')
          : computeFailure(row, 'WORKFLOW_ERROR', 'Something in this flow went wrong.')
        return this.#end(run, writer, failure)
      }
    }
  }

  async #end(run: RunRecord, writer: RunWriter, event: TerminalEvent): Promise<void> {
    await writer.flush()
    const end = withPartial(event, writer.state)
    const answer = await writer.end(end, [])
    if (answer.type === 'ok') this.#options.onEnd?.(run, end)
  }

  /** A flow that does not hear its signal must hold no run for ever. What it says later meets a sealed log, or a fence. */
  async #orAbandon<T>(execution: Promise<T>, signal: AbortSignal): Promise<T> {
    const abandoned = Promise.withResolvers<never>()
    let timer: NodeJS.Timeout | undefined
    const wait = () => {
      const ms = this.#options.abandonMs ?? ABANDON_MS
      timer = setTimeout(() => abandoned.reject(signal.reason), ms)
    }
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
    try {
      return await Promise.race([execution, abandoned.promise])
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', wait)
    }
  }

  /** While a run is in hand: beats, and learns of a cancel by hint at once, by itself every second. */
  #look(run: RunRecord, writer: RunWriter, controller: AbortController): Disposable {
    const look = () => {
      if (this.#now() - run.acceptedAt >= this.#policy.deadlineMs)
        controller.abort('deadline' satisfies StopReason)
      writer.beat().catch((error) => this.#report(error, run.runId))
    }
    const timer = setInterval(look, this.#options.lookEveryMs ?? 1000)
    const unsubscribe = this.#options.backend.wakeUps.subscribe(run.runId, (head) => {
      // Its own commits come back as hints too; only somebody else's event is news.
      if (head > writer.state.cursor) look()
    })
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer)
        unsubscribe()
      },
    }
  }

  #report(error: unknown, runId: string | null): void {
    this.#options.onError?.(error, runId)
  }
}

function unknownFlow(run: RunRecord): TerminalEvent {
  return computeFailure(
    run,
    'INITIALIZATION_ERROR',
    `This installation has no flow named ${run.flow}.`,
    false,
  )
}
