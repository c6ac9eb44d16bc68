import { defineFlow, type Flow, type FlowContext, type StepContext } from 'unfold/core'
import { type LanguageModel, ModelError } from 'unfold/models'
import type { Json } from 'unfold/protocol'
import { z } from 'zod'
import {
  OUTFIT_COUNT,
  outfitRequestSchema,
  outfitsAnswerSchema,
  shownOutfitSchema,
  type Violation,
} from '../../shared/index.ts'
import { explainShortage, rankOutfits } from '../ranker/index.ts'
import { type OutfitContext, outfitContextFrom, validateOutfit } from '../validator/index.ts'
import { OutfitAnswer } from './outfit-answer.ts'
import { buildOutfitMessages, type OutfitsAsked, PROMPT_VERSION } from './outfit-messages.ts'
import { OutfitSlots, outfitPart, reasoningPart } from './outfit-slots.ts'
import type { OutfitStarts } from './outfit-starts.ts'
import { type OutfitsInput, outfitsInputSchema, shownInput } from './outfits-input.ts'
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
const SLOTS = Array.from({ length: OUTFIT_COUNT }, (_, i) => i + 1)

/** load_wardrobe, quick_pick, create_outfits: three ways in, one pipeline, one set of rules. */
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
    await this.#ctx.step('quick_pick', (step) => this.#quickPick(step))
    return this.#ctx.step('create_outfits', (step) => this.#create(step))
  }

  async #load(step: StepContext): Promise<null> {
    const { items } = this.#input
    const ready = items.filter((item) => item.ownership === 'owned' && item.availability === 'ready')
    const fitting = ready.filter((item) => !this.#breaksWeather(item.id))
    step.data('wardrobe', { pieces: items.length, ready: ready.length, fitting: fitting.length })
    this.#progress(step.step, 1)
    return null
  }

  #breaksWeather(itemId: string): boolean {
    if (!this.#context.request.weather) return false
    return validateOutfit([itemId], this.#context).some((v) => v.rule === 'rain')
  }

  /** Something true within the first second: the ranker's own choice, marked as such. */
  async #quickPick(step: StepContext): Promise<null> {
    const [pick] = rankOutfits(this.#context, 1)
    if (pick) step.part('quick-pick', 'quick-pick', shownOutfitFrom(pick, this.#context))
    this.#progress(step.step, 2)
    return null
  }

  async #create(step: StepContext): Promise<OutfitsOutput> {
    const slots = new OutfitSlots(step, this.#context, SLOTS, () => this.#count(step))
    for (const { slot, outfit } of this.#input.kept) slots.keep(slot, outfit)
    if (this.#input.request.parallel) await this.#inParallel(step, slots)
    else await this.#inOrder(step, slots)
    await this.#fillUp(step, slots)
    await step.flush()
    const shortage = slots.missing.length === 0 ? null : explainShortage(this.#context, slots.shown)
    if (shortage) step.data('shortage', shortage as unknown as Json)
    return {
      outfits: SLOTS.flatMap((slot) => {
        const outfit = slots.get(slot)
        return outfit ? [{ slot, outfit }] : []
      }),
      shortage: shortage?.sentence ?? null,
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
    const asked: OutfitsAsked = { context: this.#context, count: wanted.length, shown: slots.shown, reasons }
    const model = this.#options.modelFor(asked)
    const messages = buildOutfitMessages(asked)
    const { temperature, maxOutputTokens = 4000 } = this.#options
    this.#sayWho(step, { model: model.id, temperature: temperature ?? null, promptVersion: PROMPT_VERSION })
    const [first, ...rest] = this.#context.wardrobe.keys()
    if (first === undefined) return []
    const schema = { name: 'outfits', shape: outfitsAnswerSchema([first, ...rest], wanted.length) }
    const answer = new OutfitAnswer()
    const wrong: Violation[] = []
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
          if (piece.type === 'outfit') wrong.push(...slots.propose(slot, piece.value))
          else step.text(reasoningPart(slot), gapBefore(step, slot) + piece.text)
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

  /** What the model could not give: the ranker's, said to be so. */
  async #fillUp(step: StepContext, slots: OutfitSlots): Promise<void> {
    const open = slots.missing
    const filled = open.filter((slot) => slots.replace(slot))
    if (filled.length > 0) {
      const which = filled.map((slot) => `outfit ${slot}`).join(' and ')
      step.data('notice', {
        code: 'RANKER_CHOICE',
        message: `The stylist's proposals did not fit your rules: ${which} is put together by them.`,
      })
    }
  }

  /** Units: the wardrobe, the quick pick, each outfit. */
  #progress(stage: string, done: number): void {
    this.#ctx.progress({ stage, unit: 'part', done, total: 2 + OUTFIT_COUNT })
  }

  #outfits = 0
  #count(step: StepContext): void {
    this.#outfits += 1
    const committed = SLOTS.filter((slot) => step.committed.part(outfitPart(slot))?.final).length
    this.#progress(step.step, 2 + Math.max(committed, this.#outfits))
  }
}

/** Another try goes on behind what was thought aloud before. */
function gapBefore(step: StepContext, slot: number): string {
  const text = step.committed.part(reasoningPart(slot))?.text ?? ''
  return text === '' || /\s$/.test(text) ? '' : ' '
}
