import type { AcceptRequest, RunLog, RunRecord } from 'unfold/core'
import { type RunState, UnfoldError } from 'unfold/protocol'
import { readCarriedUnits } from 'unfold/server'
import { OUTFIT_COUNT, type ShownOutfit, shownOutfitSchema } from '../../shared/index.ts'
import { outfitContextFrom } from '../validator/index.ts'
import { chooseSwap } from './choose-swap.ts'
import { outfitPart, reasoningPart } from './outfit-slots.ts'
import type { OutfitStarts } from './outfit-starts.ts'
import type { OutfitsOutput } from './outfits-flow.ts'
import { type OutfitChange, type OutfitsInput, outfitsInputSchema, swappedAwayIn } from './outfits-input.ts'
import { plainOutfit } from './shown-outfit.ts'

/** How a run is started that goes on with an ended one's outfits. */
export interface ChangeStart {
  input: OutfitsInput
  continues: NonNullable<AcceptRequest['continues']>
}

/** What may be done with the outfits of an ended run. Reads; writes nothing. */
export class OutfitChanges {
  readonly #log: RunLog
  readonly #starts: OutfitStarts

  constructor(log: RunLog, starts: OutfitStarts) {
    this.#log = log
    this.#starts = starts
  }

  /**
   * One piece of one outfit for another. Throws CONFLICT while the run goes on or the outfit is not there, INVALID for
   * a piece that it does not have, NO_REPLACEMENT when none can stand in.
   */
  async swap(run: RunRecord, slot: number, itemId: string): Promise<ChangeStart> {
    const before = await this.#requireEnded(run)
    const outfit = outfitsOf(before).get(slot)
    if (!outfit)
      throw new UnfoldError('CONFLICT', `Outfit ${slot} is not there: it can be tried again, not changed.`)
    if (!outfit.itemIds.includes(itemId)) {
      throw new UnfoldError('INVALID', `Outfit ${slot} does not have this piece.`, {
        fields: [{ field: 'body.itemId', message: `must be a piece of outfit ${slot}` }],
      })
    }
    const start = await this.#start(run, before, { type: 'swap', slot, itemId, outfit: plainOutfit(outfit) })
    requireReplacement(start.input, before)
    return start
  }

  /** Throws CONFLICT while the run goes on, and for an outfit that the stylist did make; NOT_FOUND beyond the third. */
  async retry(run: RunRecord, slot: number): Promise<ChangeStart> {
    if (slot > OUTFIT_COUNT) throw new UnfoldError('NOT_FOUND', `There is no outfit ${slot}.`)
    const before = await this.#requireEnded(run)
    const outfit = outfitsOf(before).get(slot)
    if (outfit && !isStandIn(outfit, before))
      throw new UnfoldError('CONFLICT', `Outfit ${slot} is there. Its pieces can be swapped.`)
    return this.#start(run, before, { type: 'retry', slot })
  }

  async #requireEnded(run: RunRecord): Promise<RunState> {
    if (run.endedAt === null) throw new UnfoldError('CONFLICT', 'These outfits are still being made.')
    const state = await this.#log.snapshot(run.runId)
    if (!state) throw new UnfoldError('NOT_FOUND', 'There is no such job.')
    return state
  }

  /** By the wardrobe, the bans and the weather as they are now; the outfits that stay, stay as they were shown. */
  async #start(run: RunRecord, before: RunState, change: OutfitChange): Promise<ChangeStart> {
    const { slot } = change
    const old = outfitsInputSchema.parse(run.input)
    // What stood in for the considered piece is an anchor by now.
    const request = { ...old.request, useExistingSimilar: false }
    const { input } = await this.#starts.prepare(run.accountId, request)
    const last = old.change?.type === 'swap' ? [{ slot: old.change.slot, itemId: old.change.itemId }] : []
    const swappedAway = [...old.swappedAway, ...last].filter(
      (one) => change.type === 'swap' || one.slot !== slot,
    )
    const carried = await readCarriedUnits(this.#log, run.runId)
    const kept = new Set(
      [...outfitsOf(before).keys()]
        .filter((one) => one !== slot)
        .flatMap((one) => [reasoningPart(one), outfitPart(one)]),
    )
    return {
      input: { ...input, change, swappedAway, shortage: shortageOf(before) },
      continues: {
        runId: run.runId,
        variant: variantOf(change),
        units: carried.units.filter((unit) => 'part' in unit && kept.has(unit.part)),
        // The wardrobe is counted anew: pieces came and went.
        notes: [],
      },
    }
  }
}

/** The same change of the same run is one run. */
export function variantOf(change: Pick<OutfitChange, 'type' | 'slot'> & { itemId?: string }): string {
  return change.type === 'swap' ? `swap:${change.slot}:${change.itemId}` : `outfit:${change.slot}`
}

function outfitsOf(state: RunState): Map<number, ShownOutfit> {
  const outfits = new Map<number, ShownOutfit>()
  for (let slot = 1; slot <= OUTFIT_COUNT; slot += 1) {
    const part = state.parts.find((one) => one.part === outfitPart(slot))
    if (part?.final) outfits.set(slot, shownOutfitSchema.parse(part.value))
  }
  return outfits
}

/** Put together by the rules because a model, which was asked, gave nothing that fits. */
function isStandIn(outfit: ShownOutfit, { data }: RunState): boolean {
  const stylist = data['stylist'] as { model: string } | undefined
  return outfit.by === 'ranker' && stylist !== undefined && stylist.model !== 'offline'
}

function shortageOf({ output }: RunState): string | null {
  return (output as unknown as OutfitsOutput | null)?.shortage ?? null
}

/** Chosen by the run itself, from the same input: here it is only asked whether there is one. */
function requireReplacement(input: OutfitsInput, before: RunState): void {
  const { change } = input
  if (change?.type !== 'swap') return
  const context = outfitContextFrom({ ...input, now: input.at })
  const outfits = outfitsOf(before)
  outfits.delete(change.slot)
  const asked = { ...change, swappedAway: swappedAwayIn(input, change.slot) }
  if (
    chooseSwap(
      asked,
      context,
      [...outfits.values()].map((outfit) => outfit.itemIds),
    )
  )
    return
  const isAnchor = context.request.anchors.includes(change.itemId)
  throw new UnfoldError(
    'NO_REPLACEMENT',
    isAnchor
      ? 'This piece is what the outfits were built on, so it stays in all of them.'
      : 'Nothing else in this wardrobe can take the place of this piece and keep every rule.',
  )
}
