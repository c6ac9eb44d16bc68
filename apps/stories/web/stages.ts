import type { RunState } from 'unfold/protocol'

/** The four steps of a chapter, in the words of somebody who waits for it. */
const STAGES = [
  { step: 'generate_content', label: 'Writing', doing: 'Writing the story' },
  { step: 'safety_check', label: 'Checking', doing: 'Checking every sentence' },
  { step: 'enhance_content', label: 'Mending', doing: 'Mending a sentence' },
  { step: 'calculate_metrics', label: 'Finishing', doing: 'Finishing the chapter' },
] as const

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
export function computeProgress(run: RunState): Progress {
  const known = (step: string) => run.steps.findLast((s) => s.step === step)
  const lastBegun = STAGES.findLastIndex(({ step }) => known(step) !== undefined)
  const isDone = run.status === 'completed'
  const stages = STAGES.map(({ step, label }, index): Stage => {
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
    doing: isDone ? 'Finished' : at < 0 ? 'Getting ready' : STAGES[at]!.doing,
    percent: run.progress?.percent ?? (isDone ? 100 : 0),
  }
}
