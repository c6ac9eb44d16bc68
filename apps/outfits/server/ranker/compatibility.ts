import { type Item, traitsOf } from '../../shared/index.ts'
import { itemHarmony } from './color-harmony.ts'

/** How well two pieces go together, 0 to 1: colour first, then pattern, shape and cloth. */
export function compatibilityOf(a: Item, b: Item): number {
  const color = itemHarmony(a, b).score
  return 0.55 * color + 0.25 * patternFit(a, b) + 0.12 * shapeFit(a, b) + 0.08 * clothFit(a, b)
}

/** Herringbone reads as a texture, so it counts as plain. */
export function isPatterned(item: Item): boolean {
  return item.pattern !== 'solid' && item.pattern !== 'herringbone'
}

function patternFit(a: Item, b: Item): number {
  if (!isPatterned(a) || !isPatterned(b)) return 1
  if (a.pattern === b.pattern) return 0.15
  // Two patterns hold together when they share a colour and one of them is regular.
  const regular = [a.pattern, b.pattern].some((pattern) => pattern === 'stripes' || pattern === 'dots')
  const shared = a.colors.some(({ name }) => b.colors.some((other) => other.name === name))
  return regular && shared ? 0.7 : regular ? 0.4 : 0.2
}

const VOLUME: { readonly [fit in NonNullable<Item['fit']>]: number } = {
  fitted: -1,
  structured: -0.4,
  cropped: -0.4,
  relaxed: 0.7,
  flowy: 0.8,
  oversized: 1,
}

/** Wide with narrow is a silhouette; wide with wide is a tent, narrow with narrow says little. */
export function shapeFit(a: Item, b: Item): number {
  const halves = new Set([traitsOf(a).slot, traitsOf(b).slot])
  if (!a.fit || !b.fit || !halves.has('torso') || !halves.has('legs')) return 0.8
  const sum = VOLUME[a.fit] + VOLUME[b.fit]
  return Math.max(0.35, 1 - Math.abs(sum) * 0.35)
}

const ROUGH = new Set(['denim', 'wool', 'suede', 'leather', 'canvas'])
const SMOOTH = new Set(['silk', 'cotton', 'cashmere', 'polyester', 'linen'])

/** Rough beside smooth gives the eye something to hold; denim on denim needs care. */
export function clothFit(a: Item, b: Item): number {
  if (!a.fabric || !b.fabric) return 0.8
  if (a.fabric === 'denim' && b.fabric === 'denim') return 0.4
  const isContrast =
    (ROUGH.has(a.fabric) && SMOOTH.has(b.fabric)) || (SMOOTH.has(a.fabric) && ROUGH.has(b.fabric))
  return isContrast ? 1 : 0.8
}
