/**
 * A reader's position. The native cursor is the number of the last event that the reader has; a dialect that makes
 * several frames of one event adds the index of the last frame it has: `seq.i`.
 */
export interface Cursor {
  seq: number
  /** Index of the last frame of event `seq` that the reader has; null when it has the whole event. */
  frame: number | null
}

export const START: Cursor = { seq: 0, frame: null }

/** Returns null for text that is not a cursor: the caller says 422, or 'reset' where silence would lose events. */
export function cursorFromText(text: string): Cursor | null {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return null
  return { seq: Number(match[1]), frame: match[2] === undefined ? null : Number(match[2]) }
}

export function textFromCursor(cursor: Cursor): string {
  return cursor.frame === null ? String(cursor.seq) : `${cursor.seq}.${cursor.frame}`
}

/** The epoch of a log that was never restored: what an id or a request without an epoch means. */
export const FIRST_EPOCH = '0'

/**
 * The log that a position is of. A restore begins a new epoch, because by then the same number may mean another event;
 * where the address of a stream does not name its run, the id does.
 */
export interface LogMark {
  epoch: string
  runId: string | null
}

/** A frame's id: `seq` or `seq.i`, then `@run` where the address does not name it, then `~epoch` behind a restore. */
export interface FrameId extends LogMark {
  cursor: Cursor
}

/** Returns null for text that is no id of ours. */
export function frameIdFromText(text: string): FrameId | null {
  const match = /^([\d.]+)(?:@([\w-]{1,64}))?(?:~([\w-]{1,64}))?$/.exec(text)
  const cursor = match && cursorFromText(match[1]!)
  return cursor && { cursor, runId: match[2] ?? null, epoch: match[3] ?? FIRST_EPOCH }
}

export function textFromFrameId({ cursor, ...mark }: FrameId): string {
  return textFromCursor(cursor) + textFromMark(mark)
}

/** What an id has behind its numbers; empty for most. */
export function textFromMark({ epoch, runId }: LogMark): string {
  return (runId === null ? '' : `@${runId}`) + (epoch === FIRST_EPOCH ? '' : `~${epoch}`)
}

/** True when the frame `index` of event `seq` lies behind the cursor. */
export function hasFrame(cursor: Cursor, seq: number, index: number): boolean {
  if (seq !== cursor.seq) return seq < cursor.seq
  return cursor.frame === null || index <= cursor.frame
}
