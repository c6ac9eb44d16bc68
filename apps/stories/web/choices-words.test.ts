import { UnfoldError } from 'unfold/protocol'
import { expect, it } from 'vitest'
import { CHOICES_WORDS, wordsOfRefusal } from './choices-words.ts'

const refused = (message: string) =>
  new UnfoldError('INVALID', 'Something in the request is missing or not allowed.', {
    fields: [{ field: 'choice.text', message }],
  })

it('gives a child the reason of a check, and never the words of a schema', () => {
  expect(wordsOfRefusal(refused('It describes blood or wounds.'), 'ltr')).toBe(
    'These words cannot be used in a story. It describes blood or wounds.',
  )
  expect(wordsOfRefusal(refused('must be one line of readable characters'), 'ltr')).toBe(
    CHOICES_WORDS.ltr.unreadable,
  )
})

it('says everything to a child in the language of its story', () => {
  const errors = [
    new Error('offline'),
    refused('It describes blood or wounds.'),
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
  for (const words of Object.values(CHOICES_WORDS.rtl)) {
    expect(typeof words === 'string' ? words : words(3)).toMatch(/^[^a-z]+$/i)
  }
})
