import type { Item } from '../../shared/index.ts'
import { bothSides, symmetric } from './outline.ts'
import type { Pen } from './pen.ts'

const BRASS = '#c9a24a'

export function drawBelt(pen: Pen): void {
  pen.part('M36 92 C36 68 164 68 164 92 V108 C164 88 36 88 36 108 Z', 'shade')
  pen.cloth('M36 90 C36 122 164 122 164 90 V110 C164 142 36 142 36 110 Z')
  pen.cloth('M118 116 L150 108 C156 112 158 124 154 130 L122 136 Z')
  for (const [x, y] of [
    [132, 122],
    [141, 120],
    [150, 118],
  ] as const)
    pen.dot(x, y, 2)
  pen.raw(
    `<rect x="82" y="106" width="34" height="36" rx="6" fill="none" stroke="${BRASS}" stroke-width="6"/><path d="M88 124h24" stroke="${BRASS}" stroke-width="5"/>`,
  )
}

export function drawScarf(pen: Pen, item: Item): void {
  if (item.fabric === 'silk') {
    pen.cloth('M100 74 L28 44 C40 84 58 118 100 160 C142 118 160 84 172 44 Z')
    pen.cloth('M84 60 C88 44 112 44 116 60 C120 72 112 82 100 82 C88 82 80 72 84 60 Z')
    pen.fold(bothSides('M112 84 C128 80 148 66 160 54 M108 92 C118 100 124 108 128 118'))
    return
  }
  pen.cloth('M82 84 L70 176 H100 L104 92 Z').cloth('M96 84 L112 186 H142 L124 84 Z')
  pen
    .fold('M72 160 H101 M109 170 H139')
    .seam('M76 177 V186 M84 177 V186 M92 177 V186 M118 187 V194 M126 187 V194 M134 187 V194')
  pen.cloth('M52 46 C60 22 140 22 148 46 C156 76 128 104 100 104 C72 104 44 76 52 46 Z')
  pen.part('M70 44 C78 34 122 34 130 44 C124 56 112 60 100 60 C88 60 76 56 70 44 Z', 'shade')
  pen.fold('M60 62 C76 80 124 80 140 62 M66 80 C82 92 118 92 134 80')
}

export function drawJewelry(pen: Pen): void {
  const hoop = (x: number) =>
    `<circle cx="${x}" cy="112" r="34" fill="none" stroke="${pen.palette.ink}" stroke-width="13"/><circle cx="${x}" cy="112" r="34" fill="none" stroke="${pen.palette.base}" stroke-width="8"/><path d="M${x - 24} 94a30 30 0 0 1 18-13" fill="none" stroke="#fff" stroke-width="2.6" opacity=".7"/>`
  pen.raw(hoop(56)).raw(hoop(144))
  pen.seam('M56 78 C56 64 66 64 66 72 M144 78 C144 64 134 64 134 72')
}

export function drawHat(pen: Pen, item: Item): void {
  if (item.cut === 'beanie' || item.fabric === 'wool') {
    pen.cloth(
      symmetric(
        [100, 36],
        [
          [136, 36, 152, 66, 152, 122],
          [100, 122],
        ],
      ),
    )
    pen.part(
      symmetric(
        [100, 116],
        [
          [152, 114],
          [158, 114, 160, 120, 160, 130],
          [160, 146, 158, 154, 152, 154],
          [100, 158],
        ],
      ),
    )
    pen.fold([60, 74, 87, 100, 113, 126, 140].map((x) => `M${x} 122 V152`).join(' '))
    pen.fold(bothSides('M112 40 C124 62 126 90 126 112'))
    pen.part('M88 30 C88 18 112 18 112 30 C114 42 86 42 88 30 Z')
    return
  }
  pen.part(
    'M18 128 C18 112 60 104 100 104 C140 104 182 112 182 128 C182 146 140 154 100 154 C60 154 18 146 18 128 Z',
    'base',
  )
  pen.cloth('M56 124 C52 78 62 52 100 52 C138 52 148 78 144 124 C130 134 70 134 56 124 Z')
  pen.raw(
    `<path d="M55 104 C76 114 124 114 145 104 L145 124 C126 134 74 134 55 124 Z" fill="${pen.palette.second}" stroke="${pen.palette.ink}" stroke-width="2"/>`,
  )
  pen.fold('M30 132 C60 146 140 146 170 132 M82 62 C90 70 110 70 118 62')
}

