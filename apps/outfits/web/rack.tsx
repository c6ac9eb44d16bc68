import type { Item } from '../shared/index.ts'
import { PiecePicture } from './garments/piece-picture.tsx'

const HUNG = 14

/** A look into the wardrobe; decoration, at its full height from the start. */
export function Rack({ items }: { items: readonly Item[] | null }) {
  const clothes = items?.filter((item) => !['accessories', 'bags', 'shoes'].includes(item.category)) ?? []
  // Spread over all of it, so that not ten shirts in a row are hung.
  const step = Math.max(1, clothes.length / HUNG)
  const hung = Array.from(
    { length: Math.min(HUNG, clothes.length) },
    (_, i) => clothes[Math.floor(i * step)]!,
  )
  return (
    <div className="rack" aria-hidden="true">
      {hung.map((item) => (
        <PiecePicture key={item.id} item={item} isNamed />
      ))}
    </div>
  )
}
