import { type Item, type RuleId, isNeutral, lchFromHex, traitsOf } from '../../shared/index.ts'
import { type OutfitContext, validateOutfit } from '../validator/index.ts'
import { type ColorRelation, itemHarmony } from './color-harmony.ts'
import { clothFit, isPatterned, shapeFit } from './compatibility.ts'
import { matchedStyleWords } from './preference.ts'
import { purposeOf } from './words/purpose.ts'

export type ReasonCode =
  | Exclude<ColorRelation, 'clash' | 'near-miss' | 'neutral-near-miss'>
  | 'one-pattern'
  | 'two-patterns'
  | 'shape'
  | 'cloth'
  | 'one-piece'
  | 'occasion'
  | 'high-low'
  | 'layers'
  | 'light'
  | 'rain'
  | 'anchor'
  | 'considered'
  | 'favorite'
  | 'style-word'
  | 'rediscovery'
  | 'simple'

/** Something that counted for an outfit, and the pieces that it is about, the leading one first. */
export interface Reason {
  code: ReasonCode
  /** 0 to 1: what is told first. */
  weight: number
  itemIds: string[]
  /** The colour, occasion or style word that it turns on; null where there is none. */
  word: string | null
}

/** Every reason that really holds for these pieces, the strongest first. */
export function computeReasons(items: readonly Item[], context: OutfitContext): Reason[] {
  const seen = items.filter((item) => !isHidden(item, items))
  return [
    ...colorReasons(seen),
    ...patternReasons(seen),
    ...shapeReasons(seen),
    ...occasionReasons(items, context),
    ...weatherReasons(items, context),
    ...personalReasons(seen, context),
    ...simpleReasons(seen),
  ].toSorted((a, b) => b.weight - a.weight)
}

/** On a cold day a tee may go under a jumper: it keeps warm, and it is no reason for anything. */
export function isHidden(item: Item, items: readonly Item[]): boolean {
  return (
    traitsOf(item).layer === 1 &&
    items.some((other) => other.category === 'tops' && traitsOf(other).layer! > 1 && !traitsOf(other).opens)
  )
}

/** Clothes and shoes: what the eye takes in first. */
export function mainItems(items: readonly Item[]): Item[] {
  return items.filter((item) => item.category !== 'accessories' && item.category !== 'bags')
}

function colorReasons(items: readonly Item[]): Reason[] {
  const main = mainItems(items)
  const pairs = main.flatMap((a, i) => main.slice(i + 1).map((b) => ({ a, b, ...itemHarmony(a, b) })))
  // Close enough for the eye is not the same word: navy is not said of what its owner calls black.
  for (const { a, b, relation } of pairs) {
    const [patterned, plain] = isPatterned(a) ? [a, b] : [b, a]
    const { name } = plain.colors[0]!
    if (relation === 'echo' && patterned.colors.some((color) => color.name === name))
      return [reason('echo', 0.96, [patterned, plain], name)]
  }
  // A bright scarf is a colour too: beside it nothing is "the only one". Metal is not.
  const bright = items
    .filter(
      (item) => item.category !== 'accessories' || item.subCategory === 'scarf' || item.subCategory === 'hat',
    )
    .filter((item) => !isNeutral(lchFromHex(item.colors[0]!.hex)))
  const [first] = bright
  if (!first) {
    const best = pairs.toSorted((a, b) => b.score - a.score)[0]
    if (!best) return []
    const isTonal = pairs.every(({ relation }) => relation !== 'neutral-contrast')
    return [reason(isTonal ? 'neutral-tonal' : 'neutral-contrast', 0.66, [best.a, best.b])]
  }
  if (bright.length === 1 && main.includes(first)) {
    const quiet =
      main.find((item) => item !== first && item.category !== 'shoes') ?? main.find((item) => item !== first)
    return quiet ? [reason('accent', 0.8, [first, quiet], first.colors[0]!.name)] : []
  }
  const good = pairs.find(
    ({ a, b, relation }) => bright.includes(a) && bright.includes(b) && TOLD.has(relation),
  )
  return good ? [reason(good.relation as ReasonCode, 0.88, [good.a, good.b], good.a.colors[0]!.name)] : []
}

const TOLD = new Set<ColorRelation>(['monochrome', 'analogous', 'complementary'])

function patternReasons(items: readonly Item[]): Reason[] {
  const patterned = items.filter(isPatterned)
  const [one, two] = patterned
  if (one && two) return [reason('two-patterns', 0.7, [one, two])]
  const calm = mainItems(items).find((item) => item !== one && item.category !== 'shoes')
  return one && calm && one.category !== 'accessories'
    ? [reason('one-pattern', 0.72, [one, calm], PATTERN_WORDS[one.pattern])]
    : []
}

export const PATTERN_WORDS: { readonly [pattern in Item['pattern']]: string } = {
  solid: '',
  herringbone: 'herringbone',
  stripes: 'stripes',
  checks: 'checks',
  dots: 'dots',
  floral: 'flowers',
  graphic: 'print',
  animal: 'print',
}

