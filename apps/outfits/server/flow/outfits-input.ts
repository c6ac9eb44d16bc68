import { z } from 'zod'
import {
  banSchema,
  itemSchema,
  occasionsOf,
  outfitRequestSchema,
  outfitSchema,
  profileSchema,
  wearSchema,
} from '../../shared/index.ts'

/**
 * All that the outfits are made from, gathered when they are asked for: a later attempt, on whatever machine, judges by
 * the same wardrobe. Private: readers see `shownInput` of it.
 */
export const outfitsInputSchema = z.object({
  request: outfitRequestSchema,
  items: z.array(itemSchema),
  profile: profileSchema,
  bans: z.array(banSchema),
  wears: z.array(wearSchema),
  /** Outfits of an earlier run that stay as they are, by slot: one is made again, or one piece swapped. */
  kept: z.array(z.object({ slot: z.int().positive(), outfit: outfitSchema })).default([]),
  /** Milliseconds since the epoch: the clock of the rules, the same in every attempt. */
  at: z.int(),
  seed: z.string(),
})
export type OutfitsInput = z.infer<typeof outfitsInputSchema>

export function shownInput({ request, items }: OutfitsInput) {
  const { mode, anchors, weather, parallel, debug } = request
  return { mode, occasions: occasionsOf(request), anchors, weather, parallel, debug, pieces: items.length }
}
