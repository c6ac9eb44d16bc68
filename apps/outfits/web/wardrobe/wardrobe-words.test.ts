import { expect, test } from 'vitest'
import { itemSchema, newItemSchema } from '../../shared/index.ts'
import { filterFromSearch, filterPieces, isInWardrobe, PLACES, placeOf } from './filter-pieces.ts'
import { countSettled, wordsFromCounts } from './import-counts.ts'
import { changesBetween, draftFromPiece, findDraftProblems, pieceFromDraft } from './piece-draft.ts'
import { tableFromRows } from './table-text.ts'

const COAT = newItemSchema.parse({
  name: 'Navy coat',
  category: 'outerwear',
  subCategory: 'coat',
  colors: [{ hex: '#1d2a4a', name: 'navy' }],
  fabric: 'wool',
  price: 59.9,
  seasons: ['winter'],
  tags: ['work', 'rain'],
})
const item = (id: string, facts: object = {}) =>
  itemSchema.parse({ ...COAT, id, createdAt: 1, updatedAt: 1, ...facts })

test('a piece that goes through the form untouched is the same piece, and nothing of it counts as corrected', () => {
  expect(pieceFromDraft(draftFromPiece(COAT))).toEqual(COAT)
  expect(changesBetween(item('a'), pieceFromDraft(draftFromPiece(COAT)))).toEqual({})
  const draft = { ...draftFromPiece(COAT), price: '60', fabric: '' as const }
  expect(changesBetween(item('a'), pieceFromDraft(draft))).toEqual({ price: 60, fabric: null })
})

test('a form says what is missing before it is sent', () => {
  const problems = findDraftProblems({ ...draftFromPiece({}), price: 'much' })
  expect(Object.keys(problems).toSorted()).toEqual(['colors', 'name', 'price', 'subCategory'])
  expect(findDraftProblems({ ...draftFromPiece(COAT), price: '59,90' })).toEqual({})
})

test('every piece is in exactly one place, and the filters find it by kind, colour, season and words', () => {
  const items = [
    item('ready'),
    item('washed', { availability: 'in_wash' }),
    item('archived', { availability: 'archived' }),
    item('wished', { ownership: 'considering' }),
    item('scarf', {
      name: 'Silk scarf',
      category: 'accessories',
      subCategory: 'scarf',
      colors: [{ hex: '#c62f36', name: 'red' }],
      seasons: [],
    }),
  ]
  const ids = (filter: Parameters<typeof filterPieces>[1]) => filterPieces(items, filter).map(({ id }) => id)
  expect(PLACES.flatMap((place) => ids({ place })).toSorted()).toEqual(items.map(({ id }) => id).toSorted())
  expect(ids({})).toEqual(items.filter(isInWardrobe).map(({ id }) => id))
  expect(ids({ place: 'considering' })).toEqual(['wished'])
  expect(placeOf(items[3]!)).toBe('considering')
  expect(ids({ kind: 'accessories' })).toEqual(['scarf'])
  expect(ids({ color: 'red' })).toEqual(['scarf'])
  // All year is any season.
  expect(ids({ season: 'summer' })).toEqual(['scarf'])
  expect(ids({ words: 'wool NAVY' })).toEqual(['ready', 'washed'])
})

test('an address says only what the wardrobe knows', () => {
  expect(filterFromSearch({ kind: 'shoes', color: 'beige', season: 3, words: 'coat' })).toEqual({
    kind: 'shoes',
    words: 'coat',
  })
})

test('the counts of an import are said one by one and add up', () => {
  const counts = {
    total: 9,
    missing: 1,
    measuring: 2,
    ready: 3,
    needsYou: 1,
    unreadable: 1,
    failed: 0,
    removed: 1,
  }
  const words = wordsFromCounts(counts)
  expect(words).toBe(
    '3 in the wardrobe, 1 needs you, 2 being looked at, 1 not here yet, 1 unreadable, 1 removed',
  )
  expect(words.match(/\d+/g)!.reduce((sum, n) => sum + Number(n), 0)).toBe(counts.total)
  expect(countSettled(counts)).toBe(6)
})

test('rows become a table again that reads as they were', () => {
  expect(tableFromRows([])).toBe('')
  expect(tableFromRows([{ name: 'A "good" coat', color: 'navy, red' }, { name: 'B' }])).toBe(
    'name,color\n"A ""good"" coat","navy, red"\nB,',
  )
})
