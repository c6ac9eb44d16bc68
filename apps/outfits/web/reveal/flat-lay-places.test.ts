import { expect, test } from 'vitest'
import { outfitRequestSchema, sortHeadToToe, traitsOf } from '../../shared/index.ts'
import { demoWardrobe } from '../../server/demo/index.ts'
import { rankOutfits } from '../../server/ranker/index.ts'
import { outfitContextFrom } from '../../server/validator/index.ts'
import { BOARD_HEIGHT, placesOf } from './flat-lay-places.ts'

const items = demoWardrobe(0)
const byId = new Map(items.map((item) => [item.id, item]))

/** Outfits of every kind that the ranker makes: dresses, four layers, many accessories. */
const looks = ['cold', 'cool', 'mild', 'warm', 'hot'].flatMap((temperature) =>
  ['Formal event', 'Weekend errands', 'Brunch'].flatMap((occasion) => {
    const request = outfitRequestSchema.parse({ occasions: [occasion], weather: { temperature } })
    return rankOutfits(outfitContextFrom({ items, request, now: 0 })).map(({ itemIds }) =>
      sortHeadToToe(itemIds.map((id) => byId.get(id)!)),
    )
  }),
)

test('every piece of an outfit lies on the board, once and whole', () => {
  expect(looks.length).toBeGreaterThan(30)
  for (const look of looks) {
    const places = placesOf(look)
    expect(places.map(({ item }) => item.id).toSorted()).toEqual(look.map((item) => item.id).toSorted())
    for (const { x, y, size } of places) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.01)
      expect(x + size).toBeLessThanOrEqual(100.01)
      expect(y + size).toBeLessThanOrEqual(BOARD_HEIGHT + 0.01)
    }
  }
})

test('no piece hides another, and shoes stand at the foot', () => {
  for (const look of looks) {
    const places = placesOf(look)
    const shoes = places.find(({ item }) => traitsOf(item).slot === 'shoes')!
    for (const one of places) {
      expect(one.y).toBeLessThanOrEqual(shoes.y)
      for (const other of places.slice(places.indexOf(one) + 1)) {
        const across = Math.min(one.x + one.size, other.x + other.size) - Math.max(one.x, other.x)
        const down = Math.min(one.y + one.size, other.y + other.size) - Math.max(one.y, other.y)
        const shared = Math.max(0, across) * Math.max(0, down)
        expect(shared / Math.min(one.size, other.size) ** 2).toBeLessThan(0.8)
      }
    }
  }
})
