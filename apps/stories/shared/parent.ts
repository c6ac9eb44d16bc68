import { z } from 'zod'
import { modeSchema } from './child.ts'

/** Four to eight digits. */
export const pinSchema = z.string().regex(/^\d{4,8}$/, 'must be four to eight digits')

/**
 * Every session is in child mode until the parent unlocks it, with the PIN or a fresh sign-in (the account's password, or
 * a session that was begun minutes ago).
 */
export const parentStateSchema = z.object({
  /** A PIN was chosen. */
  pin: z.boolean(),
  unlocked: z.boolean(),
  /** When the page locks by itself, in ms since the epoch. */
  until: z.int().nullable(),
  /** `POST /api/parent/unlock` works without PIN and password now: the sign-in is fresh. */
  fresh: z.boolean(),
})
export type ParentState = z.infer<typeof parentStateSchema>

/** An empty body stands on a fresh sign-in alone. */
export const unlockSchema = z.strictObject({
  pin: pinSchema.optional(),
  password: z.string().min(1).max(128).optional(),
})
export type Unlock = z.infer<typeof unlockSchema>

/** Beside the cookie: what clients without one send as `x-unfold-parent`. */
export const unlockedSchema = parentStateSchema.extend({ token: z.string() })

/** The first PIN of an account needs a fresh sign-in, where the account has a password; a new one the unlocked parent. */
export const newPinSchema = z.strictObject({
  pin: pinSchema,
  password: z.string().min(1).max(128).optional(),
})
export type NewPin = z.infer<typeof newPinSchema>

/** A sentence that no child saw, and why. */
export const withheldSchema = z.object({
  text: z.string(),
  /** `sentence`, `title`, `question`, `choice`... */
  kind: z.string(),
  /** In words for a parent. */
  reason: z.string().nullable(),
  /** Who withheld it: the rules, the model judge...; null where no verdict came. */
  checker: z.string().nullable(),
  rule: z.string().nullable(),
  cause: z.enum(['rejected', 'no-verdict', 'timeout', 'crashed']).nullable(),
  at: z.int(),
  childId: z.int().positive(),
  nickname: z.string(),
  storyId: z.string(),
  storyTitle: z.string(),
  chapterNumber: z.int().positive(),
  runId: z.string(),
})
export type Withheld = z.infer<typeof withheldSchema>

export const withheldQuerySchema = z.object({
  childId: z.coerce.number().int().positive().optional(),
  /** Only runs accepted before this one: `next` of the page before. */
  before: z.string().max(64).optional(),
})
export type WithheldQuery = z.infer<typeof withheldQuerySchema>

export const withheldPageSchema = z.object({
  /** Newest chapter first, in the order in which they were withheld. A page may be empty and have a next one. */
  sentences: z.array(withheldSchema),
  next: z.string().nullable(),
})

/** A chapter that the child may not read yet. */
export const heldChapterSchema = z.object({
  chapterId: z.string(),
  runId: z.string(),
  childId: z.int().positive(),
  nickname: z.string(),
  mode: modeSchema,
  storyId: z.string(),
  storyTitle: z.string(),
  chapterNumber: z.int().positive(),
  title: z.string(),
  createdAt: z.int(),
})
export type HeldChapter = z.infer<typeof heldChapterSchema>
export const heldChaptersSchema = z.object({ chapters: z.array(heldChapterSchema) })

export const releasedSchema = z.object({ chapterId: z.string(), releasedAt: z.int() })

/** `POST /api/family/erase`: asked for anew, however recently the page was unlocked. */
export const eraseSchema = z.strictObject({
  pin: pinSchema.optional(),
  password: z.string().min(1).max(128).optional(),
})
export type Erase = z.infer<typeof eraseSchema>
