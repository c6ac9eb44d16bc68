import { expect, test } from 'vitest'
import {
  FABRICS,
  type Item,
  type OutfitAnswer,
  colorFamilyOf,
  lchFromHex,
  outfitRequestSchema,
  traitsOf,
} from '../../../shared/index.ts'
import { demoWardrobe } from '../../demo/index.ts'
import { createOfflineStylist } from '../../flow/offline-stylist.ts'
import {
  type OutfitContext,
  outfitContextFrom,
  theItem,
  validateOutfit,
  WARMTH_BANDS,
} from '../../validator/index.ts'
import { randomContext, randomFrom } from '../random-wardrobe.fixture.ts'
import { computeReasons, type ReasonCode } from '../reasons.ts'
import { NOUNS } from './grammar.ts'
import { computeThoughts, type Thought } from './think.ts'

const CASES = Number(process.env.UNFOLD_TEST_CASES ?? 600)
const SEED = Math.floor(Math.random() * 2 ** 31)

/** A job of the built-in stylist, as it comes through the pipeline. */
async function styleJob(context: OutfitContext): Promise<OutfitAnswer[]> {
  const asked = { context, places: [0, 1, 2], beside: 0, shown: [], reasons: [] }
  let json = ''
  for await (const chunk of createOfflineStylist(asked, 0).stream({ messages: [] }))
    if ('text' in chunk) json += chunk.text
  return JSON.parse(json).outfits
}

function thoughtsOf(outfits: readonly OutfitAnswer[], context: OutfitContext): Thought[][] {
  return outfits.map(({ itemIds }, place) =>
    computeThoughts(
      itemsOf(itemIds, context),
      context,
      place,
      outfits.slice(0, place).map((outfit) => outfit.itemIds),
    ),
  )
}

const itemsOf = (ids: readonly string[], { wardrobe }: OutfitContext) => ids.map((id) => wardrobe.get(id)!)
const lightOf = (item: Item) => lchFromHex(item.colors[0]!.hex).l
const isColorful = (item: Item) => colorFamilyOf(item.colors[0]!.hex) !== 'neutral'
const isPatterned = ({ pattern }: Item) => pattern !== 'solid' && pattern !== 'herringbone'
const levelOf = (item: Item) => traitsOf(item).dressLevel
const warmthOf = (items: readonly Item[]) => items.reduce((sum, item) => sum + traitsOf(item).warmth, 0)
const isOuter = ({ category, subCategory }: Item) =>
  category === 'accessories' || category === 'bags' || subCategory === 'coat' || subCategory === 'raincoat'
const meanLevel = (items: readonly Item[]) => {
  const worn = items.filter((item) => !isOuter(item))
  return worn.reduce((sum, item) => sum + levelOf(item), 0) / worn.length
}
const hueApart = (a: Item, b: Item) => {
  const apart = Math.abs(lchFromHex(a.colors[0]!.hex).h - lchFromHex(b.colors[0]!.hex).h)
  return Math.min(apart, 360 - apart)
}
const WIDE = ['oversized', 'relaxed', 'flowy']
const RUINED = ['suede', 'silk']
const ruledBy = (items: readonly Item[], context: OutfitContext) =>
  validateOutfit(
    items.map(({ id }) => id),
    { ...context, relaxed: [] },
  ).map(({ rule }) => rule)

interface Case {
  a: Item
  b: Item
  word: string
  items: readonly Item[]
  others: readonly (readonly Item[])[]
  context: OutfitContext
}

