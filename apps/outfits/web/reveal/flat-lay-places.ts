import { type Item, type Slot, traitsOf } from '../../shared/index.ts'

/** The board is 100 wide; every picture on it is a square. */
export const BOARD_HEIGHT = 122

export interface Place {
  item: Item
  x: number
  y: number
  size: number
}

/** Beside the clothes, in the order of the body. */
const SIDE: readonly Slot[] = ['head', 'eyes', 'neck', 'jewelry', 'waist', 'bag']
const SIDE_SIZE = 25
/** What the clothes may take beside them. */
const BESIDE_SIDE = 78
const LAYER_SIZES = [0, 54, 50, 45, 40]

/**
 * How pieces are laid out, head to toe: the layers side by side and half over each other (the innermost on top, so that it
 * shows), legs under them, shoes below, everything small in a column beside. The order is the outfit's own.
 */
export function placesOf(items: readonly Item[]): Place[] {
  const slotOf = (item: Item) => traitsOf(item).slot
  const side = items.filter((item) => SIDE.includes(slotOf(item)))
  const layers = items.filter((item) => slotOf(item) === 'torso')
  const width = side.length > 0 ? BESIDE_SIDE : 100
  const middle = (size: number) => (width - size) / 2
  const placed: Place[] = []
  const put = (slot: Slot, y: number, size: number, x = middle(size)) => {
    for (const item of items.filter((one) => slotOf(one) === slot)) placed.push({ item, x, y, size })
  }

  const hasOnePiece = items.some((item) => slotOf(item) === 'one-piece')
  // A dress is as long as two other pieces; what is worn over it hangs beside it.
  const span = hasOnePiece && layers.length > 0 ? width * 0.72 : width
  const size = Math.min(LAYER_SIZES[layers.length] ?? 38, hasOnePiece ? 46 : 54)
  const step = layers.length > 1 ? Math.min(size * 0.62, (span - size) / (layers.length - 1)) : 0
  const left = hasOnePiece ? 0 : (width - size - step * (layers.length - 1)) / 2
  for (const [i, item] of layers.entries()) placed.push({ item, x: left + i * step, y: 1 + i * 3, size })

  put('one-piece', layers.length > 0 ? 14 : 5, 78, layers.length > 0 ? width - 72 : middle(78))
  put('legs', layers.length > 1 ? 45 : 44, 52)
  put('shoes', BOARD_HEIGHT - 34, 34)

  const gap = side.length > 1 ? Math.min(29, (BOARD_HEIGHT - SIDE_SIZE - 8) / (side.length - 1)) : 0
  const top = (BOARD_HEIGHT - SIDE_SIZE - gap * (side.length - 1)) / 2
  for (const [i, item] of side.entries())
    placed.push({ item, x: 100 - SIDE_SIZE, y: top + i * gap, size: SIDE_SIZE })
  return placed
}
