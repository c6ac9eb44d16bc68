import type { Item } from '../../shared/index.ts'
import { type Step, bothSides, symmetric } from './outline.ts'
import type { Pen } from './pen.ts'

interface Leg {
  hemY: number
  /** Outer and inner edge of the leg at the hem, measured from the middle. */
  outer: number
  inner: number
}

export function legOf(item: Item): Leg {
  const hemY = item.fit === 'cropped' ? 162 : 188
  if (item.fit === 'fitted') return { hemY, outer: 29, inner: 11 }
  if (item.fit === 'flowy' || item.fit === 'oversized') return { hemY, outer: 54, inner: 7 }
  if (item.fit === 'relaxed') return { hemY, outer: 47, inner: 8 }
  return { hemY, outer: 37, inner: 9 }
}

/** Hip, leg and crotch of the right half, from the waist down. */
export function legSteps({ hemY, outer, inner }: Leg, waist = 29): Step[] {
  return [
    [100 + waist, 14],
    [100 + waist + 6, 40, 100 + 40, 62, 100 + (39 + outer) / 2, 100],
    [100 + outer, hemY],
    [100 + inner, hemY + 1],
    [100, 82],
  ]
}

export function drawJeans(pen: Pen, item: Item): void {
  const leg = legOf(item)
  pen.cloth(symmetric([100, 14], legSteps(leg)))
  drawWaistband(pen)
  pen.seam('M100 26 V62 Q100 70 94 72').seam(bothSides('M110 26 Q112 44 134 46'))
  pen.fold(
    bothSides(
      `M${100 + leg.outer - 3} ${leg.hemY - 8} L${100 + leg.inner} ${leg.hemY - 7} M128 88 L${96 + leg.outer} ${leg.hemY - 12}`,
    ),
  )
  pen.dot(100, 20, 2.4)
}

export function drawTrousers(pen: Pen, item: Item): void {
  const leg = legOf(item)
  const crease = 100 + (leg.outer + leg.inner) / 2
  pen.cloth(symmetric([100, 14], legSteps(leg)))
  drawWaistband(pen)
  pen.seam('M100 26 V66').seam(bothSides('M126 28 L136 56'))
  pen.fold(bothSides(`M114 30 C117 70 ${crease} 110 ${crease} ${leg.hemY - 4}`))
}

export function drawLeggings(pen: Pen): void {
  pen.cloth(symmetric([100, 14], legSteps({ hemY: 190, outer: 25, inner: 12 }, 27)))
  pen.part(
    symmetric(
      [100, 14],
      [
        [127, 14],
        [130, 32],
        [100, 34],
      ],
    ),
  )
  pen.fold(bothSides('M118 46 C122 90 116 140 118 180'))
}

export function drawShorts(pen: Pen): void {
  pen.raw('<g transform="translate(0 34)">')
  pen.cloth(
    symmetric(
      [100, 14],
      [
        [131, 14],
        [138, 40, 145, 62, 154, 106],
        [107, 112],
        [100, 76],
      ],
    ),
  )
  drawWaistband(pen, 31)
  pen.seam('M100 26 V64').seam(bothSides('M112 26 Q114 42 139 46')).fold(bothSides('M109 104 L152 98'))
  pen.raw('</g>')
}

export function drawSkirt(pen: Pen, item: Item): void {
  const isMini = /mini/i.test(`${item.name} ${item.cut ?? ''}`)
  const isLong = /midi|maxi/i.test(`${item.name} ${item.cut ?? ''}`)
  const hemY = isMini ? 118 : isLong ? 186 : 142
  const hem = isMini ? 52 : isLong ? 60 : 58
  pen.raw(`<g transform="translate(0 ${isLong ? 0 : isMini ? 32 : 20})">`)
  pen.cloth(
    symmetric(
      [100, 14],
      [
        [128, 14],
        [136, 44, 144, 70, 100 + hem, hemY],
        [100 + hem * 0.6, hemY + 7, 100 + hem * 0.3, hemY + 8, 100, hemY + 8],
      ],
    ),
  )
  drawWaistband(pen, 28)
  pen.fold(
    bothSides(
      `M108 34 C112 70 112 100 ${100 + hem * 0.25} ${hemY} M118 32 C126 66 130 96 ${100 + hem * 0.65} ${hemY - 3}`,
    ),
  )
  if (item.fabric === 'denim') pen.seam(`M100 26 V${hemY + 7}`).seam(bothSides('M108 26 Q110 42 133 44'))
  pen.raw('</g>')
}

function drawWaistband(pen: Pen, half = 29): void {
  pen.part(
    symmetric(
      [100, 14],
      [
        [100 + half, 14],
        [100 + half + 2, 26],
        [100, 27],
      ],
    ),
  )
}
