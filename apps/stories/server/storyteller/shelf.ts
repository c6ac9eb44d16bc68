import type { Card } from './deck.ts'
import { hashText } from './chance.ts'
import { wordsFromText } from './levels.ts'

/** Characters of a run's code. 46,656 codes: a story of 800 runs meets a strange run by chance once in sixty. */
const CODE = 3
const CODES = 36 ** CODE

/** What a family has read already: by each word run, the stories that hold it. */
export class Shelf {
  /** Per code the newest entry, and per entry the one before it: lists without an object each, for 200 long stories. */
  readonly #newest = new Int32Array(CODES).fill(-1)
  readonly #before: number[] = []
  readonly #story: number[] = []
  readonly size: number

  constructor(told: readonly string[]) {
    this.size = told.length
    for (const [story, codes] of told.entries())
      for (let at = 0; at + CODE <= codes.length; at += CODE) {
        const code = Number.parseInt(codes.slice(at, at + CODE), 36)
        const newest = this.#newest[code]
        if (newest === undefined || this.#story[newest] === story) continue
        this.#before.push(newest)
        this.#newest[code] = this.#story.push(story) - 1
      }
  }

  /** How many of the runs each story holds; only stories that hold one are named. */
  holdersOf(codes: readonly number[]): Map<number, number> {
    const shared = new Map<number, number>()
    for (const code of codes)
      for (let entry = this.#newest[code]!; entry >= 0; entry = this.#before[entry]!) {
        const story = this.#story[entry]!
        shared.set(story, (shared.get(story) ?? 0) + 1)
      }
    return shared
  }
}

/**
 * Chooses the cards of one chapter. It never takes a card that the story has told, and of the others the one that brings
 * the nearest story of the shelf least nearer. Near is what is repeated word for word, five words long or longer. With an
 * empty shelf the first card is as good as any.
 */
export class Hand {
  readonly #shelf: Shelf
  readonly #shared: number[]
  readonly #used: Set<number>
  #runs = 0

  constructor(shelf: Shelf, used: readonly number[]) {
    this.#shelf = shelf
    this.#shared = Array.from({ length: shelf.size }, () => 0)
    this.#used = new Set(used)
  }

  take(cards: readonly Card[]): Card | null {
    const unused = cards.filter((card) => !this.#used.has(card.id))
    let best: { card: Card; runs: number; holders: Map<number, number> } | null = null
    let least = Infinity
    for (const card of unused.length > 0 ? unused : cards) {
      const codes = codesFromText(card.sentences.join(' '))
      const holders = this.#shelf.holdersOf(codes)
      let nearness = 0
      // To the eighth power, so that one near story outweighs many far ones.
      for (const [story, more] of holders) nearness += (this.#shared[story]! + more) ** 8
      if (nearness >= least) continue
      best = { card, runs: codes.length, holders }
      least = nearness
    }
    if (best === null) return null
    this.#used.add(best.card.id)
    this.#runs += best.runs
    for (const [story, more] of best.holders) this.#shared[story]! += more
    return best.card
  }

  /** Cards that the story has told by now. */
  get used(): number[] {
    return [...this.#used]
  }

  /** The share of what was taken that the nearest story of the shelf holds, too: 0 to 1. */
  get nearness(): number {
    return Math.max(0, ...this.#shared) / Math.max(1, this.#runs)
  }
}

/** A text's five-word runs, as short codes in one string: what a later story is kept away from. */
export function toldFromText(text: string): string {
  return codesFromText(text)
    .map((code) => code.toString(36).padStart(CODE, '0'))
    .join('')
}

function codesFromText(text: string): number[] {
  const words = wordsFromText(text.toLowerCase())
  return words.slice(4).map((_, i) => hashText(words.slice(i, i + 5).join(' ')) % CODES)
}
