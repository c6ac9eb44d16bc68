import { type Item, isNeutral, lchFromHex, traitsOf } from '../../../shared/index.ts'
import { type OutfitContext, validateOutfit } from '../../validator/index.ts'
import { itemHarmony } from '../color-harmony.ts'
import { clothFit, isPatterned, shapeFit } from '../compatibility.ts'
import { matchedStyleWords } from '../preference.ts'
import { isWide, mainItems, PATTERN_WORDS } from '../reasons.ts'
import { type BaseFact, type ContrastFact, CONTRASTS, type TurnFact } from './thoughts.ts'

/** A fact that holds, and the pieces that it holds for. */
export type Found<Fact extends string> = {
  fact: Fact
  a: Item
  b?: Item | undefined
  word?: string | undefined
}

/** Reasons to begin with a piece, the best first; a wish of the person goes before everything else. */
export function findBases(items: readonly Item[], { request, profile }: OutfitContext): Found<BaseFact>[] {
  const anchor = items.find((item) => request.anchors.includes(item.id))
  if (anchor) return [{ fact: anchor.ownership === 'owned' ? 'base-anchor' : 'base-considered', a: anchor }]
  const main = mainItems(items)
  const clothes = main.filter((item) => item.category !== 'shoes')
  const found: Found<BaseFact>[] = []
  const add = (fact: BaseFact, a: Item | undefined, word?: string) => {
    if (a && found.every((one) => one.a !== a)) found.push({ fact, a, word })
  }
  add(
    'base-favorite',
    main.find((item) => item.favorite),
  )
  add(
    'base-rare',
    main.find((item) => item.wearFrequency === 'rarely'),
  )
  const patterned = clothes.find(isPatterned)
  add('base-pattern', patterned, patterned && PATTERN_WORDS[patterned.pattern])
  const words = Object.values(profile.styleWords)
  const styled = clothes.find((item) => matchedStyleWords(item, words).length > 0)
  add('base-style-word', styled, styled && matchedStyleWords(styled, words)[0])
  const byChroma = items.toSorted((a, b) => chromaOf(b) - chromaOf(a))
  const [bright, next] = byChroma
  if (bright && clothes.includes(bright) && isBright(bright) && (!next || chromaOf(next) < chromaOf(bright)))
    add('base-color', bright, bright.colors[0]!.name)
  add(
    'base-one-piece',
    clothes.find((item) => item.category === 'dresses'),
  )
  const { temperature } = request.weather ?? {}
  if (temperature === 'cold' || temperature === 'cool')
    add('base-warmth', warmestOf(items), `a ${temperature} day`)
  const byLevel = main
    .filter((item) => traitsOf(item).layer !== 5)
    .toSorted((a, b) => traitsOf(b).dressLevel - traitsOf(a).dressLevel)
  add('base-level', byLevel[0])
  add('base-plain', clothes[0] ?? main[0])
  return found
}

/** Every contrast that is there, the loudest first. */
export function findContrasts(items: readonly Item[]): Found<ContrastFact>[] {
  const main = mainItems(items)
  const found = new Map<ContrastFact, Found<ContrastFact>>()
  const add = (fact: ContrastFact, a: Item, b: Item, word?: string) => {
    if (!found.has(fact)) found.set(fact, { fact, a, b, word })
  }
  for (const [a, b] of main.flatMap((one, i) => main.slice(i + 1).map((other) => [one, other] as const))) {
    const [light, dark] = lightOf(a) >= lightOf(b) ? [a, b] : [b, a]
    const [dressy, easy] = traitsOf(a).dressLevel >= traitsOf(b).dressLevel ? [a, b] : [b, a]
    const [wide, narrow] = isWide(a) ? [a, b] : [b, a]
    const { relation } = itemHarmony(a, b)
    if (isPatterned(a) !== isPatterned(b)) {
      const [patterned, plain] = isPatterned(a) ? [a, b] : [b, a]
      if (plain.pattern === 'solid') add('pattern-plain', patterned, plain, PATTERN_WORDS[patterned.pattern])
    }
    if (relation === 'complementary') add('opposite-hues', a, b)
    if (relation === 'analogous') add('near-hues', a, b)
    if (relation === 'monochrome') add('one-hue', a, b)
    if (relation === 'accent') add('color-neutral', isBright(a) ? a : b, isBright(a) ? b : a)
    if (wide.fit && narrow.fit && isWide(wide) && !isWide(narrow) && shapeFit(wide, narrow) > 0.88)
      add('wide-narrow', wide, narrow)
    if (clothFit(a, b) === 1) add('two-cloths', a, b)
    if (lightOf(light) - lightOf(dark) >= 0.35) add('light-dark', light, dark)
    if (relation === 'neutral-tonal') add('one-shade', a, b)
    if (
      traitsOf(dressy).dressLevel === traitsOf(easy).dressLevel + 1 &&
      [a, b].every((item) => traitsOf(item).layer !== 5)
    )
      add('two-levels', dressy, easy)
  }
  const [first, second] = main.toReversed()
  if (found.size === 0 && first && second) add('side-by-side', second, first)
  return CONTRAST_ORDER.flatMap((fact) => found.get(fact) ?? [])
}

