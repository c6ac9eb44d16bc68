import { expect, test } from 'vitest'
import { directionOf, sentencesOf } from './direction.ts'

test('a Hebrew sentence that opens with a Latin name runs from right to left', () => {
  expect(directionOf('Max רץ אל הים.', 'ltr')).toBe('rtl')
})

test('an English sentence with a Hebrew name runs from left to right', () => {
  expect(directionOf('Then נועה ran down to the sea.', 'rtl')).toBe('ltr')
})

test('numbers alone follow the sentences around them', () => {
  expect(directionOf('5, 4, 3!', 'rtl')).toBe('rtl')
  expect(directionOf('5, 4, 3!', 'ltr')).toBe('ltr')
})

test('sentences join to the text they came from, each with its own direction', () => {
  const text = 'She waved. שלום לך! And off they went.'
  const sentences = sentencesOf(text, 'ltr')
  expect(sentences.map((s) => s.text).join('')).toBe(text)
  expect(sentences.map((s) => s.direction)).toEqual(['ltr', 'rtl', 'ltr'])
})
