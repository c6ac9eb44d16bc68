import type { Language, ReadingLevel } from '../../shared/index.ts'
import { withPlainHero } from '../hero-name.ts'
import { measureSentence, paragraphsForAge, READING_LIMITS, type ReadingLimits } from './reading-limits.ts'
import { newWordsOf, type Vocabulary } from './vocabulary.ts'
import { computeLetters } from './words.ts'

/** The child, as far as its reading goes. */
export interface ContractReader {
  age: number
  language: Language
  readingLevel: ReadingLevel
  /** Whom the family named: read as one known word, however it is spelt. */
  heroName?: string | undefined
}

/** What a sentence breaks, and a sentence about it for the parent and the author. It never quotes. */
export interface OverLimit {
  rule: 'reading.sentence' | 'reading.word' | 'reading.new-words'
  reason: string
}

/** What a chapter keeps to for one child: sentences and words by the level, the number of paragraphs by the age. */
export interface ReadingContract extends ReadingLimits {
  paragraphsPerChapter: number
  /** Null when the sentence keeps the contract. `page` is the paragraph before it: new words are counted together. */
  overLimit(sentence: string, page: string): OverLimit | null
}

export function createReadingContract(reader: ContractReader): ReadingContract {
  const { age, language, readingLevel, heroName } = reader
  const limits = READING_LIMITS[language][readingLevel]
  // A sentence is asked about where it is checked and where it is committed, and a page grows sentence by sentence.
  const known = new Map<string, Vocabulary>()
  let last: { written: string; writtenPage: string; over: OverLimit | null } | null = null
  return {
    ...limits,
    paragraphsPerChapter: paragraphsForAge(age),
    overLimit(written, writtenPage) {
      if (last?.written !== written || last.writtenPage !== writtenPage)
        last = { written, writtenPage, over: findOver(written, writtenPage) }
      return last.over
    },
  }

  function findOver(written: string, writtenPage: string): OverLimit | null {
    const sentence = withPlainHero(written, heroName)
    const { words, longestWord, withinLimits } = measureSentence(sentence, readingLevel, language)
    if (words > limits.wordsPerSentence) {
      return {
        rule: 'reading.sentence',
        reason: `It was too long for this reader: no sentence has more than ${limits.wordsPerSentence} words.`,
      }
    }
    if (!withinLimits) {
      return {
        rule: 'reading.word',
        reason: `A word was too long for this reader: ${computeLetters(longestWord)} letters, where ${limits.lettersPerWord} are the most.`,
      }
    }
    return bringsTooManyNewWords(sentence, writtenPage)
      ? { rule: 'reading.new-words', reason: 'It brought too many new words at once for this reader.' }
      : null
  }

  /** A sentence without a new word is not held up by those before it. */
  function bringsTooManyNewWords(sentence: string, writtenPage: string): boolean {
    if (limits.newWordsPerPage === null) return false
    if (writtenPage === '') known.clear()
    const page = withPlainHero(writtenPage, heroName)
    const count = (text: string) => newWordsOf(text, language, known)?.length ?? 0
    const together = count(page + sentence)
    return together > limits.newWordsPerPage && together > count(page)
  }
}