/** Each fact again, from what stands on the pieces; what is not in this list may not be stated. */
const HOLDS: { readonly [fact: string]: (one: Case) => boolean } = {
  asked: () => true,
  'base-anchor': ({ a, context }) => a.ownership === 'owned' && context.request.anchors.includes(a.id),
  'base-considered': ({ a, context }) => a.ownership !== 'owned' && context.request.anchors.includes(a.id),
  'base-favorite': ({ a }) => a.favorite,
  'base-style-word': ({ word, context }) => Object.values(context.profile.styleWords).includes(word),
  'base-rare': ({ a }) => a.wearFrequency === 'rarely',
  'base-pattern': ({ a }) => isPatterned(a),
  'base-color': ({ a, word, items }) =>
    isColorful(a) &&
    word === a.colors[0]!.name &&
    items.every(
      (item) => lchFromHex(item.colors[0]!.hex).c <= lchFromHex(a.colors[0]!.hex).c || isUnder(item, items),
    ),
  'base-one-piece': ({ a }) => a.category === 'dresses',
  'base-level': ({ a, items }) =>
    items.every((item) => isOuter(item) || levelOf(item) <= levelOf(a) || isUnder(item, items)),
  'base-warmth': ({ a, items }) =>
    items.every((item) => traitsOf(item).warmth <= traitsOf(a).warmth || isUnder(item, items)),
  'base-plain': () => true,
  'light-dark': ({ a, b }) => lightOf(a) - lightOf(b) >= 0.35,
  'pattern-plain': ({ a, b }) => isPatterned(a) && b.pattern === 'solid',
  'wide-narrow': ({ a, b }) => WIDE.includes(a.fit!) && b.fit !== null && !WIDE.includes(b.fit),
  'two-cloths': ({ a, b }) => a.fabric !== null && b.fabric !== null && a.fabric !== b.fabric,
  'two-levels': ({ a, b }) => levelOf(a) === levelOf(b) + 1,
  'color-neutral': ({ a, b }) => isColorful(a) && !isColorful(b),
  'opposite-hues': ({ a, b }) => isColorful(a) && isColorful(b) && hueApart(a, b) > 140,
  'near-hues': ({ a, b }) => isColorful(a) && isColorful(b) && hueApart(a, b) < 65,
  'one-hue': ({ a, b }) => hueApart(a, b) < 22 && Math.abs(lightOf(a) - lightOf(b)) > 0.1,
  'one-shade': ({ a, b }) => !isColorful(a) && !isColorful(b) && Math.abs(lightOf(a) - lightOf(b)) < 0.2,
  'side-by-side': () => true,
  wet: ({ a, items }) =>
    a.category === 'shoes' &&
    items.every((item) => !RUINED.includes(item.fabric ?? '') && item.subCategory !== 'sandals'),
  'warm-enough': ({ items, context }) => {
    const { min, max } = WARMTH_BANDS[context.request.weather!.temperature!]
    return warmthOf(items) >= min && warmthOf(items) <= max
  },
  easier: ({ items, others }) => others.every((other) => meanLevel(items) < meanLevel(other)),
  dressier: ({ items, others }) => others.every((other) => meanLevel(items) > meanLevel(other)),
  'all-new': ({ items, others }) => items.every((item) => !others.flat().includes(item)),
  'comes-back': ({ a, items, others }) =>
    items.every((item) => others.flat().includes(item) === (item === a)),
  'one-piece-new': ({ a, others }) =>
    a.category === 'dresses' && others.flat().every((item) => item.category !== 'dresses'),
  'pattern-new': ({ a, others }) => isPatterned(a) && others.flat().every((item) => !isPatterned(item)),
  'left-banned-together': ({ a, b, context }) =>
    context.bans.some((ban) => ban.itemIds.includes(a.id) && ban.itemIds.includes(b.id)),
  'left-rain': ({ a }) =>
    RUINED.includes(a.fabric ?? '') || a.subCategory === 'sandals' || a.fabric === 'canvas',
  'left-repeat-window': ({ context }) => context.recentLooks.size > 0,
  'left-available': ({ a }) => a.availability === 'in_wash' || a.availability === 'lent',
  'left-temperature': ({ a, b, word, items, context }) => {
    const { min, max } = WARMTH_BANDS[context.request.weather!.temperature!]
    const sum = warmthOf(items) - traitsOf(b).warmth + traitsOf(a).warmth
    return word.startsWith('too warm') ? sum > max : sum < min
  },
  'left-dress-level': ({ a, b }) => Math.abs(levelOf(a) - levelOf(b)) > 1,
  'left-occasion-level': ({ a, word, context: { levels } }) =>
    word.startsWith('too casual') ? levelOf(a) < levels!.min : levelOf(a) > levels!.max,
  ...Object.fromEntries(
    (['rain', 'temperature', 'occasion-level', 'dress-level', 'repeat-window'] as const).map((rule) => [
      `gave-${rule}`,
      ({ items, context }: Case) => ruledBy(items, context).includes(rule),
    ]),
  ),
}

