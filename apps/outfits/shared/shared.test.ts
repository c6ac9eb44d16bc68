import { describe, expect, test } from 'vitest'
import {
  NAMED_COLORS,
  colorFamilyOf,
  colorNameFromHex,
  itemSchema,
  levelRangeOf,
  newItemSchema,
  outfitAnswerSchema,
  outfitRequestSchema,
  sortHeadToToe,
  traitsOf,
} from './index.ts'

const shirt = {
  name: 'White shirt',
  category: 'tops',
  subCategory: 'buttonup',
  colors: [{ hex: '#F8F8F6', name: 'white' }],
}
const stored = { createdAt: 1, updatedAt: 1 }

describe('an item', () => {
  test('spells shoes one way, whatever came in', () => {
    const shoes = { ...shirt, name: 'Loafers', category: 'footwear', subCategory: 'loafers' }
    expect(newItemSchema.parse(shoes).category).toBe('shoes')
  })

  test('is refused when its sub-category belongs elsewhere', () => {
    const answer = newItemSchema.safeParse({ ...shirt, subCategory: 'jeans' })
    expect(answer.error?.issues[0]?.path).toEqual(['subCategory'])
  })

  test('derives warmth, bulk and dress level, and lets the person correct them', () => {
    const coat = itemSchema.parse({
      ...shirt,
      ...stored,
      id: 'c',
      category: 'outerwear',
      subCategory: 'coat',
      fabric: 'wool',
      fit: 'structured',
    })
    expect(traitsOf(coat)).toMatchObject({ warmth: 75, bulk: 4, dressLevel: 4, layer: 5 })
    expect(traitsOf({ ...coat, warmth: 40, bulk: 3, dressLevel: 2 })).toMatchObject({
      warmth: 40,
      bulk: 3,
      dressLevel: 2,
    })
  })

  test('is laid out head to toe, the outer layer first', () => {
    const items = (['sneakers', 'trousers', 'tshirt', 'coat', 'hat'] as const).map((subCategory) =>
      itemSchema.parse({
        ...shirt,
        ...stored,
        id: subCategory,
        subCategory,
        category: CATEGORY[subCategory],
      }),
    )
    expect(sortHeadToToe(items).map((item) => item.id)).toEqual([
      'hat',
      'coat',
      'tshirt',
      'trousers',
      'sneakers',
    ])
  })
})

describe('a colour', () => {
  test('is called by the name that is nearest', () => {
    expect(Object.entries(NAMED_COLORS).map(([name, hex]) => [name, colorNameFromHex(hex)])).toEqual(
      Object.keys(NAMED_COLORS).map((name) => [name, name]),
    )
    expect(colorNameFromHex('#1b2745')).toBe('navy')
  })

  test.each([
    ['neutral', ['black', 'grey', 'white', 'cream', 'beige', 'navy', 'denim', 'brown']],
    ['red', ['red', 'burgundy', 'coral', 'pink', 'fuchsia']],
    ['orange', ['orange']],
    ['yellow', ['yellow', 'mustard']],
    ['green', ['green', 'dark green', 'turquoise']],
    ['blue', ['blue', 'light blue']],
    ['purple', ['purple', 'lilac']],
  ])('of the %s family is found by measure', (family, names) => {
    expect(names.map((name) => [name, colorFamilyOf(NAMED_COLORS[name]!)])).toEqual(
      names.map((name) => [name, family]),
    )
  })
})

describe('a request', () => {
  test.each([
    ['anchors', { mode: 'complete', occasions: ['Brunch'] }],
    ['anchors', { mode: 'consider-buying' }],
    ['occasions', {}],
    ['anchors', { mode: 'complete', anchors: ['a', 'a'] }],
  ])('without what its mode needs names the field: %s', (field, body) => {
    expect(outfitRequestSchema.safeParse(body).error?.issues[0]?.path).toEqual([field])
  })

  test('may come as chips, words, stops or anchors', () => {
    for (const body of [
      { occasions: ['casual'] },
      { freeText: 'school run, investor meeting, coffee' },
      { stops: [{ occasion: 'Brunch' }] },
      { mode: 'complete', anchors: ['a'] },
    ])
      expect(outfitRequestSchema.safeParse(body).success).toBe(true)
  })
})

describe('occasions', () => {
  test('ask for the levels that serve all of them', () => {
    expect(levelRangeOf(['Business meeting'])).toEqual({ min: 3, max: 4 })
    expect(levelRangeOf(['school run, investor meeting, coffee'])).toEqual({ min: 3, max: 3 })
    expect(levelRangeOf(['School drop-off', 'Formal event'])).toEqual({ min: 3, max: 4 })
    expect(levelRangeOf(['hedgehog convention'])).toBeNull()
    expect(levelRangeOf([])).toBeNull()
  })

  test('are read by whole words', () => {
    expect(levelRangeOf(['candidate training day'])).toEqual({ min: 1, max: 2 })
  })
})

test('a model answers with ids out of the closed list only', () => {
  const answer = outfitAnswerSchema(['a', 'b', 'c'])
  const outfit = { reasoning: 'r', itemIds: ['a', 'b'], howToStyle: 'h', whyItWorks: 'w', vibeKeywords: [] }
  expect(answer.safeParse(outfit).success).toBe(true)
  expect(answer.safeParse({ ...outfit, itemIds: ['a', 'black shirt'] }).success).toBe(false)
})

const CATEGORY = {
  sneakers: 'shoes',
  trousers: 'bottoms',
  tshirt: 'tops',
  coat: 'outerwear',
  hat: 'accessories',
} as const
