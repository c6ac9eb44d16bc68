import { useRef } from 'react'
import type { RunState } from 'unfold/protocol'
import { PACE_WORDS, type Pace } from './pace.ts'
import type { Saying } from './reading-words.ts'
import { StageBar } from './stage-bar.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

interface ReaderBarProps {
  run: RunState
  /** Written and read: the bar stays where the text ends and covers nothing. */
  isAtRest: boolean
  saying: Saying
  pace: Pace
  setPace: (pace: Pace) => void
  isPaused: boolean
  setPaused: (isPaused: boolean) => void
  /** Committed words wait to be shown. */
  isBehind: boolean
  stop: () => void
  retry: () => void
  isBusy: boolean
}

/** Always at the bottom and always as high: nothing in the text moves when a button comes or goes. */
export function ReaderBar(props: ReaderBarProps) {
  const { run, saying, pace, isPaused, isBehind } = props
  const bar = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(bar)
  const isRunning = run.endedAt === null
  const mayRetry = run.status === 'failed' || run.status === 'cancelled'
  return (
    <section
      ref={bar}
      className="reader-bar"
      aria-label="Reading"
      data-rest={props.isAtRest}
      tabIndex={-1}
      {...keepFocus}
    >
      <div className="reader-bar-inner">
        <StageBar run={run} />
        <p className="saying" data-tone={saying.tone}>
          {saying.text}
        </p>
        {!props.isAtRest && (
          <div className="reader-buttons">
            <label>
              <span className="visually-hidden">Reading pace</span>
              <select value={pace} onChange={(event) => props.setPace(event.currentTarget.value as Pace)}>
                {Object.entries(PACE_WORDS).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
            {isBehind && (
              <button
                type="button"
                className="button quiet"
                aria-pressed={isPaused}
                onClick={() => props.setPaused(!isPaused)}
              >
                {isPaused ? 'Go on' : 'Pause'}
              </button>
            )}
            <span className="stretch" />
            {isRunning && (
              <button
                type="button"
                className="button quiet"
                disabled={props.isBusy || run.cancelling}
                onClick={props.stop}
              >
                Stop<span className="visually-hidden"> writing</span>
              </button>
            )}
            {mayRetry && (
              <button type="button" className="button" disabled={props.isBusy} onClick={props.retry}>
                {run.status === 'failed' ? 'Try again' : 'Write on'}
              </button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
