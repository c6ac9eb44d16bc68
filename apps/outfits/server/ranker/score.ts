import { type Item, colorFamilyOf, traitsOf } from '../../shared/index.ts'
import { type OutfitContext, WARMTH_BANDS } from '../validator/index.ts'
import { isPatterned } from './compatibility.ts'
import type { Pool } from './pool.ts'

/** What a pair counts for: shoes see the hem, a bag sees everything and matters little. */
function pairWeight(a: Item, b: Item): number {
  return PIECE_WEIGHT[a.category] * PIECE_WEIGHT[b.category]
}

const PIECE_WEIGHT: { readonly [category in Item['category']]: number } = {
  tops: 1,
  bottoms: 1,
  dresses: 1.2,
  outerwear: 1,
  shoes: 0.8,
  accessories: 0.4,
  bags: 0.35,
}

/** How good an outfit is, around 0 to 1; only comparisons inside one ranking mean anything. */
export function scoreOutfit(items: readonly Item[], pool: Pool, context: OutfitContext): number {
  let pairs = 0
  let weights = 0
  let preference = 0
  for (let i = 0; i < items.length; i++) {
    preference += pool.preference(items[i]!)
    for (let j = i + 1; j < items.length; j++) {
      const weight = pairWeight(items[i]!, items[j]!)
      pairs += weight * pool.compatibility(items[i]!, items[j]!)
      weights += weight
    }
  }
  const together = weights > 0 ? pairs / weights : 0.7
  return (
    0.62 * together +
    0.28 * (preference / items.length) +
    0.1 * comfort(items, context) -
    0.06 * Math.max(0, countHues(items) - 2) -
    0.1 * Math.max(0, items.filter(isPatterned).length - 1)
  )
}

/**
 * 1 in the middle of the temperature's band, 0 at its edge, below 0 outside: where the band gave way, what comes nearest
 * to it still wins. Half where no temperature was chosen.
 */
function comfort(items: readonly Item[], { request }: OutfitContext): number {
  const chosen = request.weather?.temperature
  if (!chosen) return 0.5
  const { min, max } = WARMTH_BANDS[chosen]
  const sum = items.reduce((total, item) => total + traitsOf(item).warmth, 0)
  return Math.max(-4, 1 - Math.abs(sum - (min + max) / 2) / ((max - min) / 2))
}

/** Colour families that are seen as colours. */
function countHues(items: readonly Item[]): number {
  const families = items.map((item) => colorFamilyOf(item.colors[0]!.hex))
  return new Set(families.filter((family) => family !== 'neutral')).size
}
