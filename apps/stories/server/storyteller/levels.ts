import type { Level, Leveled } from './brief.ts'

/** Language-free maxima per reading level. Names (capitalised words) are exempt from the letters. */
export const LEVEL_LIMITS: Leveled<{ maxWords: number; maxLetters: number }> = {
  beginner: { maxWords: 11, maxLetters: 9 },
  intermediate: { maxWords: 18, maxLetters: 12 },
  advanced: { maxWords: 26, maxLetters: 15 },
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

export function sentencesFromText(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter((s) => s !== '')
}

export function wordsFromText(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
}

export function fitsLevel(sentence: string, level: Level): boolean {
  const { maxWords, maxLetters } = LEVEL_LIMITS[level]
  const words = wordsFromText(sentence)
  return (
    words.length <= maxWords &&
    words.every(
      (word) => /^\p{Lu}/u.test(word) || word.split(/[-’']/).every((part) => part.length <= maxLetters),
    )
  )
}
