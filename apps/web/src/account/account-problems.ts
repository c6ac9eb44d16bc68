import { UnfoldError } from 'unfold/protocol'

export interface AccountProblems {
  /** By field name: "email". */
  fields: { [name: string]: string }
  /** What belongs to no field. */
  whole: string | null
}

const NONE: AccountProblems = { fields: {}, whole: null }

/** Looked at before anything is sent, so that a slip is answered at once. */
export function findSlips(values: { name?: string; email: string; password: string }): AccountProblems {
  const fields: AccountProblems['fields'] = {}
  if (values.name !== undefined && values.name.trim() === '') fields['name'] = 'Tell us what to call you.'
  if (!/^\S+@\S+\.\S+$/.test(values.email))
    fields['email'] = 'Write an email address, such as name@example.org.'
  const tooShort = values.name !== undefined && values.password.length < 8
  if (values.password === '') fields['password'] = 'Write a password.'
  else if (tooShort) fields['password'] = 'Use at least 8 characters.'
  return Object.keys(fields).length > 0 ? { fields, whole: null } : NONE
}

/** The server's fields are paths ("body.email"); what stands at the end is the name. */
export function problemsFromError(error: unknown): AccountProblems {
  if (error === null) return NONE
  if (!(error instanceof UnfoldError)) return { fields: {}, whole: 'Something went wrong. Try again.' }
  const named = (error.fields ?? []).map(({ field, message }) => [field.split('.').at(-1)!, message] as const)
  return { fields: Object.fromEntries(named), whole: named.length > 0 ? null : error.message }
}

export function hasProblems(problems: AccountProblems): boolean {
  return problems.whole !== null || Object.keys(problems.fields).length > 0
}
