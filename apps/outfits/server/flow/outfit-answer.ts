import { createJsonReveal, type RevealEvent } from 'unfold/reveal'

/** One piece of an answer, in the order in which it was written. `index` counts the answer's outfits from 0. */
export type AnswerPiece =
  | { type: 'reasoning'; index: number; text: string }
  /** The whole object, not yet checked. */
  | { type: 'outfit'; index: number; value: unknown }

/** As much as the eye takes at once. A commit for every token would make a log of a thousand entries. */
const LEAST_CHARACTERS = 24

/** From a model's characters to reasoning, a few whole words at a time, and whole outfits, as they become known. */
export class OutfitAnswer {
  *write(chunk: string): Generator<AnswerPiece> {
    for (const event of this.#reveal.write(chunk)) yield* this.#read(event)
  }

  *#read(event: RevealEvent): Generator<AnswerPiece> {
    if (event.type !== 'text' && event.type !== 'value') return
    const [list, index, key] = event.path
    if (list !== 'outfits' || typeof index !== 'number') return
    if (event.path.length === 2 && event.type === 'value') yield { type: 'outfit', index, value: event.value }
    if (event.path.length !== 3 || key !== 'reasoning') return
    const text = event.type === 'text' ? this.#gather(event.text) : this.#rest()
    if (text !== '') yield { type: 'reasoning', index, text }
  }

  /** All whole words so far, once they are worth a commit: the last one may still grow. */
  #gather(text: string): string {
    this.#pending += text
    if (this.#pending.length < LEAST_CHARACTERS) return ''
    const words = this.#pending.slice(0, [...WORDS.segment(this.#pending)].at(-1)!.index)
    this.#pending = this.#pending.slice(words.length)
    return words
  }

  #rest(): string {
    const text = this.#pending
    this.#pending = ''
    return text
  }

  readonly #reveal = createJsonReveal()
  #pending = ''
}

/** Of every script: where there are no spaces, words end all the same. */
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })
