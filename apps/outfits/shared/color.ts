import { converter, differenceEuclidean, nearest, type Oklch } from 'culori'
import { z } from 'zod'

/** A colour as it was measured or picked, with the word that people use for it. The first of an item is its main one. */
export const colorSchema = z.strictObject({
  hex: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .toLowerCase(),
  name: z.string().trim().min(1).max(40),
})
export type Color = z.infer<typeof colorSchema>

export const COLOR_FAMILIES = ['neutral', 'red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const
export type ColorFamily = (typeof COLOR_FAMILIES)[number]

/** Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees (0 where there is no chroma). */
export interface Lch {
  l: number
  c: number
  h: number
}

const measured = new Map<string, Lch>()

/** OKLCH (Ottosson 2020): equal steps look equal, so one threshold serves every hue. */
export function lchFromHex(hex: string): Lch {
  let lch = measured.get(hex)
  if (!lch) {
    const { l, c, h }: Oklch = toOklch(hex) ?? { mode: 'oklch', l: 0, c: 0 }
    lch = { l, c, h: h ?? 0 }
    // A wardrobe has some hundred colours; a caller that measures photographs must not grow this for ever.
    if (measured.size > 5000) measured.clear()
    measured.set(hex, lch)
  }
  return lch
}

/** Neutrals go with everything: greys, and what is worn as one although it is not (navy, denim, tan, cream, brown, olive drab). */
export function isNeutral({ l, c, h }: Lch): boolean {
  if (c < 0.035) return true
  const isNavy = h > 230 && h < 300 && l < 0.36 && c < 0.13
  const isEarth = h > 45 && h < 110 && c < 0.1
  const isDenim = h > 225 && h < 285 && l < 0.76 && c < 0.075
  return isNavy || isEarth || isDenim
}

export function colorFamilyOf(hex: string): ColorFamily {
  const lch = lchFromHex(hex)
  if (isNeutral(lch)) return 'neutral'
  const { h } = lch
  if (h < 38 || h >= 345) return 'red'
  if (h < 78) return 'orange'
  if (h < 118) return 'yellow'
  if (h < 195) return 'green'
  if (h < 288) return 'blue'
  return 'purple'
}

/** The nearest word of a short list; for colours that were measured in a photograph. */
export function colorNameFromHex(hex: string): string {
  return nearestName(hex)[0] ?? 'grey'
}

export const NAMED_COLORS: { readonly [name: string]: string } = {
  black: '#17171a',
  charcoal: '#3b3d42',
  grey: '#85878c',
  'light grey': '#c3c5c9',
  white: '#f8f8f6',
  cream: '#f2e9d8',
  beige: '#d9c7a8',
  camel: '#b98d5a',
  tan: '#a9744a',
  brown: '#6a4630',
  'dark brown': '#40291d',
  navy: '#1d2a4a',
  blue: '#2f62c4',
  'light blue': '#a9c8e8',
  denim: '#4a6688',
  teal: '#1f7c80',
  turquoise: '#42c0b8',
  green: '#2f8a4a',
  olive: '#6c6c39',
  sage: '#a3b39a',
  emerald: '#1f7350',
  'dark green': '#1f4a38',
  yellow: '#f0cf45',
  mustard: '#cc9a2c',
  orange: '#e8823a',
  rust: '#a9502f',
  coral: '#f08070',
  red: '#c62f36',
  burgundy: '#6b2035',
  pink: '#eda6bb',
  fuchsia: '#d03b8b',
  lilac: '#c4aee0',
  purple: '#6b3f98',
}

const toOklch = converter('oklch')
const nearestName = nearest(
  Object.keys(NAMED_COLORS),
  differenceEuclidean('oklab'),
  (name) => NAMED_COLORS[name]!,
)
