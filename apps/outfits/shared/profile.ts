import { z } from 'zod'
import { itemIdSchema } from './item.ts'

const styleWordSchema = z.string().trim().toLowerCase().min(1).max(30)

/** How one dresses now, how one would like to, and how it should feel. */
export const styleWordsSchema = z.strictObject({
  current: styleWordSchema.default('versatile'),
  aspirational: styleWordSchema.default('confident'),
  feeling: styleWordSchema.default('comfortable'),
})
export type StyleWords = z.infer<typeof styleWordsSchema>

export const profileSchema = z.strictObject({
  styleWords: styleWordsSchema,
  /** Days in which the same look does not come back. 0 switches the rule off. */
  repeatWindowDays: z.int().min(0).max(90).default(7),
})
export type Profile = z.infer<typeof profileSchema>

/**
 * A dislike as a hard fact, not a weight: never these pieces together. One piece is "never this piece"; occasions narrow
 * it ("not for work"). It never gives way.
 */
export const banSchema = z.strictObject({
  id: z.string().min(1).max(64),
  itemIds: z.array(itemIdSchema).min(1).max(8),
  /** Empty: whatever the occasion. */
  occasions: z.array(z.string().trim().min(1).max(80)).max(8).default([]),
  reason: z.string().trim().max(300).nullable().default(null),
  /** Milliseconds since the epoch; null for good. */
  expiresAt: z.int().nullable().default(null),
})
export type Ban = z.infer<typeof banSchema>

/** An outfit that was really worn. */
export const wearSchema = z.strictObject({ itemIds: z.array(itemIdSchema).min(1), wornAt: z.int() })
export type Wear = z.infer<typeof wearSchema>

export const STYLE_WORDS = [
  'minimal',
  'classic',
  'polished',
  'edgy',
  'romantic',
  'relaxed',
  'playful',
  'sporty',
  'bohemian',
  'elegant',
  'bold',
  'vintage',
  'modern',
  'cozy',
  'creative',
  'tailored',
  'preppy',
  'natural',
  'colorful',
  'understated',
  'dramatic',
  'versatile',
  'practical',
  'feminine',
  'masculine',
  'eclectic',
  'timeless',
] as const

export const FEELING_WORDS = [
  'confident',
  'comfortable',
  'calm',
  'joyful',
  'powerful',
  'free',
  'grounded',
] as const
