import { expect, test } from 'vitest'
import { ENGLISH } from './english/index.ts'
import { ORDINARY } from './english/ordinary.fixture.ts'
import { normalise } from './normalise.ts'
import { createUnmask } from './unmask.ts'

const unmask = createUnmask(ENGLISH)

test('normalising takes marks, invisible signs, look-alikes and pictures of letters away', () => {
  expect(normalise('  K\u200Bi\u0301\u00ADL\uFE0Fl  \n “Ｎow”  ', ENGLISH)).toBe('kill "now"')
  expect(normalise('сат ᴄᴀᴛ 🅒🅐🅣 🇨🇦🇹 🄲🄰🅃', ENGLISH)).toBe('cat cat cat cat cat')
})

test('niqqud is taken away like any other mark', () => {
  expect(normalise('שָׁלוֹם', { letters: {}, pictures: {} })).toBe('שלום')
})

test.each([
  ['k1ll', 'kill'],
  ['k 1 l l', 'kill'],
  ['k i l l e d', 'killed'],
  ['k.i.l.l. him', 'kill. him'],
  ['k i l l h i m', 'kill him'],
  ['kiiillled', 'killed'],
  ['mur der', 'murder'],
  ['(k-i-l-l)', '(kill)'],
  ['sui_cide', 'suicide'],
  ['g*n', 'gun'],
  ['k(i)ll', 'kill'],
  ['(k)i[1]led', 'killed'],
  ['k¡ll', 'kill'],
])('%s is read as %s', (hidden, read) => {
  expect(unmask(hidden)).toBe(read)
})

test.each([
  's k i l l',
  'c-a-t',
  'an us flag',
  'at its best',
  'sooooo',
  '1, 2, 3, 4',
  'x-ray',
  'room 12b',
  '*kind*',
  "she'll",
  'cat(s)',
  'sk(i)ll',
])('%s stays as it is', (text) => {
  expect(unmask(text)).toBe(text)
})

test('no ordinary sentence is rewritten', () => {
  const texts = ORDINARY.map((text) => normalise(text, ENGLISH))
  expect(texts.map(unmask)).toEqual(texts)
})
