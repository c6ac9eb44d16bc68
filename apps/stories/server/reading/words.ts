/** How the runtime's segmenter is asked for each language of the stories. */
const LOCALES: { readonly [language: string]: string } = { english: 'en', hebrew: 'he' }

const segmenters = new Map<string, Intl.Segmenter>()

/** The words of a text in order, as written. "Don't" is one word; "well-known" is two. */
export function wordsOf(text: string, language: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenterOf(language, 'word').segment(text))
    if (isWordLike) words.push(segment)
  return words
}

/** The sentences of a text in order, without the white space around them. */
export function sentencesOf(text: string, language: string): string[] {
  const sentences: string[] = []
  // A line break ends a sentence here: the segmenter would glue a paragraph without a full stop to the next.
  for (const line of text.split(/\n+/))
    for (const { segment } of segmenterOf(language, 'sentence').segment(line))
      if (wordsOf(segment, language).length > 0) sentences.push(segment.trim())
  return sentences
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
