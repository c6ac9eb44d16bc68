import { useQuery } from '@tanstack/react-query'
import type { Child } from '@unfold/stories/shared'
import { sendJson } from 'unfold/client'

/** The children of this account. */
export function useChildren(isWanted: boolean) {
  return useQuery({
    queryKey: ['children'],
    queryFn: async ({ signal }) => {
      const answer = await sendJson<{ children: Child[] }>({}, '/api/children', { signal })
      return answer.children
    },
    enabled: isWanted,
    staleTime: 60_000,
  })
}
