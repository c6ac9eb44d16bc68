import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sendJson } from 'unfold/client'
import type { Story } from '../shared/index.ts'
import type { Direction } from '../shared/direction.ts'

/** For a chapter that was just asked for: its page speaks the story's language before there is a word of the story. */
export function keepDirection(runId: string, direction: Direction): void {
  sessionStorage.setItem(keyOf(runId), direction)
}

/** The direction, and with it the language, of a story: as its text has it; before that as this tab knows it, or the server. */
export function useStoryDirection(
  runId: string,
  storyId: string | null,
  ofText: Direction | null,
): Direction {
  const [kept] = useState(() => directionFrom(sessionStorage.getItem(keyOf(runId))))
  const told = useQuery({
    queryKey: ['story-direction', storyId],
    queryFn: async ({ signal }): Promise<Direction> => {
      const story = await sendJson<Story>({}, `/api/stories/${encodeURIComponent(storyId!)}`, { signal })
      return directionOfLanguage(story.language)
    },
    enabled: storyId !== null && ofText === null && kept === null,
    staleTime: Infinity,
    retry: false,
  })
  const direction = ofText ?? kept ?? told.data ?? null
  useEffect(() => {
    if (direction !== null) keepDirection(runId, direction)
  }, [runId, direction])
  return direction ?? 'ltr'
}

export function directionOfLanguage(language: Story['language']): Direction {
  return language === 'hebrew' ? 'rtl' : 'ltr'
}

function directionFrom(text: string | null): Direction | null {
  return text === 'rtl' || text === 'ltr' ? text : null
}

const keyOf = (runId: string) => `unfold.direction.${runId}`
