import { z } from 'zod'
import { heroSchema, languageSchema } from '../../shared/index.ts'

/** What the offline author is asked for, and what it hands back. The request's JSON is data from outside: parsed here. */
export const LEVELS = ['beginner', 'intermediate', 'advanced'] as const
export type Level = (typeof LEVELS)[number]
export type Leveled<T> = Record<Level, T>

export const APPROACHES = ['ask', 'follow', 'make', 'watch', 'gather', 'play'] as const
/** How a hero goes at a problem; every choice is one of these, and each leads to a chapter of its own. */
export type Approach = (typeof APPROACHES)[number]

const pronounSchema = z.enum(['he', 'she'])
/** Also the gender of a noun, where a language has one. */
export type Pronoun = z.infer<typeof pronounSchema>

/** A person of the story. Pronouns stay with the person from the first chapter to the last. */
const personSchema = z.object({ name: z.string(), kind: z.string(), pronoun: pronounSchema })
export type Person = z.infer<typeof personSchema>

/** What one chapter hands to the next. Small JSON; the flow stores it and gives it back unchanged. */
export const plotMemorySchema = z.object({
  seed: z.string(),
  /** Word runs of the story so far, coded: what the family's later stories keep away from. */
  told: z.string(),
  /** Cards that this story has told, by number. */
  used: z.array(z.int()),
  world: z.string(),
  plot: z.string(),
  hero: personSchema,
  helper: personSchema,
  place: z.string(),
  problem: z.string(),
  /** What the hero wants to do, as a verb phrase: "find the silver whistle". */
  plan: z.string(),
  /** Each choice that was made, and the approach that it meant. */
  choices: z.array(
    z.object({ chapter: z.int(), text: z.string(), approach: z.enum(APPROACHES), own: z.boolean() }),
  ),
  /** The choices that stand open at the end of this chapter. */
  options: z.array(z.object({ text: z.string(), approach: z.enum(APPROACHES) })),
  /** Every name and object that the blocks speak of. */
  words: z.record(z.string(), z.string()),
})
export type PlotMemory = z.infer<typeof plotMemorySchema>

/** What makes two stories "the same again" for a family's shelf. */
export const plotTripleSchema = z.object({
  plot: z.string(),
  hero: z.string(),
  place: z.string(),
  told: z.string().optional(),
})
export type PlotTriple = z.infer<typeof plotTripleSchema>

const chapterBriefSchema = z.object({
  language: languageSchema,
  theme: z.string(),
  age: z.number(),
  level: z.enum(LEVELS),
  interests: z.array(z.string()),
  childName: z.string().optional(),
  title: z.string().nullable(),
  /** Whom the family named; without one the author draws. */
  hero: heroSchema.nullish(),
  chapterNumber: z.int().positive(),
  totalChapters: z.int().positive(),
  previous: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(z.string()),
      // A chapter by a real model, or by an older author, has no memory that fits: it is met again from its text.
      plot: plotMemorySchema.nullable().catch(null),
    }),
  ),
  choice: z.object({ text: z.string(), own: z.boolean() }).nullable(),
  seed: z.string(),
  /** Stories that the family has had already. */
  avoid: z.array(plotTripleSchema).optional(),
  paragraphCount: z.int().positive(),
})
export type ChapterBrief = z.infer<typeof chapterBriefSchema>

/** A brief as it reaches the model: with what is committed, and why the last try was turned down. */
export const requestBriefSchema = chapterBriefSchema.extend({
  /** The records hold plots whole; what another author left there says nothing about ours. */
  avoid: z
    .array(z.unknown())
    .transform((plots) => plots.flatMap(triplesFromUnknown))
    .optional(),
  /** Beside the paragraphs, the finished fields by their names: they are not written again. */
  committed: z.looseObject({ paragraphs: z.array(z.string()) }).optional(),
  reason: z.string().optional(),
  remaining: z.unknown().optional(),
})
export type RequestBrief = z.infer<typeof requestBriefSchema>

export interface ChapterDraft {
  paragraphs: string[]
  title: string
  /** Null in the last chapter. */
  question: string | null
  choices: { text: string; description: string }[]
  educational_elements: string[]
  vocabulary_words: string[]
  plot: PlotMemory
}

export function tripleFromPlot(plot: PlotMemory): PlotTriple {
  const hero = `${plot.hero.name} the ${plot.hero.kind}`
  return { plot: plot.plot, hero, place: plot.place, told: plot.told }
}

function triplesFromUnknown(plot: unknown): PlotTriple[] {
  const memory = plotMemorySchema.safeParse(plot)
  if (memory.success) return [tripleFromPlot(memory.data)]
  const triple = plotTripleSchema.safeParse(plot)
  return triple.success ? [triple.data] : []
}
