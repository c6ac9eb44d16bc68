import { z } from 'zod'
import type { NewItem } from './item.ts'

/** What one typed line would become. */
export const lineReadingSchema = z.object({
  /** What was understood; it is a whole piece when `missing` is empty. */
  piece: z.record(z.string(), z.unknown()),
  /** Words that say nothing to us, as they were typed. They stay in the piece's name or notes all the same. */
  notUnderstood: z.array(z.string()),
  /** Fields without which it is no piece. */
  missing: z.array(z.enum(['subCategory', 'colors'])),
})
export type LineReading = Omit<z.infer<typeof lineReadingSchema>, 'piece'> & { piece: Partial<NewItem> }

/** What became of a table of pieces. */
export const csvResultSchema = z.object({
  /** `rows = added + repeated + refused`. */
  rows: z.int(),
  added: z.int(),
  /** In the wardrobe already, from an earlier call with this key. */
  repeated: z.int(),
  refused: z.int(),
  /** Which column was read as what. */
  columns: z.record(z.string(), z.string()),
  otherColumns: z.array(z.string()),
  results: z.array(
    z.object({
      /** As people count in their table: the header is row 1. */
      row: z.int(),
      itemId: z.string().nullable(),
      problems: z.array(z.string()),
      /** As it was sent: a refused row is put right and sent again. */
      cells: z.record(z.string(), z.string()),
    }),
  ),
})
export type CsvResult = z.infer<typeof csvResultSchema>
