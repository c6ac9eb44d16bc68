import {
  type Ban,
  type Item,
  type OutfitRequest,
  type Wear,
  CATEGORIES,
  NAMED_COLORS,
  OCCASION_CHIPS,
  SUB_CATEGORIES,
  availabilitySchema,
  conditionSchema,
  fabricSchema,
  fitSchema,
  itemSchema,
  outfitRequestSchema,
  patternSchema,
  seasonSchema,
  sleeveLengthSchema,
  temperatureSchema,
  waistLevelSchema,
} from '../../shared/index.ts'
import { type OutfitContext, outfitContextFrom } from '../validator/index.ts'

const NOW = Date.UTC(2026, 10, 20)
const DAY_MS = 86_400_000

export type Random = () => number

/** mulberry32: the whole case follows from the number. */
export function randomFrom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function pickOne<T>(some: readonly T[], random: Random): T {
  return some[Math.floor(random() * some.length)]!
}

/** A wardrobe as badly balanced as people's are, a request, dislikes and a wear log. */
export function randomContext(random: Random, size = Math.floor(random() * 32)): OutfitContext {
  const items = Array.from({ length: size }, (_, i) => randomItem(`i${i}`, random))
  const some = (most: number) =>
    [
      ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pickOne(items, random)?.id)),
    ].filter(Boolean)
  const request = randomRequest(some, random)
  const bans = Array.from({ length: Math.floor(random() * 6) }, (_, i): Ban[] => {
    const itemIds = some(3)
    return itemIds.length > 0 ? [{ id: `b${i}`, itemIds, occasions: [], reason: null, expiresAt: null }] : []
  }).flat()
  const wears = Array.from({ length: Math.floor(random() * 5) }, (): Wear => ({
    itemIds: some(4),
    wornAt: NOW - Math.floor(random() * 14) * DAY_MS,
  })).filter((wear) => wear.itemIds.length > 0)
  return outfitContextFrom({ items, request, bans, wears, now: NOW, seed: String(random()) })
}

export function randomItem(id: string, random: Random): Item {
  const category = pickOne(['tops', 'bottoms', 'shoes', ...CATEGORIES] as const, random)
  const [name, hex] = pickOne(Object.entries(NAMED_COLORS), random)
  const subCategory = pickOne(SUB_CATEGORIES[category], random)
  const maybe = <T>(value: T, chance: number) => (random() < chance ? value : undefined)
  return itemSchema.parse({
    id,
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)} ${subCategory} ${id}`,
    category,
    subCategory,
    colors: [{ hex, name }],
    pattern: maybe(pickOne(patternSchema.options, random), 0.25),
    fabric: maybe(pickOne(fabricSchema.options, random), 0.8),
    fit: maybe(pickOne(fitSchema.options, random), 0.6),
    sleeveLength: maybe(pickOne(sleeveLengthSchema.options, random), 0.3),
    waistLevel: maybe(pickOne(waistLevelSchema.options, random), 0.3),
    dressLevel: maybe(1 + Math.floor(random() * 5), 0.15),
    bulk: maybe(1 + Math.floor(random() * 5), 0.1),
    warmth: maybe(Math.floor(random() * 70), 0.1),
    seasons: maybe([pickOne(seasonSchema.options, random)], 0.2),
    favorite: random() < 0.15,
    availability: maybe(pickOne(availabilitySchema.options, random), 0.15),
    ownership: maybe('considering', 0.04),
    createdAt: NOW,
    updatedAt: NOW,
  })
}

function randomRequest(some: (most: number) => string[], random: Random): OutfitRequest {
  const anchors = random() < 0.35 ? some(2) : []
  const weather = {
    condition: random() < 0.5 ? pickOne(conditionSchema.options, random) : null,
    temperature: random() < 0.5 ? pickOne(temperatureSchema.options, random) : null,
  }
  return outfitRequestSchema.parse({
    mode: anchors.length > 0 ? 'complete' : 'occasion',
    occasions: [random() < 0.3 ? 'anything' : pickOne(OCCASION_CHIPS, random)],
    anchors,
    weather: random() < 0.5 ? null : weather,
  })
}

/** What a model that has lost the thread answers: unknown, repeated and unsuitable ids. */
export function nonsenseProposal({ wardrobe }: OutfitContext, random: Random): string[] {
  const ids = [...wardrobe.keys(), 'no-such-piece', 'Black Shirt']
  return Array.from({ length: Math.floor(random() * 8) }, () => pickOne(ids, random))
}
