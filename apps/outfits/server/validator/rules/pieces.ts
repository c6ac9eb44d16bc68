import { type Slot, SLOTS } from '../../../shared/index.ts'
import { listWords, type OutfitView, type Piece, theItem } from '../outfit-view.ts'
import { type Rule, found } from '../rule.ts'

export const realItems: Rule = {
  id: 'real-items',
  promise: 'Every piece is one that you own, or the one that you are considering.',
  find: ({ ids }, { wardrobe }) =>
    ids
      .filter((id) => !wardrobe.has(id))
      .map((id) => ({ sentence: 'A piece is named that is not in this wardrobe.', itemIds: [id] })),
}

export const noItemTwice: Rule = {
  id: 'no-item-twice',
  promise: 'No piece appears twice in an outfit.',
  find: ({ ids, pieces }) =>
    pieces
      .filter(({ item }) => ids.indexOf(item.id) !== ids.lastIndexOf(item.id))
      .map((piece) => found(`${theItem(piece.item)} is there twice.`, [piece])),
}

export const onePairOfShoes: Rule = {
  id: 'one-pair-of-shoes',
  promise: 'An outfit has exactly one pair of shoes.',
  find(outfit) {
    const shoes = inSlot(outfit, 'shoes')
    if (shoes.length === 0) return [found('there are no shoes.')]
    if (shoes.length === 1) return []
    return [found(`there are ${shoes.length} pairs of shoes: ${namesOf(shoes)}.`, shoes)]
  },
}

export const torsoCovered: Rule = {
  id: 'torso-covered',
  promise: 'Something covers the upper body, whatever is worn open over it.',
  find({ pieces, layers }) {
    if (pieces.some(({ traits }) => traits.coversTorso)) return []
    const open = layers.filter(({ traits }) => traits.opens)
    return [
      open.length > 0 ? found(`there is nothing under ${namesOf(open)}.`, open) : found('there is no top.'),
    ]
  },
}

export const legsCovered: Rule = {
  id: 'legs-covered',
  promise: 'Something covers the legs.',
  find: ({ pieces }) =>
    pieces.some(({ traits }) => traits.coversLegs) ? [] : [found('there is no bottom half.')],
}

const SLOT_WORDS: { readonly [slot in Slot]?: string } = {
  head: 'hat',
  eyes: 'pair of sunglasses',
  neck: 'scarf',
  waist: 'belt',
  legs: 'bottom half',
  bag: 'bag',
  'one-piece': 'one-piece',
}

export const singleSlots: Rule = {
  id: 'single-slots',
  promise:
    'One bottom half, one belt, one bag, one scarf, one hat; a dress goes over leggings, never over trousers.',
  find(outfit) {
    const crowded = SLOTS.flatMap((slot) => {
      const word = SLOT_WORDS[slot]
      const pieces = inSlot(outfit, slot)
      return word && pieces.length > 1
        ? [found(`there is more than one ${word}: ${namesOf(pieces)}.`, pieces)]
        : []
    })
    const [onePiece] = inSlot(outfit, 'one-piece')
    const legs = inSlot(outfit, 'legs').filter(
      ({ item }) => !(onePiece?.item.subCategory === 'dress' && item.subCategory === 'leggings'),
    )
    if (onePiece && legs.length > 0)
      crowded.push(
        found(
          `${theItem(onePiece.item)} covers the legs already, and ${namesOf(legs)} cannot be worn with it.`,
          [onePiece, ...legs],
        ),
      )
    return crowded
  },
}

function inSlot(outfit: OutfitView, slot: Slot): Piece[] {
  return outfit.pieces.filter(({ traits }) => traits.slot === slot)
}

function namesOf(pieces: readonly Piece[]): string {
  return listWords(pieces.map(({ item }) => theItem(item)))
}
