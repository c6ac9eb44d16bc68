import { type Item, type RuleId, OUTFIT_COUNT, traitsOf } from '../../shared/index.ts'
import {
  MAX_USES,
  type OutfitContext,
  RELAX_ORDER,
  WARMTH_BANDS,
  validateOutfit,
} from '../validator/index.ts'
import { mayBeWorn } from './pool.ts'
import { rankOutfits } from './rank-outfits.ts'
import { purposeOf } from './words/purpose.ts'

export interface Shortage {
  /** Outfits that pass every rule, none given way. */
  found: number
  /** The rule that left too little. */
  rule: RuleId
  /** For people, a whole sentence: what is missing and why. */
  sentence: string
  /** What one could add to the wardrobe: "rain shoes"; null where no piece would help. */
  missing: string | null
}

/**
 * Why fewer outfits than were asked for pass every rule; null when enough do. It explains as well why a soft rule gave
 * way: "You have no rain shoes". `shown` stand already; without them the ranker's own are counted.
 */
export function explainShortage(
  context: OutfitContext,
  shown: readonly (readonly string[])[] = [],
  count: number = OUTFIT_COUNT,
): Shortage | null {
  const fit =
    shown.length > 0
      ? shown.filter((ids) => validateOutfit(ids, context).length === 0).length
      : countFit(context, count)
  if (fit >= count) return null
  const why =
    conflictOfAnchors(context) ??
    missingPart(context) ??
    missingWarmth(context) ??
    ruleThatBinds(context, fit, count) ??
    usedUp(context, fit)
  return { found: fit, ...why }
}

type Why = Omit<Shortage, 'found'>

function countFit(context: OutfitContext, count: number): number {
  return rankOutfits(context, count, { strict: true }).length
}

/** Rules that the anchors break among themselves, whatever is added to them. */
const OF_ANCHORS = new Set<RuleId>([
  'real-items',
  'single-slots',
  'layer-order',
  'layer-sleeves',
  'banned-together',
  'available',
])

function conflictOfAnchors(context: OutfitContext): Why | null {
  const { anchors } = context.request
  const conflict = validateOutfit(anchors, context).find(
    ({ rule, itemIds }) => OF_ANCHORS.has(rule) || (rule === 'one-pair-of-shoes' && itemIds.length > 1),
  )
  return conflict
    ? {
        rule: conflict.rule,
        sentence: `Your starting pieces rule it out: ${lower(conflict.sentence)}`,
        missing: null,
      }
    : null
}

interface Part {
  word: string
  rule: RuleId
  test: (item: Item) => boolean
}

const PARTS: readonly Part[] = [
  { word: 'shoes', rule: 'one-pair-of-shoes', test: (item) => item.category === 'shoes' },
  { word: 'top or dress', rule: 'torso-covered', test: (item) => traitsOf(item).coversTorso },
  { word: 'bottom half or dress', rule: 'legs-covered', test: (item) => traitsOf(item).coversLegs },
]

/** A part of the outfit that nothing can fill: not owned, not at hand, banned, or not for this weather. */
function missingPart(context: OutfitContext): Why | null {
  const all = [...context.wardrobe.values()].filter(
    (item) => item.ownership === 'owned' || context.request.anchors.includes(item.id),
  )
  for (const { word, rule, test } of PARTS) {
    const owned = all.filter(test)
    const some = word === 'shoes' ? 'shoes' : `a ${word}`
    const none = `You have no ${word}`
    if (owned.length === 0) return { rule, sentence: `${none} in your wardrobe yet.`, missing: some }
    const atHand = owned.filter((item) => item.availability === 'ready')
    if (atHand.length === 0)
      return {
        rule: 'available',
        sentence: `${none} at hand: all of them are in the wash, lent or archived.`,
        missing: null,
      }
    const dry = { ...context, relaxed: [...context.relaxed, 'rain' as const] }
    if (atHand.some((item) => mayBeWorn(item, context))) continue
    if (atHand.some((item) => mayBeWorn(item, dry))) {
      const wet = context.request.weather?.condition === 'snowy' ? 'snow' : 'rain'
      return word === 'shoes'
        ? {
            rule: 'rain',
            sentence: `You have no ${wet} shoes: what you have is open, suede, silk or white canvas.`,
            missing: `${wet} shoes`,
          }
        : { rule: 'rain', sentence: `${none} that survives the ${wet}.`, missing: `${some} for the ${wet}` }
    }
    return { rule: 'banned-together', sentence: `${none} left: you ruled out what there is.`, missing: some }
  }
  return null
}

