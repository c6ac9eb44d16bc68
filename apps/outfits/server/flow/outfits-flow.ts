import { defineFlow, type Flow, type FlowContext, type StepContext } from 'unfold/core'
import { type LanguageModel, ModelError } from 'unfold/models'
import { type Json, UnfoldError } from 'unfold/protocol'
import { z } from 'zod'
import {
  outfitRequestSchema,
  outfitsAnswerSchema,
  shownOutfitSchema,
  type Violation,
} from '../../shared/index.ts'
import { countWardrobe, explainShortage, rankOutfits } from '../ranker/index.ts'
import { type OutfitContext, outfitContextFrom } from '../validator/index.ts'
import { OutfitAnswer } from './outfit-answer.ts'
import { buildOutfitMessages, type OutfitsAsked, PROMPT_VERSION } from './outfit-messages.ts'
import { OutfitSlots, outfitPart, reasoningPart, SLOTS } from './outfit-slots.ts'
import type { OutfitStarts } from './outfit-starts.ts'
import {
  type OutfitChange,
  type OutfitsInput,
  outfitsInputSchema,
  shownInput,
  swappedAwayIn,
} from './outfits-input.ts'
import { shownOutfitFrom } from './shown-outfit.ts'

export interface OutfitsFlowOptions {
  /** The model for what is asked: the configured one, or the offline stylist made for it. */
  modelFor: (asked: OutfitsAsked) => LanguageModel
  starts: OutfitStarts
  temperature?: number | undefined
  maxOutputTokens?: number | undefined
}

/** A finished answer: slots in order, those that could not be filled left out and explained. */
export const outfitsOutputSchema = z.object({
  outfits: z.array(z.object({ slot: z.int().positive(), outfit: shownOutfitSchema })),
  /** Why there are fewer than were asked for; null where there are not. */
  shortage: z.string().nullable(),
  reasoning: z.array(z.string()),
})
export type OutfitsOutput = z.infer<typeof outfitsOutputSchema>

/** Calls in a row that may bring no outfit; then the ranker fills what is missing, and says so. */
const FRUITLESS_CALLS = 2

/**
 * load_wardrobe, quick_pick, create_outfits: three ways in, one pipeline, one set of rules. A run that changes the
 * outfits of another one opens with those that stay, and makes one: load_wardrobe, then create_outfits or swap_piece.
 */
export function createOutfitsFlow(options: OutfitsFlowOptions): Flow<OutfitsInput, OutfitsOutput> {
  return defineFlow({
    name: 'outfits',
    version: 1,
    input: outfitsInputSchema,
    output: outfitsOutputSchema,
    start: {
      body: outfitRequestSchema,
      prepare: (accountId, body) => options.starts.prepare(accountId, body),
    },
    show: shownInput,
    run: (ctx, input) => new OutfitDesk(ctx, input, options).run(),
  })
}

class OutfitDesk {
  readonly #ctx: FlowContext
  readonly #input: OutfitsInput
  readonly #options: OutfitsFlowOptions
  readonly #context: OutfitContext
  #calls = 0

  constructor(ctx: FlowContext, input: OutfitsInput, options: OutfitsFlowOptions) {
    this.#ctx = ctx
    this.#input = input
    this.#options = options
    this.#context = outfitContextFrom({ ...input, now: input.at })
  }

  async run(): Promise<OutfitsOutput> {
    await this.#ctx.step('load_wardrobe', (step) => this.#load(step))
    const { change } = this.#input
    if (change?.type === 'swap') return this.#ctx.step('swap_piece', (step) => this.#swap(step, change))
    if (!change) await this.#ctx.step('quick_pick', (step) => this.#quickPick(step))
    return this.#ctx.step('create_outfits', (step) => this.#create(step))
  }

