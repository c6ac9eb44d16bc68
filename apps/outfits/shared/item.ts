import { z } from 'zod'
import { colorSchema } from './color.ts'
import {
  categoryOf,
  categorySchema,
  dressLevelSchema,
  fabricSchema,
  fitSchema,
  patternSchema,
  seasonSchema,
  sleeveLengthSchema,
  subCategorySchema,
  type SubCategory,
  waistLevelSchema,
} from './vocabulary.ts'

export const itemIdSchema = z.string().min(1).max(64)

// So marked, the bundle of the pages leaves the schemas out, and zod with them.
/* @__NO_SIDE_EFFECTS__ */
const note = (max: number) => z.string().trim().max(max).nullable().default(null)

/** How a piece looks and is worn. */
const stylingShape = {
  name: z.string().trim().min(1).max(120),
  category: categorySchema,
  subCategory: subCategorySchema,
  colors: z.array(colorSchema).min(1).max(5),
  pattern: patternSchema.default('solid'),
  cut: note(80),
  texture: note(80),
  style: note(80),
  fit: fitSchema.nullable().default(null),
  brand: note(80),
  trendStatus: note(40),
  stylingNotes: note(500),
}

/** What the rules count with. A silhouette is not stored: it is the fit. */
const structureShape = {
  fabric: fabricSchema.nullable().default(null),
  sleeveLength: sleeveLengthSchema.nullable().default(null),
  waistLevel: waistLevelSchema.nullable().default(null),
  /** Hundredths of a clo. Null: derived from sub-category, fabric and sleeve (`traitsOf`); a number is the person's correction. */
  warmth: z.int().min(0).max(120).nullable().default(null),
  /** 1 thin to 5 thick. Null: derived. */
  bulk: z.int().min(1).max(5).nullable().default(null),
  /** Null: derived. */
  dressLevel: dressLevelSchema.nullable().default(null),
}

const usageShape = {
  isStylingChallenge: z.boolean().default(false),
  challengeReason: note(300),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  wearFrequency: z.enum(['never', 'rarely', 'sometimes', 'often']).nullable().default(null),
  favorite: z.boolean().default(false),
  /** Empty: all year. */
  seasons: z.array(seasonSchema).max(4).default([]),
  /** In the currency of the person; null for gifts and where it is not known. */
  price: z.number().min(0).max(1_000_000).nullable().default(null),
}

export const availabilitySchema = z.enum(['ready', 'in_wash', 'lent', 'archived'])
export type Availability = z.infer<typeof availabilitySchema>

/** `considering` and `passed` are pieces that one does not own: they appear in outfits only as an anchor. */
export const ownershipSchema = z.enum(['owned', 'considering', 'passed'])
export type Ownership = z.infer<typeof ownershipSchema>

const categoryAgrees = (item: { category: string; subCategory: SubCategory }) =>
  categoryOf(item.subCategory) === item.category

const DISAGREES = { error: 'The sub-category belongs to another category.', path: ['subCategory'] }

/** What a person or an analysis says about a piece. */
export const newItemSchema = z
  .strictObject({ ...stylingShape, ...structureShape, ...usageShape })
  .refine(categoryAgrees, DISAGREES)
export type NewItem = z.infer<typeof newItemSchema>

/** A piece of a wardrobe. Instants in milliseconds since the epoch. */
export const itemSchema = z
  .strictObject({
    id: itemIdSchema,
    ...stylingShape,
    ...structureShape,
    ...usageShape,
    /** Stored: only the person (or their wear log) knows it. */
    availability: availabilitySchema.default('ready'),
    ownership: ownershipSchema.default('owned'),
    /** Address of the picture inside this installation; null where a drawn garment stands in. */
    imagePath: z.string().nullable().default(null),
    source: z.enum(['form', 'line', 'csv', 'photo', 'demo']).default('form'),
    createdAt: z.int().nonnegative(),
    updatedAt: z.int().nonnegative(),
  })
  .refine(categoryAgrees, DISAGREES)
export type Item = z.infer<typeof itemSchema>
