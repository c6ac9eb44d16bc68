import { createJsonReveal, createSentenceSegmenter, type RevealEvent } from 'unfold/reveal'

/** One piece of an answer, in the order in which it was written. `index` counts the answer's outfits from 0. */
export type AnswerPiece =
  | { type: 'reasoning'; index: number; text: string }
  /** The whole object, not yet checked. */
  | { type: 'outfit'; index: number; value: unknown }

/** From a model's characters to sentences of reasoning and whole outfits, as they become known. */
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
    const sentences = event.type === 'text' ? this.#segmenter.push(event.text) : this.#segmenter.flush()
    for (const text of sentences) yield { type: 'reasoning', index, text }
  }

  readonly #reveal = createJsonReveal()
  readonly #segmenter = createSentenceSegmenter({ language: 'en' })
}
