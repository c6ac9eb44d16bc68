import { describe, expect, test } from 'vitest'
import {
  READING_LIMITS,
  computeMetrics,
  computeReadingTime,
  computeWordsPerMinute,
  createReadingContract,
  measureSentence,
  paragraphsForAge,
  sentencesOf,
  wordsOf,
} from './index.ts'
import { readingLevelSchema } from '../../shared/index.ts'
import { randomFromText } from '../storyteller/chance.ts'
import { newWordsOf } from './vocabulary.ts'

const READING_LEVELS = readingLevelSchema.options
const READER = { age: 8, language: 'english', readingLevel: 'beginner' } as const
const HEBREW_READER = { age: 7, language: 'hebrew', readingLevel: 'beginner' } as const
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

  test('of plain text are those of the segmenter', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
    const signs = 'a b . \' ’ - " Z , ! ? ; “ ” ‘ ( ) – — …'.split(' ').concat(' ', '\n', 'a', 'b')
    const random = randomFromText('plain text')
    for (let n = 0; n < 3000; n++) {
      const text = Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)]).join('')
      const words = [...segmenter.segment(text)].filter((s) => s.isWordLike).map((s) => s.segment)
      expect([text, wordsOf(text, 'english')]).toEqual([text, words])
      if (words.length === 0) expect(sentencesOf(text, 'english')).toEqual([])
    }
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
      const { wordsPerSentence, lettersPerWord } = READING_LIMITS.english[level]
      const fits = Array(wordsPerSentence).fill('go').join(' ')
      expect(measureSentence(fits, level, 'english')).toEqual({
        words: wordsPerSentence,
        longestWord: 'go',
        withinLimits: true,
      })
      expect(measureSentence(`${fits} on`, level, 'english').withinLimits).toBe(false)
      expect(measureSentence('a'.repeat(lettersPerWord), level, 'english').withinLimits).toBe(true)
      expect(measureSentence('a'.repeat(lettersPerWord + 1), level, 'english').withinLimits).toBe(false)
    }
  })

  test('words that a hyphen joins are one to the reader', () => {
    expect(measureSentence('The best-lit room was up-to-date.', 'beginner', 'english').words).toBe(5)
    expect(measureSentence('הלכנו לבית־הספר.', 'beginner', 'hebrew').words).toBe(2)
  })

  test('a name inside a sentence may be as long as it is', () => {
    expect(measureSentence('We met Bartholomew.', 'beginner', 'english').withinLimits).toBe(true)
    expect(measureSentence('We like blackberries.', 'beginner', 'english').withinLimits).toBe(false)
  })

  test('older children get more paragraphs', () => {
    expect([4, 6, 7, 8, 9, 10, 11, 12].map(paragraphsForAge)).toEqual([3, 3, 4, 4, 5, 5, 6, 6])
  })
})

describe('the reading contract', () => {
  const beginner = createReadingContract(READER)

  test('takes sentences and words from the level, paragraphs from the age', () => {
    expect(beginner).toMatchObject({ ...READING_LIMITS.english.beginner, paragraphsPerChapter: 4 })
    const older = createReadingContract({ age: 12, language: 'hebrew', readingLevel: 'advanced' })
    expect(older).toMatchObject({ ...READING_LIMITS.hebrew.advanced, paragraphsPerChapter: 6 })
  })

  test.each([
    ['reading.sentence', `${Array(13).fill('go').join(' ')}.`, '12 words'],
    ['reading.word', 'We like blackberries.', '12 letters, where 10'],
  ])('%s names the limit and never quotes', (rule, sentence, words) => {
    const over = beginner.overLimit(sentence, '')
    expect(over).toMatchObject({ rule, reason: expect.stringContaining(words) })
    expect(over!.reason).toContain('for this reader')
    expect(over!.reason).not.toContain('blackberries')
    expect(beginner.overLimit('We go home.', '')).toBe(null)
  })

  test('counts the new words of a page together, and lets a sentence of known words pass', () => {
    const strange =
      'A comet, a lantern, a kettle. A violin, a canyon, a meadow. A walrus, a spindle, a cobbler. A beacon, a gully, a thistle. '
    expect(newWordsOf(strange, 'english')!.length).toBeLessThanOrEqual(14)
    expect(beginner.overLimit('A fiddle, a parapet, a bugle.', strange)).toMatchObject({
      rule: 'reading.new-words',
    })
    expect(beginner.overLimit('A fiddle, a parapet, a bugle.', '')).toBe(null)
    expect(beginner.overLimit('We go home.', `${strange}A fiddle, a parapet, a bugle. `)).toBe(null)
  })

  test('needs no word list in Hebrew', () => {
    const hebrew = createReadingContract(HEBREW_READER)
    expect(hebrew.overLimit('הילד רץ אל הים.', '')).toBe(null)
    expect(hebrew.overLimit(`${Array(13).fill('ילד').join(' ')}.`, '')).toMatchObject({
      rule: 'reading.sentence',
    })
    expect(hebrew.overLimit('והתבלבלויותיהם הרבות.', '')).toMatchObject({ rule: 'reading.word' })
    expect(hebrew.overLimit('שָׁלוֹם יְלָדִים.', '')).toBe(null)
  })
})

describe('measured band', () => {
  test.each([
    ['beginner', EASY],
    ['intermediate', MIDDLE],
    ['advanced', HARD],
  ])('finds %s text, whatever level the child has', (band, text) => {
    for (const readingLevel of READING_LEVELS) {
      const { vocabulary_level, reading } = computeMetrics([text], { ...READER, readingLevel })
      expect([vocabulary_level, reading.band]).toEqual([band, band])
    }
  })

  test('comes with three facts that a parent can check, and no lone decimal', () => {
    const metrics = computeMetrics([MIDDLE], READER)
    expect(metrics.word_count).toBe(34)
    expect(metrics.estimated_reading_time).toBe(1)
    expect(metrics.reading.facts).toEqual({
      longest_sentence_words: 13,
      longest_word: 'flickered',
      new_words_percent: Math.round((100 * newWordsOf(MIDDLE, 'english')!.length) / 34),
    })
    expect(JSON.stringify(metrics)).not.toMatch(/\d\.\d/)
  })

  test('comes with the number of sentences over the contract, page by page', () => {
    expect(computeMetrics([EASY, EASY], READER).reading.over_limit).toBe(0)
    expect(computeMetrics([EASY, HARD], READER).reading.over_limit).toBe(2)
  })

  test('holds for an empty text', () => {
    expect(computeMetrics([], READER)).toEqual({
      word_count: 0,
      estimated_reading_time: 1,
      vocabulary_level: 'beginner',
      longest_sentence_words: 0,
      longest_word: '',
      reading: {
        band: 'beginner',
        facts: { longest_sentence_words: 0, longest_word: '', new_words_percent: 0 },
        over_limit: 0,
      },
    })
  })

  test('a language without a formula is measured by the limits alone', () => {
    const short = 'הילד רץ אל הים. הוא ראה סירה.'
    expect(computeMetrics([short], HEBREW_READER).vocabulary_level).toBe('beginner')
    const long = `${Array(22).fill('ילד').join(' ')}.`
    expect(computeMetrics([long], HEBREW_READER)).toMatchObject({
      vocabulary_level: 'advanced',
      reading: { over_limit: 1 },
    })
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
