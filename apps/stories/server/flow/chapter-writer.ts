import { setImmediate as turn } from 'node:timers/promises'
import type { StepContext } from 'unfold/core'
import { type LanguageModel, ModelError } from 'unfold/models'
import { type Json, UnfoldError } from 'unfold/protocol'
import {
  buildChapterMessages,
  type ChapterRequest,
  computeRemaining,
  remainderSchema,
} from '../prompt/index.ts'
import { createReadingContract } from '../reading/index.ts'
import type { StoryGate } from '../story-gate.ts'
import { CallMeter } from './call-meter.ts'
import { ChapterAnswer } from './chapter-answer.ts'
import { ChapterPage } from './chapter-page.ts'
import { ChapterSheet, PARAGRAPHS_END, PLOT } from './chapter-sheet.ts'
import { READING } from './reading-gate.ts'
import type { StoryInput } from './story-input.ts'
import { type VerdictNote, Verdicts } from './verdicts.ts'

export interface ChapterWriterOptions {
  step: StepContext
  input: StoryInput
  model: LanguageModel
  gate: StoryGate
  /** BCP 47 tag of the story's language. */
  locale: string
  paragraphCount: number
  temperature: number | undefined
  maxOutputTokens: number
  now: () => number
  /** What an earlier step of this run knows already. */
  carried: CarriedFacts | null
  /** A part became final: so many are by now. */
  onUnit: (units: number) => void
}

/** Facts of the answer that no reader sees. */
export interface CarriedFacts {
  /** Its author has written all paragraphs that it wanted, fewer than planned perhaps. */
  paragraphsEnd: boolean
  plot: Json
  /** The place that stands open was turned down for its length: its rewrite is taken as it comes. */
  isTooLong?: boolean
}

/** Calls in a row that may commit nothing: a cut, a stall, junk, an empty answer. */
const FRUITLESS_CALLS = 3
/** A check in code takes about 0.1 ms and waits for nobody: an answer that comes all at once must not stop the server. */
const PIECES_PER_TURN = 16

/**
 * Writes a chapter, or what remains of one, from as many model calls as it takes. Every sentence passes the gate before
 * it is committed; a call that breaks off is continued from the last committed sentence, and finished parts are never
 * asked for again.
 */
export class ChapterWriter {
  readonly #o: ChapterWriterOptions
  readonly #verdicts: Verdicts
  readonly page: ChapterPage
  #calls = 0

  constructor(options: ChapterWriterOptions) {
    this.#o = options
    this.#verdicts = new Verdicts(options.step)
    this.page = new ChapterPage(options.step, options.input.chapterNumber >= options.input.totalChapters)
  }

  get verdicts(): Verdicts {
    return this.#verdicts
  }

  get facts(): CarriedFacts {
    const { step, carried } = this.#o
    return {
      paragraphsEnd: step.notes.has(PARAGRAPHS_END) || (carried?.paragraphsEnd ?? false),
      plot: step.notes.get(PLOT) ?? carried?.plot ?? null,
      isTooLong: this.#verdicts.standingRejection?.checker === READING,
    }
  }

  /**
   * Null when the chapter is whole; else the verdict that stopped it, or `incomplete` when the text is all there and the
   * model will not say what comes after it. Throws when the model gives nothing more.
   */
  async write(reason: string | undefined): Promise<VerdictNote | 'incomplete' | null> {
    let fruitless = 0
    while (!this.isWhole()) {
      const before = this.page.size
      const outcome = await this.#call(reason)
      if (outcome.rejected) return outcome.rejected
      if (this.page.size > before) fruitless = 0
      else if ((fruitless += 1) >= FRUITLESS_CALLS) {
        const isTold = this.page.paragraphs.length > 0 && this.missingParagraphs() === 0
        if (isTold && outcome.error.code === 'EMPTY_CONTENT') return 'incomplete'
        throw outcome.error
      }
    }
    return null
  }

