import { literalsOf } from './literals.ts'

/** A literal, and which of the patterns hold it. */
interface Entry {
  codes: readonly number[]
  /** Where in it its slot's letters stand. */
  key: number
  patterns: readonly number[]
}

const SLOTS = 1 << 14

/** Tells in one walk over a text which of many patterns may match in it, or in what is left of it when pieces are taken out. */
export class PatternFilter {
  /** Of patterns that no letters tell. */
  readonly #always: Uint8Array
  /** By two letters of a literal, and by three. */
  readonly #pairs: (Entry[] | undefined)[] = Array.from({ length: SLOTS })
  readonly #triples: (Entry[] | undefined)[] = Array.from({ length: SLOTS })

  constructor(patterns: readonly RegExp[]) {
    this.#always = new Uint8Array(patterns.length)
    const holders = new Map<string, number[]>()
    for (const [i, pattern] of patterns.entries()) {
      const literals = literalsOf(pattern)
      if (literals === null) this.#always[i] = 1
      for (const literal of literals ?? []) holders.set(literal, [...(holders.get(literal) ?? []), i])
    }
    const counts = new Uint16Array(SLOTS)
    for (const literal of holders.keys()) for (const slot of slotsOf(literal)) counts[slot]! += 1
    for (const [literal, indexes] of holders) {
      const all = slotsOf(literal)
      // What many literals share is common in texts as well: each is looked for by its rarest letters.
      const slot = all.reduce((rare, each) => (counts[each]! < counts[rare]! ? each : rare))
      const codes = Array.from({ length: literal.length }, (_, i) => literal.charCodeAt(i))
      const slots = codes.length === 2 ? this.#pairs : this.#triples
      ;(slots[slot] ??= []).push({ codes, key: all.indexOf(slot), patterns: indexes })
    }
  }

  /** One per pattern: 0 when it can match nowhere. */
  find(text: string): Uint8Array {
    const lower = text.toLowerCase()
    if (scratch.length < lower.length) scratch = new Uint16Array(2 * lower.length)
    for (let i = 0; i < lower.length; i++) scratch[i] = lower.charCodeAt(i)
    return this.findIn(scratch, lower.length)
  }

  /** The same for the first `length` codes of a text in lower case. */
  findIn(text: Uint16Array, length: number): Uint8Array {
    const found = this.#always.slice()
    for (let i = 0; i + 1 < length; i++) {
      const pair = this.#pairs[slotOf(text[i]!, text[i + 1]!, 0)]
      if (pair) mark(found, pair, text, i, length)
      if (i + 2 === length) break
      const triple = this.#triples[slotOf(text[i]!, text[i + 1]!, text[i + 2]!)]
      if (triple) mark(found, triple, text, i, length)
    }
    return found
  }
}

/** Of each three letters in a row, or of the only two. */
function slotsOf(literal: string): number[] {
  return Array.from({ length: Math.max(1, literal.length - 2) }, (_, i) =>
    slotOf(literal.charCodeAt(i), literal.charCodeAt(i + 1), literal.charCodeAt(i + 2) || 0),
  )
}

/** Reused: reading a text keeps nothing of it. */
let scratch = new Uint16Array(4096)

function slotOf(a: number, b: number, c: number): number {
  return ((a * 31 + b) * 37 + c) & (SLOTS - 1)
}

function mark(
  found: Uint8Array,
  entries: readonly Entry[],
  text: Uint16Array,
  at: number,
  length: number,
): void {
  for (const { codes, key, patterns } of entries) {
    const start = at - key
    if (start < 0 || start + codes.length > length) continue
    let i = 0
    while (i < codes.length && text[start + i] === codes[i]) i++
    if (i === codes.length) for (const pattern of patterns) found[pattern] = 1
  }
}
