import { describe, expect, test } from 'vitest'
import { CATEGORIES, outfitRequestSchema, temperatureSchema } from '../../shared/index.ts'
import { rankOutfits } from '../ranker/index.ts'
import { outfitContextFrom } from '../validator/index.ts'
import { demoWardrobe } from './index.ts'

const items = demoWardrobe(0)

describe('the demo wardrobe', () => {
  test('has at least forty pieces, of every category, each with an id of its own', () => {
    expect(items.length).toBeGreaterThanOrEqual(40)
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
    expect([...new Set(items.map((item) => item.category))].toSorted()).toEqual([...CATEGORIES].toSorted())
  })

  test('dresses its owner for any temperature, for work and for a gala, three times', () => {
    const dressed = (request: object) =>
      rankOutfits(outfitContextFrom({ items, request: outfitRequestSchema.parse(request), now: 0 })).map(
        ({ gaveWay }) => gaveWay,
      )
    for (const temperature of temperatureSchema.options)
      expect(dressed({ occasions: ['Brunch'], weather: { temperature } })).toEqual([[], [], []])
    for (const occasion of ['Business meeting', 'Formal event', 'Weekend errands'])
      expect(dressed({ occasions: [occasion] })).toEqual([[], [], []])
    expect(
      dressed({ occasions: ['Coffee meeting'], weather: { condition: 'rainy', temperature: 'cool' } }),
    ).toEqual([[], [], []])
  })
})
