import { z } from 'zod'
import { wordsSchema } from './words.ts'

export const languageSchema = z.enum(['english', 'hebrew'])
export type Language = z.infer<typeof languageSchema>

export const readingLevelSchema = z.enum(['beginner', 'intermediate', 'advanced'])
export type ReadingLevel = z.infer<typeof readingLevelSchema>

export const MIN_AGE = 4
export const MAX_AGE = 12
export const MAX_CHILDREN = 5

export const INTERESTS = [
  'animals',
  'adventure',
  'fantasy',
  'science',
  'mystery',
  'friendship',
  'family',
  'sports',
  'music',
  'art',
  'nature',
  'space',
] as const

export const childSchema = z.object({
  id: z.int().positive(),
  nickname: z.string(),
  age: z.int().min(MIN_AGE).max(MAX_AGE),
  language: languageSchema,
  readingLevel: readingLevelSchema,
  interests: z.array(z.enum(INTERESTS)),
})
export type Child = z.infer<typeof childSchema>

/** What a parent writes down about a child: a nickname, never a full name. */
export const newChildSchema = z.strictObject({
  nickname: wordsSchema(40),
  age: z.int().min(MIN_AGE).max(MAX_AGE),
  language: languageSchema.default('english'),
  readingLevel: readingLevelSchema.default('beginner'),
  interests: z.array(z.enum(INTERESTS)).max(INTERESTS.length).default([]),
})
export type NewChild = z.infer<typeof newChildSchema>
