import { z } from 'zod'
import { colorSchema } from './color.ts'
import { newItemSchema } from './item.ts'

/**
 * `ready`: a piece is in the wardrobe. `needs_you`: a person has to say what it is. `removed`: only its place in the import
 * is left, so that the numbers stay whole.
 */
export const PICTURE_STATES = ['measuring', 'ready', 'needs_you', 'unreadable', 'removed'] as const
export type PictureState = (typeof PICTURE_STATES)[number]

const countSchema = z.int().nonnegative()

/** One picture of an import, as its owner sees it. `failed`: its run ended without an answer, and can be started again. */
export const importedPictureSchema = z.object({
  id: z.string(),
  /** 1 to the import's total. */
  position: z.int().positive(),
  fileName: z.string(),
  state: z.enum([...PICTURE_STATES, 'failed']).exclude(['removed']),
  /** Why it is unreadable. */
  reason: z.string().nullable(),
  runId: z.string(),
  itemId: z.string().nullable(),
  /** Measured; empty until then. */
  colors: z.array(colorSchema),
  /** The piece that it seems to be, where its owner asked to say so; null when nothing is known but its colours. */
  suggestion: newItemSchema.nullable(),
  width: z.int(),
  height: z.int(),
  thumbnail: z.string(),
})
export type ImportedPicture = z.infer<typeof importedPictureSchema>

/** Counted from what is stored: `total = missing + measuring + ready + needsYou + unreadable + failed + removed`. */
export const importCountsSchema = z.object({
  total: countSchema,
  /** Announced and not arrived. */
  missing: countSchema,
  measuring: countSchema,
  ready: countSchema,
  needsYou: countSchema,
  unreadable: countSchema,
  failed: countSchema,
  removed: countSchema,
})
export type ImportCounts = z.infer<typeof importCountsSchema>

/** An import in a list of them. */
export const importSummarySchema = z.object({
  id: z.string(),
  createdAt: z.int(),
  /** When its owner said that no more is to come. */
  closedAt: z.int().nullable(),
  total: countSchema,
  /** Pictures that something is still to happen with: sent, measured, named, tried again. */
  waiting: countSchema,
})
export type ImportSummary = z.infer<typeof importSummarySchema>

export const importListSchema = z.object({
  imports: z.array(importSummarySchema),
  /** The model that looks at photos; null where none does, and no photo leaves the installation. */
  vision: z.string().nullable(),
})
export type ImportList = z.infer<typeof importListSchema>

export const wardrobeImportSchema = z.object({
  id: z.string(),
  createdAt: z.int(),
  closedAt: z.int().nullable(),
  counts: importCountsSchema,
  pictures: z.array(importedPictureSchema),
})
export type WardrobeImport = z.infer<typeof wardrobeImportSchema>
