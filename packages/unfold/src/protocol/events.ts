import { z } from 'zod'

/**
 * The closed union of what a run's log may hold. A stored event is a body plus the number and the instant that its
 * commit gave it. History of the wire stands in PROTOCOL.md; a test hashes these schemas.
 */
export const PROTOCOL_VERSION = 1

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export const jsonSchema: z.ZodType<Json> = z.json()

/** Tokens of the language model, as the provider counts them; `estimated` where a call was cut before it reported. */
export const usageSchema = z.object({
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  estimated: z.boolean(),
})
export type Usage = z.infer<typeof usageSchema>

/** Milliseconds that remain, from this installation's own history of `n` runs; never from a guess. */
export const etaSchema = z.object({
  p50: z.int().nonnegative(),
  p90: z.int().nonnegative(),
  n: z.int().positive(),
})
export type Eta = z.infer<typeof etaSchema>

export const runErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
})
export type RunError = z.infer<typeof runErrorSchema>

const runAccepted = z.object({
  type: z.literal('run.accepted'),
  flow: z.string(),
  version: z.int().positive(),
  /** What may be shown of the input. */
  input: jsonSchema,
  /** The ended run whose committed parts this one opens with. */
  continues: z.string().nullable(),
})
const runStarted = z.object({ type: z.literal('run.started'), attempt: z.int().positive() })
const stepStarted = z.object({ type: z.literal('step.started'), step: z.string() })
const stepCompleted = z.object({
  type: z.literal('step.completed'),
  step: z.string(),
  ms: z.int().nonnegative(),
})
const text = z.object({ type: z.literal('text'), part: z.string(), text: z.string().min(1) })
/** Withdraws the text of an unfinished part; only flows that cannot continue send it. */
const textReset = z.object({ type: z.literal('text.reset'), part: z.string() })
const part = z.object({
  type: z.literal('part'),
  part: z.string(),
  kind: z.string(),
  value: jsonSchema,
})
const data = z.object({ type: z.literal('data'), name: z.string(), value: jsonSchema })
const progress = z.object({
  type: z.literal('progress'),
  stage: z.string(),
  unit: z.string(),
  done: z.int().nonnegative(),
  total: z.int().positive(),
  eta: etaSchema.nullable(),
})
const runCancelling = z.object({ type: z.literal('run.cancelling'), by: z.string() })
const runCompleted = z.object({
  type: z.literal('run.completed'),
  output: jsonSchema,
  usage: usageSchema,
})
const runFailed = z.object({
  type: z.literal('run.failed'),
  error: runErrorSchema,
  /** True when something was committed before the failure; it stays. */
  partial: z.boolean(),
})
const runCancelled = z.object({ type: z.literal('run.cancelled') })

/** What a flow's own writer may append; life-cycle events belong to the worker and the log. */
export const flowEventSchema = z.discriminatedUnion('type', [
  stepStarted,
  stepCompleted,
  text,
  textReset,
  part,
  data,
  progress,
])
export const terminalEventSchema = z.discriminatedUnion('type', [runCompleted, runFailed, runCancelled])
export const eventBodySchema = z.discriminatedUnion('type', [
  runAccepted,
  runStarted,
  stepStarted,
  stepCompleted,
  text,
  textReset,
  part,
  data,
  progress,
  runCancelling,
  runCompleted,
  runFailed,
  runCancelled,
])

export type FlowEvent = z.infer<typeof flowEventSchema>
export type TerminalEvent = z.infer<typeof terminalEventSchema>
export type EventBody = z.infer<typeof eventBodySchema>
export type EventType = EventBody['type']

/** An immutable entry of a run's log. `seq` counts from 1 without gaps; `at` is milliseconds since the epoch. */
export type RunEvent = { seq: number; at: number } & EventBody

export const runEventSchema = z.intersection(
  z.object({ seq: z.int().positive(), at: z.int().nonnegative() }),
  eventBodySchema,
)

export function isTerminal(event: EventBody): event is TerminalEvent {
  return event.type === 'run.completed' || event.type === 'run.failed' || event.type === 'run.cancelled'
}

/** A unit that a reader keeps: what counts as progress of an attempt, and what is never generated again. */
export function isCommittedUnit(event: EventBody): boolean {
  return event.type === 'text' || event.type === 'part'
}

/** The one JSON text of an event, number and instant first, the same in every store and on every wire. */
export function jsonFromEvent(event: RunEvent): string {
  const { seq, at, ...body } = event
  return `{"seq":${seq},"at":${at},${JSON.stringify(body).slice(1)}`
}
