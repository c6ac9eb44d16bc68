import { expect, test } from 'vitest'
import { directionOf, isolatesOf, splitSentences } from './direction.ts'

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

test('sentences join to the text they came from', () => {
  const text = 'She waved. שלום לך! And off they went.'
  const sentences = splitSentences(text, 'ltr')
  expect(sentences).toHaveLength(3)
  expect(sentences.join('')).toBe(text)
})

test('what is quoted in the other language is isolated with its own punctuation, without its quotation marks', () => {
  const hebrew = 'נועה אמרה “Hello, Max!” והלכה.'
  const [quoted, ...rest] = isolatesOf(hebrew, 'rtl')
  expect(rest).toEqual([])
  expect(quoted!.direction).toBe('ltr')
  expect(hebrew.slice(quoted!.from, quoted!.to)).toBe('Hello, Max!')
  expect(isolatesOf('“Hello!” said Max.', 'ltr')).toEqual([])
})
