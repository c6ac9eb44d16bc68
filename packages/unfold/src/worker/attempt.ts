import type {
  Committed,
  Flow,
  FlowContext,
  Note,
  ProgressPlan,
  RunRecord,
  RunWriter,
  StepContext,
} from '../core/index.ts'
import { computeEta } from '../core/index.ts'
import type { Json, Usage } from '../protocol/index.ts'

/** Notes of the engine itself live under a step name that no flow can have. */
const ENGINE = ''
const RESULT = 'result'
/** What a step said as `data`, for the log of a run that takes its result over. */
const FACTS = 'facts'
const USAGE = 'usage:'

export interface AttemptOptions {
  run: RunRecord
  flow: Flow
  writer: RunWriter
  notes: readonly Note[]
  signal: AbortSignal
  durationsMs: readonly number[]
  now: () => number
  meter: (callId: string, tokens: number) => void
}

/** One execution of a flow: its context over one writer. Holds no policy and no timer. */
export class Attempt {
  readonly #options: AttemptOptions
  readonly #notes = new Map<string, Map<string, Json>>()
  readonly #calls = new Map<string, number>()
  readonly context: FlowContext

  constructor(options: AttemptOptions) {
    this.#options = options
    for (const { step, key, value } of options.notes) this.#notesOf(step).set(key, value)
    this.context = { ...this.#shared(), step: (name, fn) => this.#step(name, fn) }
  }

  /** Throws what the flow throws, or a zod error for an input or output that is not of its shape. */
  async execute(): Promise<{ output: Json; input: unknown }> {
    const { flow, run } = this.#options
    const input = flow.input.parse(run.input)
    const output = flow.output.parse(await flow.run(this.context, input)) as Json
    await this.#options.writer.flush()
    return { output, input }
  }

  result(step: string): Json {
    return this.#notesOf(step).get(RESULT) ?? null
  }

  /** The sum over all calls of all attempts; `estimated` when one of them was cut before it reported. */
  get usage(): Usage {
    const total: Usage = { inputTokens: 0, outputTokens: 0, estimated: false }
    for (const [key, value] of this.#notesOf(ENGINE)) {
      if (!key.startsWith(USAGE)) continue
      const call = value as Usage
      total.inputTokens += call.inputTokens
      total.outputTokens += call.outputTokens
      total.estimated ||= call.estimated
    }
    return total
  }

  #shared(): Omit<FlowContext, 'step'> {
    const { run, writer, signal } = this.#options
    const committed: Committed = {
      get parts() {
        return writer.state.parts
      },
      part: (part) => writer.state.parts.find((p) => p.part === part),
      data: (name) => writer.state.data[name],
    }
    return {
      runId: run.runId,
      accountId: run.accountId,
      attempt: run.attempt,
      signal,
      committed,
      data: (name, value) => writer.emit({ type: 'data', name, value }),
      progress: (plan) => this.#progress(plan),
      meter: (callId, usage) => this.#meter(callId, usage),
      flush: () => writer.flush(),
    }
  }

  async #step<T>(name: string, fn: (step: StepContext) => Promise<T>): Promise<T> {
    const { writer, signal, now } = this.#options
    // A flow may take the same step again (check, mend, check): its calls are told apart by their order.
    const nth = (this.#calls.get(name) ?? 0) + 1
    this.#calls.set(name, nth)
    const id = nth === 1 ? name : `${name}#${nth}`
    const notes = this.#notesOf(id)
    signal.throwIfAborted()
    const open = writer.state.steps.filter((s) => s.step === name)[nth - 1]
    const startedAt = open?.startedAt ?? now()
    if (notes.has(RESULT)) {
      // The result of a continued run: this log says, too, that the step is done.
      if (!open) {
        writer.emit({ type: 'step.started', step: name })
        const facts = (notes.get(FACTS) ?? []) as [name: string, value: Json][]
        for (const [fact, value] of facts) writer.emit({ type: 'data', name: fact, value })
        writer.emit({ type: 'step.completed', step: name, ms: 0 })
      }
      return notes.get(RESULT) as T
    }
    // A step that an earlier attempt began goes on; it does not begin again.
    if (!open) writer.emit({ type: 'step.started', step: name })
    const shared = this.#shared()
    let facts: [name: string, value: Json][] = []
    const given = await fn({
      ...shared,
      step: name,
      notes,
      // A step that goes on behind what an earlier attempt said does not say it again.
      data: (fact, value) => {
        // As the fold keeps them: the latest of each name, and every notice.
        if (fact !== 'notice') facts = facts.filter(([said]) => said !== fact)
        facts.push([fact, value])
        if (!open || !isSame(shared.committed.data(fact), value)) shared.data(fact, value)
      },
      text: (part, text) => writer.emit({ type: 'text', part, text }),
      part: (part, kind, value) => writer.emit({ type: 'part', part, kind, value }),
      reset: (part) => writer.emit({ type: 'text.reset', part }),
      note: (key, value) => {
        notes.set(key, value)
        writer.note(id, key, value)
      },
    })
    signal.throwIfAborted()
    // A step that gives nothing back is done all the same, and JSON knows no `undefined`.
    const result = (given ?? null) as Json
    notes.set(RESULT, result)
    if (facts.length > 0) writer.note(id, FACTS, facts)
    writer.note(id, RESULT, result)
    writer.emit({ type: 'step.completed', step: name, ms: Math.max(0, Math.round(now() - startedAt)) })
    return result as T
  }

  #progress(plan: ProgressPlan): void {
    const { writer, run, durationsMs, now } = this.#options
    const total = Math.max(1, plan.total)
    const eta = computeEta(durationsMs, now() - run.acceptedAt)
    writer.emit({ type: 'progress', ...plan, total, done: Math.min(plan.done, total), eta })
  }

  #meter(callId: string, usage: Usage): void {
    const key = USAGE + callId
    this.#notesOf(ENGINE).set(key, usage)
    this.#options.writer.note(ENGINE, key, usage)
    this.#options.meter(callId, usage.inputTokens + usage.outputTokens)
  }

  #notesOf(step: string): Map<string, Json> {
    let notes = this.#notes.get(step)
    if (!notes) this.#notes.set(step, (notes = new Map()))
    return notes
  }
}

function isSame(a: Json | undefined, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
