import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { cancelRun, retryRun } from 'unfold/client'
import type { RunState } from 'unfold/protocol'

/** Cancel and retry, and where else this run is to be seen. */
export function RunCommands({ runId, run }: { runId: string; run: RunState }) {
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const command = async (send: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That did not work.')
    }
    setBusy(false)
  }
  const retry = async () => {
    const next = await retryRun(runId)
    await navigate({ to: '/console/$runId', params: { runId: next.runId } })
  }
  const mayRetry = run.status === 'failed' || run.status === 'cancelled'
  return (
    <>
      <p className="row commands">
        <button
          type="button"
          className="button quiet"
          disabled={isBusy || run.endedAt !== null || run.cancelling || run.cursor === 0}
          onClick={() => void command(() => cancelRun(runId))}
        >
          Cancel
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={isBusy || !mayRetry}
          onClick={() => void command(retry)}
        >
          Retry
        </button>
        {run.flow === 'story' && (
          <Link to="/read/$runId" params={{ runId }}>
            Open the reader
          </Link>
        )}
        {run.continues !== null && (
          <Link to="/console/$runId" params={{ runId: run.continues }}>
            Goes on from an earlier run
          </Link>
        )}
      </p>
      <div role="alert">
        {problem && (
          <div className="notice bad">
            <p>{problem}</p>
          </div>
        )}
      </div>
    </>
  )
}
