import type { StepContext } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import {
  OUTFIT_COUNT,
  type Outfit,
  type OutfitAnswer,
  outfitAnswerSchema,
  outfitSchema,
  type ShownOutfit,
  shownOutfitSchema,
  sortHeadToToe,
  type Violation,
} from '../../shared/index.ts'
import { gaveWayIn, rankedOutfitFrom, rankOutfits, repairOutfit } from '../ranker/index.ts'
import { type OutfitContext, validateBeside, validateOutfit } from '../validator/index.ts'
import { chooseSwap, type SwapAsked } from './choose-swap.ts'
import { plainOutfit, shownOutfitFrom } from './shown-outfit.ts'

export const SLOTS: readonly number[] = Array.from({ length: OUTFIT_COUNT }, (_, i) => i + 1)

export function outfitPart(slot: number): string {
  return `outfit-${slot}`
}

export function reasoningPart(slot: number): string {
  return `reasoning-${slot}`
}

/**
 * The fixed places of the outfits in one answer. Every outfit that is committed here has passed every rule, alone and
 * beside those that stand: one commit at a time, decided from the run's own parts.
 */
export class OutfitSlots {
  readonly #step: StepContext
  readonly #context: OutfitContext
  /** Committed in this attempt, perhaps not yet in the step's view. */
  readonly #fresh = new Map<number, ShownOutfit>()
  readonly #wanted: readonly number[]
  readonly #onOutfit: (slots: OutfitSlots) => void

  /** `wanted`: the slots that this run fills; what stands in the others came with it. */
  constructor(
    step: StepContext,
    context: OutfitContext,
    wanted: readonly number[],
    onOutfit: (slots: OutfitSlots) => void,
  ) {
    this.#step = step
    this.#context = context
    this.#wanted = wanted
    this.#onOutfit = onOutfit
  }

  get(slot: number): ShownOutfit | null {
    const part = this.#step.committed.part(outfitPart(slot))
    return this.#fresh.get(slot) ?? (part?.final ? shownOutfitSchema.parse(part.value) : null)
  }

  get missing(): number[] {
    return this.#wanted.filter((slot) => this.get(slot) === null)
  }

  /** Pieces of every outfit that stands, in order of their slots. */
  get shown(): string[][] {
    return this.standing.map(({ outfit }) => outfit.itemIds)
  }

  /** Every outfit that stands, in order of the slots. */
  get standing(): { slot: number; outfit: ShownOutfit }[] {
    return SLOTS.flatMap((slot) => {
      const outfit = this.get(slot)
      return outfit ? [{ slot, outfit }] : []
    })
  }

  /**
   * Takes a model's proposal as it is, mended, or not at all; answers what was wrong with it. The ranker's own, of which the
   * built-in stylist tells, knows itself where a soft rule has to give way.
   */
  propose(slot: number, value: unknown, isRanked: boolean = false): Violation[] {
    const answer = this.#read(value)
    if (!answer)
      return [{ rule: 'real-items', sentence: 'It was not an outfit of listed pieces.', itemIds: [] }]
    const gaveWay = isRanked ? gaveWayIn(answer.itemIds, this.#context) : []
    const violations = this.#judge(answer.itemIds).filter(({ rule }) => !gaveWay.includes(rule))
    if (violations.length === 0) {
      this.#commit(slot, outfitFromAnswer(answer, answer.itemIds, this.#context, 'model'))
      return []
    }
    const repair = repairOutfit(answer.itemIds, violations, this.#context, this.shown)
    if (!repair) return violations
    // The words were written for other pieces: the ranker's own say what is really there.
    const items = repair.itemIds.map((id) => this.#context.wardrobe.get(id)!)
    this.#commit(slot, { ...plainOutfit(rankedOutfitFrom(items, this.#context, slot - 1)), by: 'repaired' })
    this.#say(slot, 'repaired', violations)
    return []
  }

  /** The outfit of a slot with another piece in one place; false when none can stand in. */
  swap(asked: SwapAsked): boolean {
    const outfit = chooseSwap(asked, this.#context, this.shown)
    if (!outfit) return false
    this.#commit(asked.slot, plainOutfit(outfit))
    return true
  }

  /** The ranker's own outfit for a slot that no proposal filled; false when the wardrobe has no more. */
  replace(slot: number): boolean {
    const [outfit] = rankOutfits(this.#context, 1, { shown: this.shown })
    if (!outfit) return false
    const items = outfit.itemIds.map((id) => this.#context.wardrobe.get(id)!)
    this.#commit(slot, plainOutfit(rankedOutfitFrom(items, this.#context, slot - 1)))
    return true
  }

  #judge(itemIds: readonly string[]): Violation[] {
    return [...validateOutfit(itemIds, this.#context), ...validateBeside(itemIds, this.shown, this.#context)]
  }

  #read(value: unknown): OutfitAnswer | null {
    const [first, ...rest] = this.#context.wardrobe.keys()
    if (first === undefined) return null
    return outfitAnswerSchema([first, ...rest]).safeParse(value).data ?? null
  }

  #commit(slot: number, outfit: Outfit): void {
    if (this.#judge(outfit.itemIds).some((v) => !outfit.gaveWay.includes(v.rule))) {
      throw new UnfoldError('INTERNAL', 'An outfit that breaks a rule was about to be shown.')
    }
    const shown = shownOutfitFrom(outfit, this.#context)
    this.#fresh.set(slot, shown)
    this.#step.part(outfitPart(slot), 'outfit', shown)
    this.#onOutfit(this)
  }

  /** Which rule did it, for everybody who reads the run. */
  #say(slot: number, how: 'repaired', violations: readonly Violation[]): void {
    const rules = [...new Set(violations.map((v) => v.rule))]
    this.#step.data('repair', { outfit: slot, how, rules, sentences: violations.map((v) => v.sentence) })
  }
}

function outfitFromAnswer(
  answer: OutfitAnswer,
  itemIds: readonly string[],
  context: OutfitContext,
  by: Outfit['by'],
): Outfit {
  const { howToStyle, whyItWorks, vibeKeywords } = answer
  return outfitSchema.parse({
    itemIds: sortHeadToToe(itemIds.map((id) => context.wardrobe.get(id)!)).map((item) => item.id),
    howToStyle,
    whyItWorks,
    vibeKeywords,
    confidence: 'gentle-push',
    gaveWay: gaveWayIn(itemIds, context),
    by,
  })
}
