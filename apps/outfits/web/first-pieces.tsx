import { type ReactNode, useState } from 'react'
import type { Item } from '../shared/index.ts'

const PIECES_AT_ONCE = 120

interface FirstPiecesProps {
  items: readonly Item[]
  /** Draws those that are shown. */
  children: (first: readonly Item[]) => ReactNode
}

/** Every piece is a picture, and two thousand of them would keep a page from its first paint: the rest is a button away. */
export function FirstPieces({ items, children }: FirstPiecesProps) {
  const [count, setCount] = useState(PIECES_AT_ONCE)
  const left = items.length - count
  return (
    <>
      {children(items.slice(0, count))}
      {left > 0 && (
        <button
          type="button"
          className="button quiet more-pieces"
          onClick={() => setCount(count + PIECES_AT_ONCE)}
        >
          Show {Math.min(PIECES_AT_ONCE, left)} more of {left}
        </button>
      )}
    </>
  )
}
