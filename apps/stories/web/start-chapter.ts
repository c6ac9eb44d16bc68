import { startRun } from 'unfold/client'
import type { Json } from 'unfold/protocol'
import type { Choice, StartChapter } from '../shared/index.ts'
import { beginReading } from './use-reveal.ts'

/** One intent, one key: a second tap, a retry of the network or a reload of the same form is the same run. */
export async function startChapter(chapter: StartChapter, idempotencyKey: string): Promise<string> {
  const { runId } = await startRun('story', chapter, { idempotencyKey })
  beginReading(runId)
  return runId
}

/** What a chapter's page knows of the story it belongs to, from event 1. */
export interface StoryPlace {
  childId: number
  storyId: string
  title: string
  theme: string
  chapterNumber: number
  totalChapters: number
}

export function placeFromInput(input: Json): StoryPlace | null {
  const place = input as Partial<StoryPlace> | null
  return typeof place?.storyId === 'string' && typeof place.childId === 'number'
    ? (place as StoryPlace)
    : null
}

export type Answer = { index: number } | { text: string }

/** `intent` tells apart answers in the child's own words; a choice is its own intent. */
export function startNextChapter(
  place: StoryPlace,
  runId: string,
  answer: Answer,
  intent: string,
): Promise<string> {
  const { childId, theme, storyId, chapterNumber } = place
  const chapter = { childId, theme, storyId, chapterNumber: chapterNumber + 1, choice: answer }
  return startChapter(chapter, `after-${runId}-${'index' in answer ? answer.index : intent}`)
}

export function choicesFromValue(value: Json): Choice[] {
  return Array.isArray(value) ? (value as unknown as Choice[]) : []
}
