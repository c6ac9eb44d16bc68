import { z } from 'zod'
import { answerSchema, choiceSchema, readingSchema } from './chapter.ts'
import { languageSchema, readingLevelSchema } from './child.ts'

/**
 * Where a story stands for whoever asks: a chapter is being written, the first one rests (stopped or broken off, with words
 * to go on from), one waits for a grown-up, there is something to read or to choose, or the path that was taken has come to
 * its end.
 */
export const storyStatusSchema = z.enum(['writing', 'resting', 'waiting', 'open', 'finished'])

/**
 * A story on the shelf. Its title is the one that was asked for, else that of its first chapter; until a child may read that,
 * it is made of the theme.
 */
export const shelfStorySchema = z.object({
  storyId: z.string(),
  childId: z.int().positive(),
  title: z.string(),
  theme: z.string(),
  language: languageSchema,
  readingLevel: readingLevelSchema,
  totalChapters: z.int().positive(),
  /** Number of the chapter where the story stands, written or being written. */
  chapterNumber: z.int().positive(),
  /** Endings that were reached, on all branches. */
  endings: z.int().nonnegative(),
  status: storyStatusSchema,
  /** The run to read or watch now: of the chapter where the story stands. Null while it waits for a grown-up. */
  runId: z.string().nullable(),
  createdAt: z.int(),
  updatedAt: z.int(),
})
export type ShelfStory = z.infer<typeof shelfStorySchema>

export const shelfQuerySchema = z.object({
  childId: z.coerce.number().int().positive().optional(),
  /** `continue`: all that is not finished, the stories whose first chapter is being written included. */
  shelf: z.enum(['continue', 'finished']).optional(),
  /** Only stories behind this one: `next` of the page before. */
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ShelfQuery = z.infer<typeof shelfQuerySchema>

export const shelfSchema = z.object({
  /** Newest first. */
  stories: z.array(shelfStorySchema),
  next: z.string().nullable(),
})
export type Shelf = z.infer<typeof shelfSchema>

/** A chapter in the tree of a story. */
export const storyChapterSchema = z.object({
  chapterId: z.string(),
  chapterNumber: z.int().positive(),
  /** The chapter before it; null for the first. */
  parentId: z.string().nullable(),
  /** What was decided at the end of the chapter before: `index` is null where the words are the child's own. */
  choice: z.object({ index: z.int().nullable(), text: z.string(), own: z.boolean() }).nullable(),
  status: z.enum(['writing', 'waiting', 'ready']),
  /** Whether the child may read it. */
  released: z.boolean(),
  /** Read it at `/api/runs/{runId}`. Null, like all that follows, where the caller may not read it (yet). */
  runId: z.string().nullable(),
  title: z.string().nullable(),
  isEnding: z.boolean(),
  /** The band that was measured on it, and the three facts behind that. */
  reading: readingSchema.nullable(),
  question: z.string().nullable(),
  choices: z.array(choiceSchema),
  createdAt: z.int(),
})
export type StoryChapter = z.infer<typeof storyChapterSchema>

/** `GET /api/stories/{id}`: the whole tree, first chapters first. */
export const storySchema = shelfStorySchema.extend({
  /** The chapter where the story stands; null while its first one is being written. */
  chapterId: z.string().nullable(),
  chapters: z.array(storyChapterSchema),
})
export type Story = z.infer<typeof storySchema>

/** `POST /api/stories/{id}/choices`: decide at the end of a chapter, and start the next one, or get it when it is there. */
export const chooseSchema = z.strictObject({
  chapterId: z.string().max(64),
  choice: answerSchema,
  /** Go back and choose otherwise: a branch beside the one that is there. Without it a second, different choice is 409. */
  otherwise: z.boolean().default(false),
})
export type Choose = z.infer<typeof chooseSchema>

export const startedChapterSchema = z.object({
  runId: z.string(),
  status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']),
  chapterNumber: z.int().positive(),
  /** False: the child waits ("A grown-up will open the next page"), and the run answers 404 in child mode. */
  readable: z.boolean(),
})
export type StartedChapter = z.infer<typeof startedChapterSchema>
