import { expect, it } from 'vitest'
import { BAR_WORDS } from './bar-words.ts'
import { BOOK_WORDS } from './book-words.ts'
import { GROWN_UP_WORDS } from './grown-up-words.ts'
import { PAGE_WORDS } from './page-words.ts'
import { SETTINGS_WORDS } from './settings-words.ts'
import { STATE_WORDS } from './state-words.ts'

const TABLES = { BAR_WORDS, BOOK_WORDS, GROWN_UP_WORDS, PAGE_WORDS, SETTINGS_WORDS, STATE_WORDS }

/** Every word of a table, with numbers where it wants them. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [1, 2].map((number) => String(value(number, 3, '', 4) ?? ''))
  return Object.values(value as object).flatMap(wordsOf)
}

it.each(Object.entries(TABLES))('%s has every word in the language of its side', (_, { ltr, rtl }) => {
  for (const words of wordsOf(rtl)) expect(words.replace('Unfold', '')).not.toMatch(/\p{Script=Latin}/u)
  for (const words of wordsOf(ltr)) expect(words).not.toMatch(/\p{Script=Hebrew}/u)
})

it('says why a chapter broke off in Hebrew, whatever the server said of it', () => {
  const error = { code: 'MODEL_UNAVAILABLE', message: 'The model does not answer.', retryable: true }
  expect(GROWN_UP_WORDS.ltr.causeOf(error)).toBe(error.message)
  expect(GROWN_UP_WORDS.rtl.causeOf(error)).toBe('המודל לא עונה.')
  expect(GROWN_UP_WORDS.rtl.causeOf({ ...error, code: 'NEW' })).toBeNull()
})
