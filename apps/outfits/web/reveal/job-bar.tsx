import { useRef, type ReactNode } from 'react'
import { useKeptFocus } from 'unfold/react'
import type { RunState } from 'unfold/protocol'
import { Problem } from '../problem.tsx'
import type { Saying } from './job-words.ts'

interface JobBarProps {
  run: RunState
  saying: Saying
  eta: string | null
  isBusy: boolean
  /** It takes so long that a new try may be offered beside Stop. */
  isVeryLate: boolean
  stop: () => void
  retry: () => void
  /** Where to go from a finished job. */
  onward: ReactNode
  /** A command that did not work. */
  problem: string | null
}

/** What goes on, how far it is by counted units, and how to stop it. Always as high, whatever it says. */
export function JobBar(props: JobBarProps) {
  const { run, saying, eta } = props
  const bar = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(bar)
  const isRunning = run.endedAt === null
  const hasFailed = run.status === 'failed' || run.status === 'cancelled'
  const { done, total, percent } = run.progress ?? { done: 0, total: 5, percent: 0 }
  return (
    <section ref={bar} className="job-bar" aria-label="Progress" tabIndex={-1} {...keepFocus}>
      <div className="job-strip">
        <progress
          className="visually-hidden"
          aria-label="How far the outfits are"
          max={100}
          value={percent}
          aria-valuetext={`${percent} percent, ${done} of ${total} parts`}
        />
        <div className="job-units" aria-hidden="true">
          {Array.from({ length: total }, (_, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={i} data-done={i < done} data-now={isRunning && i === done} />
          ))}
        </div>
        <span className="job-percent">{percent} %</span>
      </div>
      <div className="job-line">
        <p className="job-saying" data-tone={saying.tone}>
          {saying.text} {isRunning && saying.tone === 'calm' && eta && <span className="job-eta">{eta}</span>}
        </p>
        <div className="job-buttons">
          {isRunning && props.isVeryLate && (
            <button type="button" className="button" disabled={props.isBusy} onClick={props.retry}>
              Retry
            </button>
          )}
          {isRunning && (
            <button
              type="button"
              className="button quiet"
              disabled={props.isBusy || run.cancelling}
              onClick={props.stop}
            >
              Stop<span className="visually-hidden"> making outfits</span>
            </button>
          )}
          {hasFailed && (
            <button type="button" className="button" disabled={props.isBusy} onClick={props.retry}>
              {run.status === 'failed' ? 'Try again' : 'Go on'}
            </button>
          )}
          {run.status === 'completed' && props.onward}
        </div>
      </div>
      <Problem text={props.problem} />
    </section>
  )
}
