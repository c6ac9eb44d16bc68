import { useState } from 'react'
import { CATEGORIES, type Category, type Item } from '../shared/index.ts'
import { FirstPieces } from './first-pieces.tsx'
import { PiecePicture } from './garments/piece-picture.tsx'

interface PiecePicksProps {
  legend: string
  items: readonly Item[]
  chosen: readonly string[]
  setChosen: (chosen: string[]) => void
  /** One at most: a choice among them instead of a collection. */
  isSingle?: boolean
}

const NOT_AT_HAND = { ready: null, in_wash: 'in the wash', lent: 'lent', archived: 'put away' } as const

/** Pieces to choose from by their pictures. What was chosen stays chosen when another kind is looked at. */
export function PiecePicks({ legend, items, chosen, setChosen, isSingle = false }: PiecePicksProps) {
  const [category, setCategory] = useState<Category | null>(null)
  const kinds = CATEGORIES.filter((one) => items.some((item) => item.category === one))
  const shown = category === null ? items : items.filter((item) => item.category === category)
  const toggle = (id: string) => {
    if (isSingle) setChosen([id])
    else setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  return (
    <>
      {kinds.length > 1 && (
        <fieldset className="kinds">
          <legend className="visually-hidden">Show</legend>
          <div className="chips">
            {[null, ...kinds].map((kind) => (
              <label key={kind} className="chip">
                <input
                  type="radio"
                  name="kind"
                  checked={category === kind}
                  onChange={() => setCategory(kind)}
                />
                {kind ?? 'All'}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend>{legend}</legend>
        <FirstPieces items={shown}>
          {(first) => (
            <div className="picks piece-picks">
              {first.map((item) => {
                const away = NOT_AT_HAND[item.availability]
                const note = away ?? (item.ownership === 'owned' ? null : 'not yours yet')
                return (
                  <label key={item.id} className="pick" data-away={away !== null}>
                    <input
                      type={isSingle ? 'radio' : 'checkbox'}
                      name="piece"
                      checked={chosen.includes(item.id)}
                      disabled={away !== null}
                      onChange={() => toggle(item.id)}
                    />
                    <PiecePicture item={item} isNamed />
                    <span>{item.name}</span>
                    {note && <small>{note}</small>}
                  </label>
                )
              })}
            </div>
          )}
        </FirstPieces>
      </fieldset>
    </>
  )
}
