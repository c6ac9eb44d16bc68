import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createGraphemeHolder } from './index.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const clusters = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment)

it('holds the last cluster back until what follows proves it complete', () => {
  const holder = createGraphemeHolder()
  expect(holder.push('cafe')).toBe('caf')
  expect(holder.push('\u0301')).toBe('')
  expect(holder.push('s')).toBe('e\u0301')
  expect(holder.push('👩')).toBe('s')
  expect(holder.push('\u200d👧\ud83c')).toBe('')
  expect(holder.push('\udffb\r')).toBe('👩\u200d👧🏻')
  expect(holder.push('\n')).toBe('')
  expect(holder.flush()).toBe('\r\n')
  expect(holder.flush()).toBe('')
})

it('lets out whole clusters only, and everything, however the text is cut', () => {
  const scraps = fc.constantFrom(
    'a',
    'b ',
    '\n',
    '\r',
    'é',
    '\u0301',
    'שָׁ',
    '🦊',
    '👩',
    '\u200d',
    '👧',
    '🏻',
    '🇮',
    '🇱',
    '한',
    '\ud83c',
  )
  const text = fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat(100)), (whole, places) => {
      const at = [...new Set(places.map((place) => place % (whole.length + 1)))].toSorted((a, b) => a - b)
      const holder = createGraphemeHolder()
      const pieces = [...at, whole.length].map((end, i) => holder.push(whole.slice(at[i - 1] ?? 0, end)))
      pieces.push(holder.flush())
      expect(pieces.join('')).toBe(whole)
      expect(pieces.flatMap(clusters)).toStrictEqual(clusters(whole))
    }),
    { numRuns: 2000 },
  )
})

it('holds no more than a bounded cluster', () => {
  const holder = createGraphemeHolder()
  let out = 0
  for (let i = 0; i < 5000; i++) {
    out += holder.push('\u0301').length
    expect(i + 1 - out).toBeLessThanOrEqual(256)
  }
})
