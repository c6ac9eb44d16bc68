import type { PartState } from 'unfold/protocol'
import { directionOf, splitSentences, type Direction } from '../shared/direction.ts'

/** Committed words, each with the space behind it; joined they are the sentence. Its direction is decided once. */
export interface Sentence {
  words: readonly string[]
  direction: Direction
}

/** A stretch of the chapter that is read: a paragraph, the question at its end, or the ending. */
export interface Block {
  part: string
  kind: 'paragraph' | 'question' | 'ending'
  sentences: readonly Sentence[]
}

/** A sentence as far as it is shown. */
export interface ShownSentence extends Sentence {
  text: string
  /** UTF-16 units of `text` that are shown. */
  length: number
}

export interface ShownBlock extends Block {
  sentences: readonly ShownSentence[]
}

/** A sentence by its place in the whole chapter, counted in words. */
export interface Place {
  block: number
  sentence: number
  part: string
  text: string
  direction: Direction
  firstWord: number
  endWord: number
}

/**
 * The readable parts, in the order in which they appeared. What `before` knows of them stays as it is: a sentence that
 * was shown never gets another direction or another end because more text came.
 */
export function blocksFromParts(
  parts: readonly PartState[],
  before: readonly Block[],
  fallback: Direction = 'ltr',
): Block[] {
  const blocks: Block[] = []
  for (const state of parts) {
    const kind = kindOf(state.part)
    if (kind === null) continue
    const story = blocks[0]?.sentences[0]?.direction ?? fallback
    const known = before.find((block) => block.part === state.part)
    blocks.push({ part: state.part, kind, sentences: sentencesFrom(textOf(state), known, story) })
  }
  return blocks
}

export function countWords(blocks: readonly Block[]): number {
  return placesOf(blocks).at(-1)?.endWord ?? 0
}

/** The blocks as far as the reader has come: the last one may be cut, later ones are absent. */
export function takeWords(blocks: readonly Block[], count: number): ShownBlock[] {
  const taken: ShownBlock[] = []
  let left = count
  for (const block of blocks) {
    if (left <= 0) break
    const sentences: ShownSentence[] = []
    for (const sentence of block.sentences) {
      if (left <= 0) break
      const length = sentence.words.slice(0, left).join('').length
      sentences.push({ ...sentence, text: sentence.words.join(''), length })
      left -= sentence.words.length
    }
    taken.push({ ...block, sentences })
  }
  return taken
}

export function placesOf(blocks: readonly Block[]): Place[] {
  const places: Place[] = []
  let word = 0
  for (const [block, { part, sentences }] of blocks.entries()) {
    for (const [sentence, { words, direction }] of sentences.entries()) {
      if (words.length === 0) continue
      const text = words.join('')
      places.push({ block, sentence, part, text, direction, firstWord: word, endWord: word + words.length })
      word += words.length
    }
  }
  return places
}

/** The sentence that holds the last of `shown` words; 0 before the first. */
export function placeOfWord(places: readonly Place[], shown: number): number {
  return Math.max(
    0,
    places.findLastIndex((place) => place.firstWord < shown),
  )
}

function kindOf(part: string): Block['kind'] | null {
  if (part.startsWith('paragraph-')) return 'paragraph'
  return part === 'question' || part === 'ending' ? part : null
}

function textOf({ text, value, final }: PartState): string {
  if (final) return typeof value === 'string' ? value : text
  // A word that nothing closes yet may be half of one.
  const open = /\S+$/u.exec(text)
  return open && !/[.!?…:;,"'”’)\]]$/u.test(text) ? text.slice(0, open.index) : text
}

function sentencesFrom(text: string, known: Block | undefined, story: Direction): readonly Sentence[] {
  const kept = known?.sentences ?? []
  const keptText = kept.flatMap(({ words }) => words).join('')
  if (keptText === text) return kept
  if (kept.length === 0 || !text.startsWith(keptText)) return splitText(text, story)
  const last = kept.at(-1)!
  if (!CLOSED.test(last.words.at(-1) ?? '')) {
    // It goes on: more words, the same line of direction.
    const head = kept.slice(0, -1)
    const start = head.flatMap(({ words }) => words).join('').length
    const [grown, ...more] = splitText(text.slice(start), story)
    return [...head, { ...grown!, direction: last.direction }, ...more]
  }
  const rest = text.slice(keptText.length)
  // Space that came with what follows belongs to the word before it.
  const space = /^\s*/u.exec(rest)![0]
  const words = [...last.words.slice(0, -1), last.words.at(-1)! + space]
  return [...kept.slice(0, -1), { ...last, words }, ...splitText(rest.slice(space.length), story)]
}

/** How a sentence ends. */
const CLOSED = /[.!?…]["'”’»)\]]*\s*$/u

function splitText(text: string, story: Direction): Sentence[] {
  return splitSentences(text, story).map((sentence) => ({
    words: sentence.match(/^\s*\S+\s*|\S+\s*/gu) ?? [],
    direction: directionOf(sentence, story),
  }))
}
