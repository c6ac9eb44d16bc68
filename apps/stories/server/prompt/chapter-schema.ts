import { jsonSchema } from 'unfold/protocol'
import { z } from 'zod'

/** Answers of a model are data from outside: every field has a bound, in characters or items. */
const fields = {
  title: z.string().min(1).max(120),
  question: z.string().min(1).max(300).nullable(),
  choices: z.array(z.object({ text: z.string().min(1).max(160), description: z.string().max(300) })).max(4),
  educational_elements: z.array(z.string().min(1).max(200)).max(8),
  vocabulary_words: z.array(z.string().min(1).max(40)).max(12),
  plot: z
    .record(z.string().max(60), jsonSchema)
    .refine((plot) => JSON.stringify(plot).length <= 8000, 'must fit in 8000 characters of JSON'),
}
const paragraph = z.string().min(1).max(2400)
/** A model may miss the count; the plan is corrected then. This many more are still a chapter. */
const SPARE_PARAGRAPHS = 2

/** The model's answer, its keys in the order in which they are to be written: what is read first comes first. */
export function chapterSchema(paragraphs: number) {
  return z.object({ paragraphs: paragraphList(paragraphs), ...fields })
}
export type Chapter = z.infer<ReturnType<typeof chapterSchema>>
export type ChapterKey = keyof Chapter

/** The same without what is committed: pieces of `done`, and the paragraphs when none remains. */
export function remainderSchema(
  paragraphs: number,
  done: readonly ChapterKey[],
): z.ZodType<Partial<Chapter>> {
  const shape = chapterSchema(Math.max(1, paragraphs)).shape
  const left = Object.entries(shape).filter(
    ([key]) => !done.includes(key as ChapterKey) && (key !== 'paragraphs' || paragraphs > 0),
  )
  return z.object(Object.fromEntries(left))
}

export const CHAPTER_KEYS = ['paragraphs', ...Object.keys(fields)] as readonly ChapterKey[]

function paragraphList(count: number) {
  return z
    .array(paragraph)
    .min(1)
    .max(count + SPARE_PARAGRAPHS)
}
