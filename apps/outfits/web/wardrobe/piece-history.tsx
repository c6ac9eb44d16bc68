import type { Item, KeptOutfit } from '../../shared/index.ts'
import { WardrobeLink } from './wardrobe-link.tsx'
import { counted, dayOf } from './words.ts'

interface PieceHistoryProps {
  item: Item
  items: readonly Item[]
  worn: readonly KeptOutfit[]
  saved: readonly KeptOutfit[]
  disliked: readonly KeptOutfit[]
}

/** When it was worn and with what, as far as that was said. */
export function PieceHistory({ item, items, worn, saved, disliked }: PieceHistoryProps) {
  const has = ({ outfit }: KeptOutfit) => outfit.itemIds.includes(item.id)
  const days = worn
    .filter(has)
    .flatMap(({ outfit, wornAt }) => wornAt.map((at) => ({ at, itemIds: outfit.itemIds })))
    .toSorted((a, b) => b.at - a.at)
  const [kept, turnedDown] = [saved.filter(has).length, disliked.filter(has).length]
  const withWhat = (itemIds: readonly string[]) =>
    itemIds
      .filter((id) => id !== item.id)
      .map((id) => items.find((one) => one.id === id)?.name ?? 'a piece that is gone')
      .join(', ')
  return (
    <section aria-labelledby="piece-history">
      <h2 id="piece-history">Worn and kept</h2>
      {days.length === 0 && <p>Not worn yet in an outfit that was marked as worn.</p>}
      {days.length > 0 && (
        <ul className="piece-days">
          {days.map(({ at, itemIds }) => (
            <li key={at}>
              <strong>{dayOf(at)}</strong> <span className="soft">with {withWhat(itemIds)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        In {counted(kept, 'saved outfit')} and {counted(turnedDown, 'disliked one')}.{' '}
        <WardrobeLink href="/wardrobe/kept">Look at them</WardrobeLink>
      </p>
    </section>
  )
}
