import { memo } from 'react'
import { offsetWords } from './instants.ts'
import { jsonOfEntry, type TapeEntry } from './tape.ts'

export function Tape({ entries }: { entries: TapeEntry[] }) {
  if (entries.length === 0) return <p className="soft">Waiting for the first event…</p>
  return (
    <ol className="tape">
      {entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} />
      ))}
    </ol>
  )
}

const Entry = memo(function Entry({ entry }: { entry: TapeEntry }) {
  const { seq, last, offsetMs, type, events } = entry
  return (
    <li>
      <details>
        <summary>
          <span className="tape-seq">{last === seq ? seq : `${seq}–${last}`}</span>
          <span className="tape-at">{offsetWords(offsetMs)}</span>
          <span className="tape-type">{type}</span>
          <span className="tape-json">{jsonOfEntry(entry)}</span>
        </summary>
        <pre>
          {events.length === 1
            ? JSON.stringify(events[0], null, 2)
            : events.map((event) => JSON.stringify(event)).join('\n')}
        </pre>
      </details>
    </li>
  )
})
