import { type Item, type Slot, traitsOf } from '../../shared/index.ts'
import type { OutfitContext } from '../validator/index.ts'
import { preferenceOf } from './preference.ts'
import { compatibilityOf } from './compatibility.ts'
import { unitFromText } from './chance.ts'

/** Where the ranker looks for a piece. Finer than a slot, because layers are chosen one after the other. */
export type Role = 'top' | 'shirt-over' | 'knit' | 'jacket' | 'coat' | Exclude<Slot, 'torso'>

/**
 * The most pieces of each role that enter the search: with these, the cores are at most 16 x 14 + 8, times 12 pairs of
 * shoes, however large the wardrobe is.
 */
const POOL_SIZES: { readonly [role in Role]: number } = {
  top: 16,
  'shirt-over': 3,
  knit: 7,
  jacket: 7,
  coat: 5,
  'one-piece': 8,
  legs: 14,
  shoes: 12,
  waist: 4,
  neck: 4,
  jewelry: 4,
  head: 3,
  eyes: 3,
  bag: 6,
}
const ROLES = Object.keys(POOL_SIZES) as Role[]

/** Weight of versatility beside a preference of about 0.5: a tie-breaker, or everybody would wear grey. */
const VERSATILITY = 0.25

export interface Pool {
  of(role: Role): readonly Item[]
  preference(item: Item): number
  compatibility(a: Item, b: Item): number
}

/**
 * What may be worn at all, the best of each role, varied in kind and colour. `wanted` pieces are in it whatever they
 * score: anchors and what a proposal named. `exhausted` ones are not.
 */
export function openPool(
  context: OutfitContext,
  wanted: ReadonlySet<string> = new Set(),
  exhausted: ReadonlySet<string> = new Set(),
): Pool {
  const anchors = new Set(context.request.anchors)
  const scores = new Map<Item, number>()
  const byRole = new Map<Role, Item[]>(ROLES.map((role) => [role, []]))
  for (const item of context.wardrobe.values()) {
    if (anchors.has(item.id) || exhausted.has(item.id) || !mayBeWorn(item, context)) continue
    const jitter = 0.18 * unitFromText(`${context.seed} ${item.id}`)
    scores.set(item, preferenceOf(item, context) + jitter + (wanted.has(item.id) ? 2 : 0))
    for (const role of rolesOf(item)) byRole.get(role)!.push(item)
  }
  const best = new Map(
    ROLES.map((role) => [role, pickVaried(byRole.get(role)!, POOL_SIZES[role], (item) => scores.get(item)!)]),
  )
  const partners = (['top', 'legs', 'shoes'] as const).map((role) => best.get(role)!)
  const preferences = new Map<Item, number>()
  const pairs = new Map<Item, Map<Item, number>>()
  function compatibility(a: Item, b: Item): number {
    let row = pairs.get(a)
    if (!row) pairs.set(a, (row = new Map()))
    let score = row.get(b)
    if (score === undefined) row.set(b, (score = compatibilityOf(a, b)))
    return score
  }
  /** How well a piece goes with what else is there: mean compatibility with the other halves and the shoes. */
  function versatilityOf(item: Item): number {
    const others = partners.flatMap((some) => (some.includes(item) ? [] : some))
    return others.reduce((sum, other) => sum + compatibility(item, other), 0) / Math.max(1, others.length)
  }
  return {
    of: (role) => best.get(role)!,
    preference(item) {
      let score = preferences.get(item)
      if (score === undefined) {
        score = (scores.get(item) ?? preferenceOf(item, context)) + VERSATILITY * versatilityOf(item)
        preferences.set(item, score)
      }
      return score
    },
    compatibility,
  }
}

export function rolesOf(item: Item): Role[] {
  const { slot, layer, coversTorso } = traitsOf(item)
  if (slot !== 'torso') return [slot]
  const roles: Role[] = coversTorso ? ['top'] : []
  if (item.subCategory === 'buttonup') roles.push('shirt-over')
  if (layer === 3) roles.push('knit')
  if (layer === 4) roles.push('jacket')
  if (layer === 5) roles.push('coat')
  return roles
}

/** Rules about a single piece, asked before the search instead of thousands of times in it. */
export function mayBeWorn(item: Item, context: OutfitContext): boolean {
  if (item.availability !== 'ready') return false
  if (item.ownership !== 'owned' && !context.request.anchors.includes(item.id)) return false
  const isBanned = context.bans.some((ban) => ban.itemIds.length === 1 && ban.itemIds[0] === item.id)
  if (isBanned && !context.relaxed.includes('banned-together')) return false
  const condition = context.request.weather?.condition
  const isWet = (condition === 'rainy' || condition === 'snowy') && !context.relaxed.includes('rain')
  return !isWet || !(traitsOf(item).shunsRain || item.subCategory === 'sandals')
}

/** Greedy: the best next piece, each earlier one of the same kind and colour weighing a little against it. */
function pickVaried(items: readonly Item[], size: number, score: (item: Item) => number): Item[] {
  if (items.length <= size) return items.toSorted((a, b) => score(b) - score(a) || (a.id < b.id ? -1 : 1))
  const taken = new Map<string, number>()
  const rest = new Map(items.map((item) => [item, score(item)]))
  const picked: Item[] = []
  while (picked.length < size) {
    let best: Item | undefined
    let bestScore = -Infinity
    for (const [item, own] of rest) {
      const value = own - 0.07 * (taken.get(kindOf(item)) ?? 0)
      if (value > bestScore || (value === bestScore && item.id < best!.id)) [best, bestScore] = [item, value]
    }
    picked.push(best!)
    rest.delete(best!)
    taken.set(kindOf(best!), (taken.get(kindOf(best!)) ?? 0) + 1)
  }
  return picked
}

function kindOf(item: Item): string {
  return `${item.subCategory} ${item.colors[0]!.name}`
}
