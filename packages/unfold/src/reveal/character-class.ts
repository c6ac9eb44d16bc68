/** What a character is to the segmenter. */
export type CharacterClass =
  | typeof OTHER
  | typeof TERMINATOR
  | typeof PARAGRAPH
  | typeof SPACE
  | typeof CLOSER
  | typeof MARK

export const OTHER = 1
/** May end a sentence, in any script: . ! ? and their kin, and the ellipsis, which Unicode does not count in. */
export const TERMINATOR = 2
/** Ends a line, and so a sentence. */
export const PARAGRAPH = 3
export const SPACE = 4
/** Closes a quotation or a bracket, or may (the straight ones do both). */
export const CLOSER = 5
/** Belongs to the character before it: accents, niqqud, joiners, direction marks. */
export const MARK = 6

export function classOf(point: number): CharacterClass {
  if (point >= CACHED) return computeClass(point)
  const known = cache[point]!
  if (known !== 0) return known as CharacterClass
  return (cache[point] = computeClass(point))
}

/** The first plane: property look-ups cost 50 times a read of this table, which fills as characters are met. */
const CACHED = 0x10000
const cache = new Uint8Array(CACHED)

function computeClass(point: number): CharacterClass {
  const text = String.fromCodePoint(point)
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) return PARAGRAPH
  if (/\s/.test(text)) return SPACE
  if (/[\p{Sentence_Terminal}\u2026]/u.test(text)) return TERMINATOR
  if (/["'\p{Pe}\p{Pf}\p{Pi}]/u.test(text)) return CLOSER
  return /[\p{M}\p{Cf}]/u.test(text) ? MARK : OTHER
}
