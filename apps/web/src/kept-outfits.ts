import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeptOutfit } from '@unfold/outfits/shared'
import { sendJson } from 'unfold/client'

/** Everything that was said about outfits: saved, disliked or worn, each once. */
export function useAllKeptOutfits() {
  const queries = useQueryClient()
  const { data = [] } = useQuery({
    queryKey: ['wardrobe', 'kept', 'all'],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        ['saved', 'disliked', 'worn'].map((which) =>
          sendJson<{ outfits: KeptOutfit[] }>({}, `/api/outfits/${which}`, { signal }),
        ),
      )
      const all = lists.flatMap(({ outfits }) => outfits)
      return [...new Map(all.map((kept) => [kept.id, kept])).values()]
    },
  })
  return { kept: data, onKept: () => queries.invalidateQueries({ queryKey: ['wardrobe', 'kept'] }) }
}
