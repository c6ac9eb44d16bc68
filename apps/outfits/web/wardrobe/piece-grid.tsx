import type { Item } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import { WardrobeLink } from './wardrobe-link.tsx'
import { placeOf } from './filter-pieces.ts'
import { AVAILABILITY_WORDS, KIND_WORDS } from './words.ts'

const PLACE_WORDS = { ...AVAILABILITY_WORDS, considering: 'Thinking of buying', passed: 'Not bought' }

/** Pieces as pictures: what they look like first, what they are called second. */
export function PieceGrid({ items }: { items: readonly Item[] }) {
  return (
    <ul className="piece-grid">
      {items.map((item) => {
        const place = placeOf(item)
        return (
          <li key={item.id} className="piece-card">
            <PiecePicture item={item} isNamed />
            <WardrobeLink className="card-link" href={`/wardrobe/${encodeURIComponent(item.id)}`}>
              {item.name}
            </WardrobeLink>
            <span className="soft">
              {place === 'ready' ? KIND_WORDS[item.subCategory] : PLACE_WORDS[place]}
            </span>
            {item.favorite && (
              <span className="piece-favorite">
                <span aria-hidden="true">♥</span>
                <span className="visually-hidden">A favourite</span>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
