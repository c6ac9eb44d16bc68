import type { ShownOutfit } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import type { Pieces } from './pieces.ts'

interface PiecesPanelProps {
  outfit: ShownOutfit
  pieces: Pieces
  /** Pieces that everything was built on; they stay. */
  anchors: readonly string[]
  isBusy: boolean
  swap: ((itemId: string) => void) | null
}

/** The pieces by name, head to toe; one may be swapped while the rest stays. */
export function PiecesPanel({ outfit, pieces, anchors, isBusy, swap }: PiecesPanelProps) {
  return (
    <ul className="mark-panel piece-lines">
      {outfit.items.map(({ id, name }) => {
        const item = pieces?.get(id)
        return (
          <li key={id}>
            {item ? <PiecePicture item={item} isNamed /> : <span />}
            <span>{name}</span>
            {anchors.includes(id) ? (
              <span className="soft">your start</span>
            ) : (
              swap && (
                <button type="button" className="mark-button" disabled={isBusy} onClick={() => swap(id)}>
                  Swap<span className="visually-hidden"> {name}</span>
                </button>
              )
            )}
          </li>
        )
      })}
    </ul>
  )
}