const CONTRAST_ORDER = Object.keys(CONTRASTS) as ContrastFact[]

/** What the weather makes of it, and what it has that the others have not. */
export function findTurns(
  items: readonly Item[],
  seen: readonly Item[],
  context: OutfitContext,
  others: readonly (readonly string[])[],
): Found<TurnFact>[] {
  const { condition, temperature } = context.request.weather ?? {}
  const found: Found<TurnFact>[] = []
  const broken = validateOutfit(
    items.map((item) => item.id),
    { ...context, relaxed: [] },
  ).map(({ rule }) => rule)
  const shoes = items.find((item) => item.category === 'shoes')
  const isWet = condition === 'rainy' || condition === 'snowy'
  if (isWet && shoes && !broken.includes('rain'))
    found.push({ fact: 'wet', a: shoes, word: condition === 'rainy' ? 'rain' : 'snow' })
  const warmest = warmestOf(seen)
  if (temperature && temperature !== 'hot' && warmest && !broken.includes('temperature'))
    found.push({ fact: 'warm-enough', a: warmest, word: `a ${temperature} day` })
  if (others.length === 0) return found
  return [
    ...findNews(
      items,
      others.map((ids) => ids.flatMap((id) => context.wardrobe.get(id) ?? [])),
    ),
    ...found,
  ]
}

function findNews(items: readonly Item[], others: readonly (readonly Item[])[]): Found<TurnFact>[] {
  const found: Found<TurnFact>[] = []
  const main = mainItems(items).toSorted((a, b) => traitsOf(a).dressLevel - traitsOf(b).dressLevel)
  const [plainest, dressiest] = [main[0], main.at(-1)]
  const level = meanLevel(items)
  if (plainest && others.every((other) => level <= meanLevel(other) - 0.5))
    found.push({ fact: 'easier', a: plainest })
  if (dressiest && others.every((other) => level >= meanLevel(other) + 0.5))
    found.push({ fact: 'dressier', a: dressiest })
  const onePiece = items.find((item) => item.category === 'dresses')
  if (onePiece && others.flat().every((item) => item.category !== 'dresses'))
    found.push({ fact: 'one-piece-new', a: onePiece })
  const patterned = mainItems(items).find(isPatterned)
  if (patterned && others.flat().every((item) => item.pattern === 'solid'))
    found.push({ fact: 'pattern-new', a: patterned, word: PATTERN_WORDS[patterned.pattern] })
  const shared = items.filter((item) => others.some((other) => other.includes(item)))
  if (shared.length === 0 && items[0]) found.push({ fact: 'all-new', a: items[0] })
  if (shared.length === 1) found.push({ fact: 'comes-back', a: shared[0]! })
  return found
}

function lightOf(item: Item): number {
  return lchFromHex(item.colors[0]!.hex).l
}

function chromaOf(item: Item): number {
  return lchFromHex(item.colors[0]!.hex).c
}

function isBright(item: Item): boolean {
  return !isNeutral(lchFromHex(item.colors[0]!.hex))
}

function warmestOf(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => traitsOf(b).warmth - traitsOf(a).warmth)[0]
}

function meanLevel(items: readonly Item[]): number {
  const worn = mainItems(items).filter((item) => traitsOf(item).layer !== 5)
  return worn.reduce((sum, item) => sum + traitsOf(item).dressLevel, 0) / Math.max(1, worn.length)
}
