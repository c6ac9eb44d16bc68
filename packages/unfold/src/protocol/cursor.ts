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

/** True when the frame `index` of event `seq` lies behind the cursor. */
export function hasFrame(cursor: Cursor, seq: number, index: number): boolean {
  if (seq !== cursor.seq) return seq < cursor.seq
  return cursor.frame === null || index <= cursor.frame
}
