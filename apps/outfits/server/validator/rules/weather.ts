import type { Temperature } from '../../../shared/index.ts'
import { type OutfitView, theItem } from '../outfit-view.ts'
import { type Rule, found } from '../rule.ts'

/**
 * Hundredths of a clo that an outfit sums to, for somebody who walks outside (about 2 met, ISO 11079 and common tables),
 * wide enough for people who run cold or warm.
 */
export const WARMTH_BANDS: { readonly [temperature in Temperature]: { min: number; max: number } } = {
  cold: { min: 95, max: 260 },
  cool: { min: 58, max: 165 },
  mild: { min: 30, max: 105 },
  warm: { min: 15, max: 68 },
  hot: { min: 0, max: 52 },
}

const WORDS: { readonly [temperature in Temperature]: string } = {
  cold: 'a cold day',
  cool: 'a cool day',
  mild: 'a mild day',
  warm: 'a warm day',
  hot: 'a hot day',
}

export const temperature: Rule = {
  id: 'temperature',
  promise: 'The pieces add up to the warmth that the temperature asks for.',
  find(outfit, { request }) {
    const chosen = request.weather?.temperature
    if (!chosen) return []
    const { min, max } = WARMTH_BANDS[chosen]
    const sum = computeWarmth(outfit)
    const warm = outfit.pieces.filter(({ traits }) => traits.warmth >= 30)
    if (sum < min) return [found(`this is not warm enough for ${WORDS[chosen]}.`)]
    if (sum > max) return [found(`this is too warm for ${WORDS[chosen]}.`, warm)]
    return []
  },
}

export const rain: Rule = {
  id: 'rain',
  promise: 'In rain and snow there is no suede, silk or white canvas, and no open shoe.',
  find({ pieces }, { request }) {
    const condition = request.weather?.condition
    if (condition !== 'rainy' && condition !== 'snowy') return []
    const what = condition === 'rainy' ? 'rain' : 'snow'
    return pieces.flatMap((piece) => {
      const { item, traits } = piece
      if (traits.shunsRain) {
        const fabric = item.fabric === 'canvas' ? 'white canvas' : item.fabric
        return [found(`${theItem(item)} would not survive ${what}: it is ${fabric}.`, [piece])]
      }
      if (item.subCategory === 'sandals')
        return [found(`${theItem(item)} would let the ${what} in.`, [piece])]
      return []
    })
  },
}

/** Hundredths of a clo. */
export function computeWarmth({ pieces }: Pick<OutfitView, 'pieces'>): number {
  return pieces.reduce((sum, { traits }) => sum + traits.warmth, 0)
}
