import type { RunState } from 'unfold/protocol'
import { durationWords } from './instants.ts'

/** Each step as a bar on the run's own time. */
export function Timeline({ run, tookMs }: { run: RunState; tookMs: number }) {
  if (run.steps.length === 0) {
    return (
      <p className="soft">
        {run.endedAt === null ? 'No step has begun.' : 'It ended before its first step.'}
      </p>
    )
  }
  const startAt = run.acceptedAt ?? run.steps[0]!.startedAt
  const wholeMs = Math.max(1, tookMs)
  return (
    <ol className="timeline">
      {run.steps.map((step, index) => {
        const fromMs = Math.max(0, step.startedAt - startAt)
        const isOpen = step.ms === null
        const ms = step.ms ?? Math.max(0, wholeMs - fromMs)
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="step-name">{step.step}</span>
            <span className="step-ms">
              {isOpen ? (run.endedAt === null ? 'running' : 'not finished') : durationWords(ms)}
            </span>
            <span className="step-track" aria-hidden="true">
              <span
                className="step-bar"
                data-open={isOpen && run.endedAt === null}
                style={{
                  insetInlineStart: `${Math.min(99, (100 * fromMs) / wholeMs)}%`,
                  inlineSize: `${Math.max(0.75, Math.min(100, (100 * ms) / wholeMs))}%`,
                }}
              />
            </span>
          </li>
        )
      })}
    </ol>
  )
}
