import type { RunRecord } from '../core/index.ts'
import type { RunEvent } from '../protocol/index.ts'
import { jsonFromEvent, textFromFrame, textFromMark } from '../protocol/index.ts'

/** One SSE message before it gets its id. */
export interface Frame {
  event: string | null
  /** One line of JSON. */
  data: string
}

/** What is fixed about a run from its first event on: all that a dialect may know besides the log. */
export type RunFacts = Pick<
  RunRecord,
  'runId' | 'accountId' | 'flow' | 'version' | 'acceptedAt' | 'continues'
>

/**
 * A projection of the log onto one wire format. Pure, from the log alone: no clock, locale, look-up or process state,
 * so that live, late and resuming readers, in every process, get the same bytes. States are never changed in place.
 */
export interface Dialect<S = any> {
  /** Unique among the dialects of a server: readers of one run and one name share their bytes. */
  name: string
  initial(run: RunFacts): S
  render(state: S, event: RunEvent): [S, Frame[]]
  /**
   * The native form alone: exactly one frame per event, so that an id is the event's number, rendering may begin at
   * any event, and a reader may be given the folded state instead of what led to it.
   */
  native?: true
  /** The address of its streams does not name the run, so that the ids have to. */
  namesRun?: true
}

/** Every event as it is, under its own type. No event type is `error`, which browsers fire themselves. */
export const nativeDialect: Dialect<null> = {
  name: 'native',
  native: true,
  initial: () => null,
  render: (state, event) => [state, [{ event: event.type, data: jsonFromEvent(event) }]],
}

/** What the ids of a run's frames have behind their numbers. */
export function markFromRun(dialect: Dialect, { runId, epoch }: RunRecord): string {
  return textFromMark({ epoch, runId: dialect.namesRun ? runId : null })
}

/** The wire text of frame `index` of event `seq`. */
export function textFromDialectFrame(
  dialect: Dialect,
  frame: Frame,
  seq: number,
  index: number,
  mark = '',
): string {
  const id = (dialect.native ? String(seq) : `${seq}.${index}`) + mark
  return textFromFrame({ id, event: frame.event, data: frame.data })
}
