import { z } from 'zod'
import { itemIdSchema, itemSchema } from './item.ts'

/** "Passed" is as good an answer as "bought"; "later" keeps the piece under consideration. */
export const decisionSchema = z.strictObject({
  itemId: itemIdSchema,
  decision: z.enum(['bought', 'passed', 'later']),
  reason: z.string().trim().max(300).nullable().default(null),
})
export type Decision = z.infer<typeof decisionSchema>

/** What the engine counted about a piece that is not owned yet. */
export const purchaseFactsSchema = z.strictObject({
  /** Owned pieces that nearly are this one, most alike first; at most five. */
  similar: z.array(
    z.strictObject({ itemId: itemIdSchema, score: z.number().min(0).max(1), reason: z.string() }),
  ),
  /** Outfits that pass every rule, without the piece and with it. */
  outfitsWithout: z.int().nonnegative(),
  outfitsWith: z.int().nonnegative(),
  /** The difference: outfits that only this piece makes possible. */
  unlocked: z.int().nonnegative(),
  /** Of those, how many no similar owned piece could stand in for. */
  trulyNew: z.int().nonnegative(),
  verdict: z.enum(['fills-a-gap', 'adds-some', 'you-have-it', 'fits-nothing']),
  sentence: z.string(),
})
export type PurchaseFacts = z.infer<typeof purchaseFactsSchema>

/** A piece that somebody thought of buying, and what became of it. Instants in milliseconds since the epoch. */
export const consideredSchema = z.object({
  itemId: itemIdSchema,
  name: z.string(),
  price: z.number().nullable(),
  sourceUrl: z.string().nullable(),
  /** Null until it is made. */
  decision: decisionSchema.shape.decision.nullable(),
  reason: z.string().nullable(),
  decidedAt: z.int().nullable(),
  createdAt: z.int(),
})
export type Considered = z.infer<typeof consideredSchema>

export const considerStatsSchema = z.object({
  considered: z.int(),
  bought: z.int(),
  passed: z.int(),
  decidingLater: z.int(),
  undecided: z.int(),
  /** The prices of what was passed; pieces without a price add nothing. */
  saved: z.number(),
})
export type ConsiderStats = z.infer<typeof considerStatsSchema>

/** An owned piece that nearly is the considered one. */
export const similarPieceSchema = z.object({ item: itemSchema, score: z.number(), reason: z.string() })

/** A piece under consideration with what the engine counted about it. */
export const purchaseSchema = z.object({
  item: itemSchema,
  considered: consideredSchema,
  facts: purchaseFactsSchema,
})
export type Purchase = z.infer<typeof purchaseSchema>
