import { defineFlow, type Flow, type FlowContext, type StepContext } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { type Json, UnfoldError } from 'unfold/protocol'
import { type Chapter, chapterSchema, type Metrics, startChapterSchema } from '../../shared/index.ts'
import { computeMetrics, paragraphsForAge } from '../reading/index.ts'
import { LOCALES } from '../locales.ts'
import type { Stories } from '../records/index.ts'
import type { StoryGate } from '../story-gate.ts'
import { ChapterPage, PARTS } from './chapter-page.ts'
import type { ChapterStarts } from './chapter-starts.ts'
import { type CarriedFacts, ChapterWriter } from './chapter-writer.ts'
import { commitReviewedEnding, REVIEWED_ENDING } from './reviewed-ending.ts'
import { THE_END } from './set-words.ts'
import { shownInput, type StoryInput, storyInputSchema } from './story-input.ts'
import { safetyFromSums, sumVerdicts, type VerdictNote, type VerdictSum } from './verdicts.ts'

export interface StoryFlowOptions {
  model: LanguageModel
  gate: StoryGate
  starts: ChapterStarts
  stories: Stories
  temperature?: number | undefined
  maxOutputTokens?: number | undefined
  now?: () => number
}

/** What a writing step hands on. JSON. */
interface Written extends CarriedFacts {
  /** Why it stopped before the chapter was whole; without the withheld words. */
  rejection: { reason: string; missing: boolean } | null
  sum: VerdictSum
}

/** Rewrites of one place before a reviewed ending is used, and of a whole chapter. */
const REWRITES_OF_A_PLACE = 2
const REWRITES_OF_A_CHAPTER = 10
/** Verdicts that may be missing in a run: a checker that does not answer is not asked for ever. */
const MISSING_VERDICTS = 2

/** generate_content, safety_check, then enhance_content and safety_check again when something was withheld, calculate_metrics. */
export function createStoryFlow(options: StoryFlowOptions): Flow<StoryInput, Chapter> {
  const { starts, stories } = options
  return defineFlow({
    name: 'story',
    version: 1,
    input: storyInputSchema,
    output: chapterSchema,
    start: { body: startChapterSchema, prepare: (accountId, body) => starts.prepare(accountId, body) },
    show: shownInput,
    run: (ctx, input) => runStory(ctx, input, options),
    records: ({ runId, accountId, input, output, result, at }) =>
      stories.save({
        accountId,
        childId: input.childId,
        runId,
        askedTitle: input.askedTitle,
        hero: input.hero,
        after: input.after,
        isHeld: input.mode === 'approve',
        plot: (result('calculate_metrics') as unknown as Measured).plot,
        chapter: output,
        at,
      }),
  })
}

async function runStory(ctx: FlowContext, input: StoryInput, options: StoryFlowOptions): Promise<Chapter> {
  const desk = new StoryDesk(ctx, input, options)
  const first = await ctx.step('generate_content', (step) => desk.generate(step))
  const sums = [first.sum]
  let latest = first
  await ctx.step('safety_check', (step) => desk.report(step, sums, first.rejection === null))
  if (first.rejection) {
    latest = await ctx.step('enhance_content', (step) => desk.enhance(step, first))
    sums.push(latest.sum)
    await ctx.step('safety_check', (step) => desk.report(step, sums, true))
  }
  const { metrics } = await ctx.step('calculate_metrics', (step) => desk.measure(step, latest))
  const page = desk.page(ctx)
  return {
    storyId: input.storyId,
    storyTitle: input.storyTitle,
    chapterNumber: input.chapterNumber,
    totalChapters: input.totalChapters,
    isEnding: page.isLast,
    title: page.title!,
    paragraphs: page.paragraphs.map((p) => p.text),
    question: page.question,
    choices: page.choices ?? [],
    theme: input.theme,
    language: input.child.language,
    readingLevel: input.child.readingLevel,
    vocabularyWords: page.vocabulary ?? [],
    safety: safetyFromSums(sums, true),
    metrics,
  }
}

/** The steps of one run, with what they share: the plan of its units, and how a chapter is written. */
class StoryDesk {
  readonly #ctx: FlowContext
  readonly #input: StoryInput
  readonly #options: StoryFlowOptions
  readonly #paragraphs: number

  constructor(ctx: FlowContext, input: StoryInput, options: StoryFlowOptions) {
    this.#ctx = ctx
    this.#input = input
    this.#options = options
    this.#paragraphs = paragraphsForAge(input.child.age)
  }

