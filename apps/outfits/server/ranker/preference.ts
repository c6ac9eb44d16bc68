import { type Item, type Season, type SubCategory, type Temperature, traitsOf } from '../../shared/index.ts'
import type { OutfitContext } from '../validator/index.ts'

const DAY_MS = 86_400_000

/** How much this person would like this piece today, around 0.5; computed once per piece and ranking. */
export function preferenceOf(item: Item, context: OutfitContext): number {
  const { levels, request, profile } = context
  const traits = traitsOf(item)
  let score = 0.5
  if (item.favorite) score += 0.16
  if (matchedStyleWords(item, Object.values(profile.styleWords)).length > 0) score += 0.12
  // A piece that is never worn is what such a product is for.
  if (item.wearFrequency === 'rarely' || item.isStylingChallenge) score += 0.05
  score -= 0.12 * recency(item, context)
  if (levels) {
    const off = Math.max(levels.min - traits.dressLevel, traits.dressLevel - levels.max, 0)
    score -= 0.16 * off
  }
  const chosen = request.weather?.temperature
  if (chosen) {
    if (item.seasons.length > 0) score += suitsSeason(item, chosen) ? 0.1 : -0.28
    score += WARMTH_WISH[chosen] * (traits.warmth / 60)
  }
  const isWet = ['rainy', 'snowy'].includes(request.weather?.condition ?? '')
  // Rubber is for the wet: on a dry day it only looks like a mistake.
  if (item.fabric === 'rubber' || item.subCategory === 'raincoat') score += isWet ? 0.2 : -0.4
  return score + (chosen ? (UNSUITED[chosen][item.subCategory] ?? 0) : 0)
}

/** Bare legs in the cold, boots in the heat: not forbidden, and not what anybody means by fitting the weather. */
export function suitsTemperature(item: Item, temperature: Temperature): boolean {
  const isInSeason = item.seasons.length === 0 || suitsSeason(item, temperature)
  return isInSeason && (UNSUITED[temperature][item.subCategory] ?? 0) > -0.3
}

/** What the sum of warmth cannot say: bare legs in the cold, boots in the heat. */
const UNSUITED: { readonly [temperature in Temperature]: { readonly [name in SubCategory]?: number } } = {
  cold: {
    shorts: -0.6,
    skirt: -0.15,
    dress: -0.1,
    sandals: -0.6,
    flats: -0.2,
    heels: -0.15,
    boots: 0.15,
    tank: -0.2,
  },
  cool: { shorts: -0.35, sandals: -0.35, tank: -0.1, boots: 0.08 },
  mild: { shorts: -0.1, sandals: -0.05 },
  warm: { boots: -0.25, sandals: 0.05, sweater: -0.2, sweatshirt: -0.2 },
  hot: {
    boots: -0.45,
    sandals: 0.15,
    loafers: -0.05,
    sweater: -0.5,
    sweatshirt: -0.5,
    leggings: -0.2,
    jeans: -0.1,
  },
}

/** Style words of the person that this piece lives up to. */
export function matchedStyleWords(item: Item, words: readonly string[]): string[] {
  const said = [item.style, item.cut, item.texture, item.fit, ...item.tags].join(' ').toLowerCase()
  return words.filter(
    (word) => said.includes(word) || (KIN[word]?.some((kin) => said.includes(kin)) ?? false),
  )
}

const WARMTH_WISH: { readonly [temperature in Temperature]: number } = {
  cold: 0.22,
  cool: 0.08,
  mild: 0,
  warm: -0.15,
  hot: -0.3,
}

const SEASONS_OF: { readonly [temperature in Temperature]: readonly Season[] } = {
  cold: ['winter', 'autumn'],
  cool: ['autumn', 'winter', 'spring'],
  mild: ['spring', 'autumn'],
  warm: ['spring', 'summer'],
  hot: ['summer'],
}

function suitsSeason(item: Item, temperature: Temperature): boolean {
  return item.seasons.some((season) => SEASONS_OF[temperature].includes(season))
}

/** 1 for a piece that was worn just now, 0 after two weeks. */
function recency(item: Item, { wears, now }: OutfitContext): number {
  const last = Math.max(
    ...wears.filter((wear) => wear.itemIds.includes(item.id)).map((wear) => wear.wornAt),
    -Infinity,
  )
  return Math.max(0, 1 - Math.max(0, now - last) / (14 * DAY_MS))
}

/** What people mean by a style word, in the words that stand on pieces. */
const KIN: { readonly [word: string]: readonly string[] } = {
  polished: ['tailored', 'elegant', 'classic'],
  classic: ['timeless', 'tailored', 'preppy'],
  timeless: ['classic'],
  minimal: ['understated', 'modern'],
  understated: ['minimal', 'classic'],
  elegant: ['polished', 'romantic', 'satin'],
  feminine: ['romantic', 'flowy', 'elegant'],
  romantic: ['flowy', 'feminine'],
  relaxed: ['oversized', 'practical', 'sporty'],
  comfortable: ['relaxed', 'oversized', 'practical', 'flowy'],
  cozy: ['cable knit', 'oversized', 'quilted'],
  practical: ['sporty', 'relaxed'],
  versatile: ['classic', 'timeless', 'minimal'],
  confident: ['tailored', 'structured', 'bold', 'edgy'],
  powerful: ['tailored', 'structured', 'edgy'],
  bold: ['playful', 'dramatic', 'edgy'],
  edgy: ['dramatic', 'bold'],
  playful: ['colorful', 'creative'],
  joyful: ['playful', 'colorful'],
  free: ['bohemian', 'flowy', 'relaxed'],
  bohemian: ['flowy', 'vintage'],
  tailored: ['structured', 'polished'],
  calm: ['minimal', 'relaxed', 'natural'],
  grounded: ['practical', 'classic', 'natural'],
}
