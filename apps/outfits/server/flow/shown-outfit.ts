import { type Outfit, outfitSchema, type ShownOutfit } from '../../shared/index.ts'
import { computeReasons } from '../ranker/reasons.ts'
import type { OutfitContext } from '../validator/index.ts'

/** An outfit with the names of its pieces and what holds for them. A piece that is gone by now is known by its id alone. */
export function shownOutfitFrom(outfit: Outfit, context: OutfitContext): ShownOutfit {
  const items = outfit.itemIds.flatMap((id) => context.wardrobe.get(id) ?? [])
  return {
    ...plainOutfit(outfit),
    items: items.map(({ id, name, category, imagePath }) => ({ id, name, category, imagePath })),
    reasons: computeReasons(items, context).map(({ code, itemIds, word }) => ({ code, itemIds, word })),
  }
}

/** Without what only the ranker, or only a reader, knows. */
export function plainOutfit(outfit: Outfit): Outfit {
  const known = Object.keys(outfitSchema.shape).map((key) => [key, outfit[key as keyof Outfit]])
  return outfitSchema.parse(Object.fromEntries(known))
}
