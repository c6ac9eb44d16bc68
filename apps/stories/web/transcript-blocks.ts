import type { PartState } from 'unfold/protocol'

/** A stretch of the chapter that is read: a paragraph, the question at its end, or the ending. */
export interface Block {
  part: string
  kind: 'paragraph' | 'question' | 'ending'
  /** Committed words only; the last one is left out while it may still grow. */
  words: string[]
  final: boolean
}

/** The readable parts, in the order in which they appeared. Words keep the space behind them. */
export function blocksFromParts(parts: readonly PartState[]): Block[] {
  return parts.flatMap((state) => {
    const kind = kindOf(state.part)
    return kind === null ? [] : [{ part: state.part, kind, words: wordsOf(state), final: state.final }]
  })
}

export function countWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.words.length, 0)
}

/** The blocks as far as the reader has come: the last one may be cut, later ones are absent. */
export function takeWords(blocks: readonly Block[], count: number): Block[] {
  const taken: Block[] = []
  let left = count
  for (const block of blocks) {
    if (left <= 0) break
    taken.push(left < block.words.length ? { ...block, words: block.words.slice(0, left) } : block)
    left -= block.words.length
  }
  return taken
}

function kindOf(part: string): Block['kind'] | null {
  if (part.startsWith('paragraph-')) return 'paragraph'
  return part === 'question' || part === 'ending' ? part : null
}

function wordsOf({ text, value, final }: PartState): string[] {
  const whole = final && typeof value === 'string' ? value : text
  const words = whole.match(/\S+\s*/gu) ?? []
  const last = words.at(-1)
  // A word that nothing closes yet may be half of one.
  if (!final && last !== undefined && !/[\s.!?…:;,"'”’)\]]$/u.test(last)) return words.slice(0, -1)
  return words
}
