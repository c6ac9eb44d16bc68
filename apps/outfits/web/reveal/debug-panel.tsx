import { useEffect, useRef } from 'react'
import type { Slot } from './job-slots.ts'
import { linesFromEvents, timingsFromEvents } from './event-lines.ts'
import type { JobView } from './use-job.ts'

/** For whoever wants to know how it came about: the whole reasoning while it is written, instants, every event. */
export function DebugPanel({ view, slots }: { view: JobView; slots: readonly Slot[] }) {
  const { run, connection, events } = view
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 120
    if (isAtEnd) element.scrollTop = element.scrollHeight
  })
  return (
    <section className="debug" aria-labelledby="debug">
      <h2 id="debug">Debug mode: the stylist’s reasoning</h2>
      <p className="debug-facts">
        {connection.phase}, {connection.transport} · attempt {run.attempt} · {run.cursor} events
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={box} className="debug-reasoning" aria-label="Reasoning" tabIndex={0}>
        {slots.map(({ number, reasoning, state }) => (
          <div key={number}>
            <h3>Outfit {number}</h3>
            <pre>{reasoning === '' ? (state === 'ahead' ? 'to come' : 'nothing yet') : reasoning}</pre>
          </div>
        ))}
      </section>
      <details className="more">
        <summary>Timings and {events.length} events</summary>
        <dl className="debug-timings">
          {timingsFromEvents(events).map(({ what, ms }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{(ms / 1000).toFixed(3)} s</dd>
            </div>
          ))}
        </dl>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="debug-events" aria-label="Events" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">After</th>
                <th scope="col">Event</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {linesFromEvents(events).map(({ seq, ms, type, what }) => (
                <tr key={seq}>
                  <td>{seq}</td>
                  <td>{(ms / 1000).toFixed(3)} s</td>
                  <td>{type}</td>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  )
}
