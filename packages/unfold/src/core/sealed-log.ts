import type { EventBody, RunEvent } from '../protocol/events.ts'

/**
 * A compacted log: neighbouring `text` events of one part are merged, and the list of (number, length, instant) says
 * where they were apart. Lossless down to the byte, which is why only text events with exactly these keys in this order
 * are merged.
 */
type SealedEntry =
  | [seq: number, at: number, body: EventBody]
  | [part: string, text: string, pieces: [seq: number, length: number, at: number][]]

export function textFromLog(events: readonly RunEvent[]): string {
  const entries: SealedEntry[] = []
  for (const { seq, at, ...body } of events) {
    if (body.type !== 'text' || Object.keys(body).join() !== 'type,part,text') {
      entries.push([seq, at, body])
      continue
    }
    const last = entries.at(-1)
    if (last && last[0] === body.part) {
      const merged = last as Extract<SealedEntry, [string, ...unknown[]]>
      merged[1] += body.text
      merged[2].push([seq, body.text.length, at])
    } else entries.push([body.part, body.text, [[seq, body.text.length, at]]])
  }
  return JSON.stringify(entries)
}

/** At most `limit` events after the cursor; the others are passed over without being made. */
export function logFromText(text: string, after: number, limit: number): RunEvent[] {
  const events: RunEvent[] = []
  for (const entry of JSON.parse(text) as SealedEntry[]) {
    if (events.length >= limit) return events
    if (typeof entry[0] === 'number') {
      const [seq, at, body] = entry as Extract<SealedEntry, [number, ...unknown[]]>
      if (seq > after) events.push({ seq, at, ...body })
      continue
    }
    const [part, merged, pieces] = entry as Extract<SealedEntry, [string, ...unknown[]]>
    let start = 0
    for (const [seq, length, at] of pieces) {
      // Lengths count UTF-16 units, so that even half a surrogate pair comes back as it was.
      const end = start + length
      if (seq > after && events.length < limit) {
        events.push({ seq, at, type: 'text', part, text: merged.slice(start, end) })
      }
      start = end
    }
  }
  return events
}
