import type { Eta, EventBody, Json, RunError, RunEvent, Usage } from './events.ts'

export type RunStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'

export interface PartState {
  part: string
  /** Null until the part is final. */
  kind: string | null
  /** Committed characters, in order. */
  text: string
  /** The complete, validated value; null until the part is final. */
  value: Json
  final: boolean
}

export interface StepState {
  step: string
  startedAt: number
  /** Milliseconds; null while the step runs. */
  ms: number | null
}

export interface ProgressState {
  stage: string
  unit: string
  done: number
  total: number
  eta: Eta | null
  /** Whole percent of counted units; it never falls, and is 100 only when the run completed. */
  percent: number
}

/** The folded state of a log up to `cursor`: what a snapshot holds and what a reader believes. Plain JSON. */
export interface RunState {
  cursor: number
  status: RunStatus
  flow: string | null
  version: number | null
  input: Json
  continues: string | null
  attempt: number
  /** In order of first appearance. */
  parts: PartState[]
  steps: StepState[]
  /** The latest value of each named fact. */
  data: { [name: string]: Json }
  /** Every `notice`, in order: what the person was told besides the parts. */
  notices: Json[]
  progress: ProgressState | null
  cancelling: boolean
  output: Json
  usage: Usage | null
  error: RunError | null
  acceptedAt: number | null
  endedAt: number | null
}

export const EMPTY_RUN: RunState = Object.freeze({
  cursor: 0,
  status: 'queued',
  flow: null,
  version: null,
  input: null,
  continues: null,
  attempt: 0,
  parts: [],
  steps: [],
  data: {},
  notices: [],
  progress: null,
  cancelling: false,
  output: null,
  usage: null,
  error: null,
  acceptedAt: null,
  endedAt: null,
})

/**
 * Pure. An event at or below the cursor changes nothing and returns the same object, so overlapping deliveries are
 * harmless; an event type that is not known advances the cursor and changes nothing else.
 */
export function fold(state: RunState, event: RunEvent): RunState {
  if (event.seq <= state.cursor) return state
  return { ...state, cursor: event.seq, ...computeChange(state, event, event.at) }
}

export function foldAll(events: Iterable<RunEvent>, from: RunState = EMPTY_RUN): RunState {
  let state = from
  for (const event of events) state = fold(state, event)
  return state
}

function computeChange(state: RunState, event: EventBody, at: number): Partial<RunState> {
  switch (event.type) {
    case 'run.accepted':
      return {
        flow: event.flow,
        version: event.version,
        input: event.input,
        continues: event.continues,
        acceptedAt: at,
      }
    case 'run.started':
      return { status: 'running', attempt: event.attempt }
    case 'step.started':
      return { steps: [...state.steps, { step: event.step, startedAt: at, ms: null }] }
    case 'step.completed':
      return { steps: completeStep(state.steps, event.step, event.ms) }
    case 'text':
      return { parts: changePart(state.parts, event.part, (p) => ({ text: p.text + event.text })) }
    case 'text.reset':
      return { parts: state.parts.filter((p) => p.part !== event.part) }
    case 'part':
      return {
        parts: changePart(state.parts, event.part, () => ({
          kind: event.kind,
          value: event.value,
          final: true,
        })),
      }
    case 'data':
      return {
        data: { ...state.data, [event.name]: event.value },
        ...(event.name === 'notice' ? { notices: [...state.notices, event.value] } : {}),
      }
    case 'progress': {
      const { stage, unit, done, total, eta } = event
      const percent = Math.min(99, Math.floor((100 * done) / total))
      return {
        progress: { stage, unit, done, total, eta, percent: Math.max(state.progress?.percent ?? 0, percent) },
      }
    }
    case 'run.cancelling':
      return { cancelling: true }
    case 'run.completed':
      return {
        status: 'completed',
        output: event.output,
        usage: event.usage,
        endedAt: at,
        progress: state.progress && {
          ...state.progress,
          done: state.progress.total,
          eta: null,
          percent: 100,
        },
      }
    case 'run.failed':
      return { status: 'failed', error: event.error, endedAt: at }
    case 'run.cancelled':
      return { status: 'cancelled', endedAt: at }
    default:
      return {}
  }
}

const NEW_PART = { kind: null, text: '', value: null, final: false }

function changePart(
  parts: PartState[],
  part: string,
  change: (old: PartState) => Partial<PartState>,
): PartState[] {
  // From the end: text almost always grows the newest part.
  const index = parts.findLastIndex((p) => p.part === part)
  if (index < 0) {
    const fresh = { part, ...NEW_PART }
    return [...parts, { ...fresh, ...change(fresh) }]
  }
  return parts.with(index, { ...parts[index]!, ...change(parts[index]!) })
}

function completeStep(steps: StepState[], step: string, ms: number): StepState[] {
  const index = steps.findLastIndex((s) => s.step === step && s.ms === null)
  return index < 0 ? steps : steps.with(index, { ...steps[index]!, ms })
}
