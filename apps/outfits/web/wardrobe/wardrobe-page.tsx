import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useKeptFocus } from 'unfold/react'
import type { Item, WardrobeImport } from '../../shared/index.ts'
import { FirstPieces } from '../first-pieces.tsx'
import { AddPieces, type AddWay } from './add-pieces.tsx'
import { filterPieces, isInWardrobe, type PieceFilter, placeOf } from './filter-pieces.ts'
import { ImportProgress } from './import-progress.tsx'
import { type Loaded, ReadingTrouble } from './loaded.tsx'
import { PieceFilters } from './piece-filters.tsx'
import { PieceGrid } from './piece-grid.tsx'
import { WardrobeNav } from './wardrobe-link.tsx'
import { counted } from './words.ts'

interface WardrobePageProps {
  items: Loaded<Item[]>
  /** Those that something is still to happen with. */
  imports: Loaded<WardrobeImport[]>
  /** The model that looks at photos; null where none does. */
  vision: string | null
  filter: PieceFilter
  /** Kept in the address, so that the way back leads to the same pieces. */
  keepFilter: (filter: PieceFilter) => void
  /** Null: not adding. */
  adding: AddWay | null
  setAdding: (way: AddWay | null) => void
  /** Something was added or removed: read it anew. */
  onChanged: () => void
}

/** Everything that one owns, as pictures. */
export function WardrobePage(props: WardrobePageProps) {
  const { items, imports, vision, keepFilter, adding, setAdding, onChanged } = props
  const [filter, setFilter] = useState(props.filter)
  const asked = useDeferredValue(filter)
  useEffect(() => keepFilter(asked), [asked, keepFilter])

  const all = items.value
  const isEmpty = all?.length === 0
  // Who begins with nothing goes on adding behind the first piece.
  const [began, setBegan] = useState(false)
  if (isEmpty && !began) setBegan(true)
  const way = adding ?? (began ? 'line' : null)
  const stopAdding = () => {
    setBegan(false)
    setAdding(null)
  }
  const shown = all ? filterPieces(all, filter) : []
  const found = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(found)
  return (
    <div className="page wardrobe">
      <title>Wardrobe · Unfold</title>
      <WardrobeNav current="/wardrobe" />
      <header className="wardrobe-head">
        <div>
          <h1>Wardrobe</h1>
          <p className="lead wardrobe-count">{all ? sayCount(all) : '\u00A0'}</p>
        </div>
        {!isEmpty && (
          <button
            type="button"
            className={way ? 'button quiet' : 'button'}
            aria-expanded={way !== null}
            onClick={way ? stopAdding : () => setAdding('line')}
          >
            {way ? 'Done adding' : 'Add pieces'}
          </button>
        )}
      </header>
      <ReadingTrouble of={items} what="The wardrobe" />
      <ReadingTrouble of={imports} what="The imports" />
      {isEmpty && (
        <p>
          Outfits are made of pieces that you own. Five are enough for a first one: type a line each, take
          photos, or bring a list.
        </p>
      )}
      {way && <AddPieces way={way} onWay={setAdding} vision={vision} onChanged={onChanged} />}
      {imports.value?.map((one) => (
        <ImportProgress key={one.id} found={one} onChanged={onChanged} />
      ))}
      {all && all.length > 0 && (
        <>
          <PieceFilters items={all} filter={filter} onFilter={setFilter} />
          <output className="shown-count">{sayShown(shown, all, filter)}</output>
          <section ref={found} aria-label="Pieces found" tabIndex={-1} {...keepFocus}>
            {shown.length > 0 ? (
              <FirstPieces items={shown}>{(first) => <PieceGrid items={first} />}</FirstPieces>
            ) : (
              <p>
                No piece is like this.{' '}
                <button type="button" className="button quiet" onClick={() => setFilter({})}>
                  Show all
                </button>
              </p>
            )}
          </section>
        </>
      )}
      {!all && !items.error && <GridPlaces />}
    </div>
  )
}

/** Every piece is counted in one of the words. */
function sayCount(items: readonly Item[]): string {
  const owned = items.filter(({ ownership }) => ownership === 'owned')
  const archived = owned.filter(({ availability }) => availability === 'archived').length
  const thought = items.length - owned.length
  return [
    counted(owned.length - archived, 'piece'),
    archived > 0 && `${archived} archived`,
    thought > 0 && `${thought} not owned`,
  ]
    .filter(Boolean)
    .join(', ')
}

function sayShown(shown: readonly Item[], all: readonly Item[], filter: PieceFilter): string {
  const { place } = filter
  const of = all.filter((item) => (place ? placeOf(item) === place : isInWardrobe(item))).length
  return shown.length === of ? `All ${counted(of, 'piece')}` : `${shown.length} of ${counted(of, 'piece')}`
}

/** Holds the places of the first pieces. */
function GridPlaces() {
  return (
    <ul className="piece-grid" aria-hidden="true">
      {Array.from({ length: 12 }, (_, i) => (
        <li key={i} className="piece-card piece-place" />
      ))}
    </ul>
  )
}
