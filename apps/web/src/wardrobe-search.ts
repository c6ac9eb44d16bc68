import type { AddWay, PieceFilter } from '@unfold/outfits/web'

/** What the address of the wardrobe may say: which pieces are looked for, and whether pieces are being added. */
export type WardrobeSearch = PieceFilter & { add?: AddWay }

/** In the router's own file nothing of a page is loaded: what the words mean, the page looks up itself. */
export function readWardrobeSearch(search: Record<string, unknown>): WardrobeSearch {
  const known = ['kind', 'color', 'season', 'place', 'words', 'add'] as const
  const said = known.flatMap((name) =>
    typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
  )
  return Object.fromEntries(said) as WardrobeSearch
}
