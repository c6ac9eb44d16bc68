import { expect, test } from 'vitest'
import { UnfoldError } from 'unfold/protocol'
import { findSlips, hasProblems, problemsFromError } from './account-problems.ts'

test('a filled form has no slips', () => {
  expect(hasProblems(findSlips({ name: 'Ada', email: 'ada@example.org', password: '12345678' }))).toBe(false)
})

test('every field that is wrong is named at once', () => {
  const { fields } = findSlips({ name: ' ', email: 'ada', password: '1234567' })
  expect(Object.keys(fields)).toEqual(['name', 'email', 'password'])
})

test('signing in accepts whatever password was once chosen', () => {
  expect(hasProblems(findSlips({ email: 'ada@example.org', password: 'old' }))).toBe(false)
})

test('what the server says of a field stands at that field', () => {
  const error = new UnfoldError('INVALID', 'Some fields are wrong.', {
    fields: [{ field: 'body.email', message: 'is not an address' }],
  })
  expect(problemsFromError(error)).toEqual({ fields: { email: 'is not an address' }, whole: null })
})

test('what belongs to no field stands above the form', () => {
  const error = new UnfoldError('UNAUTHENTICATED', 'Email or password is wrong.')
  expect(problemsFromError(error)).toEqual({ fields: {}, whole: 'Email or password is wrong.' })
  expect(problemsFromError(null)).toEqual({ fields: {}, whole: null })
})
