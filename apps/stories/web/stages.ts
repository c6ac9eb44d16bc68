import type { RunState } from 'unfold/protocol'
import type { Direction } from '../shared/direction.ts'
import { BAR_WORDS } from './bar-words.ts'

/** The four steps of a chapter. */
const STAGES = ['generate_content', 'safety_check', 'enhance_content', 'calculate_metrics'] as const
export type StageStep = (typeof STAGES)[number]

export interface Stage {
  step: string
  label: string
  state: 'ahead' | 'now' | 'done' | 'not-needed' | 'unfinished'
}

export interface Progress {
  stages: Stage[]
  /** From 1; 0 before the first began. */
  number: number
  /** What goes on, in words. */
  doing: string
  /** Counted by the run; 0 until it has counted. */
  percent: number
}

/** From the run's own steps and counts. Mending is skipped when a later step began without it. */
export function computeProgress(run: RunState, direction: Direction): Progress {
  const say = BAR_WORDS[direction]
  const known = (step: string) => run.steps.findLast((s) => s.step === step)
  const lastBegun = STAGES.findLastIndex((step) => known(step) !== undefined)
  const isDone = run.status === 'completed'
  const stages = STAGES.map((step, index): Stage => {
    const { label } = say.stages[step]
    const found = known(step)
    if (!found) return { step, label, state: isDone || index < lastBegun ? 'not-needed' : 'ahead' }
    if (found.ms !== null) return { step, label, state: 'done' }
    return { step, label, state: run.endedAt === null ? 'now' : 'unfinished' }
  })
  const current = stages.findIndex((stage) => stage.state === 'now')
  const at = current >= 0 ? current : lastBegun
  return {
    stages,
    number: at + 1,
    doing: isDone ? say.finished : at < 0 ? say.ready : say.stages[STAGES[at]!].doing,
    percent: run.progress?.percent ?? (isDone ? 100 : 0),
  }
}
