import type { Json } from 'unfold/protocol'
import { createJsonReveal, createSentenceSegmenter, type RevealEvent } from 'unfold/reveal'
import { type ChapterKey, chapterSchema } from '../prompt/index.ts'

/** One piece of an answer, in the order in which it was written. */
export type AnswerPiece =
  /** A sentence of the answer's n-th paragraph; `closes` when it is the paragraph's last. */
  | { type: 'sentence'; index: number; text: string; closes: boolean }
  /** A finished, valid field. */
  | { type: 'field'; key: Exclude<ChapterKey, 'paragraphs'>; value: Json }
  /** All paragraphs of this answer are written. */
  | { type: 'paragraphs-end' }

const FIELDS = chapterSchema(1).shape
const LONGEST_SENTENCE = 400
/** Of a list that is too long the first items are taken, as many as its field may hold. */
const MOST_ITEMS: Partial<Record<ChapterKey, number>> = {
  choices: 4,
  educational_elements: 8,
  vocabulary_words: 12,
}

/**
 * From a model's characters to sentences and fields, as they become known. Fields that are not of their shape are left
 * out: they are asked for again.
 */
export class ChapterAnswer {
  readonly #reveal = createJsonReveal()
  readonly #segmenter: ReturnType<typeof createSentenceSegmenter>
  /** A paragraph whose string has ended. What follows shows whether that was its end, or broken JSON. */
  #ended: number | null = null
  /** Keys whose value is read. JSON lets an object name one again; what was shown of the first is not taken back. */
  readonly #read = new Set<ChapterKey>()

  constructor(language: string) {
    this.#segmenter = createSentenceSegmenter({ language, maxLength: LONGEST_SENTENCE })
  }

  *write(chunk: string): Generator<AnswerPiece> {
    for (const event of this.#reveal.write(chunk)) yield* this.#take(event)
  }

  /** What the answer turned out to be. A sentence that was cut off is dropped: nothing proved it complete. */
  end(): 'complete' | 'truncated' | 'malformed' | 'empty' {
    return this.#reveal.end()
  }

  *#take(event: RevealEvent): Generator<AnswerPiece> {
    if (event.type !== 'text' && event.type !== 'value') return
    if (this.#ended !== null) yield* this.#close(this.#ended)
    const [key, index] = event.path as [ChapterKey | undefined, number | undefined]
    if (key === undefined || this.#read.has(key)) return
    if (key === 'paragraphs' && event.path.length === 2) {
      if (event.type === 'text') yield* this.#grow(index!, event.text)
      else if (typeof event.value === 'string') this.#ended = index!
    } else if (event.type === 'value' && event.path.length === 1) {
      this.#read.add(key)
      if (key === 'paragraphs') yield { type: 'paragraphs-end' }
      else if (key in FIELDS) {
        const field = FIELDS[key].safeParse(plainFromJson(event.value, MOST_ITEMS[key]))
        if (field.success) yield { type: 'field', key, value: field.data as Json }
      }
    }
  }

  *#grow(index: number, text: string): Generator<AnswerPiece> {
    for (const sentence of this.#segmenter.push(plainFromText(text))) {
      yield { type: 'sentence', index, text: sentence, closes: false }
    }
  }

  /** A sentence is proved complete by what follows it, so the last one is still in the segmenter here. */
  *#close(index: number): Generator<AnswerPiece> {
    this.#ended = null
    const rest = this.#segmenter.flush().filter((s) => s.trim() !== '')
    const last = rest.pop()
    for (const sentence of rest) yield { type: 'sentence', index, text: sentence, closes: false }
    yield { type: 'sentence', index, text: last?.trimEnd() ?? '', closes: true }
  }
}

/** One line of characters that every store and screen takes: no control characters, no half of a surrogate pair. */
function plainFromText(text: string): string {
  return text.replace(/[\s\p{Cc}]/gu, ' ').toWellFormed()
}

function plainFromJson(value: Json, mostItems = Infinity): Json {
  const list = Array.isArray(value) ? value.slice(0, mostItems) : value
  return JSON.parse(JSON.stringify(list), (_, inner) =>
    typeof inner === 'string' ? plainFromText(inner) : inner,
  )
}