/** The same for what the card says, as far as more than a taste is in it. */
const REASON_HOLDS: { readonly [code in ReasonCode]?: (one: Omit<Case, 'others'>) => boolean } = {
  echo: ({ a, b, word }) =>
    isPatterned(a) && [a, b].every(({ colors }) => colors.some(({ name }) => name === word)),
  rain: ({ items }) =>
    items.every((item) => !RUINED.includes(item.fabric ?? '') && item.subCategory !== 'sandals'),
  accent: ({ a, items }) =>
    items.every(
      (item) => item === a || item.category === 'accessories' || !isColorful(item) || isUnder(item, items),
    ),
  'neutral-contrast': ({ items }) =>
    items.every((item) => item.category === 'accessories' || !isColorful(item) || isUnder(item, items)),
  'one-pattern': ({ a, items }) =>
    items.every((item) => isPatterned(item) === (item === a) || isUnder(item, items)),
  cloth: ({ a, b }) => a.fabric !== null && b.fabric !== null && a.fabric !== b.fabric,
  shape: ({ a, b }) => WIDE.includes(a.fit!) && b.fit !== null && !WIDE.includes(b.fit),
  favorite: ({ a }) => a.favorite,
  rediscovery: ({ a }) => a.wearFrequency === 'rarely',
  occasion: ({ a, items, context }) =>
    !ruledBy(items, context).includes('occasion-level') &&
    items.every((item) => isOuter(item) || levelOf(item) <= levelOf(a) || isUnder(item, items)),
  light: ({ items, context }) => !ruledBy(items, context).includes('temperature'),
  layers: ({ items, context }) => !ruledBy(items, context).includes('temperature'),
}

/** A tee under a jumper is not seen and not told of. */
function isUnder(item: Item, items: readonly Item[]): boolean {
  const isTop = ({ subCategory }: Item) =>
    subCategory === 'sweater' || subCategory === 'sweatshirt' || subCategory === 'blouse'
  return traitsOf(item).layer === 1 && items.some(isTop)
}

const sentencesOf = ({ reasoning, howToStyle, whyItWorks }: OutfitAnswer) =>
  [reasoning, howToStyle, whyItWorks].flatMap((text) => text.split(/(?<=[.!?]"?) (?=["A-Z])/))

/** A sentence without its pieces: what is left of it when other clothes are told of. */
function templateOf(sentence: string, items: readonly Item[]): string {
  const names = items.flatMap((item) => [theItem(item), `the ${NOUNS[item.subCategory]}`])
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, name) => text.replaceAll(name, '_'), sentence.toLowerCase().replaceAll('"', ''))
    .replace(/\b(are|is|does|do|was|were|come|comes|stay|stays|get|gets|give|gives|keep|keeps)\b/g, 'v')
}

const namedIn = (text: string, { wardrobe }: OutfitContext) =>
  [...wardrobe.values()].filter((item) =>
    new RegExp(String.raw`${item.name.toLowerCase()}(?![\w-])`).test(text.toLowerCase()),
  )

function check(holds: boolean | undefined, otherwise: string): void {
  if (!holds) expect.fail(otherwise)
}

