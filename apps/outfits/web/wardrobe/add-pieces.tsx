import { useState } from 'react'
import type { Item } from '../../shared/index.ts'
import { AddByLine } from './add-by-line.tsx'
import { AddByTable } from './add-by-table.tsx'
import { AddPhotos } from './add-photos.tsx'
import { WardrobeLink } from './wardrobe-link.tsx'
import { PieceForm } from './piece-form.tsx'
import { addPiece } from './wardrobe-api.ts'

export const ADD_WAYS = ['line', 'photos', 'form', 'table'] as const
export type AddWay = (typeof ADD_WAYS)[number]

const WAY_WORDS = { line: 'One line', photos: 'Photos', form: 'A form', table: 'A table (CSV)' }

interface AddPiecesProps {
  way: AddWay
  onWay: (way: AddWay) => void
  vision: string | null
  onChanged: () => void
}

/** Four ways in; what was begun in one stays while another is looked at. */
export function AddPieces({ way, onWay, vision, onChanged }: AddPiecesProps) {
  return (
    <section className="add-pieces sheet" aria-labelledby="add-pieces">
      <h2 id="add-pieces">Add pieces</h2>
      <fieldset className="kind-tabs">
        <legend className="visually-hidden">How</legend>
        {ADD_WAYS.map((one) => (
          <label key={one} className="chip">
            <input type="radio" name="way" checked={one === way} onChange={() => onWay(one)} />
            {WAY_WORDS[one]}
          </label>
        ))}
      </fieldset>
      <div hidden={way !== 'line'}>
        <AddByLine onChanged={onChanged} />
      </div>
      <div hidden={way !== 'photos'}>
        <AddPhotos vision={vision} onChanged={onChanged} />
      </div>
      <div hidden={way !== 'form'}>
        <AddByForm onChanged={onChanged} />
      </div>
      <div hidden={way !== 'table'}>
        <AddByTable onChanged={onChanged} />
      </div>
    </section>
  )
}

function AddByForm({ onChanged }: { onChanged: () => void }) {
  const [added, setAdded] = useState<Item[]>([])
  const last = added.at(-1)
  return (
    <div className="add-way">
      <PieceForm
        // An empty form for the next piece.
        key={added.length}
        initial={{}}
        submit="Add this piece"
        onPiece={async (piece) => {
          const item = await addPiece(piece)
          setAdded([...added, item])
          onChanged()
        }}
      />
      <output>
        {last && (
          <>
            Added: <WardrobeLink href={`/wardrobe/${encodeURIComponent(last.id)}`}>{last.name}</WardrobeLink>
          </>
        )}
      </output>
    </div>
  )
}
