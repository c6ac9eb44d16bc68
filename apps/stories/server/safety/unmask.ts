import type { RuleSet } from './rule.ts'

type Words = Pick<RuleSet, 'disguised' | 'endings' | 'isKnown' | 'leet'>

/**
 * Writes disguised words out: "k 1 l l", "k-i-l-l", "ki ll", "k1ll", "k*ll" and "kiiill" become "kill". Only words of
 * the language's closed list are ever written, so that no spelling of anything else is touched. Wants normalised text.
 */
export function createUnmask(words: Words): (text: string) => string {
  const lexicon = new Lexicon(words)
  return (text) => {
    const spelled = LONE_LETTERS.test(text)
      ? text.replace(SPELLED, (run) => lexicon.wordsFromLetters(run.replace(BETWEEN, '')) ?? run)
      : text
    const open = spelled.replace(BRACKETED, (run) => lexicon.wordFromBrackets(run) ?? run)
    return joinHalves(readOddTokens(open, lexicon).replaceAll('_', ' '), lexicon)
  }
}

/** What is written between letters to keep them apart. */
const BETWEEN = /[\s\-._*~|+/,;:=^·•'"\\()[\]\p{Extended_Pictographic}]/gu
/** Three or more letters or their stand-ins, each alone. */
const SPELLED =
  /(?<![\p{L}\p{N}'])[\p{L}\d@$](?:[\s\-._*~|+/,;:=^·•'"\\()[\]\p{Extended_Pictographic}]{1,3}[\p{L}\d@$!](?![\p{L}\p{N}]|'[\p{L}\p{N}]{2})){2,}/gu
/** Every such run has two of them side by side: quickly looked for. */
const LONE_LETTERS =
  /[\s\-._*~|+/,;:=^·•'"\\()[\]\p{Extended_Pictographic}][\p{L}\d@$!][\s\-._*~|+/,;:=^·•'"\\()[\]\p{Extended_Pictographic}]{1,3}[\p{L}\d@$!](?![\p{L}\p{N}])/u
/** "k(i)ll": one or two letters in brackets within a word. */
const BRACKETED = /[\p{L}\d]*(?:[([][\p{L}\d]{1,2}[)\]][\p{L}\d]*)+/gu
const HALVES = /(?<![\p{L}\p{N}'])(\p{L}+) (?=(\p{L}+)(?![\p{L}\p{N}']))/gu

class Lexicon {
  readonly #words: ReadonlySet<string>
  readonly #squeezed: ReadonlyMap<string, string>
  readonly #endings: readonly string[]
  readonly #leet: RuleSet['leet']
  /** The two letters that listed words begin with. */
  readonly #heads: ReadonlySet<number>
  readonly isKnown: (word: string) => boolean

  constructor({ disguised, endings, isKnown, leet }: Words) {
    this.#words = new Set(disguised)
    this.#heads = new Set(disguised.map((word) => headOf(word.charCodeAt(0), word.charCodeAt(1))))
    // Below three letters a squeezed word is too little to go by: "ass" would be found in "aaas".
    // Of two words that squeeze alike the first one counts.
    const squeezed = disguised.map((w) => [squeeze(w), w] as const).filter(([key]) => key.length > 2)
    this.#squeezed = new Map(squeezed.toReversed())
    this.#endings = endings
    this.#leet = leet
    this.isKnown = isKnown
  }

  has(word: string): boolean {
    return this.#stemOf(word, this.#words) !== undefined
  }

  /** Whether a listed word, with an ending perhaps, may begin with these two letters. */
  begins(first: number, second: number): boolean {
    return this.#heads.has(headOf(first, second))
  }

  wordFromToken(token: string): string | null {
    const core = token.replace(/^[^\p{L}\p{N}@$]+|[^\p{L}\p{N}@$]+$/gu, '')
    if (/^[\p{L}']*$/u.test(core) && !STRETCHED.test(core)) return null
    for (const word of [core, core.replace(BETWEEN, '')]) {
      for (const letters of this.#decode(word)) {
        const found = this.has(letters) ? letters : this.#unstretched(letters)
        if (found) return token.replace(core, () => found)
      }
    }
    const found = this.#spelledOut(core) ?? this.#unstarred(core)
    return found && token.replace(core, () => found)
  }

  wordFromBrackets(run: string): string | null {
    return this.#decode(run.replace(/[()[\]]/g, '')).find((letters) => this.has(letters)) ?? null
  }

  /** Cuts letters without gaps into everyday and disguised words; null unless all of it is words, one of them disguised. */
  wordsFromLetters(run: string): string | null {
    for (const letters of this.#decode(run)) {
      // best[end] is the cut of the first `end` letters that has the most disguised words in it, by its last word.
      const best: ({ start: number; hits: number } | undefined)[] = [{ start: 0, hits: 0 }]
      for (let end = 1; end <= letters.length; end++) {
        for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
          const head = best[start]
          if (!head) continue
          const word = letters.slice(start, end)
          const hit = this.has(word)
          if (!hit && !this.isKnown(word)) continue
          const hits = head.hits + (hit ? 1 : 0)
          if (hits > (best[end]?.hits ?? -1)) best[end] = { start, hits }
        }
      }
      if (!best[letters.length]?.hits) continue
      const words: string[] = []
      for (let end = letters.length; end > 0; end = best[end]!.start)
        words.unshift(letters.slice(best[end]!.start, end))
      return words.join(' ')
    }
    return null
  }

  /** Each way to read the stand-ins; a sign is read alike wherever it stands in the word. */
  #decode(word: string): string[] {
    let readings = [word]
    for (const sign of new Set(word)) {
      const letters = Object.hasOwn(this.#leet, sign) ? this.#leet[sign]! : []
      if (letters.length === 0 || readings.length * letters.length > MOST_READINGS) continue
      readings = readings.flatMap((reading) => letters.map((letter) => reading.replaceAll(sign, letter)))
    }
    return readings
  }

  #unstretched(letters: string): string | null {
    if (!STRETCHED.test(letters)) return null
    const squeezed = squeeze(letters)
    const stem = this.#stemOf(squeezed, this.#squeezed)
    return stem === undefined ? null : this.#squeezed.get(stem)! + squeezed.slice(stem.length)
  }

  #stemOf(word: string, words: { has: (word: string) => boolean }): string | undefined {
    if (words.has(word)) return word
    const ending = this.#endings.find((e) => word.endsWith(e) && words.has(word.slice(0, -e.length)))
    return ending && word.slice(0, -ending.length)
  }

  /** "wh3re": figures among the letters of an everyday word. */
  #spelledOut(core: string): string | null {
    if (!/^\p{L}[\p{L}\d]+$/u.test(core) || core.replace(/\d/g, '').length < 2) return null
    return this.#decode(core).find((letters) => letters !== core && this.isKnown(letters)) ?? null
  }

  #unstarred(core: string): string | null {
    if (!/^\p{L}[\p{L}*#%]*[*#%]+[\p{L}*#%]*$/u.test(core)) return null
    const pattern = new RegExp(`^${core.replace(/[*#%]/g, '.')}$`, 'u')
    return this.#words.values().find((word) => pattern.test(word)) ?? null
  }
}

const LONGEST_WORD = 14
const MOST_READINGS = 64
const STRETCHED = /(\p{L})\1\1/u

function squeeze(word: string): string {
  return word.replace(/(.)\1+/gu, '$1')
}

function headOf(first: number, second: number): number {
  return (first << 16) | second
}

/** Only a token that no ordinary word looks like can hide one. */
function readOddTokens(text: string, lexicon: Lexicon): string {
  let read = ''
  let done = 0
  for (let odd = nextOdd(text, 0); odd < text.length; odd = nextOdd(text, done)) {
    let start = odd
    let end = odd + 1
    while (start > done && kindOf(text.charCodeAt(start - 1)) !== BETWEEN_TOKENS) start--
    while (end < text.length && kindOf(text.charCodeAt(end)) !== BETWEEN_TOKENS) end++
    const token = text.slice(start, end)
    read += text.slice(done, start) + (lexicon.wordFromToken(token) ?? token)
    done = end
  }
  return done === 0 ? text : read + text.slice(done)
}

/** A figure, a letter behind a sign, or the third of the same letter; the text's length when there is none. */
function nextOdd(text: string, from: number): number {
  let isBehindSign = false
  let repeats = 0
  for (let at = from; at < text.length; at++) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind === FIGURE) return at
    if (kind === LETTER) {
      repeats = at > from && text.charCodeAt(at) === text.charCodeAt(at - 1) ? repeats + 1 : 0
      if (isBehindSign || repeats === 2) return at
      isBehindSign = false
    } else isBehindSign = kind === SIGN || (isBehindSign && kind === APOSTROPHE)
  }
  return text.length
}

