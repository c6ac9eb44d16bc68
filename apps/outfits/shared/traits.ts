import { lchFromHex } from './color.ts'
import type { Item } from './item.ts'
import type { Fabric, SubCategory } from './vocabulary.ts'

/** Where a piece sits, head to toe. An outfit has one piece in each, but for `torso` (layers) and `jewelry` (any number). */
export const SLOTS = [
  'head',
  'eyes',
  'neck',
  'jewelry',
  'torso',
  'one-piece',
  'waist',
  'legs',
  'bag',
  'shoes',
] as const
export type Slot = (typeof SLOTS)[number]

/** What is derived from an item, once; the person's own warmth, bulk and dress level win over the derived ones. */
export interface Traits {
  slot: Slot
  /** 1 next to the skin, 2 shirt or one-piece, 3 knit, 4 jacket, 5 coat; null off the torso. */
  layer: number | null
  /** Worn open, or may be: what is under it shows. */
  opens: boolean
  coversTorso: boolean
  coversLegs: boolean
  /**
   * Hundredths of a clo, after the garment table of ISO 9920, rounded; fabric and sleeve scale it. A T-shirt with jeans
   * is about 40, with a wool coat about 115.
   */
  warmth: number
  /** 1 thin to 5 thick: a thicker piece does not go under a thinner one. */
  bulk: number
  /** 1 at home to 5 formal. */
  dressLevel: number
  /** 0 bare to 3 long; null where there are no sleeves to speak of. */
  sleeve: number | null
  /** Suede, silk and white canvas: a shower ruins them. */
  shunsRain: boolean
}

export function traitsOf(item: Item): Traits {
  let traits = derived.get(item)
  if (!traits) derived.set(item, (traits = computeTraits(item)))
  return traits
}