function shapeReasons(items: readonly Item[]): Reason[] {
  const found: Reason[] = []
  const legs = items.find((item) => item.category === 'bottoms')
  const top = items.findLast((item) => item.category === 'tops')
  if (legs && top && legs.fit && top.fit && shapeFit(top, legs) > 0.88 && isWide(top) !== isWide(legs))
    found.push(reason('shape', 0.76, isWide(top) ? [top, legs] : [legs, top]))
  const onePiece = items.find((item) => item.category === 'dresses')
  if (onePiece)
    found.push(reason('one-piece', 0.74, [onePiece, ...items.filter((item) => item.category === 'shoes')]))
  const main = mainItems(items)
  for (const a of main) {
    const b = main.find((other) => other !== a && a.fabric && other.fabric && clothFit(a, other) === 1)
    if (b) return [...found, reason('cloth', 0.58, isRough(a) ? [a, b] : [b, a], null)]
  }
  return found
}

export function isWide({ fit }: Item): boolean {
  return fit === 'oversized' || fit === 'relaxed' || fit === 'flowy'
}

function isRough({ fabric }: Item): boolean {
  return (
    fabric === 'denim' ||
    fabric === 'wool' ||
    fabric === 'suede' ||
    fabric === 'leather' ||
    fabric === 'canvas'
  )
}

function occasionReasons(items: readonly Item[], context: OutfitContext): Reason[] {
  const { levels, occasions } = context
  const main = mainItems(items).filter((item) => traitsOf(item).layer !== 5 && !isHidden(item, items))
  const byLevel = main.toSorted((a, b) => traitsOf(b).dressLevel - traitsOf(a).dressLevel)
  const [dressiest, plainest] = [byLevel[0], byLevel.at(-1)]
  if (!dressiest || !plainest) return []
  const found: Reason[] = []
  if (levels && keeps('occasion-level', items, context))
    found.push(reason('occasion', 0.63, [dressiest], purposeOf(occasions)))
  if (traitsOf(dressiest).dressLevel > traitsOf(plainest).dressLevel && dressiest !== plainest)
    found.push(reason('high-low', 0.6, [dressiest, plainest]))
  return found
}

/** Always true of two pieces that passed every rule: what is said where nothing else stands out. */
function simpleReasons(items: readonly Item[]): Reason[] {
  const [a, b] = mainItems(items).toReversed()
  return a && b ? [reason('simple', 0.1, [b, a])] : []
}

function weatherReasons(items: readonly Item[], context: OutfitContext): Reason[] {
  const { condition, temperature } = context.request.weather ?? {}
  const layers = items.filter((item) => traitsOf(item).layer !== null && !isHidden(item, items))
  const shoes = items.filter((item) => item.category === 'shoes')
  const found: Reason[] = []
  const isWet = condition === 'rainy' || condition === 'snowy'
  if (isWet && shoes[0] && keeps('rain', items, context))
    found.push(
      reason('rain', 0.84, [layers.find((item) => item.subCategory === 'raincoat') ?? shoes[0]], condition),
    )
  if (!keeps('temperature', items, context)) return found
  if ((temperature === 'cold' || temperature === 'cool') && layers.length > 1)
    found.push(reason('layers', 0.78, [layers[0]!, layers.at(-1)!], temperature))
  if ((temperature === 'hot' || temperature === 'warm') && layers.length > 0)
    found.push(reason('light', 0.7, [layers[0]!], temperature))
  return found
}

/** A rule that gave way for these pieces is no reason for them. */
function keeps(rule: RuleId, items: readonly Item[], context: OutfitContext): boolean {
  const ids = items.map((item) => item.id)
  return validateOutfit(ids, { ...context, relaxed: [] }).every((broken) => broken.rule !== rule)
}

function personalReasons(items: readonly Item[], { request, profile }: OutfitContext): Reason[] {
  const found: Reason[] = []
  const anchor = items.find((item) => request.anchors.includes(item.id))
  const rest = mainItems(items).filter((item) => item !== anchor)
  if (anchor && rest[0])
    found.push(reason(anchor.ownership === 'owned' ? 'anchor' : 'considered', 0.9, [anchor, rest[0]]))
  const main = mainItems(items)
  const loved = main.find((item) => item.favorite && item !== anchor)
  if (loved) found.push(reason('favorite', 0.62, [loved]))
  const rare = main.find((item) => item.wearFrequency === 'rarely')
  if (rare) found.push(reason('rediscovery', 0.68, [rare]))
  for (const item of main) {
    const [word] = matchedStyleWords(item, Object.values(profile.styleWords))
    if (word) return [...found, reason('style-word', 0.64, [item], word)]
  }
  return found
}

function reason(
  code: ReasonCode,
  weight: number,
  items: readonly Item[],
  word: string | null = null,
): Reason {
  return { code, weight, itemIds: items.map((item) => item.id), word }
}
