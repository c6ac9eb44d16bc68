import { queryOptions, useQuery } from '@tanstack/react-query'
import { sendJson } from 'unfold/client'
import type { RunState } from 'unfold/protocol'
import type { Story, StoryChapter } from '../shared/index.ts'

const storyQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['story', storyId],
    queryFn: ({ signal }) => sendJson<Story>({}, `/api/stories/${encodeURIComponent(storyId)}`, { signal }),
    // Another tab may have chosen meanwhile.
    staleTime: 0,
  })

/** The tree of a story; asked again every 3 s while a chapter of it is being written. */
export function useStory(storyId: string | null) {
  return useQuery({
    ...storyQuery(storyId ?? ''),
    enabled: storyId !== null,
    refetchInterval: ({ state }) => (state.data?.status === 'writing' ? 3_000 : false),
  })
}

/** A chapter that is written: it never changes again, so it is asked for once. */
export const chapterQuery = (runId: string) =>
  queryOptions({
    queryKey: ['chapter', runId],
    queryFn: async ({ signal }) =>
      (await sendJson<{ state: RunState }>({}, `/api/runs/${encodeURIComponent(runId)}`, { signal })).state,
    staleTime: Infinity,
  })

/** From the first chapter to this one. */
export function pathTo(chapters: readonly StoryChapter[], chapterId: string): StoryChapter[] {
  const path: StoryChapter[] = []
  let at = chapters.find((chapter) => chapter.chapterId === chapterId)
  while (at) {
    path.unshift(at)
    const { parentId } = at
    at = parentId === null ? undefined : chapters.find((chapter) => chapter.chapterId === parentId)
  }
  return path
}

/** Where a chapter leads on, as far as it was tried. */
export function branchesOf(chapters: readonly StoryChapter[], chapterId: string): StoryChapter[] {
  return chapters.filter((chapter) => chapter.parentId === chapterId)
}
