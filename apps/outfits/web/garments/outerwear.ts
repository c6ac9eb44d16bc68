import type { Item } from '../../shared/index.ts'
import { type Cut, bodicePath, cuffLine, cutOf } from './bodice.ts'
import { bothSides } from './outline.ts'
import type { Pen } from './pen.ts'

export function drawBlazer(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 96, neck: 16, chest: 44, hemY: 172 })
  const x = 100 + cut.hem
  pen.cloth(
    bodicePath(cut, [
      [x + 2, cut.hemY - 14],
      [x + 2, cut.hemY, x - 10, cut.hemY + 2, 106, cut.hemY + 2],
      [100, cut.hemY - 8],
    ]),
  )
  drawLapels(pen, 100)
  pen.seam(`M100 102 V${cut.hemY - 8}`)
  for (const y of [112, 132].filter((one) => one < cut.hemY - 12)) pen.dot(96, y, 3)
  const pocketY = cut.hemY - 34
  pen.seam(bothSides(`M112 ${pocketY} H134 M112 ${pocketY} V${pocketY + 5} M134 ${pocketY} V${pocketY + 5}`))
  pen.seam('M116 92 H130')
  pen.fold(bothSides(cuffLine(cut, 10)))
}

export function drawJacket(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 52, neck: 17, chest: 44, hemY: 156 })
  pen.cloth(bodicePath(cut))
  if (item.fabric === 'leather') drawBiker(pen, cut)
  else drawTrucker(pen, cut)
  pen.seam(bothSides(cuffLine(cut, 10)))
}

export function drawVest(pen: Pen, item: Item): void {
  const cut = cutOf(item, { sleeve: 0, neckY: 46, neck: 18, chest: 43, hemY: 164 })
  pen.cloth(bodicePath(cut))
  drawQuilting(pen, cut, cut.chest - 2)
  drawStandCollar(pen)
  pen.seam(`M100 40 V${cut.hemY + 1}`)
}

export function drawCoat(pen: Pen, item: Item): void {
  const isDown = item.fabric === 'down' || Boolean(item.texture?.includes('quilt'))
  const cut = cutOf(item, {
    neckY: isDown ? 46 : 88,
    neck: 17,
    chest: 44,
    hem: isDown ? 52 : 56,
    hemY: LONG_HEM_Y,
  })
  inLength(pen, () => {
    pen.cloth(bodicePath(cut))
    if (isDown) {
      drawQuilting(pen, cut, cut.chest - 1)
      drawStandCollar(pen)
      pen.seam(`M100 40 V${cut.hemY + 1}`).fold(bothSides(cuffLine(cut, 22)))
      pen.seam(bothSides(cuffLine(cut, 9)))
      return
    }
    drawLapels(pen, 92)
    pen.seam(`M100 94 V${cut.hemY + 1}`)
    for (const y of [108, 130, 152]) pen.dot(90, y, 3.2).dot(110, y, 3.2)
    pen.seam(bothSides('M118 156 L140 151')).fold(bothSides(cuffLine(cut, 10)))
  })
}

export function drawRaincoat(pen: Pen, item: Item): void {
  const cut = cutOf(item, { neckY: 50, neck: 18, chest: 44, hem: 54, hemY: 206 })
  inLength(pen, () => {
    pen.cloth(bodicePath(cut))
    pen.part('M72 40 C66 10 88 4 100 4 C112 4 134 10 128 40 C118 52 108 56 100 56 C92 56 82 52 72 40 Z')
    pen.part(
      'M82 36 C80 18 90 14 100 14 C110 14 120 18 118 36 C112 44 106 47 100 47 C94 47 88 44 82 36 Z',
      'shade',
    )
    pen.seam(`M100 56 V${cut.hemY + 1} M109 56 V${cut.hemY + 1}`)
    for (const y of [74, 98, 122, 146, 170]) pen.dot(104.5, y, 2.6)
    pen.seam(bothSides('M120 140 H142 V147 H120 Z')).fold(bothSides(cuffLine(cut, 10)))
  })
}

/** Coats are longer than the canvas: drawn at full length, and shown a little smaller. */
const LONG_HEM_Y = 214

function inLength(pen: Pen, draw: () => void): void {
  pen.raw('<g transform="translate(12 4) scale(.88)">')
  draw()
  pen.raw('</g>')
}

/** Two lapels with their notches, crossing at `y`. */
function drawLapels(pen: Pen, y: number): void {
  pen.inside(`M84 31 Q100 38 116 31 L100 ${y} Z`)
  pen.part(`M84 31 L100 ${y + 2} L88 ${y - 10} L70 64 L80 60 L73 52 L76 35 Q79 32 84 31 Z`)
  pen.part(`M116 31 L100 ${y + 2} L112 ${y - 10} L130 64 L120 60 L127 52 L124 35 Q121 32 116 31 Z`)
}

function drawStandCollar(pen: Pen): void {
  pen.part(
    'M80 34 C79 26 80 21 82 18 C92 23 108 23 118 18 C120 21 121 26 120 34 C114 42 107 46 100 46 C93 46 86 42 80 34 Z',
  )
}

function drawQuilting(pen: Pen, { hemY, hem }: Cut, chest: number): void {
  const rows = Array.from({ length: Math.floor((hemY - 72) / 19) }, (_, i) => 68 + i * 19)
  const half = (y: number) => (y < 84 ? chest - 5 : chest + ((hem - chest) * (y - 84)) / (hemY - 84))
  pen.seam(rows.map((y) => `M${100 - half(y)} ${y} Q100 ${y + 5} ${100 + half(y)} ${y}`).join(' '))
}

function drawTrucker(pen: Pen, { hemY, hem }: Cut): void {
  pen.inside('M83 31 Q100 38 117 31 L100 52 Z')
  pen.part('M83 31 L100 53 L84 64 L72 37 Q77 32 83 31 Z M117 31 L100 53 L116 64 L128 37 Q123 32 117 31 Z')
  pen.seam(`M100 54 V${hemY} M${100 - hem} ${hemY - 12} H${100 + hem}`)
  pen.seam(bothSides('M104 74 H140 M112 78 H132 V88 L122 94 L112 88 Z M114 94 L108 142 M130 92 L126 142'))
  for (const y of [70, 92, 114, 136]) pen.dot(96, y, 2.4)
}

function drawBiker(pen: Pen, { hemY, hem }: Cut): void {
  pen.inside('M83 31 Q100 38 117 31 L98 66 Z')
  pen.part('M83 31 L98 66 L92 84 L68 62 L78 56 L70 48 L74 36 Q78 32 83 31 Z')
  pen.part('M117 31 L98 66 L112 88 L134 60 L122 56 L130 48 L126 36 Q122 32 117 31 Z')
  pen.seam(`M98 66 L112 96 L116 ${hemY} M${100 - hem} ${hemY - 12} H${100 + hem}`)
  pen.seam('M66 118 L86 108 M128 112 L138 122').fold(bothSides('M122 42 L140 58'))
  pen.dot(100, hemY - 6, 2.4).dot(82, hemY - 6, 2.4)
}
