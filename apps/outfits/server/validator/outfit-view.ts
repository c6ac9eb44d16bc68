import { type Item, type Traits, traitsOf } from '../../shared/index.ts'

/** A proposal as the rules see it: what is real of it, with its traits. */
export interface OutfitView {
  /** As proposed: unknown and repeated ids included. */
  ids: readonly string[]
  /** Each real piece once. */
  pieces: readonly Piece[]
  /** Pieces on the torso and one-pieces, innermost first. */
  layers: readonly Piece[]
}

export interface Piece {
  item: Item
  traits: Traits
}

export function outfitViewFrom(ids: readonly string[], wardrobe: ReadonlyMap<string, Item>): OutfitView {
  const pieces = [...new Set(ids)].flatMap((id) => {
    const item = wardrobe.get(id)
    return item ? [{ item, traits: traitsOf(item) }] : []
  })
  const layers = pieces
    .filter(({ traits }) => traits.layer !== null)
    .toSorted((a, b) => a.traits.layer! - b.traits.layer!)
  return { ids, pieces, layers }
}

/** What people mean by "I wore that on Monday": top and bottom, whatever the shoes, coat and bag. */
export function lookOf(items: readonly Item[]): string {
  return keyOf(
    items.filter((item) => {
      const { slot, layer } = traitsOf(item)
      return slot === 'legs' || slot === 'one-piece' || (slot === 'torso' && layer! <= 3)
    }),
  )
}

/** What makes two outfits the same card to a person: everything but accessories and bags. */
export function coreOf(items: readonly Item[]): string {
  return keyOf(items.filter((item) => item.category !== 'accessories' && item.category !== 'bags'))
}

/** A piece inside a sentence: "the navy merino jumper", "the Levi's 501". */
export function theItem(item: Item): string {
  return `the ${nameInside(item)}`
}

/** Names are written with a capital; inside a sentence only names of brands keep theirs. */
export function nameInside(item: Item): string {
  const [first = ''] = item.name.split(' ')
  const isBrand = item.brand !== null && item.brand.toLowerCase().startsWith(first.toLowerCase())
  const isPlain = /^\p{Lu}[\p{Ll}-]*$/u.test(first) && !isBrand
  return isPlain ? first.toLowerCase() + item.name.slice(first.length) : item.name
}

/** "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function keyOf(items: readonly Item[]): string {
  return items
    .map((item) => item.id)
    .toSorted()
    .join(' ')
}
