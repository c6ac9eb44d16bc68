import type { Item } from '../../shared/index.ts'
import type { Palette } from './palette.ts'

/** The tile of a pattern, in the piece's further colours; empty for plain cloth and for prints that are placed by hand. */
export function patternTile(pattern: Item['pattern'], id: string, { second, third, ink }: Palette): string {
  const tile = (size: number, content: string, turn = 0) =>
    `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${turn ? ` patternTransform="rotate(${turn})"` : ''}>${content}</pattern>`
  switch (pattern) {
    case 'stripes':
      return tile(16, `<rect y="3" width="16" height="6" fill="${second}"/>`)
    case 'checks':
      return tile(
        22,
        `<g fill="${second}"><rect width="9" height="22" opacity=".5"/><rect width="22" height="9" opacity=".5"/><rect x="14" width="2" height="22" opacity=".55"/><rect y="14" width="22" height="2" opacity=".55"/></g>`,
      )
    case 'dots':
      return tile(18, `<g fill="${second}"><circle cx="5" cy="5" r="3"/><circle cx="14" cy="14" r="3"/></g>`)
    case 'floral':
      return tile(
        38,
        `${flower(10, 11, second, '#f6d98a')}${flower(29, 28, second, '#f6d98a')}<g fill="none" stroke="${third}" stroke-width="2.4" stroke-linecap="round"><path d="M26 8q4 2 4 7M30 15q3-1 4-4M8 27q3 2 3 7M8 32q-3 0-4-3"/></g>`,
      )
    case 'herringbone':
      return tile(
        12,
        `<path d="M0 8l3-4 3 4 3-4 3 4" fill="none" stroke="${ink}" stroke-width="1.2" opacity=".6"/>`,
      )
    case 'animal':
      return tile(
        26,
        `<g fill="none" stroke="${second}" stroke-width="3.4" stroke-linecap="round"><path d="M5 8q3-4 7-1M15 17q4-3 7 1M6 20q2 3 5 1M20 6q2 2 1 4"/></g>`,
        12,
      )
    default:
      return ''
  }
}

function flower(x: number, y: number, petal: string, heart: string): string {
  const petals = [0, 72, 144, 216, 288].map(
    (turn) => `<ellipse cx="${x}" cy="${y - 4.2}" rx="2.7" ry="3.6" transform="rotate(${turn} ${x} ${y})"/>`,
  )
  return `<g fill="${petal}">${petals.join('')}</g><circle cx="${x}" cy="${y}" r="2" fill="${heart}"/>`
}
