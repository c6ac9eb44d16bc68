import {
  type CharacterClass,
  classOf,
  CLOSER,
  MARK,
  OTHER,
  PARAGRAPH,
  SPACE,
  TERMINATOR,
} from './character-class.ts'
import { clusterStart } from './grapheme-cluster.ts'
import { sentenceLanguage, type SentenceLanguage } from './sentence-language.ts'
import { isHighSurrogate } from './surrogate-pair.ts'

export interface SentenceSegmenterOptions {
  /** BCP 47 tag. */
  language: string
  /** Text without an end of sentence is cut after this many characters, at a space where there is one. Default 400. */
  maxLength?: number
}

export interface SentenceSegmenter {
  /** Sentences that what followed has proved complete, each with the whitespace after it. */
  push(text: string): string[]
  /** The end of a paragraph: what is left is a sentence. The segmenter can be used again. */
  flush(): string[]
  /** Characters looked at so far, looking back included, so that a test can hold the cost linear without a stopwatch. */
  readonly examined: number
}

/**
 * Cuts text into sentences while it arrives. Joined, the segments are the text; and they are the same for every way in
 * which the text was cut into pushes, because each decision looks only at the text up to the character that proves it.
 */
export function createSentenceSegmenter(options: SentenceSegmenterOptions): SentenceSegmenter {
  return new StreamingSegmenter(options)
}

/** Within a sentence. */
const SEEK = 0
/** After a terminator, its repetitions and marks. */
const ENDING = 1
/** After the quotes and brackets that close with it. */
const CLOSING = 2
const SPACING = 3
/** In the first word after a closing quote, which may say that the sentence goes on. */
const WORD = 4
type Phase = typeof SEEK | typeof ENDING | typeof CLOSING | typeof SPACING | typeof WORD

/** How far a decision looks back: no abbreviation, and no rule of Unicode, needs more. */
const LOOK_BACK = 32
const LONGEST_WORD = 16
const SHORTEST_LIMIT = 16
const FULL_STOP = 0x2e
const ELLIPSIS = 0x2026
const INITIALS = /^(?:[\p{Lu}\p{Script=Hebrew}]\.)*[\p{Lu}\p{Script=Hebrew}]$/u

class StreamingSegmenter implements SentenceSegmenter {
  readonly #maxLength: number
  readonly #language: SentenceLanguage
  /** The sentence being read, and the half of a surrogate pair that waits for the other. */
  #buffer = ''
  #half = ''
  #segments: string[] = []
  #examined = 0

  // Positions in the buffer: of this sentence, of the terminator, of the word after it, behind the last space.
  #start = 0
  #ending = 0
  #word = 0
  #afterSpace = 0

  #phase: Phase = SEEK
  /** Nothing but space since `#start`. */
  #blank = true
  // What stands between the terminator and the character at hand.
  #lastStop = 0
  #repeated = false
  #closed = false
  #lineEnded = false

  constructor(options: SentenceSegmenterOptions) {
    this.#maxLength = Math.max(options.maxLength ?? 400, SHORTEST_LIMIT)
    this.#language = sentenceLanguage(options.language)
  }

  get examined(): number {
    return this.#examined
  }

  push(text: string): string[] {
    const fresh = this.#half + text
    const whole = isHighSurrogate(fresh.charCodeAt(fresh.length - 1)) ? fresh.length - 1 : fresh.length
    this.#half = fresh.slice(whole)
    this.#read(fresh.slice(0, whole))
    return this.#handOver()
  }

