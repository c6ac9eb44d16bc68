import { type Item, traitsOf } from '../../shared/index.ts'
import { type Cut, cuffLine, neckAndSleeve, neckInside } from './bodice.ts'
import { legOf } from './bottoms.ts'
import { type Step, bothSides, symmetric } from './outline.ts'
import type { Pen } from './pen.ts'

const WAIST_Y = 88
const WAIST = 25

export function drawDress(pen: Pen, item: Item): void {
  const isFitted = item.fit === 'fitted'
  const hem = isFitted ? 36 : 60
  const hemY = 188
  const waist = isFitted ? 29 : WAIST
  const skirt: Step[] = isFitted
    ? [
        [136, 112, 142, 140, 100 + hem, hemY],
        [100, hemY + 2],
      ]
    : [
        [100 + WAIST + 16, 116, 100 + hem - 8, 150, 100 + hem, hemY - 4],
        [100 + hem * 0.6, hemY + 3, 100 + hem * 0.3, hemY + 4, 100, hemY + 4],
      ]
  const isWrap = /wrap/i.test(item.name)
  const isStrappy = traitsOf(item).sleeve === 0
  const cut = cutFor(item, isWrap ? 70 : isStrappy ? 58 : 48)
  const upper = isStrappy ? STRAPS : neckAndSleeve(cut)
  pen.inside(isStrappy ? 'M82 48 Q100 56 118 48 L110 58 H90 Z' : neckInside(cut))
  pen.cloth(symmetric([100, cut.neckY], [...upper, [100 + waist, WAIST_Y], ...skirt]))
  if (isWrap)
    pen
      .seam(`M117 32 C114 52 96 72 ${100 - WAIST} ${WAIST_Y} M100 70 L83 32`)
      .part(SASH)
      .seam(`M84 92 C88 120 82 150 84 ${hemY - 2}`)
  else if (!isFitted) pen.seam(`M${100 - WAIST} ${WAIST_Y} Q100 ${WAIST_Y + 5} ${100 + WAIST} ${WAIST_Y}`)
  if (cut.sleeve > 1) pen.fold(bothSides(cuffLine(cut, 8)))
  if (!isFitted)
    pen.fold(
      bothSides(
        `M108 100 C112 130 110 156 ${100 + hem * 0.28} ${hemY - 4} M118 100 C128 128 130 152 ${100 + hem * 0.66} ${hemY - 8}`,
      ),
    )
  else pen.fold(bothSides('M112 62 C108 80 110 100 114 116'))
}

export function drawJumpsuit(pen: Pen, item: Item): void {
  const { outer, inner } = legOf(item)
  const cut = cutFor(item, 54)
  pen.inside('M84 31 Q100 38 116 31 L100 54 Z')
  pen.cloth(
    symmetric(
      [100, cut.neckY],
      [
        ...neckAndSleeve(cut),
        [100 + 28, WAIST_Y],
        [138, 104, 140, 116, 100 + (38 + outer) / 2, 130],
        [100 + outer - 4, 192],
        [100 + inner, 193],
        [100, 132],
      ],
    ),
  )
  pen.part('M84 31 L100 55 L86 64 L75 37 Q79 32 84 31 Z M116 31 L100 55 L114 64 L125 37 Q121 32 116 31 Z')
  pen.part(
    `M${100 - 28} ${WAIST_Y - 3} Q100 ${WAIST_Y + 3} ${100 + 28} ${WAIST_Y - 3} L${100 + 29} ${WAIST_Y + 6} Q100 ${WAIST_Y + 12} ${100 - 29} ${WAIST_Y + 6} Z`,
  )
  pen
    .seam(`M100 56 V${WAIST_Y - 1} M100 99 V122`)
    .seam(bothSides('M108 66 H126 V80 H108 Z M122 104 L136 120'))
  pen.dot(96, 68, 2.2).dot(96, 80, 2.2)
}

const STRAPS: readonly Step[] = [
  [110, 58, 116, 52, 118, 28],
  [124, 28],
  [125, 46, 128, 60, 134, 68],
]
const SASH = `M${100 - WAIST} ${WAIST_Y - 4} Q100 ${WAIST_Y + 2} ${100 + WAIST} ${WAIST_Y - 4} L${100 + WAIST + 1} ${WAIST_Y + 5} Q100 ${WAIST_Y + 10} ${100 - WAIST - 1} ${WAIST_Y + 5} Z`

function cutFor(item: Item, neckY: number): Cut {
  return { sleeve: traitsOf(item).sleeve ?? 1, chest: 35, hem: 0, hemY: 0, neckY, neck: 17 }
}
