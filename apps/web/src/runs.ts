import { useQuery } from '@tanstack/react-query'
import { sendJson } from 'unfold/client'
import type { RunStatus } from 'unfold/protocol'

export interface RunSummary {
  runId: string
  flow: string
  status: RunStatus
  attempt: number
  cursor: number
  cancelling: boolean
  acceptedAt: number
  endedAt: number | null
  continues: string | null
}

export interface RunPage {
  runs: RunSummary[]
  next: string | null
}

export interface RunQuery {
  status?: RunStatus | undefined
  flow?: string | undefined
  before?: string | undefined
}

/** The caller's runs, asked again every 2 s while the page is in sight. */
export function useRuns(query: RunQuery, isWanted = true) {
  return useQuery({
    queryKey: ['runs', query],
    queryFn: ({ signal }) => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined)
      const search = new URLSearchParams(given as [string, string][])
      return sendJson<RunPage>({}, `/api/runs?${search}`, { signal })
    },
    refetchInterval: 2_000,
    enabled: isWanted,
  })
}
