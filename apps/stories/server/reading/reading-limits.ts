import type { Language, ReadingLevel } from '../../shared/index.ts'
import { computeLetters, wordsOf } from './words.ts'

export interface ReadingLimits {
  wordsPerSentence: number
  lettersPerWord: number
  /** Words that the child may not know, on one page; null where the language has no list of familiar ones. */
  newWordsPerPage: number | null
}

/**
 * Maxima that need no word list, so that they hold in any language, as the levels of leveled readers do. At a
 * beginner's 80 words a minute, 12 words are nine seconds: about what a child keeps in mind until the full stop. Hebrew
 * says "and", "the" and "to" within its words and writes few vowels: the same thought takes fewer words and letters. Of
 * the 3,240 English pages that the offline author was measured on, the fullest hold 13, 18 and 21 new words.
 */
export const READING_LIMITS: {
  readonly [language in Language]: { readonly [level in ReadingLevel]: ReadingLimits }
} = {
  english: {
    beginner: { wordsPerSentence: 12, lettersPerWord: 10, newWordsPerPage: 14 },
    intermediate: { wordsPerSentence: 18, lettersPerWord: 13, newWordsPerPage: 20 },
    advanced: { wordsPerSentence: 26, lettersPerWord: 16, newWordsPerPage: 26 },
  },
  hebrew: {
    beginner: { wordsPerSentence: 10, lettersPerWord: 9, newWordsPerPage: null },
    intermediate: { wordsPerSentence: 15, lettersPerWord: 10, newWordsPerPage: null },
    advanced: { wordsPerSentence: 21, lettersPerWord: 12, newWordsPerPage: null },
  },
}

export interface SentenceMeasure {
  words: number
  /** As written, names left out; empty when there is no other word. */
  longestWord: string
  withinLimits: boolean
}

/** A capital inside the sentence marks a name, which is what it is: names are exempt from the letters. */
export function measureSentence(sentence: string, level: ReadingLevel, language: Language): SentenceMeasure {
  const words = wordsOf(sentence, language)
  const longestWord = longestOf(words.filter((word, index) => index === 0 || !/^\p{Lu}/u.test(word)))
  const length = JOINED.test(sentence) ? lengthOf(sentence, language) : words.length
  const limits = READING_LIMITS[language][level]
  return {
    words: length,
    longestWord,
    withinLimits: length <= limits.wordsPerSentence && computeLetters(longestWord) <= limits.lettersPerWord,
  }
}

/** Words of a sentence as a reader takes them: "best-lit" is one. */
export function lengthOf(sentence: string, language: string): number {
  return wordsOf(sentence.replace(JOINING, ''), language).length
}

const JOINING = /(?<=\p{L})[-־](?=\p{L})/gu
const JOINED = /[-־]/

/** The word with the most letters, the first of equals. */
export function longestOf(words: readonly string[]): string {
  return words.reduce((long, word) => (computeLetters(word) > computeLetters(long) ? word : long), '')
}

/** Paragraphs of a chapter: a child of four sits through three, one of twelve through six. */
export function paragraphsForAge(age: number): number {
  if (age <= 6) return 3
  if (age <= 8) return 4
  if (age <= 10) return 5
  return 6
}
