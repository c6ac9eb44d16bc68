import { UnfoldError } from 'unfold/protocol'
import { expect, it } from 'vitest'
import { CHOICES_WORDS, wordsOfRefusal } from './choices-words.ts'

const refused = (message: string) =>
  new UnfoldError('INVALID', 'Something in the request is missing or not allowed.', {
    fields: [{ field: 'choice.text', message }],
  })

it('gives a child the reason of a check, and never the words of a schema', () => {
  expect(wordsOfRefusal(refused('There are no wounds in these stories. Try a narrow escape.'), 'ltr')).toBe(
    'These words cannot be used in a story. There are no wounds in these stories. Try a narrow escape.',
  )
  expect(wordsOfRefusal(refused('must be one line of readable characters'), 'ltr')).toBe(
    CHOICES_WORDS.ltr.unreadable,
  )
})

it('says everything to a child in the language of its story', () => {
  const errors = [
    new Error('offline'),
    refused('There are no wounds in these stories. Try a narrow escape.'),
    refused('must be one line of readable characters'),
    new UnfoldError('INVALID', 'No.'),
    new UnfoldError('CONFLICT', 'It has changed.'),
    new UnfoldError('NOT_FOUND', 'There is no such chapter.'),
    new UnfoldError('UNAVAILABLE', 'The server could not be reached.'),
    new UnfoldError('LIMIT_EXCEEDED', 'Too many.'),
  ]
  for (const error of errors) {
    expect(wordsOfRefusal(error, 'rtl')).not.toMatch(/[a-z]/i)
    expect(wordsOfRefusal(error, 'ltr')).not.toMatch(/\p{Script=Hebrew}/u)
  }
  const own = new UnfoldError('INVALID', 'אין פצעים בסיפורים האלה. נסו בריחה ברגע האחרון.')
  expect(wordsOfRefusal(own, 'rtl')).toBe(own.message)
  for (const words of Object.values(CHOICES_WORDS.rtl)) {
    expect(typeof words === 'string' ? words : words(3)).toMatch(/^[^a-z]+$/i)
  }
})
