import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Item } from '../shared/index.ts'

const PIECES_AT_ONCE = 120

interface FirstPiecesProps {
  items: readonly Item[]
  /** Draws those that are shown, each with one link or one box. */
  children: (first: readonly Item[]) => ReactNode
}

/** Every piece is a picture, and two thousand of them would keep a page from its first paint: the rest is a button away. */
export function FirstPieces({ items, children }: FirstPiecesProps) {
  const [count, setCount] = useState(PIECES_AT_ONCE)
  const left = items.length - count
  const place = useRef<HTMLDivElement>(null)
  // The button may be gone behind the last of them: whoever goes on by keyboard goes on with the first new piece.
  const next = useRef<number | null>(null)
  useEffect(() => {
    if (next.current === null) return
    place.current?.querySelectorAll<HTMLElement>('a, input')[next.current]?.focus({ preventScroll: true })
    next.current = null
  })
  const showMore = () => {
    next.current = count
    setCount(count + PIECES_AT_ONCE)
  }
  return (
    <div ref={place}>
      {children(items.slice(0, count))}
      {left > 0 && (
        <button type="button" className="button quiet more-pieces" onClick={showMore}>
          Show {Math.min(PIECES_AT_ONCE, left)} more of {left}
        </button>
      )}
    </div>
  )
}
