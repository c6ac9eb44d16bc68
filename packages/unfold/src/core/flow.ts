import type { z } from 'zod'
import type { Json, PartState, Usage } from '../protocol/index.ts'
import type { AcceptRequest, RunRecord, Statement } from './run-log.ts'

/** A named, typed generation procedure. `run` may be executed again from the start: completed steps answer from the log. */
export interface Flow<Input = any, Output = any> {
  name: string
  version: number
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  /**
   * What callers send when it is not the input itself, and how it becomes the input: the place for looking into the
   * flow's own records. Absent: callers send the input.
   */
  start?:
    | { body: z.ZodType; prepare: (accountId: string, body: any) => Promise<PreparedStart<Input>> }
    | undefined
  /** What event 1 shows of the input, to everybody who may read the run; default: all of it. */
  show?: ((input: Input) => Json) | undefined
  /**
   * Whether a reader who speaks for the run's account may read it now; default: always. A run that is held back answers
   * as an unknown one. `unlocked`: the reader has proved lately to be the account's holder.
   */
  mayRead?: ((run: RunRecord, reader: { unlocked: boolean }) => Promise<boolean>) | undefined
  run: (ctx: FlowContext, input: Input) => Promise<Output>
  /** The flow's records, written in one transaction with the run's end, and only when `run` completed. */
  records?: ((ended: EndedFlow<Input, Output>) => Statement[]) | undefined
}

/** What a start becomes: the flow's input, and what is stored in the same transaction as the run. */
export interface PreparedStart<Input = any> {
  input: Input
  /** See `AcceptRequest`. */
  claim?: AcceptRequest['claim']
  writes?: AcceptRequest['writes']
}

/** A run that has completed, as the flow that writes its records is told of it. */
export interface EndedFlow<Input, Output> {
  runId: string
  accountId: string
  input: Input
  output: Output
  /** The private result of a completed step; null for one that did not run. */
  result: (step: string) => Json
  /** Milliseconds since the epoch. */
  at: number
}

/**
 * Gives a flow its types: what `input` and `output` check is what `run` takes and answers. A worker executes it by its name; a
 * flow that throws fails its run, with the code of an `UnfoldError` or as WORKFLOW_ERROR.
 */
export function defineFlow<Input, Output>(flow: Flow<Input, Output>): Flow<Input, Output> {
  return flow
}

/** Counted units; law 8. Totals may be corrected, the shown percentage never falls. */
export interface ProgressPlan {
  stage: string
  unit: string
  done: number
  total: number
}

/** What is committed so far: this run's earlier attempts and the units carried from a continued run included. */
export interface Committed {
  readonly parts: readonly PartState[]
  part(part: string): PartState | undefined
  data(name: string): Json | undefined
}

/** What a flow may do, between its steps and within them. */
export interface FlowContext {
  readonly runId: string
  readonly accountId: string
  readonly attempt: number
  /** Aborts on cancel, on being superseded, at the deadline and at shutdown. Hand it to every model call. */
  readonly signal: AbortSignal
  readonly committed: Committed
  /**
   * Runs `fn` once per run: its JSON result is stored with `step.completed`, and a later attempt gets it back instead.
   * A step that was interrupted runs again and finds in `committed` what it had shown.
   */
  step<T>(name: string, fn: (step: StepContext) => Promise<T>): Promise<T>
  /** A named fact, for everybody who may read the run. */
  data(name: string, value: Json): void
  progress(plan: ProgressPlan): void
  /** Counts a model call against the account: a reservation before it, the true usage after it, under one id. */
  meter(callId: string, usage: Usage): void
  /** Resolves when everything said so far is committed. */
  flush(): Promise<void>
}

/** What a step may do besides: show parts while they are made. Nothing is shown before it is committed. */
export interface StepContext extends Omit<FlowContext, 'step'> {
  readonly step: string
  /** Committed characters appended to a part: whole grapheme clusters, shown as soon as the commit is through. */
  text(part: string, text: string): void
  /** The part is final: its complete, valid value. */
  part(part: string, kind: string, value: Json): void
  /** Withdraws the text of an unfinished part; only for flows that cannot continue. */
  reset(part: string): void
  /** A private note, stored with the next commit: for the next attempt and the owner's audit, never for a reader. */
  note(key: string, value: Json): void
  /** This step's notes, earlier attempts included. */
  readonly notes: ReadonlyMap<string, Json>
}
