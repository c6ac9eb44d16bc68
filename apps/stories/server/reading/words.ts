/** How the runtime's segmenter is asked for each language of the stories. */
const LOCALES: { readonly [language: string]: string } = { english: 'en', hebrew: 'he' }

const segmenters = new Map<string, Intl.Segmenter>()

/** Most of English: here a pattern finds the segmenter's words, at a tenth of its time. */
const PLAIN = /^[a-z \n.,!?;"“”‘’'()\-–—…]*$/i
const PLAIN_WORD = /[a-z]+(?:[.'‘’][a-z]+)*/gi

/** The words of a text in order, as written. "Don't" is one word; "well-known" is two. */
export function wordsOf(text: string, language: string): string[] {
  if (PLAIN.test(text)) return text.match(PLAIN_WORD) ?? []
  const words: string[] = []
  for (const { segment, isWordLike } of segmenterOf(language, 'word').segment(text))
    if (isWordLike) words.push(segment)
  return words
}

/** The sentences of a text in order, without the white space around them. */
export function sentencesOf(text: string, language: string): string[] {
  return piecesOf(text, language).filter((piece) => hasWord(piece, language))
}

/** The same, with pieces of signs alone. */
export function piecesOf(text: string, language: string): string[] {
  const pieces: string[] = []
  // A line break ends a sentence here: the segmenter would glue a paragraph without a full stop to the next.
  for (const line of text.split(/\n+/))
    for (const { segment } of segmenterOf(language, 'sentence').segment(line)) pieces.push(segment.trim())
  return pieces
}

function hasWord(text: string, language: string): boolean {
  if (PLAIN.test(text)) return /[a-z]/i.test(text)
  for (const { isWordLike } of segmenterOf(language, 'word').segment(text)) if (isWordLike) return true
  return false
}

/** Letters that a reader sees: marks (accents, niqqud) and apostrophes are not counted. */
export function computeLetters(word: string): number {
  return word.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '').length
}

function segmenterOf(language: string, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${language} ${granularity}`
  let segmenter = segmenters.get(key)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(LOCALES[language], { granularity })
    segmenters.set(key, segmenter)
  }
  return segmenter
}
