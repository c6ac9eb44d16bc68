import type { RunState } from 'unfold/protocol'
import { computeProgress, type Stage } from './stages.ts'

const MARKS: { [S in Stage['state']]: string } = {
  ahead: '',
  now: '',
  done: '✓',
  'not-needed': '–',
  unfinished: '✕',
}
const STATE_WORDS: { [S in Stage['state']]: string } = {
  ahead: 'to come',
  now: 'now',
  done: 'done',
  'not-needed': 'not needed',
  unfinished: 'not finished',
}

/** A folded strip that opens as the run counts its units; the percent is the run's own, never a timer's. */
export function StageBar({ run }: { run: RunState }) {
  const { stages, number, doing, percent } = computeProgress(run)
  const where = number > 0 ? `stage ${number} of ${stages.length}` : 'not begun'
  return (
    <div className="stages">
      <progress
        className="visually-hidden"
        aria-label="How far the chapter is"
        max={100}
        value={percent}
        aria-valuetext={`${doing}, ${where}, ${percent} percent`}
      />
      <div className="strip" aria-hidden="true">
        <span className="filled" style={{ inlineSize: `${percent}%` }} />
      </div>
      <ol className="stage-names">
        {stages.map((stage) => (
          <li key={stage.step} data-state={stage.state}>
            {stage.label}
            <span aria-hidden="true"> {MARKS[stage.state]}</span>
            <span className="visually-hidden">, {STATE_WORDS[stage.state]}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
