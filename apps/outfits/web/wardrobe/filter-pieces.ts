import {
  CATEGORIES,
  type Category,
  COLOR_FAMILIES,
  type ColorFamily,
  colorFamilyOf,
  type Item,
  type Season,
  SEASONS,
} from '../../shared/index.ts'
import { CATEGORY_WORDS, KIND_WORDS } from './words.ts'

/** Where pieces are: a piece is in exactly one of these. */
export const PLACES = ['ready', 'in_wash', 'lent', 'archived', 'considering', 'passed'] as const
export type Place = (typeof PLACES)[number]

/** What is looked for; what is absent is not asked. `place` absent: all that one owns and has not archived. */
export interface PieceFilter {
  kind?: Category
  color?: ColorFamily
  season?: Season
  place?: Place
  words?: string
}

export function placeOf({ ownership, availability }: Item): Place {
  return ownership === 'owned' ? availability : ownership
}

/** Owned, and not archived. */
export function isInWardrobe(item: Item): boolean {
  const place = placeOf(item)
  return place === 'ready' || place === 'in_wash' || place === 'lent'
}

export function filterPieces(items: readonly Item[], filter: PieceFilter): Item[] {
  const words = (filter.words ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(
    (item) =>
      (filter.place === undefined ? isInWardrobe(item) : placeOf(item) === filter.place) &&
      (filter.kind === undefined || item.category === filter.kind) &&
      (filter.color === undefined || item.colors.some(({ hex }) => colorFamilyOf(hex) === filter.color)) &&
      // Without a season a piece is for all of them.
      (filter.season === undefined || item.seasons.length === 0 || item.seasons.includes(filter.season)) &&
      words.every((word) => textOf(item).includes(word)),
  )
}

/** From an address that anybody may have typed. */
export function filterFromSearch(search: Record<string, unknown>): PieceFilter {
  const one = <Value extends string>(value: unknown, of: readonly Value[]) =>
    of.find((known) => known === value)
  const kind = one(search['kind'], CATEGORIES)
  const color = one(search['color'], COLOR_FAMILIES)
  const season = one(search['season'], SEASONS)
  const place = one(search['place'], PLACES)
  const words = typeof search['words'] === 'string' ? search['words'].slice(0, 80) : ''
  return {
    ...(kind && { kind }),
    ...(color && { color }),
    ...(season && { season }),
    ...(place && { place }),
    ...(words && { words }),
  }
}

const texts = new WeakMap<Item, string>()

function textOf(item: Item): string {
  let text = texts.get(item)
  if (text === undefined) {
    const { name, category, subCategory, colors, fabric, pattern, brand, tags, style, stylingNotes } = item
    const said = [name, CATEGORY_WORDS[category], KIND_WORDS[subCategory], fabric, pattern, brand, style]
    text = [...said, stylingNotes, ...tags, ...colors.map((color) => color.name)].join(' ').toLowerCase()
    texts.set(item, text)
  }
  return text
}
