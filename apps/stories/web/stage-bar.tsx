import type { RunState } from 'unfold/protocol'
import type { Direction } from '../shared/direction.ts'
import { BAR_WORDS } from './bar-words.ts'
import { computeProgress, type Stage } from './stages.ts'

const MARKS: { [S in Stage['state']]: string } = {
  ahead: '',
  now: '',
  done: '✓',
  'not-needed': '–',
  unfinished: '✕',
}

/** A folded strip that opens as the run counts its units; the percent is the run's own, never a timer's. */
export function StageBar({ run, direction }: { run: RunState; direction: Direction }) {
  const say = BAR_WORDS[direction]
  const { stages, number, doing, percent } = computeProgress(run, direction)
  const where = number > 0 ? say.stage(number, stages.length) : say.notBegun
  return (
    <div className="stages">
      <progress
        className="visually-hidden"
        aria-label={say.howFar}
        max={100}
        value={percent}
        aria-valuetext={`${doing}, ${where}, ${say.percent(percent)}`}
      />
      <div className="strip" aria-hidden="true">
        <span className="filled" style={{ inlineSize: `${percent}%` }} />
      </div>
      <ol className="stage-names">
        {stages.map((stage) => (
          <li key={stage.step} data-state={stage.state}>
            {stage.label}
            <span aria-hidden="true"> {MARKS[stage.state]}</span>
            <span className="visually-hidden">, {say.states[stage.state]}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