/** The warmest that the wardrobe can sum to, one piece of each layer, does not reach the band. */
function missingWarmth(context: OutfitContext): Why | null {
  const chosen = context.request.weather?.temperature
  if (!chosen || context.relaxed.includes('temperature')) return null
  const usable = [...context.wardrobe.values()].filter((item) => mayBeWorn(item, context))
  const warmest = new Map<string, number>()
  const coolest = new Map<string, number>()
  for (const item of usable) {
    const { slot, layer, warmth } = traitsOf(item)
    const key = `${slot} ${layer ?? ''}`
    warmest.set(key, Math.max(warmest.get(key) ?? 0, warmth))
    coolest.set(slot, Math.min(coolest.get(slot) ?? Infinity, warmth))
  }
  const most = [...warmest.values()].reduce((sum, warmth) => sum + warmth, 0)
  if (most < WARMTH_BANDS[chosen].min)
    return {
      rule: 'temperature',
      sentence: `Nothing you have adds up to a ${chosen} day: a warm coat is missing.`,
      missing: 'a warm coat',
    }
  const clothes = Math.min(
    (coolest.get('torso') ?? Infinity) + (coolest.get('legs') ?? Infinity),
    coolest.get('one-piece') ?? Infinity,
  )
  if (clothes + (coolest.get('shoes') ?? 0) > WARMTH_BANDS[chosen].max)
    return {
      rule: 'temperature',
      sentence: `Everything you have is too warm for a ${chosen} day.`,
      missing: 'something light',
    }
  return null
}

/** The first rule without which there would be more. Bans are tried here to be named; they never give way. */
function ruleThatBinds(context: OutfitContext, fit: number, count: number): Why | null {
  for (const rule of [
    ...RELAX_ORDER,
    'banned-together' as const,
    'inner-visible' as const,
    'layer-order' as const,
  ]) {
    if (context.relaxed.includes(rule)) continue
    const without = { ...context, relaxed: [...context.relaxed, rule] }
    if (countFit(without, count) > fit) return { rule, ...sayBinding(rule, context) }
  }
  return null
}

function sayBinding(rule: RuleId, { occasions, request }: OutfitContext): Omit<Why, 'rule'> {
  const what = purposeOf(occasions)
  const weather = request.weather
  switch (rule) {
    case 'repeat-window':
      return { sentence: 'What is left you wore within the last days.', missing: null }
    case 'occasion-level':
      return { sentence: `You have little that is dressed for ${what}.`, missing: `something for ${what}` }
    case 'dress-level':
      return {
        sentence: 'Your shoes and your clothes are dressed for different days.',
        missing: 'shoes at the level of your clothes',
      }
    case 'temperature':
      return {
        sentence: `Too little of it suits a ${weather?.temperature} day.`,
        missing:
          weather?.temperature === 'cold' || weather?.temperature === 'cool'
            ? 'another warm layer'
            : 'something lighter',
      }
    case 'rain':
      return {
        sentence: 'Too little of it may get wet: suede, silk, white canvas and open shoes stay at home.',
        missing: 'shoes and a layer for the rain',
      }
    case 'banned-together':
      return {
        sentence: 'What you never want to see together leaves too little; your dislikes stay in force.',
        missing: null,
      }
    default:
      return { sentence: 'The pieces that you have do not go over each other.', missing: 'a thinner layer' }
  }
}

function usedUp(context: OutfitContext, fit: number): Why {
  const usable = [...context.wardrobe.values()].filter((item) => mayBeWorn(item, context))
  const scarce = PARTS.find(({ test }) => usable.filter(test).length === 1)
  const word = scarce?.word ?? 'piece'
  if (fit === 0)
    return {
      rule: 'no-duplicate',
      sentence: 'No combination of these pieces passes every rule.',
      missing: scarce ? scarce.word : null,
    }
  const only = word === 'shoes' ? 'one pair of shoes' : scarce ? `one ${word}` : 'too few pieces'
  return {
    rule: 'reuse',
    sentence: `You have ${only} for this, and a piece is in at most ${MAX_USES} of ${OUTFIT_COUNT} outfits.`,
    missing: scarce ? `another ${word === 'shoes' ? 'pair of shoes' : word}` : 'a few more pieces',
  }
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
