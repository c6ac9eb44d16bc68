import type { RunLog, RunRecord } from '../core/index.ts'
import type { Cursor, RunEvent } from '../protocol/index.ts'
import { hasFrame } from '../protocol/index.ts'
import type { Dialect } from './dialect.ts'
import { markFromRun, textFromDialectFrame } from './dialect.ts'

/** About this much is rendered at once: what a reader in the middle of a replay costs at most, one large event apart. */
const CHUNK_BYTES = 128 * 1024
const FIRST_EVENTS = 16
const MAX_EVENTS = 512

export interface ReplayChunk {
  /** Whole frames; may be empty. */
  text: string
  /** Position behind the chunk. */
  cursor: Cursor
}

/**
 * The frames behind a cursor, made anew from the log through the pure dialect. Reads the next chunk only when it is
 * asked for, and keeps none of its events while it waits.
 */
export async function* replay(
  log: RunLog,
  run: RunRecord,
  dialect: Dialect,
  after: Cursor,
): AsyncGenerator<ReplayChunk> {
  const mark = markFromRun(dialect, run)
  let state = dialect.initial(run)
  let seq = dialect.native ? after.seq : 0
  let limit = FIRST_EVENTS

  const render = (events: readonly RunEvent[]): ReplayChunk | null => {
    if (events.length === 0) return null
    let text = ''
    let size = 1
    for (const event of events) {
      const [next, frames] = dialect.render(state, event)
      state = next
      seq = event.seq
      frames.forEach((frame, index) => {
        size += frame.data.length
        if (!hasFrame(after, seq, index)) text += textFromDialectFrame(dialect, frame, seq, index, mark)
      })
    }
    limit = Math.max(1, Math.min(MAX_EVENTS, Math.floor((CHUNK_BYTES * events.length) / size)))
    return { text, cursor: { seq, frame: null } }
  }

  for (;;) {
    const chunk = render(await log.read(run.runId, seq, limit))
    if (!chunk) return
    yield chunk
  }
}

/** The cursor of the last frame of a whole log; null when it has none. */
export async function findLastFrame(log: RunLog, run: RunRecord, dialect: Dialect): Promise<Cursor | null> {
  let state = dialect.initial(run)
  let last: Cursor | null = null
  for (let seq = 0; ;) {
    const events = await log.read(run.runId, seq, MAX_EVENTS)
    if (events.length === 0) return last
    for (const event of events) {
      const [next, frames] = dialect.render(state, event)
      state = next
      seq = event.seq
      if (frames.length > 0) last = { seq, frame: frames.length - 1 }
    }
  }
}
