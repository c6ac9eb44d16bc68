import { formatHex } from 'culori'
import { type Item, type Lch, lchFromHex } from '../../shared/index.ts'

/** The few tones that a garment is drawn in, all out of its own colour. */
export interface Palette {
  base: string
  /** Outline and seams: darker than a light piece, lighter than a dark one, so that it reads on paper and at night. */
  ink: string
  /** Insides, soles, undersides. */
  shade: string
  /** Cuffs, straps, linings. */
  tint: string
  /** The pattern's colour; a tone of the base where only one colour is known. */
  second: string
  third: string
}

export function paletteOf(item: Item): Palette {
  const [base, second, third] = item.colors.map(({ hex }) => hex)
  const lch = lchFromHex(base!)
  const isLight = lch.l > 0.48
  return {
    base: base!,
    ink: shift(lch, isLight ? -0.26 - 0.1 * (lch.l - 0.48) : 0.24 + 0.3 * Math.max(0, 0.4 - lch.l)),
    shade: shift(lch, isLight ? -0.1 : -0.06),
    tint: shift(lch, isLight ? -0.045 : 0.05),
    second: second ?? shift(lch, isLight ? -0.3 : 0.35),
    third: third ?? second ?? shift(lch, isLight ? -0.3 : 0.35),
  }
}

function shift({ l, c, h }: Lch, by: number): string {
  return formatHex({ mode: 'oklch', l: Math.min(0.98, Math.max(0.1, l + by)), c: c * 0.9, h })
}
