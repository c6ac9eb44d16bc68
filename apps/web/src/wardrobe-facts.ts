import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Ban, ImportList, KeptOutfit, Profile, WardrobeImport } from '@unfold/outfits/shared'
import { useCallback } from 'react'
import { sendJson } from 'unfold/client'

/** Finished imports stay in sight for this long, unless they are closed. */
const RECENT_MS = 600_000
const LOOK_MS = 3_000
const LOOK_CLOSELY_MS = 1_000

/** Imports that something is still to happen with, and those of the last minutes; counted anew while anything moves. */
export function useOpenImports(isWanted: boolean) {
  const list = useQuery({
    queryKey: ['wardrobe', 'imports'],
    queryFn: ({ signal }) => sendJson<ImportList>({}, '/api/wardrobe/imports', { signal }),
    enabled: isWanted,
    refetchInterval: LOOK_MS,
  })
  const open = (list.data?.imports ?? []).filter(
    ({ waiting, closedAt, createdAt }) =>
      waiting > 0 || (closedAt === null && list.dataUpdatedAt - createdAt < RECENT_MS),
  )
  const views = useQueries({
    queries: open.map(({ id }) => ({
      queryKey: ['wardrobe', 'imports', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        sendJson<WardrobeImport>({}, `/api/wardrobe/imports/${id}`, { signal }),
      refetchInterval: ({ state }: { state: { data?: WardrobeImport | undefined } }) => {
        const counts = state.data?.counts
        return !counts || counts.measuring + counts.missing > 0 ? LOOK_CLOSELY_MS : LOOK_MS
      },
    })),
  })
  const known = views.flatMap(({ data }) => data ?? [])
  return {
    value: list.data && known,
    vision: list.data?.vision ?? null,
    error: list.error ?? views.find(({ error }) => error)?.error ?? null,
  }
}

export function useProfile(isWanted: boolean) {
  return useQuery({
    queryKey: ['wardrobe', 'profile'],
    queryFn: ({ signal }) => sendJson<Profile>({}, '/api/wardrobe/profile', { signal }),
    enabled: isWanted,
  })
}

export function useBans(isWanted: boolean) {
  return useQuery({
    queryKey: ['wardrobe', 'bans'],
    queryFn: async ({ signal }) => {
      const { bans } = await sendJson<{ bans: Ban[] }>({}, '/api/wardrobe/bans', { signal })
      return bans
    },
    enabled: isWanted,
  })
}

export function useKeptOutfits(which: 'saved' | 'disliked' | 'worn', isWanted: boolean) {
  return useQuery({
    queryKey: ['wardrobe', 'kept', which],
    queryFn: async ({ signal }) => {
      const { outfits } = await sendJson<{ outfits: KeptOutfit[] }>({}, `/api/outfits/${which}`, { signal })
      return outfits
    },
    enabled: isWanted,
  })
}

/** Everything of the wardrobe is read anew: one change moves several numbers. */
export function useWardrobeChanged() {
  const queries = useQueryClient()
  return useCallback(() => void queries.invalidateQueries({ queryKey: ['wardrobe'] }), [queries])
}