/** Ids in the order in which pieces are laid out: head to toe, outer layer before inner. */
export function sortHeadToToe(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => positionOf(a) - positionOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Items are immutable values, so what was derived from one holds as long as it lives. */
const derived = new WeakMap<Item, Traits>()

interface Base {
  slot: Slot
  layer?: number
  opens?: boolean
  warmth: number
  bulk?: number
  level: number
  sleeve?: number
}

const BASES: { readonly [name in SubCategory]: Base } = {
  tank: { slot: 'torso', layer: 1, warmth: 6, bulk: 1, level: 2, sleeve: 0 },
  tshirt: { slot: 'torso', layer: 1, warmth: 9, bulk: 1, level: 2, sleeve: 1 },
  blouse: { slot: 'torso', layer: 2, warmth: 18, bulk: 1, level: 3, sleeve: 3 },
  buttonup: { slot: 'torso', layer: 2, opens: true, warmth: 24, bulk: 2, level: 3, sleeve: 3 },
  sweater: { slot: 'torso', layer: 3, warmth: 30, bulk: 3, level: 3, sleeve: 3 },
  sweatshirt: { slot: 'torso', layer: 3, warmth: 32, bulk: 3, level: 2, sleeve: 3 },
  cardigan: { slot: 'torso', layer: 3, opens: true, warmth: 28, bulk: 3, level: 3, sleeve: 3 },
  jeans: { slot: 'legs', warmth: 25, level: 2 },
  trousers: { slot: 'legs', warmth: 23, level: 3 },
  skirt: { slot: 'legs', warmth: 16, level: 3 },
  shorts: { slot: 'legs', warmth: 8, level: 2 },
  leggings: { slot: 'legs', warmth: 16, level: 1 },
  dress: { slot: 'one-piece', layer: 2, warmth: 25, bulk: 1, level: 3, sleeve: 1 },
  jumpsuit: { slot: 'one-piece', layer: 2, warmth: 38, bulk: 2, level: 3, sleeve: 1 },
  blazer: { slot: 'torso', layer: 4, opens: true, warmth: 34, bulk: 3, level: 3, sleeve: 3 },
  jacket: { slot: 'torso', layer: 4, opens: true, warmth: 38, bulk: 3, level: 2, sleeve: 3 },
  vest: { slot: 'torso', layer: 4, opens: true, warmth: 20, bulk: 3, level: 2, sleeve: 0 },
  coat: { slot: 'torso', layer: 5, opens: true, warmth: 60, bulk: 4, level: 3, sleeve: 3 },
  raincoat: { slot: 'torso', layer: 5, opens: true, warmth: 35, bulk: 4, level: 2, sleeve: 3 },
  sneakers: { slot: 'shoes', warmth: 4, level: 2 },
  boots: { slot: 'shoes', warmth: 9, level: 3 },
  heels: { slot: 'shoes', warmth: 2, level: 3 },
  flats: { slot: 'shoes', warmth: 2, level: 3 },
  loafers: { slot: 'shoes', warmth: 3, level: 3 },
  sandals: { slot: 'shoes', warmth: 1, level: 2 },
  belt: { slot: 'waist', warmth: 0, level: 3 },
  scarf: { slot: 'neck', warmth: 7, level: 3 },
  jewelry: { slot: 'jewelry', warmth: 0, level: 3 },
  hat: { slot: 'head', warmth: 4, level: 2 },
  sunglasses: { slot: 'eyes', warmth: 0, level: 3 },
  tote: { slot: 'bag', warmth: 0, level: 3 },
  crossbody: { slot: 'bag', warmth: 0, level: 3 },
  clutch: { slot: 'bag', warmth: 0, level: 4 },
  backpack: { slot: 'bag', warmth: 0, level: 2 },
}

const WARMTH_BY_FABRIC: { readonly [fabric in Fabric]?: number } = {
  wool: 1.25,
  cashmere: 1.25,
  down: 1.7,
  leather: 1.1,
  linen: 0.75,
  silk: 0.8,
}
const BULK_BY_FABRIC: { readonly [fabric in Fabric]?: number } = {
  down: 1,
  cashmere: -1,
  silk: -1,
  linen: -1,
}

const SLEEVE_RANK = { sleeveless: 0, short_sleeve: 1, three_quarter: 2, long_sleeve: 3 } as const
/** A lost or added sleeve is about a seventh of a top's insulation. */
const WARMTH_PER_SLEEVE = 0.14

const COVERS_TORSO = new Set<SubCategory>(['tank', 'tshirt', 'blouse', 'buttonup', 'sweater', 'sweatshirt'])

function computeTraits(item: Item): Traits {
  const base = BASES[item.subCategory]
  const onePiece = base.slot === 'one-piece'
  const sleeve = item.sleeveLength ? SLEEVE_RANK[item.sleeveLength] : (base.sleeve ?? null)
  return {
    slot: base.slot,
    layer: base.layer ?? null,
    opens: base.opens ?? false,
    coversTorso: onePiece || COVERS_TORSO.has(item.subCategory),
    coversLegs: onePiece || base.slot === 'legs',
    warmth: item.warmth ?? computeWarmth(item, base, sleeve),
    bulk: item.bulk ?? computeBulk(item, base),
    dressLevel: item.dressLevel ?? computeDressLevel(item, base),
    sleeve: base.layer ? sleeve : null,
    shunsRain: computeShunsRain(item),
  }
}

function computeWarmth(item: Item, base: Base, sleeve: number | null): number {
  const fabric = item.fabric ? (WARMTH_BY_FABRIC[item.fabric] ?? 1) : 1
  const sleeves = base.layer && sleeve !== null ? 1 + WARMTH_PER_SLEEVE * (sleeve - base.sleeve!) : 1
  return Math.round(base.warmth * fabric * sleeves)
}

function computeBulk(item: Item, base: Base): number {
  const byFit = item.fit === 'oversized' ? 1 : item.fit === 'fitted' ? -1 : 0
  const byFabric = item.fabric ? (BULK_BY_FABRIC[item.fabric] ?? 0) : 0
  return Math.min(5, Math.max(1, (base.bulk ?? 1) + byFit + byFabric))
}

function computeDressLevel(item: Item, base: Base): number {
  let level = base.level
  if (item.fabric === 'silk' && base.slot !== 'neck') level += 1
  if (item.fabric === 'wool' && item.fit === 'structured' && base.slot !== 'neck') level += 1
  if (item.fabric === 'leather' && item.subCategory === 'jacket') level += 1
  if (item.fabric === 'rubber' || item.pattern === 'graphic') level -= 1
  return Math.min(5, Math.max(1, level))
}

function computeShunsRain(item: Item): boolean {
  if (item.fabric === 'suede' || item.fabric === 'silk') return true
  const { l, c } = lchFromHex(item.colors[0]!.hex)
  return item.fabric === 'canvas' && l > 0.88 && c < 0.06
}

function positionOf(item: Item): number {
  const { slot, layer } = traitsOf(item)
  return SLOTS.indexOf(slot) * 10 - (slot === 'torso' ? layer! : 0)
}
