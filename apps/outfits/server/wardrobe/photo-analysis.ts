import { z } from 'zod'
import {
  categoryOf,
  type Color,
  fabricSchema,
  fitSchema,
  NAMED_COLORS,
  type NewItem,
  newItemSchema,
  patternSchema,
  seasonSchema,
  sleeveLengthSchema,
  subCategorySchema,
  waistLevelSchema,
} from '../../shared/index.ts'

const [firstColor, ...otherColors] = Object.keys(NAMED_COLORS)

/** What a model that sees may say of a photo: words of our own lists alone, so that nothing has to be matched. */
export const photoAnalysisSchema = z.strictObject({
  /** False for a cat, a receipt, an empty chair. */
  showsOnePiece: z.boolean(),
  name: z.string().trim().min(1).max(80),
  kind: subCategorySchema,
  /** The main one first. */
  colors: z
    .array(z.enum([firstColor!, ...otherColors]))
    .min(1)
    .max(3),
  pattern: patternSchema,
  fabric: fabricSchema.nullable(),
  fit: fitSchema.nullable(),
  sleeveLength: sleeveLengthSchema.nullable(),
  waistLevel: waistLevelSchema.nullable(),
  /** Empty: all year. */
  seasons: z.array(seasonSchema).max(4),
})
export type PhotoAnalysis = z.infer<typeof photoAnalysisSchema>

/**
 * The piece, or null when there is none to be made. What its file was called is a person's word and wins: field by
 * field, and altogether where it names another kind.
 */
export function pieceFromAnalysis(
  analysis: PhotoAnalysis,
  named: Partial<NewItem>,
  measured: readonly Color[],
): NewItem | null {
  if (!analysis.showsOnePiece) return null
  if (named.subCategory && named.subCategory !== analysis.kind) return null
  const { name, kind, colors, pattern, fabric, fit, sleeveLength, waistLevel, seasons } = analysis
  const said = named.subCategory ? named : { ...named, name }
  const piece = newItemSchema.safeParse({
    name,
    category: categoryOf(kind),
    subCategory: kind,
    colors: colors.map((color) => colorFromName(color, measured)),
    pattern,
    fabric,
    fit,
    sleeveLength,
    waistLevel,
    seasons: [...new Set(seasons)],
    ...said,
  })
  return piece.data ?? null
}

/** As it was measured where the measuring found it, so that two navies stay two. */
function colorFromName(name: string, measured: readonly Color[]): Color {
  return measured.find((color) => color.name === name) ?? { name, hex: NAMED_COLORS[name]! }
}
