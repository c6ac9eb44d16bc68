import type { ReactNode } from 'react'
import type { Item, KeptOutfit } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import { WardrobeLink } from './wardrobe-link.tsx'
import { plainWords } from './words.ts'

interface KeptOutfitProps {
  kept: KeptOutfit
  items: readonly Item[]
  /** When what was said about it, and why. */
  said: ReactNode
  children: ReactNode
}

/** An outfit that somebody said something about: its pieces head to toe, as they look now. */
export function KeptOutfitCard({ kept: { outfit, context }, items, said, children }: KeptOutfitProps) {
  const pieces = outfit.itemIds.map((id) => items.find((item) => item.id === id) ?? null)
  const gone = pieces.filter((item) => item === null).length
  const { condition, temperature } = context.weather ?? { condition: null, temperature: null }
  const madeFor = [...context.occasions, temperature, condition].flatMap((one) =>
    one === null ? [] : plainWords(one),
  )
  return (
    <li className="kept-outfit sheet">
      <ul className="kept-pieces">
        {pieces.map(
          (item) =>
            item && (
              <li key={item.id} className="piece-card">
                <PiecePicture item={item} isNamed />
                <WardrobeLink className="card-link" href={`/wardrobe/${encodeURIComponent(item.id)}`}>
                  {item.name}
                </WardrobeLink>
              </li>
            ),
        )}
        {gone > 0 && (
          <li className="soft kept-gone">
            and {gone} that {gone === 1 ? 'is' : 'are'} gone
          </li>
        )}
      </ul>
      <div>
        {madeFor.length > 0 && <p className="soft">For: {madeFor.join(', ')}</p>}
        <p>{said}</p>
        <details className="more">
          <summary>How to style it, and why it works</summary>
          <p>{outfit.howToStyle}</p>
          <p>{outfit.whyItWorks}</p>
        </details>
        <p className="row">{children}</p>
      </div>
    </li>
  )
}
