const FIRST_WORDS = 60
const LAST_WORDS = 40
/** Of one piece: a "word" of a careless model may be a whole page. */
const MAX_CHARACTERS = 600

/**
 * An earlier chapter as the next one's author gets it: its first 60 and its last 40 words, where the people come in and
 * where the reader left them. Deterministic, so that a continued chapter is asked for with the same words. A short
 * chapter comes whole.
 */
export function excerptOf(paragraphs: readonly string[]): string[] {
  const words = paragraphs.join(' ').split(/\s+/u).filter(Boolean)
  const whole = words.length <= FIRST_WORDS + LAST_WORDS
  const pieces = whole ? [words] : [words.slice(0, FIRST_WORDS), words.slice(-LAST_WORDS)]
  return pieces.map((piece) => piece.join(' ').slice(0, MAX_CHARACTERS)).filter(Boolean)
}
