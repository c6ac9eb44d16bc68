import { describe, expect, test } from 'vitest'
import {
  READING_LIMITS,
  computeMetrics,
  computeReadingTime,
  computeWordsPerMinute,
  measureSentence,
  paragraphsForAge,
  sentencesOf,
  wordsOf,
} from './index.ts'
import { readingLevelSchema } from '../../shared/index.ts'
import { newWordsOf } from './vocabulary.ts'

const READING_LEVELS = readingLevelSchema.options
const EASY = 'The cat sat on the bed. It was a big cat. "Come and play," said Tom. The cat ran to the door.'
const MIDDLE =
  'The fox crept along the frozen river and listened. ' +
  'Behind the tall reeds a lantern flickered, and somebody hummed a tune. ' +
  'She tucked the crooked map under her scarf and stepped onto the ice.'
const HARD =
  'Although the astronomer had calculated the trajectory of the luminous comet repeatedly, the extraordinary ' +
  'velocity of its approach bewildered everybody in the observatory. Consequently, the mechanical expedition ' +
  'assembled its sophisticated instruments and departed immediately for the uninhabited archipelago.'

describe('reading time', () => {
  test('is the words over the pace of the age and level, in whole minutes', () => {
    expect(computeReadingTime(400, 7, 'beginner')).toBe(5)
    expect(computeReadingTime(400, 12, 'advanced')).toBe(1)
    expect(computeReadingTime(700, 9, 'intermediate')).toBe(5)
  })

  test('is never less than a minute', () => {
    expect(computeReadingTime(0, 8, 'beginner')).toBe(1)
  })

  test('goes on below seven by ten words a minute for each year', () => {
    expect([4, 5, 6].map((age) => computeWordsPerMinute(age, 'beginner'))).toEqual([50, 60, 70])
    expect([4, 5, 6].map((age) => computeWordsPerMinute(age, 'intermediate'))).toEqual([70, 80, 90])
    expect([4, 5, 6].map((age) => computeWordsPerMinute(age, 'advanced'))).toEqual([90, 100, 110])
  })

  test('rises with every year and every level', () => {
    for (let age = 4; age <= 12; age++) {
      const paces = READING_LEVELS.map((level) => computeWordsPerMinute(age, level))
      expect(paces).toEqual(paces.toSorted((a, b) => a - b))
      expect(new Set(paces).size).toBe(3)
    }
    for (const level of READING_LEVELS) {
      const paces = Array.from({ length: 9 }, (_, year) => computeWordsPerMinute(4 + year, level))
      expect(paces).toEqual([...new Set(paces)].toSorted((a, b) => a - b))
    }
  })
})

describe('words and sentences', () => {
  test('count a contraction once and leave punctuation out', () => {
    expect(wordsOf('"Don’t go," said Mia - please!', 'english')).toEqual([
      'Don’t',
      'go',
      'said',
      'Mia',
      'please',
    ])
  })

  test('count Hebrew words with and without niqqud alike', () => {
    expect(wordsOf('שָׁלוֹם יֶלֶד', 'hebrew')).toHaveLength(2)
    expect(wordsOf('שלום ילד', 'hebrew')).toHaveLength(2)
    expect(measureSentence('שָׁלוֹם', 'beginner', 'hebrew').withinLimits).toBe(true)
  })

  test('a paragraph without a full stop does not swallow the next', () => {
    expect(sentencesOf('The end\n\nOr is it?', 'english')).toEqual(['The end', 'Or is it?'])
  })

  test('a sentence is within its limits up to the last word and letter, and not beyond', () => {
    for (const level of READING_LEVELS) {
      const { wordsPerSentence, lettersPerWord } = READING_LIMITS[level]
      const fits = Array(wordsPerSentence).fill('go').join(' ')
      expect(measureSentence(fits, level)).toEqual({
        words: wordsPerSentence,
        longestWord: 'go',
        withinLimits: true,
      })
      expect(measureSentence(`${fits} on`, level).withinLimits).toBe(false)
      expect(measureSentence('a'.repeat(lettersPerWord), level).withinLimits).toBe(true)
      expect(measureSentence('a'.repeat(lettersPerWord + 1), level).withinLimits).toBe(false)
    }
  })

  test('a name inside a sentence may be as long as it is', () => {
    expect(measureSentence('We met Bartholomew.', 'beginner').withinLimits).toBe(true)
    expect(measureSentence('We like blackberries.', 'beginner').withinLimits).toBe(false)
  })

  test('older children get more paragraphs', () => {
    expect([4, 6, 7, 8, 9, 10, 11, 12].map(paragraphsForAge)).toEqual([3, 3, 4, 4, 5, 5, 6, 6])
  })
})

describe('measured band', () => {
  test.each([
    ['beginner', EASY],
    ['intermediate', MIDDLE],
    ['advanced', HARD],
  ])('finds %s text, whatever level the child has', (band, text) => {
    for (const level of READING_LEVELS)
      expect(computeMetrics(text, 'english', 8, level).vocabulary_level).toBe(band)
  })

  test('comes with three facts that a parent can check', () => {
    const { word_count, estimated_reading_time, facts } = computeMetrics(MIDDLE, 'english', 8, 'beginner')
    expect(word_count).toBe(34)
    expect(estimated_reading_time).toBe(1)
    expect(facts.longestSentenceWords).toBe(13)
    expect(facts.longestWord).toBe('flickered')
    expect(facts.newWords).toContain('lantern')
    expect(facts.newWords).not.toContain('river')
  })

  test('holds for an empty text', () => {
    expect(computeMetrics('', 'english', 8, 'beginner')).toEqual({
      word_count: 0,
      estimated_reading_time: 1,
      vocabulary_level: 'beginner',
      facts: { longestSentenceWords: 0, longestWord: '', newWords: [] },
    })
  })

  test('a language without a formula is measured by the limits alone', () => {
    const short = 'הילד רץ אל הים. הוא ראה סירה.'
    expect(computeMetrics(short, 'hebrew', 7, 'beginner').vocabulary_level).toBe('beginner')
    const long = `${Array(22).fill('ילד').join(' ')}.`
    expect(computeMetrics(long, 'hebrew', 7, 'beginner').vocabulary_level).toBe('advanced')
  })
})

describe('new words', () => {
  test('leave out names, numbers and regular forms of familiar words', () => {
    expect(newWordsOf('The boys were running. They saw Zorba, and 12 boats stopped.', 'english')).toEqual([])
  })

  test('are named once', () => {
    expect(newWordsOf('A comet! Look, a comet.', 'english')).toEqual(['comet'])
  })
})
