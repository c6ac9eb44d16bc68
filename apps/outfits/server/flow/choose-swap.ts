import type { Outfit } from '../../shared/index.ts'
import { gaveWayIn, type RankedOutfit, rankedOutfitFrom, swapItem } from '../ranker/index.ts'
import { type OutfitContext, RELAX_ORDER } from '../validator/index.ts'

export interface SwapAsked {
  /** As it is on the screen. */
  outfit: Outfit
  slot: number
  itemId: string
  /** Pieces that this outfit had before, oldest first. */
  swappedAway: readonly string[]
}

/**
 * The outfit with the best other piece in that place, or null when every rule kept, none can stand in. Soft rules that
 * the outfit breaks as it stands (it was worn this morning, say) are not held against it.
 */
export function chooseSwap(
  { outfit, slot, itemId, swappedAway }: SwapAsked,
  context: OutfitContext,
  others: readonly (readonly string[])[],
): RankedOutfit | null {
  const broken = gaveWayIn(outfit.itemIds, context)
  const relaxed = RELAX_ORDER.filter((rule) => broken.includes(rule))
  const most = 1 + swappedAway.length
  const swaps = swapItem(outfit.itemIds, itemId, { ...context, relaxed }, others, most)
  const turnOf = (id: string) => swappedAway.lastIndexOf(id)
  const [swap] = swaps.toSorted((a, b) => turnOf(a.itemId) - turnOf(b.itemId))
  if (!swap) return null
  const items = swap.itemIds.map((id) => context.wardrobe.get(id)!)
  return rankedOutfitFrom(items, context, slot - 1)
}
