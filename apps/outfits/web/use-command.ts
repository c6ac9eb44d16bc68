import { useState } from 'react'
import { UnfoldError } from 'unfold/protocol'

export interface Command {
  isBusy: boolean
  problem: string | null
  /** Does it, one at a time; what goes wrong is kept as a sentence. */
  run: (send: () => Promise<void>) => Promise<void>
  /** What went wrong may no longer be so: something else is asked now. */
  forget: () => void
}

export function useCommand(): Command {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (send: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      setProblem(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, problem, run, forget: () => setProblem(null) }
}

/** Of a refused form the first field's sentence, because it says what to do. */
function sayProblem(error: unknown): string {
  if (error instanceof UnfoldError) return error.fields?.[0]?.message ?? error.message
  return error instanceof Error ? error.message : 'That did not work. Try once more.'
}
