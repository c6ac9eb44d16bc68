import { z } from 'zod'

/**
 * What a model writes for one outfit: reasoning first, because that is what fills the seconds, then ids out of a closed
 * list. Names are never matched: an id outside the list is an answer that failed.
 */
export function outfitAnswerSchema(itemIds: readonly [string, ...string[]]) {
  return z.strictObject({
    reasoning: z.string(),
    itemIds: z.array(z.enum(itemIds)).min(2).max(10),
    howToStyle: z.string().max(400),
    whyItWorks: z.string().max(400),
    vibeKeywords: z.array(z.string().max(30)).max(6),
  })
}
export type OutfitAnswer = z.infer<ReturnType<typeof outfitAnswerSchema>>

/** The outfits that are still missing, in one answer. */
export function outfitsAnswerSchema(itemIds: readonly [string, ...string[]], count: number) {
  return z.strictObject({ outfits: z.array(outfitAnswerSchema(itemIds)).length(count) })
}
