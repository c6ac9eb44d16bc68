import { expect, test } from 'vitest'
import { durationWords, offsetWords } from './instants.ts'

test('a duration is named in the unit that fits it', () => {
  expect([0, 840, 12_400, 59_949, 185_000].map(durationWords)).toEqual([
    '0 ms',
    '840 ms',
    '12.4 s',
    '59.9 s',
    '3 min 05 s',
  ])
})

test('an offset keeps its milliseconds', () => {
  expect(offsetWords(12_345)).toBe('+12.345')
})
