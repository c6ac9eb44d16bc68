import type { OutfitContext } from '../context.ts'
import { type Piece, theItem } from '../outfit-view.ts'
import { type Rule, found } from '../rule.ts'

/** From a knit outwards a sleeveless layer shows other sleeves on purpose, as a pinafore does; a blouse only bunches them. */
const FIRST_SLEEVELESS_OVER = 3

export const layerOrder: Rule = {
  id: 'layer-order',
  promise: 'Layers are worn one of a kind, thin under thick: no big knit under a slim jacket.',
  find: ({ layers }) =>
    pairsOf(layers).flatMap(([inner, outer]) => {
      const both = [inner, outer]
      if (inner.traits.layer === outer.traits.layer)
        return [found(`${theItem(inner.item)} and ${theItem(outer.item)} are the same layer.`, both)]
      if (inner.traits.bulk > outer.traits.bulk)
        return [found(`${theItem(inner.item)} is too thick to go under ${theItem(outer.item)}.`, both)]
      return []
    }),
}

export const layerSleeves: Rule = {
  id: 'layer-sleeves',
  promise: 'A sleeve is not pushed into a shorter one; a vest may go over long sleeves.',
  find: ({ layers }) =>
    pairsOf(layers).flatMap(([inner, outer]) => {
      const [under, over] = [inner.traits.sleeve, outer.traits.sleeve]
      if (under === null || over === null || under <= over) return []
      if (over === 0 && (outer.traits.layer! >= FIRST_SLEEVELESS_OVER || outer.traits.slot === 'one-piece'))
        return []
      return [
        found(
          `the sleeves of ${theItem(inner.item)} are longer than those of ${theItem(outer.item)} over it.`,
          [inner, outer],
        ),
      ]
    }),
}

export const innerVisible: Rule = {
  id: 'inner-visible',
  promise: 'A piece that nobody would see is not counted as a piece, unless it keeps you warm in the cold.',
  find: ({ layers }, context) =>
    layers.flatMap((inner, i) => {
      const over = layers.slice(i + 1).find((outer) => hides(outer, inner))
      if (!over || keepsWarm(context)) return []
      return [found(`${theItem(inner.item)} would be hidden under ${theItem(over.item)}.`, [inner, over])]
    }),
}

/**
 * Only what is next to the skin can vanish: a collar, cuffs or a hem show of everything else. A dress shows it where it
 * has no sleeves.
 */
function hides(outer: Piece, inner: Piece): boolean {
  if (inner.traits.layer !== 1 || outer.traits.opens) return false
  return outer.traits.slot !== 'one-piece' || outer.traits.sleeve !== 0
}

function keepsWarm({ request }: OutfitContext): boolean {
  return request.weather?.temperature === 'cold'
}

/** Every layer with each that is worn over it: two apart can clash as well as two that touch. */
function pairsOf(layers: readonly Piece[]): [Piece, Piece][] {
  return layers.flatMap((inner, i) => layers.slice(i + 1).map((outer): [Piece, Piece] => [inner, outer]))
}
