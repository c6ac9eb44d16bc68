import { sendJson, startRun } from 'unfold/client'
import type { Json } from 'unfold/protocol'
import type { Answer, Choice, Choose, StartChapter, StartedChapter } from '../shared/index.ts'
import type { Direction } from '../shared/direction.ts'
import { beginReading } from './use-reveal.ts'
import { keepDirection } from './use-story-direction.ts'

/** One intent, one key: a second tap, a retry of the network or a reload of the same form is the same run. */
export async function startChapter(
  chapter: StartChapter,
  direction: Direction,
  idempotencyKey: string,
): Promise<string> {
  const { runId } = await startRun('story', chapter, { idempotencyKey })
  beginReading(runId)
  keepDirection(runId, direction)
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

/** Decides at the end of a chapter. The server knows an answer again: sent twice, or in other words of one kind, it is one chapter. */
export async function chooseNext(
  storyId: string,
  chapterId: string,
  choice: Answer,
  { otherwise, direction }: { otherwise: boolean; direction: Direction },
): Promise<string> {
  const body: Choose = { chapterId, choice, otherwise }
  const path = `/api/stories/${encodeURIComponent(storyId)}/choices`
  const next = await sendJson<StartedChapter>({}, path, { method: 'POST', body })
  // One that was there is opened as it was left.
  if (next.status !== 'completed' || !next.readable) beginReading(next.runId)
  keepDirection(next.runId, direction)
  return next.runId
}

export function choicesFromValue(value: Json): Choice[] {
  return Array.isArray(value) ? (value as unknown as Choice[]) : []
}
