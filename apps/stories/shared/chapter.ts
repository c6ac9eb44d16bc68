import { z } from 'zod'
import { languageSchema, readingLevelSchema } from './child.ts'
import { findHeroSlip } from './hero-name.ts'
import { MAX_CHAPTERS } from './lists.ts'
import { wordsSchema } from './words.ts'

export const choiceSchema = z.object({
  /** Its place in the list, as text: "0", "1". */
  id: z.string(),
  text: z.string(),
  description: z.string(),
})
export type Choice = z.infer<typeof choiceSchema>

const themeSchema = wordsSchema(60)
const titleSchema = wordsSchema(120)

/** Whom a story is about, where the family says so. The pronoun is for the words that must agree. */
export const heroSchema = z.strictObject({
  name: wordsSchema(40).superRefine((name, context) => {
    const message = findHeroSlip(name)
    if (message !== null) context.addIssue({ code: 'custom', message })
  }),
  pronoun: z.enum(['she', 'he']),
})
export type Hero = z.infer<typeof heroSchema>

/** What the child decides at the end of a chapter: one of its choices, or words of its own. */
export const answerSchema = z.union([
  z.strictObject({ index: z.int().min(0).max(9) }),
  z.strictObject({ text: wordsSchema(300) }),
])
export type Answer = z.infer<typeof answerSchema>

/** What a reader sends to start a chapter: `POST /api/runs/story`. */
export const startChapterSchema = z.strictObject({
  childId: z.int().positive(),
  theme: themeSchema,
  chapterNumber: z.int().min(1).max(MAX_CHAPTERS).default(1),
  title: titleSchema.optional(),
  /** With the first chapter; all later ones keep it. */
  hero: heroSchema.optional(),
  totalChapters: z.int().min(1).max(MAX_CHAPTERS).optional(),
  /** The story to continue; without it, the child's newest unfinished story of that theme. */
  storyId: z.string().max(64).optional(),
  /** What was chosen at the end of the chapter before. */
  choice: answerSchema.optional(),
})
export type StartChapter = z.infer<typeof startChapterSchema>

/** The query of the seed's streaming endpoint, as numbers and text. */
export const streamQuerySchema = z.object({
  child_id: z.coerce.number().int().positive(),
  theme: themeSchema,
  chapter_number: z.coerce.number().int().min(1).max(MAX_CHAPTERS).default(1),
  title: titleSchema.optional(),
  token: z.string().max(4096).optional(),
})
export type StreamQuery = z.infer<typeof streamQuerySchema>

/** What a chapter is like to read: a band, and the three facts behind it, which a parent can check on the text. */
export const readingSchema = z.object({
  /** Measured on the text, whatever level was asked for. */
  band: readingLevelSchema,
  facts: z.object({
    longest_sentence_words: z.int().nonnegative(),
    longest_word: z.string(),
    /** Words that the child may meet for the first time, of a hundred. */
    new_words_percent: z.int().min(0).max(100),
  }),
  /** Sentences over the child's limits that were rewritten once and stayed so. */
  over_limit: z.int().nonnegative(),
})
export type Reading = z.infer<typeof readingSchema>

export const metricsSchema = z.object({
  estimated_reading_time: z.int().positive(),
  vocabulary_level: readingLevelSchema,
  educational_elements: z.array(z.string()),
  word_count: z.int().nonnegative(),
  longest_sentence_words: z.int().nonnegative(),
  longest_word: z.string(),
  reading: readingSchema,
})
export type Metrics = z.infer<typeof metricsSchema>

export const safetySchema = z.object({
  approved: z.boolean(),
  /** Accepted segments of proposed ones, 0 to 1. */
  score: z.number().min(0).max(1),
  /** Why something was withheld, in words for a parent; never the withheld words. */
  issues: z.array(z.string()),
})
export type Safety = z.infer<typeof safetySchema>

/** A finished chapter: the output of the story flow, made of committed text alone. */
export const chapterSchema = z.object({
  storyId: z.string(),
  storyTitle: z.string(),
  chapterNumber: z.int().positive(),
  totalChapters: z.int().positive(),
  isEnding: z.boolean(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  question: z.string().nullable(),
  choices: z.array(choiceSchema),
  theme: z.string(),
  language: languageSchema,
  readingLevel: readingLevelSchema,
  vocabularyWords: z.array(z.string()),
  safety: safetySchema,
  metrics: metricsSchema,
})
export type Chapter = z.infer<typeof chapterSchema>
