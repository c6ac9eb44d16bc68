import type { RuleSet } from './rule.ts'

type Words = Pick<RuleSet, 'disguised' | 'endings' | 'isKnown' | 'leet'>

/**
 * Writes disguised words out: "k 1 l l", "k-i-l-l", "ki ll", "k1ll", "k*ll" and "kiiill" become "kill". Only words of
 * the language's closed list are ever written, so that no spelling of anything else is touched. Wants normalised text.
 */
export function createUnmask(words: Words): (text: string) => string {
  const lexicon = new Lexicon(words)
  return (text) => {
    const spelled = text.replace(SPELLED, (run) => lexicon.wordsFromLetters(run.replace(BETWEEN, '')) ?? run)
    const tokens = spelled.replace(TOKEN, (token) => lexicon.wordFromToken(token) ?? token)
    return joinHalves(tokens.replaceAll('_', ' '), lexicon)
  }
}

/** What is written between letters to keep them apart. */
const BETWEEN = /[\s\-._*~|+/,\p{Extended_Pictographic}]/gu
/** Three or more letters or their stand-ins, each alone. */
const SPELLED =
  /(?<![\p{L}\p{N}'])[\p{L}\d@$](?:[\s\-._*~|+/,\p{Extended_Pictographic}]{1,3}[\p{L}\d@$!](?![\p{L}\p{N}'])){2,}/gu
const TOKEN = /[^\s"(),;:?]+/g
const HALVES = /(?<![\p{L}\p{N}'])(\p{L}+) (?=(\p{L}+)(?![\p{L}\p{N}']))/gu
class Lexicon {
  readonly #words: ReadonlySet<string>
  readonly #squeezed: ReadonlyMap<string, string>
  readonly #endings: readonly string[]
  readonly #leet: RuleSet['leet']
  readonly isKnown: (word: string) => boolean

  constructor({ disguised, endings, isKnown, leet }: Words) {
    this.#words = new Set(disguised)
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

  wordFromToken(token: string): string | null {
    const core = token.replace(/^[^\p{L}\p{N}@$]+|[^\p{L}\p{N}@$]+$/gu, '')
    if (/^[\p{L}']*$/u.test(core) && !STRETCHED.test(core)) return null
    for (const word of [core, core.replace(BETWEEN, '')]) {
      for (const letters of this.#decode(word)) {
        const found = this.has(letters) ? letters : this.#unstretched(letters)
        if (found) return token.replace(core, () => found)
      }
    }
    const found = this.#unstarred(core)
    return found && token.replace(core, () => found)
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

/** "ki ll": two pieces side by side that make a listed word, at least one of them no word by itself. */
function joinHalves(text: string, lexicon: Lexicon): string {
  return text.replace(HALVES, (left, first: string, second: string) =>
    lexicon.has(first + second) && !(lexicon.isKnown(first) && lexicon.isKnown(second)) ? first : left,
  )
}
