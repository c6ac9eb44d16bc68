import { useQuery } from '@tanstack/react-query'
import type { Item } from '@unfold/outfits/shared'
import { sendJson } from 'unfold/client'

/** All pieces of this account, newest first; those under consideration too. Looked at again by itself where that is asked. */
export function useWardrobe(isWanted: boolean, everyMs?: number) {
  return useQuery({
    queryKey: ['wardrobe', 'items'],
    queryFn: async ({ signal }) => {
      const { items } = await sendJson<{ items: Item[] }>({}, '/api/wardrobe/items', { signal })
      return items
    },
    enabled: isWanted,
    staleTime: 30_000,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}
