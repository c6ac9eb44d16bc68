import { CsvError, parse } from 'csv-parse/sync'
import { UnfoldError } from 'unfold/protocol'
import {
  categoryOf,
  categorySchema,
  type NewItem,
  newItemSchema,
  SUB_CATEGORIES,
} from '../../shared/index.ts'
import {
  readColor,
  readFabric,
  readFit,
  readPattern,
  readPrice,
  readSeason,
  readSleeve,
  readSubCategory,
  readWaist,
} from './piece-words.ts'
import { readTypedLine } from './typed-line.ts'

export const MAX_CSV_ROWS = 2000

/** One row: a whole piece, or what is wrong with it. The row itself is always given back. */
interface CsvRow {
  /** As people count in their table: the header is row 1. */
  row: number
  cells: Record<string, string>
  piece: NewItem | null
  problems: string[]
}

interface CsvTable {
  rows: CsvRow[]
  /** Which column was read as what. */
  columns: Record<string, string>
  /** Columns that say nothing to us: their words are in the pieces' notes. */
  otherColumns: string[]
}

type Field =
  | 'name'
  | 'kind'
  | 'category'
  | 'colors'
  | 'fabric'
  | 'pattern'
  | 'fit'
  | 'sleeveLength'
  | 'waistLevel'
  | 'brand'
  | 'price'
  | 'seasons'
  | 'tags'
  | 'notes'

/** What people call a column; letters alone, lower case. */
const HEADERS: { readonly [field in Field]: readonly string[] } = {
  name: ['name', 'title', 'item', 'piece', 'description'],
  kind: ['subcategory', 'kind', 'type', 'garment'],
  category: ['category'],
  colors: ['color', 'colors', 'colour', 'colours', 'maincolor', 'maincolour'],
  fabric: ['fabric', 'material'],
  pattern: ['pattern', 'print'],
  fit: ['fit', 'cut', 'silhouette'],
  sleeveLength: ['sleeve', 'sleeves', 'sleevelength'],
  waistLevel: ['waist', 'waistlevel', 'rise'],
  brand: ['brand', 'label', 'maker', 'designer'],
  price: ['price', 'cost', 'paid', 'value'],
  seasons: ['season', 'seasons'],
  tags: ['tag', 'tags', 'labels', 'keywords'],
  notes: ['note', 'notes', 'stylingnotes', 'comment', 'comments', 'remarks'],
}

/** Reads a table whose first row names its columns. Throws INVALID when it is no such table; a bad row is no error. */
export function readCsv(text: string): CsvTable {
  const [header, ...lines] = parseLines(text)
  if (!header) throw badTable('It is empty.')
  if (lines.length > MAX_CSV_ROWS)
    throw badTable(`It has ${lines.length} rows; at most ${MAX_CSV_ROWS} are taken.`)
  const fields = header.map(fieldFromHeader)
  if (!fields.includes('name') && !fields.includes('kind')) {
    throw badTable('Its first row has to name the columns, "name" or "kind" among them.')
  }
  return {
    columns: Object.fromEntries(header.flatMap((title, i) => (fields[i] ? [[title, fields[i]]] : []))),
    otherColumns: header.filter((title, i) => !fields[i] && title !== ''),
    rows: lines.map((cells, i) => rowFromCells(i + 2, header, fields, cells)),
  }
}

