import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sendJson, sendRequest } from 'unfold/client'
import type { Json, RunStatus } from 'unfold/protocol'
import type {
  Child,
  ChildChange,
  HeldChapter,
  NewChild,
  NewPin,
  ParentState,
  Shelf,
  ShelfQuery,
  Unlock,
  Withheld,
} from '../../shared/index.ts'

/** The children of this account. */
export function useChildren(isWanted = true) {
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

/** Adds a child, or changes the one of this number. */
export function useSaveChild(childId: number | null) {
  return useChange(async (child: NewChild | ChildChange) =>
    childId === null
      ? sendJson<Child>({}, '/api/children', { method: 'POST', body: child as Json })
      : sendJson<Child>({}, `/api/children/${childId}`, { method: 'PATCH', body: child as Json }),
  )
}

export function useRemoveChild(childId: number) {
  return useChange(() => sendRequest({}, `/api/children/${childId}`, { method: 'DELETE' }))
}

/** One half of the shelf, page by page; asked again every 3 s, because a story goes from one half to the other. */
export function useShelf(query: Pick<ShelfQuery, 'childId' | 'shelf'>) {
  return useInfiniteQuery({
    queryKey: ['shelf', query],
    queryFn: ({ signal, pageParam }) =>
      sendJson<Shelf>({}, `/api/stories?${searchOf({ ...query, before: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // Whoever comes back from a chapter sees where it stands now.
    staleTime: 0,
    refetchInterval: 3_000,
  })
}

export function useRemoveStory(storyId: string) {
  return useChange(() => sendRequest({}, `/api/stories/${encodeURIComponent(storyId)}`, { method: 'DELETE' }))
}

/** Whether the grown-up's page is open on this device; looked at again when it locks by itself. */
export function useParent() {
  return useQuery({
    queryKey: ['parent'],
    queryFn: ({ signal }) => sendJson<ParentState>({}, '/api/parent', { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const until = state.data?.until ?? null
      return until === null ? false : Math.max(1_000, until - Date.now())
    },
  })
}

export function useUnlock() {
  return useChange((unlock: Unlock) =>
    sendJson<ParentState>({}, '/api/parent/unlock', { method: 'POST', body: unlock as Json }),
  )
}

export function useChoosePin() {
  return useChange((pin: NewPin) =>
    sendJson<ParentState>({}, '/api/parent/pin', { method: 'PUT', body: pin as Json }),
  )
}

export function useLock() {
  return useChange(() => sendJson<ParentState>({}, '/api/parent/lock', { method: 'POST', body: {} }))
}

/** Chapters that wait for a grown-up. */
export function useHeldChapters() {
  return useQuery({
    queryKey: ['parent', 'held'],
    queryFn: ({ signal }) => sendJson<{ chapters: HeldChapter[] }>({}, '/api/parent/chapters', { signal }),
    refetchInterval: 5_000,
  })
}

export function useRelease(chapterId: string) {
  return useChange(() =>
    sendJson({}, `/api/parent/chapters/${encodeURIComponent(chapterId)}/release`, { method: 'POST' }),
  )
}

/** Every sentence that no child saw, newest chapter first. */
export function useWithheld(childId: number | undefined) {
  return useInfiniteQuery({
    queryKey: ['parent', 'withheld', childId],
    queryFn: ({ signal, pageParam }) =>
      sendJson<{ sentences: Withheld[]; next: string | null }>(
        {},
        `/api/parent/withheld?${searchOf({ childId, before: pageParam })}`,
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })
}

/** Ids of the newest runs that failed and were not gone on from. */
export function useFailedRuns() {
  return useQuery({
    queryKey: ['parent', 'failed'],
    queryFn: async ({ signal }) => {
      const { runs } = await sendJson<{
        runs: { runId: string; status: RunStatus; continues: string | null }[]
      }>({}, '/api/runs?flow=story&limit=100', { signal })
      const goneOn = new Set(runs.map((run) => run.continues))
      return runs
        .filter((run) => run.status === 'failed' && !goneOn.has(run.runId))
        .slice(0, 6)
        .map((run) => run.runId)
    },
    refetchInterval: 10_000,
  })
}

/** The account and all that it has. */
export function useEraseFamily() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (proof: Unlock) =>
      sendRequest({}, '/api/family/erase', { method: 'POST', body: proof as Json }),
    onSuccess: () => queries.resetQueries(),
  })
}

/** What a grown-up changes shows in every list: all of them are read anew. */
function useChange<Variables = void, Answer = unknown>(send: (variables: Variables) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries() })
}

function searchOf(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