  async #load(step: StepContext): Promise<null> {
    step.data('wardrobe', { ...countWardrobe(this.#context) })
    this.#progress(step.step, 1, this.#kept)
    return null
  }

  /** Something true within the first second: the ranker's own choice, marked as such. */
  async #quickPick(step: StepContext): Promise<null> {
    const [pick] = rankOutfits(this.#context, 1)
    if (pick) step.part('quick-pick', 'quick-pick', shownOutfitFrom(pick, this.#context))
    this.#progress(step.step, 2, 0)
    return null
  }

  async #create(step: StepContext): Promise<OutfitsOutput> {
    const slots = this.#openSlots(step)
    if (this.#input.request.parallel) await this.#inParallel(step, slots)
    else await this.#inOrder(step, slots)
    await this.#fillUp(step, slots)
    await step.flush()
    const shortage = slots.missing.length === 0 ? null : explainShortage(this.#context, slots.shown)
    if (shortage) step.data('shortage', shortage as unknown as Json)
    return this.#answer(step, slots, shortage?.sentence ?? null)
  }

  async #swap(step: StepContext, change: OutfitChange & { type: 'swap' }): Promise<OutfitsOutput> {
    const slots = this.#openSlots(step)
    const swappedAway = swappedAwayIn(this.#input, change.slot)
    // It was there when this was asked for, and is found in the same input.
    if (slots.missing.length > 0 && !slots.swap({ ...change, swappedAway }))
      throw new UnfoldError('NO_REPLACEMENT', 'No other piece can take its place.')
    await step.flush()
    return this.#answer(step, slots, null)
  }

  #openSlots(step: StepContext): OutfitSlots {
    const { change } = this.#input
    const steps = change ? 1 : 2
    return new OutfitSlots(step, this.#context, change ? [change.slot] : SLOTS, (slots) =>
      this.#progress(step.step, steps, slots.standing.length),
    )
  }

  #answer(step: StepContext, slots: OutfitSlots, shortage: string | null): OutfitsOutput {
    const outfits = slots.standing
    return {
      outfits,
      shortage: shortage ?? (outfits.length < SLOTS.length ? this.#input.shortage : null),
      reasoning: SLOTS.flatMap((slot) => {
        const part = step.committed.part(reasoningPart(slot))
        return part?.text ? [part.text.trim()] : []
      }),
    }
  }

  async #inOrder(step: StepContext, slots: OutfitSlots): Promise<void> {
    let reasons: string[] = []
    for (let fruitless = 0; slots.missing.length > 0 && fruitless < FRUITLESS_CALLS;) {
      const before = slots.missing.length
      reasons = await this.#call(step, slots, slots.missing, reasons)
      fruitless = slots.missing.length < before ? 0 : fruitless + 1
    }
  }

  /** Each slot by a call of its own; what is proposed is judged when it comes, beside what stands by then. */
  async #inParallel(step: StepContext, slots: OutfitSlots): Promise<void> {
    await Promise.all(
      slots.missing.map(async (slot) => {
        let reasons: string[] = []
        for (let tries = 0; tries < FRUITLESS_CALLS && !slots.get(slot); tries += 1) {
          reasons = await this.#call(step, slots, [slot], reasons)
        }
      }),
    )
  }

  /** One model call for some slots, in their order; answers in words what was wrong with its proposals. */
  async #call(
    step: StepContext,
    slots: OutfitSlots,
    wanted: readonly number[],
    reasons: readonly string[],
  ): Promise<string[]> {
    const asked: OutfitsAsked = {
      context: this.#context,
      places: wanted.map((slot) => slot - 1),
      beside: slots.missing.filter((slot) => slot < wanted[0]!).length,
      shown: slots.shown,
      reasons,
    }
    const model = this.#options.modelFor(asked)
    this.#isOffline = model.offline ?? false
    const messages = buildOutfitMessages(asked)
    const { temperature, maxOutputTokens = 4000 } = this.#options
    this.#sayWho(step, { model: model.id, temperature: temperature ?? null, promptVersion: PROMPT_VERSION })
    const [first, ...rest] = this.#context.wardrobe.keys()
    if (first === undefined) return []
    const schema = { name: 'outfits', shape: outfitsAnswerSchema([first, ...rest], wanted.length) }
    const answer = new OutfitAnswer()
    const wrong: Violation[] = []
    const begun = new Set<number>()
    const callId = `${step.step}.${step.attempt}.${(this.#calls += 1)}`
    const length = messages.reduce((n, m) => n + m.content.length, 0)
    let usage = { inputTokens: Math.ceil(length / 4), outputTokens: maxOutputTokens, estimated: true }
    let characters = 0
    step.meter(callId, usage)
    try {
      for await (const chunk of model.stream({
        messages,
        schema,
        temperature,
        maxOutputTokens,
        signal: step.signal,
      })) {
        if ('usage' in chunk) usage = chunk.usage
        if (!('text' in chunk)) continue
        characters += chunk.text.length
        for (const piece of answer.write(chunk.text)) {
          const slot = wanted[piece.index]
          if (slot === undefined) continue
          if (piece.type === 'outfit') wrong.push(...slots.propose(slot, piece.value, model.offline))
          else step.text(reasoningPart(slot), (begun.has(slot) ? '' : joinBefore(step, slot)) + piece.text)
          if (piece.type === 'reasoning') begun.add(slot)
        }
      }
    } catch (error) {
      if (step.signal.aborted || !(error instanceof ModelError)) throw error
    } finally {
      if (usage.estimated) usage = { ...usage, outputTokens: Math.ceil(characters / 4) }
      step.meter(callId, usage)
    }
    await step.flush()
    return wrong.map((violation) => violation.sentence)
  }

  /** Whom it was asked of, and how: once, and again when another attempt has another model. */
  #sayWho(
    step: StepContext,
    who: { model: string; temperature: number | null; promptVersion: string },
  ): void {
    const said = (this.#who ?? step.committed.data('stylist')) as typeof who | undefined
    this.#who = who
    if (said?.model !== who.model) step.data('stylist', who)
  }
  #who: Json | undefined
  #isOffline = false

  /** What the model could not give: the ranker's, said to be so. */
  async #fillUp(step: StepContext, slots: OutfitSlots): Promise<void> {
    const open = slots.missing
    const filled = open.filter((slot) => slots.replace(slot))
    if (filled.length > 0 && !this.#isOffline) {
      const which = filled.map((slot) => `outfit ${slot}`).join(' and ')
      step.data('notice', {
        code: 'RANKER_CHOICE',
        message: `The stylist's proposals did not fit your rules: ${which} is put together by them.`,
      })
    }
  }

  /** Units: the wardrobe, the quick pick, each outfit; in a run that changes one, the wardrobe and the outfits. */
  #progress(stage: string, steps: number, outfits: number): void {
    const total = this.#input.change ? 1 + this.#kept + 1 : 2 + SLOTS.length
    this.#ctx.progress({ stage, unit: 'part', done: steps + outfits, total })
  }

  /** Outfits that came with this run and stay. */
  get #kept(): number {
    const { change } = this.#input
    const isThere = (slot: number) => this.#ctx.committed.part(outfitPart(slot))?.final
    return change ? SLOTS.filter((slot) => slot !== change.slot && isThere(slot)).length : 0
  }
}

/** Another try goes on behind what was thought aloud before, and what was broken off shows that it was. */
function joinBefore(step: StepContext, slot: number): string {
  const text = step.committed.part(reasoningPart(slot))?.text ?? ''
  if (text === '') return ''
  if (!/[.!?…]["'’”)\]]*\s*$/.test(text)) return '… '
  return /\s$/.test(text) ? '' : ' '
}