  flush(): string[] {
    this.#read(this.#half)
    this.#half = ''
    if (this.#phase === WORD) this.#endWord(this.#buffer.length)
    if (this.#buffer.length > this.#start) this.#cut(this.#buffer.length)
    this.#phase = SEEK
    return this.#handOver()
  }

  #read(text: string): void {
    const base = this.#buffer.length
    this.#buffer += text
    this.#examined += text.length
    for (let i = 0; i < text.length;) {
      const point = text.codePointAt(i)!
      const size = point > 0xffff ? 2 : 1
      this.#take(point, base + i, size)
      i += size
    }
  }

  /** One character at `at`, `size` code units long. Decides with nothing behind it in sight. */
  #take(point: number, at: number, size: number): void {
    const kind = classOf(point)
    const isSpace = kind === SPACE || kind === PARAGRAPH
    if (this.#phase === WORD) this.#followWord(point, at, size)
    else if (this.#phase !== SEEK) this.#followStop(point, kind, at, size)
    if (this.#phase === SEEK) this.#seek(point, kind, at)
    if (!isSpace) this.#blank = false
    if (at + size - this.#start > this.#maxLength) this.#cutLong(at, size, isSpace)
    if (isSpace) this.#afterSpace = at + size
  }

  #seek(point: number, kind: CharacterClass, at: number): void {
    if (kind !== TERMINATOR && kind !== PARAGRAPH) return
    this.#phase = kind === PARAGRAPH ? SPACING : ENDING
    this.#ending = at
    this.#lastStop = point
    this.#repeated = false
    this.#closed = false
    this.#lineEnded = kind === PARAGRAPH
  }

  /** Goes through what still belongs to the ended sentence; the first character that does not decides. */
  #followStop(point: number, kind: CharacterClass, at: number, size: number): void {
    if (kind === MARK) return
    if (kind === SPACE || kind === PARAGRAPH) {
      this.#phase = SPACING
      this.#lineEnded ||= kind === PARAGRAPH
      return
    }
    if (kind === CLOSER && this.#phase !== SPACING) {
      this.#phase = CLOSING
      this.#closed = true
      return
    }
    if (kind === TERMINATOR && this.#phase === ENDING) {
      this.#repeated = true
      this.#lastStop = point
      return
    }
    const isBoundary = this.#isBoundary(at, size)
    this.#phase = SEEK
    if (!isBoundary) return
    if (this.#closed && !this.#lineEnded && kind === OTHER && this.#language.continuations.size > 0) {
      this.#phase = WORD
      this.#word = at
    } else this.#cut(at)
  }

  #followWord(point: number, at: number, size: number): void {
    const isLetter = /[\p{L}\p{M}]/u.test(String.fromCodePoint(point))
    if (!isLetter || at + size - this.#word > LONGEST_WORD) this.#endWord(at)
  }

  /** The boundary before the word stands, unless the word is one that goes on. */
  #endWord(at: number): void {
    const word = this.#buffer.slice(this.#word, at).replaceAll(/\p{M}/gu, '')
    this.#phase = SEEK
    if (this.#language.continuations.has(word)) return
    this.#cut(this.#word)
    this.#blank = false
  }

  /** Whether a sentence ends before the character at `at`. */
  #isBoundary(at: number, size: number): boolean {
    if (this.#blank) return false
    if (this.#lineEnded) return true
    const from = Math.max(this.#start, this.#ending - LOOK_BACK)
    const window = this.#buffer.slice(from, at + size)
    this.#examined += window.length
    const first = window.slice(at - from)
    if (/\p{Ll}/u.test(first)) return false
    const spaced = this.#phase === SPACING
    // Unicode knows no end of sentence after an ellipsis: a space, and no lower case, is ours.
    if (this.#lastStop === ELLIPSIS) return spaced && /[\p{L}\p{N}\p{P}]/u.test(first)
    if (this.#lastStop === FULL_STOP && !this.#repeated) {
      if (!spaced && !this.#closed && /[\p{L}\p{N}]/u.test(first)) return false
      if (this.#isAbbreviation(window.slice(0, this.#ending - from), from)) return false
    }
    return this.#language.sentences.segment(window).containing(at - from)?.index === at - from
  }

  #isAbbreviation(before: string, from: number): boolean {
    const word = /[^\s\p{Ps}\p{Pi}"']*$/u.exec(before)![0]
    if (this.#language.abbreviations.has(word)) return true
    // An initial: J. R. Mole. "I" is a word far more often.
    if (word !== 'I' && INITIALS.test(word)) return true
    // The number of a list's item: 1. Look around.
    return from === this.#start && /^\s*\d{1,3}$/.test(before)
  }

  /** Too long: at the last space, if that leaves a fair piece, else between two characters as people see them. */
  #cutLong(at: number, size: number, isSpace: boolean): void {
    let end = this.#afterSpace
    if (end - this.#start < this.#maxLength / 2) {
      const from = Math.max(this.#start, at - LOOK_BACK)
      const window = this.#buffer.slice(from, at + size)
      this.#examined += window.length
      const cluster = from + clusterStart(window, at - from)
      end = cluster > from ? cluster : at
    }
    this.#cut(end)
    this.#blank = end === at && isSpace
    if (end > (this.#phase === WORD ? this.#word - 1 : this.#ending)) this.#phase = SEEK
  }

  #cut(end: number): void {
    this.#segments.push(this.#buffer.slice(this.#start, end))
    this.#start = end
    this.#blank = true
  }

  #handOver(): string[] {
    const segments = this.#segments
    if (segments.length === 0) return segments
    this.#segments = []
    this.#buffer = this.#buffer.slice(this.#start)
    this.#ending -= this.#start
    this.#word -= this.#start
    this.#afterSpace -= this.#start
    this.#start = 0
    return segments
  }
}
