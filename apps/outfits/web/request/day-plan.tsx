import { useRef } from 'react'
import { OCCASION_CHIPS } from '../../shared/index.ts'

export interface PlannedStop {
  /** Of the form alone, so that a line keeps its place while others go. */
  key: number
  occasion: string
  place: string
}

export const MOST_STOPS = 6

interface DayPlanProps {
  stops: readonly PlannedStop[]
  setStops: (stops: PlannedStop[]) => void
}

/** A day with several stops: what is put on in the morning has to survive all of them. */
export function DayPlan({ stops, setStops }: DayPlanProps) {
  const nextKey = useRef(stops.length)
  const add = useRef<HTMLButtonElement>(null)
  const change = (key: number, changed: Partial<PlannedStop>) =>
    setStops(stops.map((stop) => (stop.key === key ? { ...stop, ...changed } : stop)))
  const append = () => setStops([...stops, { key: nextKey.current++, occasion: '', place: '' }])
  const remove = (key: number) => {
    setStops(stops.filter((stop) => stop.key !== key))
    add.current?.focus()
  }
  return (
    <fieldset className="day-plan">
      <legend>Several stops in one day?</legend>
      <p className="hint">List them in order: each outfit has to serve all of them.</p>
      <datalist id="occasions">
        {OCCASION_CHIPS.map((chip) => (
          <option key={chip}>{chip}</option>
        ))}
      </datalist>
      {stops.length > 0 && (
        <ol>
          {stops.map((stop, index) => (
            <li key={stop.key}>
              <label>
                <span>Stop {index + 1}</span>
                <input
                  list="occasions"
                  value={stop.occasion}
                  maxLength={80}
                  autoComplete="off"
                  // It was asked for by the button that made it.
                  // oxlint-disable-next-line jsx-a11y/no-autofocus
                  autoFocus
                  onChange={(event) => change(stop.key, { occasion: event.currentTarget.value })}
                />
              </label>
              <label>
                <span>Where, if it matters</span>
                <input
                  value={stop.place}
                  maxLength={80}
                  autoComplete="off"
                  onChange={(event) => change(stop.key, { place: event.currentTarget.value })}
                />
              </label>
              <button type="button" className="button quiet" onClick={() => remove(stop.key)}>
                Remove<span className="visually-hidden"> stop {index + 1}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <button
        ref={add}
        type="button"
        className="button quiet"
        disabled={stops.length >= MOST_STOPS}
        onClick={append}
      >
        Add a stop
      </button>
    </fieldset>
  )
}
