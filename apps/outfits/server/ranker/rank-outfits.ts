import { type Item, type Outfit, type RuleId, OUTFIT_COUNT, sortHeadToToe } from '../../shared/index.ts'
import {
  MAX_USES,
  type OutfitContext,
  type SoftRule,
  relax,
  validateBeside,
  validateOutfit,
} from '../validator/index.ts'
import { addAccessories } from './accessories.ts'
import { type Candidate, findCandidates } from './candidates.ts'
import { openPool } from './pool.ts'
import { computeReasons, type Reason } from './reasons.ts'
import { describeOutfit } from './words/describe.ts'

/** An outfit with what made it: the reasons that scored, in order of weight. */
export interface RankedOutfit extends Outfit {
  reasons: Reason[]
}

export interface RankOptions {
  /** Outfits that stand already, in the same answer: cross-outfit rules and variety look at them too. */
  shown?: readonly (readonly string[])[] | undefined
  /** No soft rule gives way, whatever that leaves. */
  strict?: boolean | undefined
}

/**
 * Up to `count` outfits that pass every rule, varied among themselves, best first, with reasons in words. Deterministic:
 * the same context (its `seed` included) gives the same answer. Fewer come back when the wardrobe has no more; ask
 * `explainShortage` why.
 *
 * The repeat window gives way to fill the count; the other soft rules only when there would be no outfit at all.
 */
export function rankOutfits(
  context: OutfitContext,
  count: number = OUTFIT_COUNT,
  { shown = [], strict = false }: RankOptions = {},
): RankedOutfit[] {
  const picked: Item[][] = []
  const outfits: RankedOutfit[] = []
  const search = openSearch(context, shown, strict)
  while (outfits.length < count) {
    const items = search.next(picked)
    if (!items) break
    picked.push(items)
    outfits.push(rankedOutfitFrom(items, context, outfits.length + shown.length, outfits))
  }
  return outfits
}

export function rankedOutfitFrom(
  items: readonly Item[],
  context: OutfitContext,
  index: number,
  before: readonly Outfit[] = [],
): RankedOutfit {
  const laidOut = sortHeadToToe(items)
  const itemIds = laidOut.map((item) => item.id)
  const reasons = computeReasons(laidOut, context)
  return {
    itemIds,
    ...describeOutfit(laidOut, reasons, context, index, before),
    gaveWay: gaveWayIn(itemIds, context),
    by: 'ranker',
    reasons,
  }
}

/** The soft rules that this outfit breaks: what has to be said on its card. */
export function gaveWayIn(itemIds: readonly string[], context: OutfitContext): RuleId[] {
  return [...new Set(validateOutfit(itemIds, { ...context, relaxed: [] }).map(({ rule }) => rule))]
}

/** How far variety pulls against score: 0 takes the best three alike, 1 the three most different. */
const DIVERSITY = 0.35

function openSearch(asked: OutfitContext, shown: readonly (readonly string[])[], strict: boolean) {
  let context = asked
  let pool = openPool(context)
  let candidates = findCandidates(context, pool)
  let exhausted = ''

  const allowed = (ids: readonly string[], picked: readonly Item[][]) =>
    validateBeside(ids, [...shown, ...picked.map(idsOf)], context).length === 0

  /** Another search where the first had no room: without what is used up, or with one more rule given way. */
  function widen(picked: readonly Item[][]): boolean {
    const used = usedUp([...shown, ...picked.map(idsOf)], context)
    const key = [...used].toSorted().join(' ')
    if (key !== exhausted) exhausted = key
    else {
      const next = strict ? null : relax(context)
      const nothingYet = shown.length + picked.length === 0
      if (!next || (next.gaveWay !== ('repeat-window' satisfies SoftRule) && !nothingYet)) return false
      context = next.context
    }
    pool = openPool(context, new Set(), used)
    candidates = findCandidates(context, pool)
    return true
  }

  return {
    next(picked: readonly Item[][]): Item[] | null {
      for (;;) {
        const left = candidates.filter(({ items }) => allowed(idsOf(items), picked))
        const best = pickVaried(left, [...picked, ...shown.map((ids) => itemsOf(ids, context))])
        if (best) return addAccessories(best.items, pool, context, (ids) => allowed(ids, picked))
        if (!widen(picked)) return null
      }
    },
  }
}

/** Maximal marginal relevance (Carbonell and Goldstein 1998). */
function pickVaried(
  candidates: readonly Candidate[],
  picked: readonly (readonly Item[])[],
): Candidate | null {
  let best: Candidate | null = null
  let bestValue = -Infinity
  for (const candidate of candidates) {
    const likeness = Math.max(0, ...picked.map((other) => likenessOf(candidate.items, other)))
    const value = (1 - DIVERSITY) * candidate.score - DIVERSITY * likeness
    if (value > bestValue) [best, bestValue] = [candidate, value]
  }
  return best
}

/** Shared pieces of the smaller outfit, and half a piece where only kind and colour are alike. */
function likenessOf(a: readonly Item[], b: readonly Item[]): number {
  const same = a.filter((item) => b.includes(item)).length
  const alike = a.filter(
    (item) =>
      !b.includes(item) &&
      b.some(
        (other) => other.subCategory === item.subCategory && other.colors[0]!.name === item.colors[0]!.name,
      ),
  ).length
  return (same + alike / 2) / Math.max(1, Math.min(a.length, b.length))
}

function usedUp(shown: readonly (readonly string[])[], { request }: OutfitContext): Set<string> {
  const counts = new Map<string, number>()
  for (const id of shown.flat()) counts.set(id, (counts.get(id) ?? 0) + 1)
  const used = [...counts].filter(([id, uses]) => uses >= MAX_USES && !request.anchors.includes(id))
  return new Set(used.map(([id]) => id))
}

function idsOf(items: readonly Item[]): string[] {
  return items.map((item) => item.id)
}

function itemsOf(ids: readonly string[], { wardrobe }: OutfitContext): Item[] {
  return ids.flatMap((id) => wardrobe.get(id) ?? [])
}