test(`over ${CASES} random wardrobes every piece that is named is there, and every fact holds (seed ${SEED})`, async () => {
  const facts = new Map<string, number>()
  for (let i = 0; i < CASES; i++) {
    const context = randomContext(randomFrom(SEED + i))
    const outfits = await styleJob(context)
    const told = thoughtsOf(outfits, context)
    for (const [place, outfit] of outfits.entries()) {
      const where = `case ${SEED + i}, outfit ${place + 1}: ${JSON.stringify(outfit)}`
      const items = itemsOf(outfit.itemIds, context)
      const others = outfits.slice(0, place).map(({ itemIds }) => itemsOf(itemIds, context))
      const left = told[place]!.flatMap(({ fact, itemIds }) =>
        fact.startsWith('left-') ? [itemIds[0]!] : [],
      )
      for (const { fact, itemIds, word } of told[place]!) {
        facts.set(fact, (facts.get(fact) ?? 0) + 1)
        const [a, b] = itemsOf(itemIds, context)
        const one = { a: a!, b: b ?? a!, word, items, others, context }
        check(HOLDS[fact]?.(one), `${fact} ${itemIds.join()} of ${where}`)
      }
      for (const id of left) check(!outfit.itemIds.includes(id), `${id} is left out of ${where}`)
      for (const { code, itemIds, word } of computeReasons(items, context)) {
        const [a, b] = itemsOf(itemIds, context)
        const one = { a: a!, b: b ?? a!, word: word ?? '', items, context }
        check(REASON_HOLDS[code]?.(one) ?? true, `${code} ${itemIds.join()} of ${where}`)
      }
      for (const item of namedIn(outfit.reasoning, context))
        check([...outfit.itemIds, ...left].includes(item.id), `${item.name} in ${where}`)
      for (const item of namedIn(`${outfit.howToStyle} ${outfit.whyItWorks}`, context))
        check(outfit.itemIds.includes(item.id), `${item.name} in ${where}`)
      // A cloth that is spoken of is one of theirs, but where the rule for wet days is; denim is a colour, too.
      const cloths = outfit.reasoning.replace(/no suede, silk or white canvas|not suede/g, '')
      const own = itemsOf([...outfit.itemIds, ...left], context).map(({ fabric }) => fabric)
      for (const fabric of FABRICS)
        if (fabric !== 'down' && fabric !== 'denim' && new RegExp(`\\b${fabric}\\b`, 'i').test(cloths))
          check(own.includes(fabric), `${fabric} in ${where}`)
      for (const sentence of sentencesOf(outfit)) check(/^["A-Z].*[.!?]"?$/.test(sentence), where)
      const all = `${outfit.reasoning}${outfit.howToStyle}${outfit.whyItWorks}`
      check(!/undefined|null| {2}|\bthe the\b/.test(all) && outfit.reasoning.length < 640, where)
    }
    const sentences = outfits.flatMap((outfit) => [...new Set(sentencesOf(outfit))])
    const again = sentences.find((sentence, at) => sentences.indexOf(sentence) !== at)
    check(again === undefined, `case ${SEED + i} says twice: ${again}`)
    if (i % 50 === 0) expect(await styleJob(context)).toEqual(outfits)
  }
  // Enough of them were told for this to mean something.
  expect(facts.size).toBeGreaterThan(25)
}, 120_000)

const day = (occasion: string, seed: string): OutfitContext =>
  outfitContextFrom({
    items: DEMO,
    request: outfitRequestSchema.parse({
      mode: 'occasion',
      occasions: [occasion],
      weather: { temperature: 'cool', condition: 'rainy' },
    }),
    now: 0,
    seed,
  })
const DEMO = demoWardrobe(0)

test('ten jobs in a row for the same day do not read alike, and no way of saying it dominates', async () => {
  const templates = new Map<string, number>()
  for (const occasion of ['Business meeting', 'Brunch', 'Working from home']) {
    const openings = new Set<string>()
    const texts = new Set<string>()
    for (let job = 0; job < 10; job++) {
      const context = day(occasion, `${occasion} ${job}`)
      const outfits = await styleJob(context)
      openings.add(sentencesOf(outfits[0]!)[0]!)
      for (const outfit of outfits) {
        const items = itemsOf(outfit.itemIds, context)
        for (const { code, itemIds, word } of computeReasons(items, context)) {
          const [a, b] = itemsOf(itemIds, context)
          const one = { a: a!, b: b ?? a!, word: word ?? '', items, context }
          check(REASON_HOLDS[code]?.(one) ?? true, `${code} of ${JSON.stringify(outfit)}`)
        }
        texts.add(outfit.reasoning)
        for (const sentence of sentencesOf(outfit)) {
          const template = templateOf(sentence, DEMO)
          templates.set(template, (templates.get(template) ?? 0) + 1)
        }
      }
    }
    expect(openings.size).toBeGreaterThanOrEqual(4)
    expect(texts.size).toBe(30)
  }
  const all = [...templates.values()].reduce((sum, n) => sum + n, 0)
  const [most] = [...templates].toSorted((a, b) => b[1] - a[1])
  check(most![1] / all < 0.04, `${most![1]} of ${all} sentences are like: ${most![0]}`)
  expect(templates.size).toBeGreaterThan(100)
})
