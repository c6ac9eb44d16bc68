import type { Item } from '../../shared/index.ts'
import type { Pen } from './pen.ts'

/** A pair from the side: the same shoe twice, the far one a little back. */
export function drawPair(draw: (pen: Pen, item: Item) => void): (pen: Pen, item: Item) => void {
  return (pen, item) => {
    pen.raw('<g transform="translate(24 -16)" opacity=".92">')
    draw(pen, item)
    pen.raw('</g><g transform="translate(-6 16)">')
    draw(pen, item)
    pen.raw('</g>')
  }
}

export function drawSneaker(pen: Pen, item: Item): void {
  pen.cloth(
    'M24 132 L22 96 C22 88 30 84 36 88 C44 100 58 100 68 90 L76 78 C80 73 86 74 90 80 C104 104 128 106 148 112 C158 116 162 124 162 132 Z',
  )
  pen.raw(
    `<path d="M20 131 H164 C167 140 164 147 156 147 H30 C20 147 18 140 20 131 Z" fill="${item.fabric === 'canvas' ? '#fbfaf6' : '#f1efe9'}" stroke="${pen.palette.ink}" stroke-width="3"/>`,
  )
  pen
    .seam('M82 90 L70 102 M92 98 L80 110 M103 104 L92 116')
    .seam('M128 107 C124 116 124 124 126 131 M24 108 C36 112 44 120 46 131')
}

export function drawBoot(pen: Pen, item: Item): void {
  const isRubber = item.fabric === 'rubber'
  const top = isRubber ? 26 : 48
  pen.cloth(
    `M34 ${top} H84 L84 92 C92 108 118 106 136 114 C148 119 152 126 152 134 H34 C30 110 36 90 34 ${top} Z`,
  )
  pen.part('M30 134 H154 C156 140 154 144 150 144 H74 L72 148 H32 C29 146 29 138 30 134 Z', 'shade')
  if (isRubber) pen.part('M33 26 H85 V38 H34 Z').seam('M36 116 C60 122 100 124 150 126')
  else pen.part('M54 50 C52 74 54 92 60 104 C70 96 74 72 72 50 Z').seam('M34 48 H84')
}

export function drawHeel(pen: Pen): void {
  pen.part('M24 96 C24 106 28 114 36 120 C34 130 33 140 33 150 H39 C41 138 46 130 54 126 Z', 'shade')
  pen.inside('M30 84 C44 108 72 122 104 122 L116 116 C84 114 56 100 44 78 Z')
  pen.cloth(
    'M22 98 C20 88 26 78 34 80 C46 106 74 122 108 118 C132 116 152 128 166 144 C168 148 164 150 158 150 H120 C104 150 92 142 78 134 C62 126 48 124 36 120 C28 116 23 108 22 98 Z',
  )
  pen.fold('M112 119 C118 126 122 134 122 148')
}

export function drawFlat(pen: Pen): void {
  pen.inside('M28 108 C44 96 90 96 116 114 L108 124 H40 Z')
  pen.cloth(
    'M22 134 C18 116 22 104 30 106 C44 126 84 130 112 114 C132 110 154 122 160 136 C162 140 158 142 152 142 H30 C24 142 22 139 22 134 Z',
  )
  pen.part('M108 116 L98 106 L100 124 Z M110 116 L122 108 L120 125 Z').seam('M24 136 H160')
}

export function drawLoafer(pen: Pen): void {
  pen.inside('M30 92 C46 84 72 88 86 96 L80 112 H36 Z')
  pen.cloth(
    'M24 132 C20 108 22 92 30 92 C40 108 60 108 80 94 C92 90 102 96 112 102 C132 108 152 114 156 132 Z',
  )
  pen.part('M20 132 H160 C162 138 160 142 154 142 H62 V148 H26 C20 146 19 138 20 132 Z', 'shade')
  pen
    .part('M84 96 C78 106 76 118 78 130 L104 130 C102 118 104 108 110 102 C102 96 92 92 84 96 Z')
    .seam('M86 112 H100')
    .seam('M112 103 C122 112 138 114 152 124')
}

export function drawSandal(pen: Pen): void {
  pen.part(
    'M20 128 H152 C162 128 164 134 162 140 C160 144 156 144 150 144 H30 C20 144 18 134 20 128 Z',
    'shade',
  )
  pen.strap('M34 98 C52 84 72 92 92 116', 8)
  pen.cloth('M86 129 C88 104 136 98 150 129 H132 C126 114 106 114 104 129 Z')
  pen.cloth('M22 129 C18 110 20 96 28 88 L40 92 C36 102 36 116 40 129 Z')
  pen.dot(58, 91, 2.8)
}