  page(ctx: Pick<FlowContext, 'committed'>): ChapterPage {
    return new ChapterPage(ctx, this.#input.chapterNumber >= this.#input.totalChapters)
  }

  async generate(step: StepContext): Promise<Written> {
    this.#progress(step.step, this.page(step).units)
    const writer = this.#writer(step, null)
    // A rejection that an earlier attempt has noted stands: the place is mended, not tried again.
    const stopped = writer.verdicts.standingRejection ?? (await writer.write(undefined))
    if (stopped === 'incomplete') return written(writer, INCOMPLETE)
    const rejection = stopped && rejectionFrom(stopped)
    if (stopped && stopped.cause !== 'rejected' && writer.page.paragraphs.length === 0) throw uncheckable()
    if (!rejection) this.#close(step, writer.page)
    return written(writer, rejection)
  }

  /** At most two rewrites of a place; then a reviewed ending, which needs no live checker. */
  async enhance(step: StepContext, first: Written): Promise<Written> {
    const writer = this.#writer(step, first)
    const isEnded = step.notes.has(REVIEWED_ENDING)
    let rejection: Rejection | null = isEnded ? null : (writer.verdicts.standingRejection ?? first.rejection)
    while (rejection && rejection.reason !== INCOMPLETE.reason && this.#mayRewrite(writer, first)) {
      const stopped = await writer.write(rejection.reason ?? undefined)
      rejection = stopped === 'incomplete' ? INCOMPLETE : stopped
    }
    if (rejection) {
      await commitReviewedEnding(step, writer, this.#input, this.#options.gate)
      step.data('notice', {
        code: 'REVIEWED_ENDING',
        message: 'The end of this chapter is one of our reviewed endings.',
      })
    }
    // What was just added is counted when it is committed.
    await step.flush()
    this.#close(step, writer.page)
    return written(writer, null)
  }

  async report(step: StepContext, sums: readonly VerdictSum[], approved: boolean): Promise<null> {
    step.data('safety', safetyFromSums(sums, approved))
    this.#progress(step.step, this.page(step).units + (approved ? 1 : 0))
    return null
  }

  async measure(step: StepContext, { plot }: Written): Promise<Measured> {
    const page = this.page(step)
    const { child, hero } = this.#input
    const measured = computeMetrics(
      page.paragraphs.map((p) => p.text),
      { ...child, heroName: hero?.name },
    )
    const metrics: Metrics = { ...measured, educational_elements: page.learning ?? [] }
    step.data('metrics', metrics)
    this.#progress(step.step, page.units + 2)
    return { metrics, plot }
  }

  #writer(step: StepContext, carried: CarriedFacts | null): ChapterWriter {
    const { model, gate, temperature, maxOutputTokens = 4000, now = Date.now } = this.#options
    return new ChapterWriter({
      step,
      input: this.#input,
      model,
      gate,
      locale: LOCALES[this.#input.child.language],
      paragraphCount: this.#paragraphs,
      temperature,
      maxOutputTokens,
      now,
      carried,
      onUnit: (units) => this.#progress(step.step, units),
    })
  }

  #mayRewrite(writer: ChapterWriter, first: Written): boolean {
    const { verdicts } = writer
    const missing = verdicts.missing + (first.rejection?.missing ? 1 : 0)
    return (
      missing < MISSING_VERDICTS &&
      verdicts.trailingRejections < REWRITES_OF_A_PLACE &&
      verdicts.withheld < REWRITES_OF_A_CHAPTER
    )
  }

  /** The words that end the last chapter: ours, and the reader's sign that no question follows. */
  #close(step: StepContext, page: ChapterPage): void {
    if (page.isLast && !step.committed.part(PARTS.ending))
      step.part(PARTS.ending, 'ending', THE_END[this.#input.child.language])
    this.#progress(step.step, page.units)
  }

  /** Units: the paragraphs, title, question with its choices (or the ending), the check and the metrics. */
  #progress(stage: string, done: number): void {
    const page = this.page(this.#ctx)
    const paragraphs = Math.max(this.#paragraphs, page.paragraphs.length)
    this.#ctx.progress({ stage, unit: 'part', done, total: paragraphs + (page.isLast ? 2 : 3) + 2 })
  }
}

interface Measured {
  metrics: Metrics
  plot: Json
}

type Rejection = Pick<VerdictNote, 'reason'>

function written(writer: ChapterWriter, rejection: Written['rejection']): Written {
  return { ...writer.facts, rejection, sum: sumVerdicts(writer.verdicts.list) }
}

function rejectionFrom({ reason, cause }: VerdictNote): Written['rejection'] {
  return { reason: reason ?? '', missing: cause !== 'rejected' }
}

/** All paragraphs are told, but the model gives no question, choices or title that can be used: ours close the chapter. */
const INCOMPLETE = { reason: 'The end of the chapter was not there.', missing: false }

function uncheckable(): UnfoldError {
  return new UnfoldError('SAFETY_CHECK_FAILED', 'The story could not be checked, so it is not shown.')
}
