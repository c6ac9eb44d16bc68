import { type Item, type Lch, isNeutral, lchFromHex } from '../../shared/index.ts'

export type ColorRelation =
  /** Two neutrals far apart in lightness, or close on purpose. */
  | 'neutral-contrast'
  | 'neutral-tonal'
  /** Two dark neutrals that nearly match: navy with black. */
  | 'neutral-near-miss'
  /** One colour, carried by a neutral. */
  | 'accent'
  | 'monochrome'
  | 'near-miss'
  | 'analogous'
  | 'complementary'
  | 'clash'
  /** A colour of the pattern comes back in the other piece. */
  | 'echo'

export interface Harmony {
  relation: ColorRelation
  /** 0 to 1. */
  score: number
}

/**
 * How two colours stand to each other in OKLCH: by hue where both have chroma, by lightness where one or none has. Angles
 * after the usual harmony templates (Matsuda; Cohen-Or et al. 2006), widened to what is worn.
 */
export function harmonyOf(a: Lch, b: Lch): Harmony {
  const apart = Math.abs(a.l - b.l)
  const [quietA, quietB] = [isNeutral(a), isNeutral(b)]
  if (quietA && quietB) return neutralHarmony(a, b, apart)
  if (quietA || quietB) return { relation: 'accent', score: 0.84 + 0.08 * Math.min(1, apart / 0.4) }
  const hue = Math.min(Math.abs(a.h - b.h), 360 - Math.abs(a.h - b.h))
  // Muted colours sit well with nearly everything; two loud ones need a reason.
  const loud = Math.min(1, Math.min(a.c, b.c) / 0.14)
  if (hue < 22)
    return apart > 0.14
      ? { relation: 'monochrome', score: 0.88 }
      : { relation: 'near-miss', score: 0.68 - 0.1 * loud }
  if (hue < 65) return { relation: 'analogous', score: 0.8 - 0.08 * loud }
  if (hue > 145)
    return { relation: 'complementary', score: 0.78 - 0.12 * loud + 0.08 * Math.min(1, apart / 0.3) }
  return { relation: 'clash', score: 0.6 - 0.3 * loud }
}

/** Harmony of two pieces by their main colours; a pattern that holds the other piece's colour is better than either. */
export function itemHarmony(a: Item, b: Item): Harmony {
  const main = harmonyOf(lchFromHex(a.colors[0]!.hex), lchFromHex(b.colors[0]!.hex))
  return echoes(a, b) || echoes(b, a) ? { relation: 'echo', score: Math.min(1, main.score + 0.14) } : main
}

function neutralHarmony(a: Lch, b: Lch, apart: number): Harmony {
  const samePiece = apart < 0.05 && Math.abs(a.c - b.c) < 0.03
  if (apart < 0.14 && !samePiece && Math.max(a.l, b.l) < 0.4)
    return { relation: 'neutral-near-miss', score: 0.62 }
  if (apart < 0.2) return { relation: 'neutral-tonal', score: 0.76 }
  return { relation: 'neutral-contrast', score: 0.8 + 0.12 * Math.min(1, apart / 0.6) }
}

/** One of the further colours of a pattern is, to the eye, the other's main colour. */
function echoes(patterned: Item, other: Item): boolean {
  if (patterned.pattern === 'solid' || other.pattern !== 'solid') return false
  const main = lchFromHex(other.colors[0]!.hex)
  return patterned.colors.slice(1).some(({ hex }) => isClose(lchFromHex(hex), main))
}

function isClose(a: Lch, b: Lch): boolean {
  const rad = Math.PI / 180
  const dx = a.c * Math.cos(a.h * rad) - b.c * Math.cos(b.h * rad)
  const dy = a.c * Math.sin(a.h * rad) - b.c * Math.sin(b.h * rad)
  return Math.hypot(a.l - b.l, dx, dy) < 0.085
}
