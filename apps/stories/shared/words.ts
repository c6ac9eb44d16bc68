import { z } from 'zod'

/** Control characters, halves of surrogate pairs, what unreadable bytes became, and marks that turn the line around. */
const UNREADABLE = /[\p{Cc}\p{Cs}\ufffd\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[\p{L}\p{N}\p{S}\p{P}]/u

/** A few words from a person, on one line: any language, any emoji, nothing that a store or a screen stumbles over. */
export function wordsSchema(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !UNREADABLE.test(text), 'must be one line of readable characters')
    .refine((text) => text === '' || VISIBLE.test(text), 'must have something to read')
}