export function drawSunglasses(pen: Pen): void {
  const { ink, base } = pen.palette
  pen.raw(
    `<path d="M26 88 L10 74 M174 88 L190 74" stroke="${ink}" stroke-width="9" fill="none"/><path d="M26 88 L10 74 M174 88 L190 74" stroke="${base}" stroke-width="5" fill="none"/>`,
  )
  const frame = 'M108 86 C120 78 166 76 176 86 C180 106 170 130 144 130 C120 130 108 108 108 86 Z'
  const lens = 'M117 91 C128 86 160 85 168 91 C169 106 162 121 144 121 C127 121 118 106 117 91 Z'
  pen.cloth(bothSides(frame)).part('M90 88 Q100 80 110 88 L109 97 Q100 90 91 97 Z', 'base')
  pen.raw(
    `<path d="${bothSides(lens)}" fill="#2a3038" opacity=".82"/><path d="M126 96l12-4M44 96l12-4" stroke="#fff" stroke-width="3" opacity=".55"/>`,
  )
}

export function drawTote(pen: Pen): void {
  pen.strap('M70 84 C70 22 130 22 130 84', 9)
  pen.cloth('M42 78 H158 L166 178 C166 184 162 186 158 186 H42 C38 186 34 184 34 178 Z')
  pen.seam('M42 92 H158').part('M64 78 H76 V104 H64 Z M124 78 H136 V104 H124 Z')
}

export function drawCrossbody(pen: Pen): void {
  pen.strap('M44 104 C40 8 160 8 156 104', 6)
  pen.cloth(
    'M40 98 H160 C166 98 168 102 168 108 V160 C168 172 162 178 152 178 H48 C38 178 32 172 32 160 V108 C32 102 34 98 40 98 Z',
  )
  pen.part('M36 98 H164 V118 C164 140 130 148 100 148 C70 148 36 140 36 118 Z')
  pen.raw(
    `<rect x="91" y="138" width="18" height="16" rx="4" fill="${BRASS}" stroke="${pen.palette.ink}" stroke-width="2"/>`,
  )
}

export function drawClutch(pen: Pen): void {
  pen.cloth(
    'M24 72 H176 C180 72 182 74 182 78 V146 C182 150 180 152 176 152 H24 C20 152 18 150 18 146 V78 C18 74 20 72 24 72 Z',
  )
  pen.part('M20 74 L100 122 L180 74 C179 72 178 72 176 72 H24 C22 72 21 72 20 74 Z')
  pen.raw(`<circle cx="100" cy="119" r="6" fill="${BRASS}" stroke="${pen.palette.ink}" stroke-width="2"/>`)
}

export function drawBackpack(pen: Pen): void {
  pen.strap('M82 40 C82 14 118 14 118 40', 7)
  pen.cloth(
    'M46 84 C46 50 66 34 100 34 C134 34 154 50 154 84 V170 C154 180 148 186 138 186 H62 C52 186 46 180 46 170 Z',
  )
  pen.part('M58 124 H142 V164 C142 170 138 174 132 174 H68 C62 174 58 170 58 164 Z')
  pen
    .seam('M50 92 C70 102 130 102 150 92 M58 138 H142')
    .raw(
      `<rect x="94" y="133" width="12" height="10" rx="3" fill="${BRASS}" stroke="${pen.palette.ink}" stroke-width="2"/>`,
    )
}
