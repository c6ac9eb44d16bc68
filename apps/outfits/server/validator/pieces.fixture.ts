import {
  type Item,
  NAMED_COLORS,
  type OutfitRequest,
  type SubCategory,
  categoryOf,
  itemSchema,
  outfitRequestSchema,
} from '../../shared/index.ts'
import { type ContextFacts, type OutfitContext, outfitContextFrom } from './context.ts'

export const NOW = Date.UTC(2026, 10, 20)

/** A piece whose id is its sub-category, unless it is said otherwise; grey cotton that nothing speaks against. */
export function piece(subCategory: SubCategory, facts: Partial<Item> = {}): Item {
  return itemSchema.parse({
    id: subCategory,
    name: `Plain ${subCategory}`,
    category: categoryOf(subCategory),
    subCategory,
    colors: [{ hex: NAMED_COLORS.grey!, name: 'grey' }],
    fabric: 'cotton',
    createdAt: NOW,
    updatedAt: NOW,
    ...facts,
  })
}

export function request(facts: Partial<OutfitRequest> = {}): OutfitRequest {
  return outfitRequestSchema.parse({ occasions: ['anything'], ...facts })
}

export function contextOf(items: readonly Item[], facts: Partial<ContextFacts> = {}): OutfitContext {
  return outfitContextFrom({ items, request: request(), now: NOW, ...facts })
}
