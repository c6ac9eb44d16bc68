import type { StepContext } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import { createGateLine, createRepeatTrimmer, type GateLine, type RepeatTrimmer } from 'unfold/reveal'
import type { ReadingContract } from '../reading/index.ts'
import type { StoryGate } from '../story-gate.ts'
import type { AnswerPiece } from './chapter-answer.ts'
import { type ChapterPage, paragraphPart, PARTS } from './chapter-page.ts'
import { createReadingGate } from './reading-gate.ts'
import type { StoryInput } from './story-input.ts'
import { noteFromVerdict, type VerdictNote, type Verdicts } from './verdicts.ts'

/** Keys of private notes. */
export const PARAGRAPHS_END = 'paragraphs-end'
export const PLOT = 'plot'

/** A model may miss the count by this many paragraphs; more are not read. */
const SPARE_PARAGRAPHS = 2
/** UTF-16 units after which a paragraph ends with the sentence at hand; the rest of it is not read. */
const LONGEST_PARAGRAPH = 2400

type Sentence = Omit<Extract<AnswerPiece, { type: 'sentence' }>, 'type'>

export interface ChapterSheetOptions {
  step: StepContext
  input: StoryInput
  gate: StoryGate
  contract: ReadingContract
  /** The place where this answer goes on was turned down for its length before this step. */
  isTooLong: boolean
  locale: string
  paragraphCount: number
  /** Paragraphs that this answer was asked for; what it writes beyond its task is not read. */
  missing: number
  now: () => number
  page: ChapterPage
  verdicts: Verdicts
  /** A part became final. */
  onUnit: () => void
  /** Something was withheld: the model may stop writing. */
  stop: () => void
}

/** One answer on its way through the gate: its pieces are proposed in order, and committed in order. */
export class ChapterSheet {
  readonly #o: ChapterSheetOptions
  readonly #line: GateLine
  readonly #trimmer: RepeatTrimmer
  /** What to do when the segment of the same place has passed. */
  readonly #commits: (() => void)[] = []
  /** From the answer's paragraphs to the chapter's; one that is all repeat gets none. */
  readonly #parts = new Map<number, string>()
  readonly #first: number
  #added = 0
  /** The paragraph that stood open when the answer began; null once the answer has gone on with it, or closed it. */
  #open: string | null
  #openText: string
  /** What could still be a repeat of committed text. */
  #held: Sentence[] = []
  #lastRepeated: Sentence | null = null
  /** The paragraph at hand, by its place in the answer. */
  #index = -1
  #length = 0
  /** All paragraphs of the chapter are written: only then may the question come that closes it. */
  #isWritten: boolean
  /** What was answered too early, in order; null once the paragraphs of this answer have ended. */
  #early: { key: string; value: Json }[] | null = []
  #rejected: VerdictNote | null = null

