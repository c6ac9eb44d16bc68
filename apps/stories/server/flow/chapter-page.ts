import type { FlowContext } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import type { Choice } from '../../shared/index.ts'
import type { CommittedChapter } from '../prompt/index.ts'

const PARAGRAPH = 'paragraph-'

export function paragraphPart(number: number): string {
  return PARAGRAPH + number
}

/** Names of the parts; each is also its kind but for the paragraphs. */
export const PARTS = {
  title: 'title',
  question: 'question',
  choices: 'choices',
  ending: 'ending',
  learning: 'learning',
  vocabulary: 'vocabulary',
} as const

/** What is committed of a chapter, read from the run's own parts: the same picture in every attempt. */
export class ChapterPage {
  readonly #ctx: Pick<FlowContext, 'committed'>
  readonly isLast: boolean

  constructor(ctx: Pick<FlowContext, 'committed'>, isLast: boolean) {
    this.#ctx = ctx
    this.isLast = isLast
  }

  get paragraphs(): { part: string; text: string; final: boolean }[] {
    return this.#ctx.committed.parts
      .filter((p) => p.part.startsWith(PARAGRAPH))
      .map((p) => ({ part: p.part, text: p.final ? (p.value as string) : p.text.trimEnd(), final: p.final }))
  }

  get title(): string | null {
    return this.#final(PARTS.title) as string | null
  }

  get question(): string | null {
    return this.#final(PARTS.question) as string | null
  }

  get choices(): Choice[] | null {
    return this.#final(PARTS.choices) as Choice[] | null
  }

  get learning(): string[] | null {
    return this.#final(PARTS.learning) as string[] | null
  }

  get vocabulary(): string[] | null {
    return this.#final(PARTS.vocabulary) as string[] | null
  }

  /** Committed characters and parts: whether a model call got anywhere. */
  get size(): number {
    return this.#ctx.committed.parts.reduce((n, p) => n + p.text.length + (p.final ? 1 : 0), 0)
  }

  /** Finished parts, for the progress bar. */
  get units(): number {
    return this.#ctx.committed.parts.filter((p) => p.final && isUnit(p.part)).length
  }

  /** For the prompt: undefined while nothing is committed. */
  get committed(): CommittedChapter | undefined {
    const paragraphs = this.paragraphs
    const done: NonNullable<CommittedChapter['done']> = {}
    if (this.title !== null) done.title = this.title
    if (this.isLast) Object.assign(done, { question: null, choices: [] })
    if (this.question !== null) done.question = this.question
    if (this.choices !== null)
      done.choices = this.choices.map(({ text, description }) => ({ text, description }))
    if (this.learning !== null) done.educational_elements = this.learning
    if (this.vocabulary !== null) done.vocabulary_words = this.vocabulary
    if (paragraphs.length === 0) return undefined
    return { paragraphs: paragraphs.map((p) => p.text), lastIsOpen: !paragraphs.at(-1)!.final, done }
  }

  #final(part: string): Json {
    const state = this.#ctx.committed.part(part)
    return state?.final ? state.value : null
  }
}

/** What a reader waits for; learning and vocabulary come along. */
function isUnit(part: string): boolean {
  return part !== PARTS.learning && part !== PARTS.vocabulary
}
