import { z } from 'zod'
import {
  banSchema,
  itemIdSchema,
  itemSchema,
  occasionsOf,
  outfitRequestSchema,
  outfitSchema,
  profileSchema,
  wearSchema,
} from '../../shared/index.ts'

const slot = z.int().positive()

/** What a run does with the outfits of an ended one, which it opens with. */
const changeSchema = z.discriminatedUnion('type', [
  /** One that is missing, or that the stylist failed at, is made again. */
  z.object({ type: z.literal('retry'), slot }),
  /** One piece of one outfit gives way to another, the rest stays. */
  z.object({
    type: z.literal('swap'),
    slot,
    itemId: itemIdSchema,
    /** As it was shown. */
    outfit: outfitSchema,
  }),
])
export type OutfitChange = z.infer<typeof changeSchema>

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
  /** Null: three outfits from nothing. */
  change: changeSchema.nullable().default(null),
  /** Pieces that were swapped away before, oldest first: they come back when nothing else is left. */
  swappedAway: z.array(z.object({ slot, itemId: itemIdSchema })).default([]),
  /** Why the run that this one continues had fewer than were asked for. */
  shortage: z.string().nullable().default(null),
  /** Milliseconds since the epoch: the clock of the rules, the same in every attempt. */
  at: z.int(),
  seed: z.string(),
})
export type OutfitsInput = z.infer<typeof outfitsInputSchema>

export function swappedAwayIn({ swappedAway }: OutfitsInput, slot: number): string[] {
  return swappedAway.filter((one) => one.slot === slot).map(({ itemId }) => itemId)
}

/** What readers may see of a change: which outfit, and which piece goes. */
export interface ShownChange {
  type: OutfitChange['type']
  outfit: number
  itemId: string | null
}

export function shownInput({ request, items, change }: OutfitsInput) {
  const { mode, anchors, weather, parallel, debug } = request
  const shown: ShownChange | null = change && {
    type: change.type,
    outfit: change.slot,
    itemId: change.type === 'swap' ? change.itemId : null,
  }
  return {
    mode,
    occasions: occasionsOf(request),
    anchors,
    weather,
    parallel,
    debug,
    pieces: items.length,
    change: shown && { ...shown },
  }
}
