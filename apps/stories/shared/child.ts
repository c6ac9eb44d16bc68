import { z } from 'zod'
import { DEFAULT_LIMITS, INTERESTS, MAX_AGE, MAX_AVOIDED, MAX_SPOOKINESS, MIN_AGE } from './lists.ts'
import { wordsSchema } from './words.ts'

export const languageSchema = z.enum(['english', 'hebrew'])
export type Language = z.infer<typeof languageSchema>

export const readingLevelSchema = z.enum(['beginner', 'intermediate', 'advanced'])
export type ReadingLevel = z.infer<typeof readingLevelSchema>

/**
 * How a chapter reaches the child: word by word as it passes the gate; whole, once it is written, so that the parent is
 * one scene ahead; or when the parent has opened it.
 */
export const modeSchema = z.enum(['live', 'one-ahead', 'approve'])
export type Mode = z.infer<typeof modeSchema>

export const limitsSchema = z.strictObject({
  /** Topics that no story of the child may speak of: rules of the gate, not only wishes to the author. */
  avoid: z.array(wordsSchema(40)).max(MAX_AVOIDED),
  spookiness: z.int().min(0).max(MAX_SPOOKINESS),
})
export type Limits = z.infer<typeof limitsSchema>

export const childSchema = z.object({
  id: z.int().positive(),
  nickname: z.string(),
  age: z.int().min(MIN_AGE).max(MAX_AGE),
  language: languageSchema,
  readingLevel: readingLevelSchema,
  interests: z.array(z.enum(INTERESTS)),
  limits: limitsSchema,
  mode: modeSchema,
})
export type Child = z.infer<typeof childSchema>

const nickname = wordsSchema(40)
const age = z.int().min(MIN_AGE).max(MAX_AGE)
const interests = z.array(z.enum(INTERESTS)).max(INTERESTS.length)

/** What a parent writes down about a child: a nickname, never a full name. */
export const newChildSchema = z.strictObject({
  nickname,
  age,
  language: languageSchema.default('english'),
  readingLevel: readingLevelSchema.default('beginner'),
  interests: interests.default([]),
  limits: limitsSchema.default(DEFAULT_LIMITS),
  mode: modeSchema.default('live'),
})
export type NewChild = z.infer<typeof newChildSchema>

/** `PATCH /api/children/{id}`: what is not named stays. `limits` is replaced whole. */
export const childChangeSchema = z.strictObject({
  nickname: nickname.optional(),
  age: age.optional(),
  language: languageSchema.optional(),
  readingLevel: readingLevelSchema.optional(),
  interests: interests.optional(),
  limits: limitsSchema.optional(),
  mode: modeSchema.optional(),
})
export type ChildChange = z.infer<typeof childChangeSchema>
