import { type Item, sortHeadToToe, traitsOf } from '../../shared/index.ts'
import { type OutfitContext, validateBeside, validateOutfit } from '../validator/index.ts'
import { openPool, rolesOf } from './pool.ts'
import { scoreOutfit } from './score.ts'

export interface Swap {
  /** The piece that comes in. */
  itemId: string
  /** The whole outfit with it, valid, head to toe. */
  itemIds: string[]
  score: number
}

/**
 * What could stand in for one piece while the rest stays, best first. Anchors are not swapped away. `others` are the
 * other outfits of the answer, whose rules hold for the new one too.
 */
export function swapItem(
  itemIds: readonly string[],
  itemId: string,
  context: OutfitContext,
  others: readonly (readonly string[])[] = [],
  limit: number = 8,
): Swap[] {
  const old = context.wardrobe.get(itemId)
  if (!old || !itemIds.includes(itemId) || context.request.anchors.includes(itemId)) return []
  const rest = itemIds.filter((id) => id !== itemId)
  const pool = openPool(context)
  return [...context.wardrobe.values()]
    .filter((item) => item !== old && !rest.includes(item.id) && isSameRole(item, old))
    .flatMap((item): Swap[] => {
      const ids = [...rest, item.id]
      if (validateOutfit(ids, context).length > 0 || validateBeside(ids, others, context).length > 0)
        return []
      const items = sortHeadToToe(ids.map((id) => context.wardrobe.get(id)!))
      return [
        { itemId: item.id, itemIds: items.map((one) => one.id), score: scoreOutfit(items, pool, context) },
      ]
    })
    .toSorted((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1))
    .slice(0, limit)
}

function isSameRole(a: Item, b: Item): boolean {
  if (traitsOf(a).slot !== traitsOf(b).slot) return false
  return rolesOf(a).some((role) => rolesOf(b).includes(role))
}