  constructor(options: ChapterSheetOptions) {
    this.#o = options
    const { page, verdicts, input, now } = options
    const paragraphs = page.paragraphs
    const last = paragraphs.at(-1)
    this.#first = paragraphs.length + 1
    this.#isWritten = options.missing === 0
    this.#open = last && !last.final ? last.part : null
    this.#openText = this.#open === null ? '' : options.step.committed.part(this.#open)!.text
    this.#trimmer = createRepeatTrimmer(
      paragraphs.map((p) => p.text),
      { language: options.locale },
    )
    this.#line = createGateLine({
      gate: createReadingGate({
        gate: options.gate,
        contract: options.contract,
        verdicts,
        isCarried: options.isTooLong,
        page: () => this.#openText,
      }),
      signal: options.step.signal,
      context: { language: options.locale, age: input.child.age, limits: input.child.limits },
      before: paragraphs.map((p) => (p.part === this.#open ? this.#openText : p.text)).join(' '),
      commit: (segment, verdict, kind) => {
        const over = kind === 'sentence' ? options.contract.overLimit(segment, this.#openText) : null
        verdicts.add(noteFromVerdict(segment, kind, verdict, now(), over?.rule))
        this.#commits.shift()!()
      },
      reject: (segment, verdict, kind) => {
        this.#rejected = noteFromVerdict(segment, kind, verdict, now())
        verdicts.add(this.#rejected)
        options.stop()
      },
    })
  }

  async propose(piece: AnswerPiece): Promise<void> {
    switch (piece.type) {
      case 'sentence':
        return this.#o.missing > 0 ? this.#sentence({ ...piece }) : undefined
      case 'field':
        return this.#field(piece.key, piece.value)
      case 'paragraphs-end':
        return this.#endParagraphs()
    }
  }

  /** Resolves when every piece is committed or dropped; the verdict that withheld something, or null. */
  async drained(): Promise<VerdictNote | null> {
    if (this.#held.at(-1)?.closes) this.#closeOpen()
    await this.#line.drained()
    return this.#rejected
  }

  async #sentence(sentence: Sentence): Promise<void> {
    if (sentence.text === '') {
      if (this.#held.length > 0) this.#held.at(-1)!.closes = true
      else await this.#accept(sentence)
      return
    }
    this.#held.push(sentence)
    const released = this.#trimmer.push(sentence.text).length
    if (released === 0) return
    const accepted = this.#held.splice(this.#held.length - released)
    this.#lastRepeated = this.#held.at(-1) ?? this.#lastRepeated
    this.#held = []
    for (const each of accepted) await this.#accept(each)
  }

  async #accept({ index, text, closes }: Sentence): Promise<void> {
    const [open, isKnown] = [this.#open, this.#parts.has(index)]
    const part = this.#partOf(index, text)
    if (part === null || (index === this.#index && this.#length >= LONGEST_PARAGRAPH)) return
    this.#length = text.length + (index === this.#index ? this.#length : 0)
    this.#index = index
    const isLast = closes || this.#length >= LONGEST_PARAGRAPH
    const commit = () => this.#commitSentence(part, text, isLast)
    if (text.trim() === '') this.#afterwards(commit)
    else await this.#check(text, 'sentence', commit, !isKnown && part !== open)
  }

  /** Null for a paragraph without a word, and for one beyond what a chapter holds. */
  #partOf(index: number, text: string): string | null {
    const known = this.#parts.get(index)
    if (known !== undefined) return known
    if (this.#open !== null) {
      const repeated = this.#lastRepeated
      if (repeated && repeated.index < index) this.#closeOpen()
      else {
        this.#parts.set(index, this.#open)
        this.#open = null
        return this.#parts.get(index)!
      }
    }
    const number = this.#first + this.#added
    if (text.trim() === '' || number > this.#o.paragraphCount + SPARE_PARAGRAPHS) return null
    this.#added += 1
    this.#parts.set(index, paragraphPart(number))
    return paragraphPart(number)
  }

  /** Its author wants no more paragraphs. Fewer than half of the plan are no chapter: the rest is asked for. */
  async #endParagraphs(): Promise<void> {
    const early = this.#early ?? []
    this.#early = null
    // Counted as proposed: what is committed lags behind, and where one of them is withheld nothing here is committed.
    const paragraphs = this.#first - 1 + this.#added
    if (!this.#isWritten && 2 * paragraphs < this.#o.paragraphCount) return
    if (!this.#isWritten) {
      this.#closeOpen()
      this.#afterwards(() => this.#o.step.note(PARAGRAPHS_END, true))
      this.#isWritten = true
    }
    for (const { key, value } of early) await this.#field(key, value)
  }

  /** The author repeated the open paragraph and ended it there. */
  #closeOpen(): void {
    const part = this.#open
    if (part === null) return
    this.#open = null
    this.#afterwards(() => this.#commitSentence(part, '', true))
  }

  /** A paragraph's last sentence and its end go into one commit: a crash never leaves a whole paragraph open. */
  #commitSentence(part: string, text: string, closes: boolean): void {
    const { step } = this.#o
    this.#openText += text
    if (text !== '') step.text(part, text)
    if (!closes) return
    this.#finish(part, 'paragraph', this.#openText.trim())
    this.#openText = ''
  }

  async #field(key: string, value: Json): Promise<void> {
    const { step, page } = this.#o
    switch (key) {
      case 'title':
        if (page.title !== null) return
        return this.#check(value as string, 'title', () => this.#finish(PARTS.title, 'title', value))
      case 'question':
        if (page.isLast || value === null || page.question !== null) return
        if (!this.#isWritten) return void this.#early?.push({ key, value })
        return this.#check(value as string, 'question', () => this.#finish(PARTS.question, 'question', value))
      case 'choices': {
        if (page.choices !== null) return
        if (!this.#isWritten) return void this.#early?.push({ key, value })
        const choices = (value as { text: string; description: string }[]).map((c, i) => ({
          id: String(i),
          ...c,
        }))
        if (page.isLast || choices.length < 2) return
        const text = choices.map((c) => `${c.text}. ${c.description}`).join('\n')
        return this.#check(text, 'choice', () => this.#finish(PARTS.choices, 'choices', choices))
      }
      case 'educational_elements':
        return page.learning === null ? this.#words(PARTS.learning, value as string[]) : undefined
      case 'vocabulary_words':
        return page.vocabulary === null ? this.#words(PARTS.vocabulary, value as string[]) : undefined
      case 'plot':
        return this.#afterwards(() => step.note(PLOT, value))
    }
  }

  #finish(part: string, kind: string, value: Json): void {
    this.#o.step.part(part, kind, value)
    this.#o.onUnit()
  }

  async #words(part: string, words: string[]): Promise<void> {
    const commit = () => this.#o.step.part(part, part, words)
    if (words.length === 0) this.#afterwards(commit)
    else await this.#check(words.join('. '), 'words', commit)
  }

  async #check(segment: string, kind: string, commit: () => void, isApart = false): Promise<void> {
    if (this.#rejected) return
    this.#commits.push(commit)
    await this.#line.propose(segment, kind, isApart)
  }

  /** What needs no verdict of its own keeps its place behind what does. */
  #afterwards(commit: () => void): void {
    if (this.#rejected) return
    const last = this.#commits.pop()
    if (!last) return commit()
    this.#commits.push(() => {
      last()
      commit()
    })
  }
}
