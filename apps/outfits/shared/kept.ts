import { z } from 'zod'
import { outfitSchema } from './outfit.ts'
import { weatherSchema } from './request.ts'

/** What an outfit was made for. */
export const keptContextSchema = z.strictObject({
  occasions: z.array(z.string().trim().min(1).max(300)).max(16).default([]),
  weather: weatherSchema.nullable().default(null),
})
export type KeptContext = z.infer<typeof keptContextSchema>

/** An outfit that somebody said something about. Instants in milliseconds since the epoch. */
export const keptOutfitSchema = z.object({
  id: z.string(),
  outfit: outfitSchema,
  context: keptContextSchema,
  runId: z.string().nullable(),
  savedAt: z.int().nullable(),
  savedReasons: z.array(z.string()),
  dislikedAt: z.int().nullable(),
  dislikeReason: z.string().nullable(),
  /** Newest first. */
  wornAt: z.array(z.int()),
})
export type KeptOutfit = z.infer<typeof keptOutfitSchema>
