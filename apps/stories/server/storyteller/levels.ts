import type { Language } from '../../shared/index.ts'
import { withPlainHero } from '../hero-name.ts'
import type { Level, Leveled } from './brief.ts'

/**
 * Maxima per reading level. Names (capitalised words) are exempt from the letters. Hebrew says "and", "the" and "to" within
 * its words and writes few vowels: the same thought has fewer words, of fewer letters.
 */
export const LEVEL_LIMITS: Record<Language, Leveled<{ maxWords: number; maxLetters: number }>> = {
  english: {
    beginner: { maxWords: 11, maxLetters: 9 },
    intermediate: { maxWords: 18, maxLetters: 12 },
    advanced: { maxWords: 26, maxLetters: 15 },
  },
  hebrew: {
    beginner: { maxWords: 9, maxLetters: 8 },
    intermediate: { maxWords: 14, maxLetters: 9 },
    advanced: { maxWords: 20, maxLetters: 11 },
  },
}

// The rules of both languages are the root's.
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

export function sentencesFromText(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter((s) => s !== '')
}

export function wordsFromText(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
}

/** `heroName` is the family's, of any length: it counts as one short word. */
export function fitsLevel(sentence: string, level: Level, language: Language, heroName?: string): boolean {
  const { maxWords, maxLetters } = LEVEL_LIMITS[language][level]
  const words = wordsFromText(withPlainHero(sentence, heroName))
  return (
    words.length <= maxWords &&
    words.every(
      (word) => /^\p{Lu}/u.test(word) || word.split(/[-’']/).every((part) => part.length <= maxLetters),
    )
  )
}
