import { z } from 'zod'
import { jsonSchema } from 'unfold/protocol'
import { plotTripleSchema } from '../storyteller/index.ts'
import {
  DEFAULT_LIMITS,
  heroSchema,
  INTERESTS,
  languageSchema,
  limitsSchema,
  modeSchema,
  readingLevelSchema,
} from '../../shared/index.ts'

/**
 * All that a chapter is made from, gathered when it is asked for: a later attempt, on whatever machine, needs no other
 * record. Private: readers see `shownInput` of it.
 */
export const storyInputSchema = z.object({
  childId: z.int(),
  storyId: z.string(),
  storyTitle: z.string(),
  /** The title that was asked for; null when the story named itself. */
  askedTitle: z.string().nullable(),
  /** Named by the family; null leaves it to the author, and stands for runs of before heroes could be named. */
  hero: heroSchema.nullable().default(null),
  theme: z.string(),
  chapterNumber: z.int().min(1),
  totalChapters: z.int().min(1),
  child: z.object({
    nickname: z.string(),
    age: z.int(),
    language: languageSchema,
    readingLevel: readingLevelSchema,
    interests: z.array(z.enum(INTERESTS)),
    // Runs of before there were limits have none.
    limits: limitsSchema.default(DEFAULT_LIMITS),
  }),
  /** How it reaches the child: as the parent had set it when the chapter was asked for. */
  mode: modeSchema.default('live'),
  /** The chapter that it goes on from, by which choice; null for a first one. */
  after: z
    .object({ chapterId: z.string(), choiceKey: z.string(), ownWords: z.string().nullable() })
    .nullable()
    .default(null),
  previous: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()), plot: jsonSchema })),
  choice: z.object({ question: z.string(), text: z.string(), own: z.boolean() }).nullable(),
  /** What the child has read lately, so that the next story is another one. */
  avoid: z.array(plotTripleSchema),
  /** Makes the offline author write the same chapter again after a crash, and another one the next time. */
  seed: z.string(),
})
export type StoryInput = z.infer<typeof storyInputSchema>

export function shownInput(input: StoryInput) {
  return {
    childId: input.childId,
    storyId: input.storyId,
    title: input.storyTitle,
    theme: input.theme,
    chapterNumber: input.chapterNumber,
    totalChapters: input.totalChapters,
  }
}
