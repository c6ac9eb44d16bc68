import type { Json } from 'unfold/protocol'
import type { Hero, Language, Limits, ReadingLevel } from '../../shared/index.ts'
import type { Chapter } from './chapter-schema.ts'

/** A chapter that was read already. */
interface EarlierChapter {
  title: string
  paragraphs: readonly string[]
  /** What its author handed on: free JSON, given back unchanged. */
  plot: Json
}

/** Everything that a chapter is written from. All strings but language, level and seed come from people or from a model. */
export interface ChapterRequest {
  language: Language
  theme: string
  /** Years. */
  age: number
  level: ReadingLevel
  interests: readonly string[]
  childName: string
  /** What the parent set: the gate holds the story to it, so the author should know. */
  limits: Limits
  /** The title that was asked for; null leaves it to the author. */
  title: string | null
  /** Whom the family wants the story to be about; null leaves it to the author. */
  hero: Hero | null
  /** From 1. */
  chapterNumber: number
  totalChapters: number
  /** In order, the oldest first. */
  previous: readonly EarlierChapter[]
  /** What the reader decided at the end of the chapter before; `own` when the words are the child's. */
  choice: { question: string | null; text: string; own: boolean } | null
  /** Makes the offline author repeatable; a real model ignores it. */
  seed: string
  /** Stories that the family has had already. */
  avoid: readonly Json[]
  paragraphCount: number
  /** What is committed when a chapter is gone on with. Absent: a new chapter. */
  committed?: CommittedChapter | undefined
  /** Why a sentence was withheld. Never the sentence: a model that reads it writes it again. */
  reason?: string | undefined
}

export interface CommittedChapter {
  /** In order; the last one ends with a sentence. */
  paragraphs: readonly string[]
  /** False when the last paragraph is finished too. Default true: the first new item goes on with it. */
  lastIsOpen?: boolean | undefined
  /** The other pieces that are committed, by their values: they are not asked for again. */
  done?: Partial<Omit<Chapter, 'paragraphs'>> | undefined
}

/** Items of `paragraphs` that are still to be written, the rest of an open paragraph counted as one. */
export function computeRemaining(request: Pick<ChapterRequest, 'paragraphCount' | 'committed'>): number {
  const { paragraphCount, committed } = request
  if (!committed) return paragraphCount
  return Math.max(0, paragraphCount - committed.paragraphs.length + (isOpen(committed) ? 1 : 0))
}

export function isOpen({ paragraphs, lastIsOpen = true }: CommittedChapter): boolean {
  return lastIsOpen && paragraphs.length > 0
}
