import { CATEGORIES, COLOR_FAMILIES, type Item, SEASONS } from '../../shared/index.ts'
import { isInWardrobe, type PieceFilter, PLACES, placeOf } from './filter-pieces.ts'
import { CATEGORY_WORDS, plainWords } from './words.ts'

const PLACE_CHOICES = {
  ready: 'Ready to wear',
  in_wash: 'In the wash',
  lent: 'Lent',
  archived: 'Archived',
  considering: 'Thinking of buying',
  passed: 'Not bought',
} as const

interface PieceFiltersProps {
  items: readonly Item[]
  filter: PieceFilter
  onFilter: (filter: PieceFilter) => void
}

/** Each choice says how many pieces it leads to; what there is none of is not offered. */
export function PieceFilters({ items, filter, onFilter }: PieceFiltersProps) {
  const set = (change: { [field in keyof PieceFilter]: PieceFilter[field] | undefined }) => {
    const entries = Object.entries({ ...filter, ...change }).filter(([, value]) => value)
    onFilter(Object.fromEntries(entries))
  }
  const shown = items.filter((item) =>
    filter.place === undefined ? isInWardrobe(item) : placeOf(item) === filter.place,
  )
  const kinds = CATEGORIES.map((kind) => ({
    kind,
    n: shown.filter((item) => item.category === kind).length,
  })).filter(({ kind, n }) => n > 0 || kind === filter.kind)
  const places = PLACES.map((place) => ({
    place,
    n: items.filter((item) => placeOf(item) === place).length,
  })).filter(({ place, n }) => n > 0 || place === filter.place)
  return (
    <search className="piece-filters" aria-label="Pieces">
      <fieldset className="kind-tabs">
        <legend className="visually-hidden">Kind</legend>
        {[{ kind: undefined, n: shown.length }, ...kinds].map(({ kind, n }) => (
          <label key={kind ?? 'all'} className="chip">
            <input type="radio" name="kind" checked={filter.kind === kind} onChange={() => set({ kind })} />
            {kind ? CATEGORY_WORDS[kind] : 'All'} <span className="soft">{n}</span>
          </label>
        ))}
      </fieldset>
      <div className="filter-row">
        <input
          type="search"
          aria-label="Find a piece"
          placeholder="Find a piece"
          maxLength={80}
          value={filter.words ?? ''}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
        <select
          aria-label="Colour"
          value={filter.color ?? ''}
          onChange={(event) =>
            set({ color: (event.currentTarget.value || undefined) as PieceFilter['color'] })
          }
        >
          <option value="">Any colour</option>
          {COLOR_FAMILIES.map((color) => (
            <option key={color} value={color}>
              {plainWords(color)}
            </option>
          ))}
        </select>
        <select
          aria-label="Season"
          value={filter.season ?? ''}
          onChange={(event) =>
            set({ season: (event.currentTarget.value || undefined) as PieceFilter['season'] })
          }
        >
          <option value="">Any season</option>
          {SEASONS.map((season) => (
            <option key={season} value={season}>
              {plainWords(season)}
            </option>
          ))}
        </select>
        <select
          aria-label="Where they are"
          value={filter.place ?? ''}
          onChange={(event) =>
            set({ place: (event.currentTarget.value || undefined) as PieceFilter['place'] })
          }
        >
          <option value="">In the wardrobe ({items.filter(isInWardrobe).length})</option>
          {places.map(({ place, n }) => (
            <option key={place} value={place}>
              {PLACE_CHOICES[place]} ({n})
            </option>
          ))}
        </select>
      </div>
    </search>
  )
}
