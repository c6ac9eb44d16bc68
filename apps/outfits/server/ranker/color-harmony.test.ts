import { expect, test } from 'vitest'
import { NAMED_COLORS, lchFromHex } from '../../shared/index.ts'
import { piece } from '../validator/pieces.fixture.ts'
import { harmonyOf, itemHarmony } from './color-harmony.ts'
import { compatibilityOf } from './compatibility.ts'

const relation = (a: string, b: string) =>
  harmonyOf(lchFromHex(NAMED_COLORS[a]!), lchFromHex(NAMED_COLORS[b]!))

test.each([
  ['black', 'white', 'neutral-contrast'],
  ['cream', 'beige', 'neutral-tonal'],
  ['navy', 'black', 'neutral-near-miss'],
  ['red', 'grey', 'accent'],
  ['dark green', 'green', 'monochrome'],
  ['yellow', 'green', 'analogous'],
  ['orange', 'blue', 'complementary'],
  ['red', 'green', 'clash'],
  ['fuchsia', 'orange', 'analogous'],
])('%s with %s is %s, either way round', (a, b, expected) => {
  expect(relation(a, b).relation).toBe(expected)
  expect(relation(b, a)).toEqual(relation(a, b))
})

test('two loud colours that clash score below every harmony', () => {
  const clash = relation('red', 'green').score
  for (const [a, b] of [
    ['navy', 'black'],
    ['red', 'grey'],
    ['orange', 'blue'],
    ['yellow', 'green'],
  ] as const)
    expect(relation(a, b).score).toBeGreaterThan(clash)
})

test('a pattern that holds the other piece’s colour goes better with it than plain cloth', () => {
  const navy = { hex: '#1d2a4a', name: 'navy' }
  const striped = piece('tshirt', { pattern: 'stripes', colors: [{ hex: '#f8f8f6', name: 'white' }, navy] })
  const plain = piece('tshirt', { colors: [{ hex: '#f8f8f6', name: 'white' }] })
  const jeans = piece('jeans', { colors: [navy] })
  expect(itemHarmony(striped, jeans).relation).toBe('echo')
  expect(compatibilityOf(striped, jeans)).toBeGreaterThan(compatibilityOf(plain, jeans))
})

test('two patterns of one kind, and denim on denim, go worse together', () => {
  const checks = piece('buttonup', { pattern: 'checks' })
  expect(compatibilityOf(checks, piece('skirt', { pattern: 'checks' }))).toBeLessThan(
    compatibilityOf(checks, piece('skirt')),
  )
  expect(
    compatibilityOf(piece('jacket', { fabric: 'denim' }), piece('jeans', { fabric: 'denim' })),
  ).toBeLessThan(compatibilityOf(piece('jacket', { fabric: 'denim' }), piece('trousers', { fabric: 'wool' })))
})
