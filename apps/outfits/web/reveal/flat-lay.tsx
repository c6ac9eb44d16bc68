import type { ShownOutfit } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import { BOARD_HEIGHT, placesOf } from './flat-lay-places.ts'
import type { Pieces } from './pieces.ts'

interface FlatLayProps {
  outfit: Pick<ShownOutfit, 'items'>
  pieces: Pieces
}

/** An outfit as one lays it on the bed in the evening, head to toe. */
export function FlatLay({ outfit, pieces }: FlatLayProps) {
  const known = outfit.items.flatMap(({ id }) => pieces?.get(id) ?? [])
  const gone = pieces === null ? [] : outfit.items.filter(({ id }) => !pieces.has(id))
  const places = new Map(placesOf(known).map((place) => [place.item.id, place]))
  return (
    <div className="lay">
      <ul>
        {known.map((item) => {
          const { x, y, size } = places.get(item.id)!
          const style = {
            insetInlineStart: `${x}%`,
            insetBlockStart: `${(100 * y) / BOARD_HEIGHT}%`,
            inlineSize: `${size}%`,
          }
          return (
            <li key={item.id} style={style} title={item.name}>
              <PiecePicture item={item} />
            </li>
          )
        })}
      </ul>
      {gone.length > 0 && (
        <p className="lay-gone">No longer in the wardrobe: {gone.map((item) => item.name).join(', ')}</p>
      )}
    </div>
  )
}
