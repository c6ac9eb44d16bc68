import type { ReadingLevel } from '../../shared/index.ts'

/** Words per minute at ages 7 to 12. */
const WORDS_PER_MINUTE: { readonly [level in ReadingLevel]: readonly number[] } = {
  beginner: [80, 90, 100, 110, 120, 130],
  intermediate: [100, 120, 140, 160, 180, 200],
  advanced: [120, 150, 180, 210, 240, 270],
}
const FIRST_AGE = 7
/** Words per minute that each year below seven takes off: the beginner's step, the smallest of the table. */
const STEP_BELOW = 10

/**
 * Words per minute of a child. Ages 7 to 12 are the table; above 12 the last column holds. Below 7 it is
 * `wpm(7) - 10 * (7 - age)` at every level, because the advanced step of 30 carried downwards would make an advanced
 * reader of four slower than a beginner. Ages below 4 read as 4.
 */
export function computeWordsPerMinute(age: number, level: ReadingLevel): number {
  const row = WORDS_PER_MINUTE[level]
  const year = Math.floor(age) - FIRST_AGE
  if (year < 0) return row[0]! + STEP_BELOW * Math.max(year, 4 - FIRST_AGE)
  return row[Math.min(year, row.length - 1)]!
}

/** Whole minutes, at least 1: `max(1, round(words / wpm))`. */
export function computeReadingTime(words: number, age: number, level: ReadingLevel): number {
  return Math.max(1, Math.round(words / computeWordsPerMinute(age, level)))
}
