import {
  categoryOf,
  type LineReading,
  NAMED_COLORS,
  type NewItem,
  newItemSchema,
} from '../../shared/index.ts'
import {
  readColor,
  type Reader,
  readFabric,
  readFit,
  readPattern,
  readPrice,
  readSeason,
  readSleeve,
  readSubCategory,
  readWaist,
} from './piece-words.ts'

const LONGEST_PHRASE = 3
/** Little words that carry nothing. */
const FILLERS = /^(?:a|an|the|my|with|and|in|of|from|by|made|&|\+)$/i

/**
 * "navy wool coat, Arket, 120": kind, colours, fabric and the like are words of short lists, wherever they stand; a part
 * between commas that is a number is the price, and the first other part behind the first is the brand. No guessing: the
 * same line always reads the same.
 */
export function readTypedLine(line: string): LineReading {
  // A comma between digits belongs to a price.
  const [described = '', ...rest] = line
    .split(/(?<!\d),|,(?!\d)|[;\t\n]/)
    .map((part) => part.trim().replaceAll(/\s+/g, ' '))
    .filter((part) => part !== '')
  const piece: Partial<NewItem> = {}
  const notes: string[] = []
  const notUnderstood = described === '' ? [] : readWords(described, piece)
  for (const part of rest) {
    const price = readPrice(part)
    if (price !== null && piece.price === undefined) piece.price = price
    else {
      const before = JSON.stringify(piece)
      const unread = readWords(part, piece)
      if (unread.length === 0 && JSON.stringify(piece) !== before) continue
      if (piece.brand === undefined && JSON.stringify(piece) === before) piece.brand = part.slice(0, 80)
      else {
        notUnderstood.push(...unread)
        notes.push(part)
      }
    }
  }
  if (described !== '') piece.name = described.slice(0, 120)
  if (described.length > 120) notes.unshift(described)
  if (notes.length > 0) piece.stylingNotes = notes.join(', ').slice(0, 500)
  // Jeans that say no colour are blue as denim is: not a guess but what the word means.
  if (piece.subCategory === 'jeans' && !piece.colors) {
    piece.colors = [{ hex: NAMED_COLORS['denim']!, name: 'denim' }]
  }
  const missing: LineReading['missing'] = []
  if (!piece.subCategory) missing.push('subCategory')
  if (!piece.colors) missing.push('colors')
  return { piece, notUnderstood, missing }
}

/** The whole piece of a reading that misses nothing. */
export function pieceFromReading({ piece }: LineReading): NewItem {
  return newItemSchema.parse(piece)
}

/** Sets what the words say, longest phrase first, and answers those that say nothing. */
function readWords(text: string, piece: Partial<NewItem>): string[] {
  const words = text.split(' ')
  const unread: string[] = []
  for (let i = 0; i < words.length;) {
    const length = [3, 2, 1]
      .filter((n) => n <= LONGEST_PHRASE && i + n <= words.length)
      .find((n) => take(words.slice(i, i + n).join(' '), piece))
    if (length === undefined && !FILLERS.test(words[i]!)) unread.push(words[i]!)
    i += length ?? 1
  }
  return unread
}

/** A second word of a kind ("denim" after "jeans" and a colour) is understood, but changes nothing. */
function take(phrase: string, piece: Partial<NewItem>): boolean {
  let taken = false
  const set = <Key extends keyof NewItem>(key: Key, read: Reader<NonNullable<NewItem[Key]>>) => {
    const value = read(phrase)
    if (value === null) return
    taken = true
    piece[key] ??= value
  }
  const subCategory = readSubCategory(phrase)
  if (subCategory) {
    taken = true
    // "shirt dress", "denim jacket": the last noun is what it is.
    piece.subCategory = subCategory
    piece.category = categoryOf(subCategory)
  }
  set('fabric', readFabric)
  set('pattern', readPattern)
  set('fit', readFit)
  set('sleeveLength', readSleeve)
  set('waistLevel', readWaist)
  const color = readColor(phrase)
  if (color) {
    taken = true
    const colors = piece.colors ?? []
    if (colors.length < 5 && !colors.some(({ name }) => name === color.name))
      piece.colors = [...colors, color]
  }
  const season = readSeason(phrase)
  if (season) {
    taken = true
    piece.seasons = [...new Set([...(piece.seasons ?? []), season])]
  }
  return taken
}
