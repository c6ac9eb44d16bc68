import { type Item, traitsOf } from '../../shared/index.ts'
import { type Step, symmetric } from './outline.ts'

/** What the upper half of every garment has in common. */
export interface Cut {
  /** 0 bare, 1 short, 2 three quarters, 3 long. */
  sleeve: number
  /** Half the width at the chest. */
  chest: number
  /** Half the width at the hem. */
  hem: number
  hemY: number
  /** Depth of the neckline in front. */
  neckY: number
  /** Half the width of the neck. */
  neck: number
}

export function cutOf(item: Item, cut: Partial<Cut> = {}): Cut {
  const wide =
    item.fit === 'oversized'
      ? 7
      : item.fit === 'relaxed' || item.fit === 'flowy'
        ? 3
        : item.fit === 'fitted'
          ? -4
          : 0
  const chest = (cut.chest ?? 41) + wide
  return {
    sleeve: cut.sleeve ?? traitsOf(item).sleeve ?? 3,
    chest,
    hem: cut.hem ?? chest + (item.fit === 'flowy' ? 6 : item.fit === 'fitted' ? -2 : 0),
    hemY: (cut.hemY ?? 168) - (item.fit === 'cropped' ? 26 : 0),
    neckY: cut.neckY ?? 48,
    neck: cut.neck ?? 19,
  }
}

const SHOULDER_Y = 32

/** Neck, shoulder, sleeve, side and hem of the right half. */
export function bodicePath(
  cut: Cut,
  hem: readonly Step[] = [
    [100 + cut.hem, cut.hemY],
    [100, cut.hemY + 2],
  ],
): string {
  return symmetric([100, cut.neckY], [...neckAndSleeve(cut), ...hem])
}

/** From the middle of the neckline to the armpit. */
export function neckAndSleeve({ sleeve, chest, neckY, neck }: Cut): Step[] {
  const neckX = 100 + neck
  const neckline: Step = [100 + neck * 0.7, neckY, neckX, SHOULDER_Y + 8, neckX, SHOULDER_Y]
  const armpit: readonly [number, number] = [100 + chest, 80]
  const shoulderX = 100 + chest + 5
  if (sleeve === 0)
    return [
      neckline,
      [100 + Math.min(chest - 6, neck + 18), SHOULDER_Y + 5],
      [100 + chest - 9, 56, 100 + chest - 5, 74, ...armpit],
    ]
  const [outer, inner] = SLEEVES[sleeve]!
  return [
    neckline,
    [shoulderX - 8, SHOULDER_Y + 8, shoulderX + 2, SHOULDER_Y + 12, shoulderX + 4, SHOULDER_Y + 16],
    [100 + chest + outer[0], outer[1]],
    [100 + chest + inner[0], inner[1]],
    armpit,
  ]
}

/** Cuff, outer and inner corner, measured from the side of the chest. */
const SLEEVES: readonly (readonly [readonly [number, number], readonly [number, number]])[] = [
  [
    [0, 0],
    [0, 0],
  ],
  [
    [27, 84],
    [8, 95],
  ],
  [
    [33, 122],
    [15, 130],
  ],
  [
    [38, 150],
    [21, 156],
  ],
]

/** The band at the end of a long sleeve, as two lines across it. */
export function cuffLine({ sleeve, chest }: Cut, up: number): string {
  const [outer, inner] = SLEEVES[sleeve]!
  const [ox, oy] = [100 + chest + outer[0], outer[1]]
  const [ix, iy] = [100 + chest + inner[0], inner[1]]
  const lean = up * 0.22
  return `M${ox - lean} ${oy - up} L${ix - lean * 1.3} ${iy - up}`
}

/** The back of the neck, seen through the opening. */
export function neckInside({ neck, neckY }: Cut): string {
  return `M${100 - neck} ${SHOULDER_Y} C${100 - neck} ${SHOULDER_Y + 8} ${100 - neck * 0.7} ${neckY} 100 ${neckY} C${100 + neck * 0.7} ${neckY} ${100 + neck} ${SHOULDER_Y + 8} ${100 + neck} ${SHOULDER_Y} Q100 ${SHOULDER_Y + 9} ${100 - neck} ${SHOULDER_Y} Z`
}
