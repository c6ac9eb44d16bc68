import type { RunEvent } from 'unfold/protocol'

/** A line of the tape: one event, or a stretch of text events of one part, which are read as one. */
export interface TapeEntry {
  /** Number of the first event: the entry's name, which never changes while it grows. */
  seq: number
  last: number
  /** Milliseconds since the run was accepted. */
  offsetMs: number
  type: RunEvent['type']
  /** The joined text of a stretch; null for every other event. */
  text: string | null
  events: RunEvent[]
}

/** Appends to a tape without touching what is on it; only its last stretch of text may grow. */
export function appendToTape(tape: readonly TapeEntry[], events: readonly RunEvent[]): TapeEntry[] {
  const next = [...tape]
  const startAt = next[0]?.events[0]?.at ?? events[0]?.at ?? 0
  for (const event of events) {
    const last = next.at(-1)
    if (event.type === 'text' && last && continues(last, event.part)) {
      next[next.length - 1] = {
        ...last,
        last: event.seq,
        text: last.text! + event.text,
        events: [...last.events, event],
      }
      continue
    }
    next.push({
      seq: event.seq,
      last: event.seq,
      offsetMs: event.at - startAt,
      type: event.type,
      text: event.type === 'text' ? event.text : null,
      events: [event],
    })
  }
  return next
}

/** What an entry says, in one line: the event without what the other columns show. */
export function jsonOfEntry(entry: TapeEntry): string {
  const { seq: _seq, at: _at, type: _type, ...rest } = entry.events[0]!
  return JSON.stringify(entry.text === null ? rest : { ...rest, text: entry.text })
}

function continues(entry: TapeEntry, part: string): boolean {
  const first = entry.events[0]!
  return first.type === 'text' && first.part === part
}
