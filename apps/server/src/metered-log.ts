import { type RunLog, type RunRecord, type EndAnswer } from 'unfold/core'
import { isCommittedUnit, type RunEvent, type TerminalEvent } from 'unfold/protocol'
import type { Metrics } from './metrics.ts'

/** The same log, counting what it answers: outcomes, durations and the wait for the first unit of each run. */
export function createMeteredLog(log: RunLog, metrics: Metrics): RunLog {
  /** Runs at work in this process; a run that another process ends stays until the map is full. */
  const runs = new Map<string, { flow: string; acceptedAt: number; begun: boolean }>()

  const remember = (run: RunRecord) => {
    if (runs.size >= MOST_RUNS) runs.clear()
    // After a takeover nobody here knows what was shown before: only a first attempt is timed.
    const { flow, acceptedAt, attempt } = run
    runs.set(run.runId, { flow, acceptedAt, begun: attempt > 1 })
  }
  const countFirstUnit = (runId: string, events: readonly RunEvent[]) => {
    const run = runs.get(runId)
    const first = run && !run.begun ? events.find(isCommittedUnit) : undefined
    if (!run || !first) return
    run.begun = true
    metrics.firstCommitSeconds.observe({ flow: run.flow }, (first.at - run.acceptedAt) / 1000)
  }
  const countEnd = async (runId: string, event: TerminalEvent, answer: EndAnswer) => {
    if (answer.type !== 'ok') return answer
    const run = runs.get(runId) ?? (await log.find(runId))
    runs.delete(runId)
    if (!run) return answer
    metrics.runs.inc({ flow: run.flow, outcome: event.type.slice('run.'.length) })
    metrics.runSeconds.observe({ flow: run.flow }, (answer.event.at - run.acceptedAt) / 1000)
    return answer
  }

  const metered: Partial<RunLog> = {
    async accept(request) {
      const answer = await log.accept(request)
      if (answer.type === 'accepted') remember(answer.run)
      return answer
    },
    async openAttempt(runId, expectedAttempt) {
      const answer = await log.openAttempt(runId, expectedAttempt)
      if (answer.type === 'opened') remember(answer.run)
      return answer
    },
    async append(runId, attempt, n, events, notes) {
      const answer = await log.append(runId, attempt, n, events, notes)
      if (answer.type === 'ok') countFirstUnit(runId, answer.events)
      return answer
    },
    async end(runId, attempt, event, writes, notes) {
      return countEnd(runId, event, await log.end(runId, attempt, event, writes, notes))
    },
    async endIdle(runId, event, idleMs) {
      return countEnd(runId, event, await log.endIdle(runId, event, idleMs))
    },
  }
  return new Proxy(log, {
    get(target, name: keyof RunLog) {
      return metered[name] ?? target[name].bind(target)
    },
  })
}

const MOST_RUNS = 10_000