function parseLines(text: string): string[][] {
  const firstLine = text.split('\n', 1)[0]!
  const delimiter = [',', ';', '\t'].toSorted(
    (a, b) => firstLine.split(b).length - firstLine.split(a).length,
  )[0]!
  try {
    return parse(text, { bom: true, delimiter, trim: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw badTable('A row cannot be read: a quotation mark may be missing.', error)
  }
}

function fieldFromHeader(title: string): Field | null {
  const letters = title.toLowerCase().replaceAll(/[^a-z]/g, '')
  return (Object.keys(HEADERS) as Field[]).find((field) => HEADERS[field].includes(letters)) ?? null
}

function rowFromCells(
  row: number,
  header: readonly string[],
  fields: readonly (Field | null)[],
  cells: readonly string[],
): CsvRow {
  const given = Object.fromEntries(header.map((title, i) => [title || `column ${i + 1}`, cells[i] ?? '']))
  const said = new Map<Field, string>()
  const notes: string[] = []
  for (const [i, cell] of cells.entries()) {
    const field = fields[i]
    if (cell === '') continue
    if (field === 'notes') notes.push(cell)
    else if (field && !said.has(field)) said.set(field, cell)
    else notes.push(header[i] ? `${header[i]}: ${cell}` : cell)
  }
  const problems: string[] = []
  const piece = pieceFromCells(said, notes, problems)
  return { row, cells: given, piece: problems.length > 0 ? null : piece, problems }
}

/** Words that mean nothing in their column are a problem, never dropped; the name fills what has no column. */
function pieceFromCells(
  said: ReadonlyMap<Field, string>,
  notes: string[],
  problems: string[],
): NewItem | null {
  const name = said.get('name') ?? said.get('kind') ?? ''
  const fromName = readTypedLine(name.replaceAll(',', ' ')).piece
  const read = <Value>(field: Field, reader: (text: string) => Value | null): Value | undefined => {
    const text = said.get(field)
    if (text === undefined) return undefined
    const value = reader(text)
    if (value === null) problems.push(`${field}: "${text.slice(0, 60)}" is not understood`)
    return value ?? undefined
  }
  const readList = <Value>(field: Field, reader: (text: string) => Value | null): Value[] | undefined => {
    const parts = said
      .get(field)
      ?.split(/[,;/|&]|\band\b/i)
      .map((part) => part.trim())
      .filter(Boolean)
    return parts?.flatMap((part) => {
      const value = reader(part)
      if (value === null) problems.push(`${field}: "${part.slice(0, 60)}" is not understood`)
      return value ?? []
    })
  }
  const kind = read('kind', readSubCategory)
  const subCategory = kind ?? fromName.subCategory ?? kindFromCategory(said.get('category'), problems)
  const colors = readList('colors', readColor) ?? fromName.colors
  if (!subCategory && !said.has('kind')) problems.push(askForKind(said.get('category')))
  if (!colors) problems.push('it does not say a colour')
  const candidate = {
    ...fromName,
    name,
    category: subCategory && categoryOf(subCategory),
    subCategory,
    colors,
    fabric: read('fabric', readFabric) ?? fromName.fabric,
    pattern: read('pattern', readPattern) ?? fromName.pattern,
    fit: read('fit', readFit) ?? fromName.fit,
    sleeveLength: read('sleeveLength', readSleeve) ?? fromName.sleeveLength,
    waistLevel: read('waistLevel', readWaist) ?? fromName.waistLevel,
    brand: said.get('brand'),
    price: read('price', readPrice),
    seasons: readList('seasons', readSeason) ?? fromName.seasons,
    tags: readList('tags', (text) => text),
    stylingNotes: notes.length > 0 ? notes.join('\n') : undefined,
  }
  if (problems.length > 0) return null
  const piece = newItemSchema.safeParse(candidate)
  if (piece.success) return piece.data
  problems.push(...piece.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  return null
}

/** "Dresses" or "boots" say enough; "tops" says only where to look. */
function kindFromCategory(text: string | undefined, problems: string[]) {
  if (text === undefined) return undefined
  const asKind = readSubCategory(text)
  if (asKind) return asKind
  if (!categorySchema.safeParse(text.toLowerCase()).success) {
    problems.push(`category: "${text.slice(0, 60)}" is not understood`)
  }
  return undefined
}

/** With the words that would do: a name in another language has none of them. */
function askForKind(text: string | undefined): string {
  const category = categorySchema.safeParse(text?.toLowerCase())
  const kinds = category.success ? SUB_CATEGORIES[category.data] : ['coat', 'jeans', 'sneakers']
  return `it does not say what kind of piece it is: put a word such as ${kinds.slice(0, 3).join(', ')} into a column "kind"`
}

function badTable(why: string, cause?: unknown): UnfoldError {
  return new UnfoldError('INVALID', `The table was not taken. ${why}`, {
    cause,
    fields: [{ field: 'body', message: why }],
  })
}
