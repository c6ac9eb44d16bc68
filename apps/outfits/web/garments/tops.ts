import type { Item } from '../../shared/index.ts'
import { bodicePath, cuffLine, cutOf, neckInside } from './bodice.ts'
import { bothSides, symmetric } from './outline.ts'
import type { Pen } from './pen.ts'

export function drawTshirt(pen: Pen, item: Item): void {
  const cut = cutOf(item)
  pen.cloth(bodicePath(cut)).inside(neckInside(cut)).seam(neckInside(cut))
  pen.seam(
    `M${100 - cut.neck - 5} 36 C${100 - cut.neck - 3} 46 ${100 - cut.neck * 0.8} ${cut.neckY + 6} 100 ${cut.neckY + 6} C${100 + cut.neck * 0.8} ${cut.neckY + 6} ${100 + cut.neck + 3} 46 ${100 + cut.neck + 5} 36`,
  )
  pen.fold(bothSides(cuffLine(cut, 6)))
  if (item.pattern === 'graphic') drawSunrise(pen)
}

export function drawTank(pen: Pen, item: Item): void {
  const { chest, hemY, hem } = cutOf(item, { chest: 37 })
  const side: [number, number] = [100 + chest, 84]
  const outline = symmetric(
    [100, 66],
    [
      [112, 66, 116, 50, 117, 30],
      [129, 30],
      [130, 56, 134, 74, ...side],
      [100 + hem, hemY],
      [100, hemY + 2],
    ],
  )
  pen.inside('M83 52 Q100 62 117 52 C115 60 111 66 100 66 C89 66 85 60 83 52 Z')
  pen.cloth(outline)
  if (item.texture?.includes('rib'))
    pen.fold([76, 84, 92, 108, 116, 124].map((x) => `M${x} 88 V${hemY - 4}`).join(' '))
  else pen.fold(bothSides(`M118 96 C122 116 120 140 124 ${hemY - 6}`))
}

export function drawBlouse(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 74, neck: 17 })
  pen.cloth(bodicePath(cut)).inside(neckInside(cut)).seam(neckInside(cut))
  pen.seam('M100 74 V116')
  if (cut.sleeve > 1) pen.seam(bothSides(cuffLine(cut, 9)))
  pen.fold(
    bothSides(`M112 122 C116 138 115 150 118 ${cut.hemY - 4} M128 100 C132 124 130 146 134 ${cut.hemY - 6}`),
  )
}

export function drawButtonup(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 50, neck: 16 })
  const x = 100 + cut.hem
  pen.cloth(
    bodicePath(cut, [
      [x, cut.hemY - 12],
      [x - 4, cut.hemY + 2, x - 16, cut.hemY + 8, 100, cut.hemY + 8],
    ]),
  )
  pen.inside('M84 31 Q100 38 116 31 L100 50 Z')
  pen.part('M84 31 L100 51 L86 62 L74 37 Q78 32 84 31 Z M116 31 L100 51 L114 62 L126 37 Q122 32 116 31 Z')
  pen.seam(`M104 53 V${cut.hemY + 7}`)
  for (const y of [70, 92, 114, 136, 158].filter((one) => one < cut.hemY)) pen.dot(97, y, 2.2)
  pen.seam('M114 84 H130 V100 L122 106 L114 100 Z')
  if (cut.sleeve > 1) pen.seam(bothSides(cuffLine(cut, 11)))
}

export function drawSweater(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 46, neck: 20, chest: 44 })
  pen.cloth(bodicePath(cut))
  drawRibs(pen, cut)
  const collar = `M${100 - cut.neck - 7} 36 C${100 - cut.neck} 50 ${100 - cut.neck * 0.6} 57 100 57 C${100 + cut.neck * 0.6} 57 ${100 + cut.neck} 50 ${100 + cut.neck + 7} 36 L${100 + cut.neck} 31 C${100 + cut.neck - 2} 42 ${100 + cut.neck * 0.6} 46 100 46 C${100 - cut.neck * 0.6} 46 ${100 - cut.neck + 2} 42 ${100 - cut.neck} 31 Z`
  pen.inside(neckInside(cut)).part(collar)
  if (item.texture?.includes('cable')) drawCables(pen, cut.hemY - 16)
}

export function drawSweatshirt(pen: Pen, item: Item): void {
  drawSweater(pen, item)
  pen.seam('M93 57 L100 70 L107 57').fold(bothSides('M124 44 C128 58 134 70 143 79'))
}

export function drawCardigan(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 104, neck: 17, chest: 43 })
  pen.cloth(bodicePath(cut))
  drawRibs(pen, cut)
  pen.inside('M83 32 Q100 40 117 32 C117 60 108 88 100 104 C92 88 83 60 83 32 Z')
  pen.part(`M76 35 L83 31 C83 60 92 88 104 106 V${cut.hemY + 1} H96 V110 C84 88 76 62 76 35 Z`)
  pen.seam('M117 32 C117 60 108 88 100 104 M124 35 C124 62 114 90 104 108')
  for (const y of [116, 134, 152].filter((one) => one < cut.hemY - 4)) pen.dot(100, y, 2.6)
}

function drawRibs(pen: Pen, cut: ReturnType<typeof cutOf>): void {
  const top = cut.hemY - 12
  pen.seam(`M${100 - cut.hem} ${top} H${100 + cut.hem}`)
  const ribs = Array.from({ length: Math.floor((2 * cut.hem - 8) / 8) }, (_, i) => 100 - cut.hem + 8 + i * 8)
  pen.fold(ribs.map((x) => `M${x} ${top + 2} V${cut.hemY - 1}`).join(' '))
  if (cut.sleeve > 1) pen.seam(bothSides(cuffLine(cut, 12)))
}

function drawCables(pen: Pen, bottom: number): void {
  for (const x of [80, 100, 120]) {
    const turns = Array.from({ length: Math.floor((bottom - 68) / 16) }, (_, i) => 68 + i * 16)
    pen.fold(
      turns
        .map(
          (y) =>
            `M${x - 5} ${y} Q${x - 5} ${y + 8} ${x + 5} ${y + 16} M${x + 5} ${y} Q${x + 5} ${y + 8} ${x - 5} ${y + 16}`,
        )
        .join(' '),
    )
  }
}

/** A print of nobody's: a sun over three lines. */
function drawSunrise(pen: Pen): void {
  const { second } = pen.palette
  pen.raw(
    `<g fill="${second}"><path d="M78 112a22 22 0 0 1 44 0Z"/><rect x="74" y="117" width="52" height="4" rx="2"/><rect x="80" y="125" width="40" height="4" rx="2"/><rect x="87" y="133" width="26" height="4" rx="2"/></g>`,
  )
}