/** "ki ll": two pieces side by side that make a listed word, at least one of them no word by itself. */
function joinHalves(text: string, lexicon: Lexicon): string {
  if (!hasHalves(text, lexicon)) return text
  return text.replace(HALVES, (left, first: string, second: string) =>
    lexicon.has(first + second) && !(lexicon.isKnown(first) && lexicon.isKnown(second)) ? first : left,
  )
}

/** False where no two words side by side make a listed one. */
function hasHalves(text: string, lexicon: Lexicon): boolean {
  let start = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind === LETTER) {
      if (start < 0) start = at
      continue
    }
    if (code >= 0xd800 && code <= 0xdfff) return true
    if (code === SPACE && start >= 0) {
      const second = text.charCodeAt(start + 1 === at ? at + 1 : start + 1)
      if (lexicon.begins(text.charCodeAt(start), second)) {
        let end = at + 1
        while (end < text.length && kindOf(text.charCodeAt(end)) === LETTER) end++
        if (lexicon.has(text.slice(start, at) + text.slice(at + 1, end))) return true
      }
    }
    start = -1
  }
  return false
}

type Kind = typeof LETTER | typeof FIGURE | typeof APOSTROPHE | typeof BETWEEN_TOKENS | typeof SIGN
const LETTER = 1
/** Also what is read as a letter wherever it stands, and halves of signs beyond the first plane. */
const FIGURE = 2
const APOSTROPHE = 3
const BETWEEN_TOKENS = 4
const SIGN = 5
const SPACE = 0x20

/** Looking a property up costs many times a read of this table, which fills as signs are met. */
const kinds = new Uint8Array(0x10000)

function kindOf(code: number): Kind {
  return (kinds[code] ||= computeKind(code)) as Kind
}

function computeKind(code: number): Kind {
  const sign = String.fromCharCode(code)
  if (/\p{L}/u.test(sign)) return LETTER
  if (/[\p{N}@$\p{Cs}]/u.test(sign)) return FIGURE
  if (sign === "'") return APOSTROPHE
  return /[\s"(),;:?]/.test(sign) ? BETWEEN_TOKENS : SIGN
}
