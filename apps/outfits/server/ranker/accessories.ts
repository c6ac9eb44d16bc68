import { type Item, traitsOf } from '../../shared/index.ts'
import { type OutfitContext, validateOutfit } from '../validator/index.ts'
import { clothFit } from './compatibility.ts'
import type { Pool, Role } from './pool.ts'

const ACCESSORY_ROLES: readonly Role[] = ['bag', 'neck', 'jewelry', 'waist', 'head', 'eyes']
/** A bag, and two things that are seen: more is a costume. */
const MAX_ADDED = 3
/** Below this an accessory is only more, not better. */
const WORTH_ADDING = 1.5

/**
 * The clothes with the accessories that they are better for. Each is judged by the validator before it joins. Where
 * `wanted` is given, those join and no others: a repair adds nothing of its own.
 */
export function addAccessories(
  clothes: readonly Item[],
  pool: Pool,
  context: OutfitContext,
  isAllowed: (itemIds: readonly string[]) => boolean,
  wanted?: ReadonlySet<string>,
): Item[] {
  const outfit = [...clothes]
  let added = 0
  for (const role of ACCESSORY_ROLES) {
    if (role !== 'jewelry' && outfit.some((item) => traitsOf(item).slot === role)) continue
    const worth = (item: Item) => worthOf(item, outfit, pool, context)
    const ranked = pool
      .of(role)
      .filter((item) => (wanted ? wanted.has(item.id) : added < MAX_ADDED && worth(item) >= WORTH_ADDING))
      .toSorted((a, b) => worth(b) - worth(a))
    const next = ranked.find((item) => {
      const ids = [...outfit, item].map((one) => one.id)
      return validateOutfit(ids, context).length === 0 && isAllowed(ids)
    })
    if (!next) continue
    outfit.push(next)
    added++
  }
  return outfit
}

function worthOf(item: Item, outfit: readonly Item[], pool: Pool, context: OutfitContext): number {
  const together = outfit.reduce((sum, one) => sum + pool.compatibility(one, item), 0) / outfit.length
  return together + pool.preference(item) - 0.5 + fitness(item, outfit, context)
}

/** What an accessory is for: a belt needs a waistband, a clutch an evening, sunglasses the sun. */
function fitness(item: Item, outfit: readonly Item[], { request, levels, occasions }: OutfitContext): number {
  const weather = request.weather
  const level = levels ? (levels.min + levels.max) / 2 : 2.5
  const shoes = outfit.find((one) => one.category === 'shoes')
  switch (item.subCategory) {
    case 'belt': {
      const isHidden = outfit.some((one) => one.subCategory === 'sweater' || one.subCategory === 'sweatshirt')
      const waistband = !isHidden && outfit.some((one) => LOOPED.has(one.subCategory))
      return waistband && shoes?.fabric === item.fabric
        ? 0.45 * clothFit(shoes, item) + 0.1
        : waistband
          ? 0.2
          : -1
    }
    case 'scarf': {
      const isWarm = item.fabric !== 'silk'
      const cold = weather?.temperature === 'cold' || weather?.temperature === 'cool'
      return isWarm ? (cold ? 0.6 : -1) : outfit.some((one) => one.pattern !== 'solid') ? 0 : 0.24
    }
    case 'hat':
      if (item.fabric === 'straw') return weather?.condition === 'sunny' ? 0.5 : -1
      return weather?.temperature === 'cold' ? 0.5 : -1
    case 'sunglasses':
      return weather?.condition === 'sunny' ? 0.6 : -1
    case 'clutch':
      return level >= 3 && !daytime(occasions) ? 0.6 : -1
    case 'backpack':
      return level <= 2.5 ? 0.5 : -1
    case 'tote':
      return level <= 2.5 ? 0.5 : level < 3.2 ? 0.3 : -1
    case 'crossbody':
      return level < 4 ? 0.48 : 0
    default:
      return 0.28
  }
}

/** Bottoms with loops for a belt. */
const LOOPED = new Set<Item['subCategory']>(['jeans', 'trousers', 'shorts'])

function daytime(occasions: readonly string[]): boolean {
  return occasions.some((occasion) =>
    /meeting|office|interview|school|brunch|lunch|coffee|errand|home/i.test(occasion),
  )
}