  isWhole(): boolean {
    const { page } = this
    const fields = page.title !== null && page.learning !== null && page.vocabulary !== null
    const end = page.isLast || (page.question !== null && page.choices !== null)
    return fields && end && this.missingParagraphs() === 0
  }

  /** An author that wrote fewer paragraphs than planned has said so; the plan was corrected then. */
  missingParagraphs(): number {
    // The question closes the chapter, in the run that this one continues as well: its notes stayed there.
    if (this.facts.paragraphsEnd || this.page.question !== null) return 0
    return computeRemaining({ paragraphCount: this.#o.paragraphCount, committed: this.page.committed })
  }

  async #call(reason: string | undefined): Promise<{ rejected: VerdictNote | null; error: UnfoldError }> {
    const { step, model, temperature, maxOutputTokens } = this.#o
    const request = this.#request(reason)
    const messages = buildChapterMessages(request)
    const missing = this.missingParagraphs()
    const stop = new AbortController()
    let { units } = this.page
    const sheet = new ChapterSheet({
      ...this.#o,
      page: this.page,
      contract: createReadingContract({ ...this.#o.input.child, heroName: this.#o.input.hero?.name }),
      isTooLong: this.#o.carried?.isTooLong ?? false,
      missing,
      verdicts: this.#verdicts,
      onUnit: () => this.#o.onUnit((units += 1)),
      stop: () => stop.abort(),
    })
    const answer = new ChapterAnswer(this.#o.locale)
    const meter = new CallMeter(
      step,
      `${step.step}.${step.attempt}.${(this.#calls += 1)}`,
      messages,
      maxOutputTokens,
    )
    let pieces = 0
    let error = new UnfoldError('EMPTY_CONTENT', 'The storyteller gave no story.')
    try {
      const schema = {
        name: 'chapter',
        shape: remainderSchema(missing, Object.keys(request.committed?.done ?? {}) as never[]),
      }
      const signal = AbortSignal.any([step.signal, stop.signal])
      for await (const chunk of model.stream({ messages, schema, temperature, maxOutputTokens, signal })) {
        if ('text' in chunk) {
          meter.count(chunk.text)
          for (const piece of answer.write(chunk.text)) {
            await sheet.propose(piece)
            if ((pieces += 1) % PIECES_PER_TURN === 0) await turn()
          }
        } else if ('usage' in chunk) meter.settle(chunk.usage)
        else if (chunk.finish === 'refused') {
          error = new UnfoldError('MODEL_REFUSED', 'The storyteller would not write this story.')
        }
        if (stop.signal.aborted) break
      }
    } catch (thrown) {
      if (step.signal.aborted) throw thrown
      if (thrown instanceof ModelError) {
        error = new UnfoldError('MODEL_UNAVAILABLE', 'The storyteller could not be reached, or broke off.', {
          cause: thrown,
        })
      } else if (!stop.signal.aborted) throw thrown
    } finally {
      meter.close()
    }
    answer.end()
    const rejected = await sheet.drained()
    await step.flush()
    step.signal.throwIfAborted()
    return { rejected, error }
  }

  #request(reason: string | undefined): ChapterRequest {
    const { input, model, paragraphCount } = this.#o
    const { child, choice } = input
    const committed = this.page.committed
    const missing = this.missingParagraphs()
    return {
      language: child.language,
      theme: input.theme,
      age: child.age,
      level: child.readingLevel,
      interests: child.interests,
      childName: child.nickname,
      limits: child.limits,
      title: input.askedTitle,
      hero: input.hero,
      chapterNumber: input.chapterNumber,
      totalChapters: input.totalChapters,
      previous: input.previous,
      choice,
      seed: input.seed,
      // Its word runs are for the offline author, which keeps clear of them; a model could not.
      avoid: model.offline ? input.avoid : input.avoid.map(({ told: _, ...triple }) => triple),
      paragraphCount: missing === 0 && committed ? committed.paragraphs.length : paragraphCount,
      committed,
      reason,
    }
  }
}
