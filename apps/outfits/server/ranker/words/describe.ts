import { type Confidence, type Item, type Outfit, colorFamilyOf, lchFromHex } from '../../../shared/index.ts'
import type { OutfitContext } from '../../validator/index.ts'
import { unitFromText } from '../chance.ts'
import { isPatterned } from '../compatibility.ts'
import type { Reason, ReasonCode } from '../reasons.ts'
import { asSentence, shortenRepeats } from './grammar.ts'
import { gesturesFor } from './gestures.ts'
import { WHY } from './why.ts'

export type OutfitWords = Pick<Outfit, 'howToStyle' | 'whyItWorks' | 'confidence' | 'vibeKeywords'>

/**
 * An outfit in words. `index` is its place in the answer: each place turns to another way of saying, so that three cards
 * beside each other do not sound alike. `before` are the cards that stand already; their openings are not told again.
 */
export function describeOutfit(
  items: readonly Item[],
  reasons: readonly Reason[],
  context: OutfitContext,
  index: number,
  before: readonly Outfit[] = [],
): OutfitWords {
  const turnOf: TurnOf = (key) => Math.floor(unitFromText(`${context.seed} ${key}`) * 5040) + index
  const told = before.map((outfit) => outfit.howToStyle).join(' ')
  return {
    howToStyle: tellHow(items, context, turnOf, told),
    whyItWorks: tellWhy(items, reasons, turnOf),
    confidence: computeConfidence(items, reasons),
    vibeKeywords: computeVibe(items, reasons),
  }
}

/** Reasons of one group say nearly the same, so a card tells one of a group. */
const GROUPS: readonly (readonly ReasonCode[])[] = [
  ['anchor', 'considered'],
  [
    'echo',
    'neutral-contrast',
    'neutral-tonal',
    'accent',
    'monochrome',
    'analogous',
    'complementary',
    'one-pattern',
    'two-patterns',
  ],
  ['shape', 'cloth', 'one-piece', 'high-low'],
  ['occasion'],
  ['layers', 'light', 'rain'],
  ['favorite', 'style-word', 'rediscovery'],
  ['simple'],
]

/** Where to begin in a list of ways: each list in another place, and the outfits of one answer behind each other. */
type TurnOf = (key: string) => number

/** Two sentences fill the lines of a card; a second one that would not fit is left out. */
const MOST_CHARACTERS = 165

function tellWhy(items: readonly Item[], reasons: readonly Reason[], turnOf: TurnOf): string {
  const turn = turnOf('why')
  const best = GROUPS.flatMap((codes) => {
    const inGroup = reasons.filter((reason) => codes.includes(reason.code))
    return inGroup[turn % Math.min(2, inGroup.length)] ?? []
  }).toSorted((a, b) => b.weight - a.weight)
  const first = best[turn % Math.max(1, Math.min(2, best.length))]
  if (!first) return ''
  const rest = best.filter((reason) => reason !== first)
  // One that speaks of other pieces is worth more than a stronger one that does not.
  const others = rest.filter((reason) => reason.itemIds[0] !== first.itemIds[0])
  const opening = sayReason(first, items, turnOf)
  return addSecond(
    opening,
    [...turned(others, turn), ...rest].map((reason) => sayReason(reason, items, turnOf)),
    items,
  )
}

function sayReason(reason: Reason, items: readonly Item[], turnOf: TurnOf): string {
  const [a, b] = reason.itemIds.map((id) => items.find((item) => item.id === id)!)
  const ways = WHY[reason.code]
  return ways[turnOf(reason.code) % ways.length]!({ a: a!, b: b ?? a!, word: reason.word ?? '' })
}

function tellHow(items: readonly Item[], context: OutfitContext, turnOf: TurnOf, told: string): string {
  const turn = turnOf('how')
  const gestures = gesturesFor(items, context.request.weather?.temperature === 'cold')
  const ways = gestures.map(({ id, say }) => say[turnOf(id) % say.length]!)
  const fresh = ways.filter((way) => !told.includes(openingOf(way)))
  const some = fresh.length > 0 ? fresh : ways
  const first = some[turn % Math.max(1, Math.min(3, some.length))]
  if (!first) return ''
  return addSecond(
    first,
    turned(
      some.filter((way) => way !== first),
      turn,
    ),
    items,
  )
}

/** The opening, and the first of the others with which it still fits. */
function addSecond(opening: string, others: readonly string[], items: readonly Item[]): string {
  const told = others.map((other) => shortenRepeats(`${asSentence(opening)} ${asSentence(other)}`, items))
  return told.find((text) => text.length <= MOST_CHARACTERS) ?? shortenRepeats(asSentence(opening), items)
}

/** The same, from another beginning. */
function turned<T>(some: readonly T[], turn: number): T[] {
  const at = turn % Math.max(1, some.length)
  return [...some.slice(at), ...some.slice(0, at)]
}

function openingOf(sentence: string): string {
  return asSentence(sentence).split(' ').slice(0, 2).join(' ')
}

const PUSHES = new Set<ReasonCode>([
  'complementary',
  'two-patterns',
  'rediscovery',
  'analogous',
  'considered',
])
const DARING = /bold|edgy|playful|dramatic|creative|romantic/

/** One step for each thing that its wearer might not have dared. */
function computeConfidence(items: readonly Item[], reasons: readonly Reason[]): Confidence {
  const pushes = reasons.filter((reason) => PUSHES.has(reason.code)).length
  const daring = items.filter((item) => DARING.test(item.style ?? '')).length
  const steps = pushes + Math.min(1, daring) + items.filter(isPatterned).length * 0.5
  return steps < 1 ? 'comfort-zone' : steps < 3 ? 'gentle-push' : 'bold-move'
}

const VIBES: { readonly [code in ReasonCode]?: string } = {
  monochrome: 'monochrome',
  'neutral-tonal': 'tonal',
  complementary: 'contrasting',
  'one-piece': 'effortless',
  layers: 'layered',
  light: 'airy',
  rain: 'rain-ready',
  'high-low': 'high-low',
  shape: 'proportioned',
}

function computeVibe(items: readonly Item[], reasons: readonly Reason[]): string[] {
  const styles = items.flatMap((item) => (item.style ? [item.style.toLowerCase()] : []))
  const moods = reasons.flatMap((reason) => VIBES[reason.code] ?? [])
  return [...new Set([...styles.slice(0, 2), ...moods.slice(0, 2), temperatureOf(items)])].slice(0, 5)
}

function temperatureOf(items: readonly Item[]): string {
  const families = items.map((item) => colorFamilyOf(item.colors[0]!.hex))
  if (families.some((family) => family === 'red' || family === 'orange' || family === 'yellow')) return 'warm'
  if (families.some((family) => family !== 'neutral')) return 'cool-toned'
  const light = items.reduce((sum, item) => sum + lchFromHex(item.colors[0]!.hex).l, 0) / items.length
  return light > 0.6 ? 'light' : light < 0.4 ? 'dark' : 'balanced'
}
