import { type RuleId, type Violation, OUTFIT_COUNT } from '../../shared/index.ts'
import type { OutfitContext } from './context.ts'
import { coreOf, outfitViewFrom, theItem } from './outfit-view.ts'
import { type Rule, capitalise, violationsOf } from './rule.ts'
import { dressLevel, occasionLevel } from './rules/dress.ts'
import { innerVisible, layerOrder, layerSleeves } from './rules/layers.ts'
import { anchorsPresent, available, bannedTogether, repeatWindow } from './rules/memory.ts'
import {
  legsCovered,
  noItemTwice,
  onePairOfShoes,
  realItems,
  singleSlots,
  torsoCovered,
} from './rules/pieces.ts'
import { rain, temperature } from './rules/weather.ts'

/** In the order in which they are told: what is not there at all before what does not suit. */
export const RULES: readonly Rule[] = [
  realItems,
  noItemTwice,
  onePairOfShoes,
  torsoCovered,
  legsCovered,
  singleSlots,
  layerOrder,
  layerSleeves,
  innerVisible,
  anchorsPresent,
  bannedTogether,
  available,
  repeatWindow,
  dressLevel,
  occasionLevel,
  temperature,
  rain,
]

/** A piece is in at most this many outfits of one answer; anchors are in all of them. */
export const MAX_USES = OUTFIT_COUNT - 1

/** The promises about the outfits of one answer together. */
export const SET_PROMISES = {
  reuse: `No piece but those that you started with is in more than ${MAX_USES} of ${OUTFIT_COUNT} outfits.`,
  'no-duplicate': 'No outfit is another one with a different bag or accessory.',
} as const satisfies { [rule in RuleId]?: string }

/** Everything that is wrong with one proposal; empty means that it may be shown. Pure: the same input, the same answer. */
export function validateOutfit(itemIds: readonly string[], context: OutfitContext): Violation[] {
  const outfit = outfitViewFrom(itemIds, context.wardrobe)
  return RULES.flatMap((rule) =>
    context.relaxed.includes(rule.id) ? [] : violationsOf(rule, outfit, context),
  )
}

export interface SetViolation extends Violation {
  /** Index of the outfit to blame: the later one, because what is shown is never taken back. */
  outfit: number
}

/** What is wrong with the outfits of one answer together, and with each of them. */
export function validateSet(outfits: readonly (readonly string[])[], context: OutfitContext): SetViolation[] {
  return outfits.flatMap((itemIds, outfit) =>
    [...validateOutfit(itemIds, context), ...validateBeside(itemIds, outfits.slice(0, outfit), context)].map(
      (violation) => ({ ...violation, outfit }),
    ),
  )
}

/** What is wrong with an outfit beside those that stand already: the cross-outfit rules at a commit. */
export function validateBeside(
  itemIds: readonly string[],
  shown: readonly (readonly string[])[],
  context: OutfitContext,
): Violation[] {
  return [...findReuse(itemIds, shown, context), ...findDuplicate(itemIds, shown, context)]
}

function findReuse(
  itemIds: readonly string[],
  shown: readonly (readonly string[])[],
  { request, wardrobe }: OutfitContext,
): Violation[] {
  return [...new Set(itemIds)].flatMap((id) => {
    const item = wardrobe.get(id)
    const uses = shown.filter((ids) => ids.includes(id)).length
    if (!item || request.anchors.includes(id) || uses < MAX_USES) return []
    const sentence = `${capitalise(theItem(item))} is in ${MAX_USES} outfits already.`
    return [{ rule: 'reuse', sentence, itemIds: [id] }]
  })
}

function findDuplicate(
  itemIds: readonly string[],
  shown: readonly (readonly string[])[],
  { wardrobe }: OutfitContext,
): Violation[] {
  const keyOf = (ids: readonly string[]) => coreOf([...new Set(ids)].flatMap((id) => wardrobe.get(id) ?? []))
  const core = keyOf(itemIds)
  const twin = shown.findIndex((ids) => core !== '' && keyOf(ids) === core)
  if (twin < 0) return []
  const sentence = `This is outfit ${twin + 1} once more.`
  return [{ rule: 'no-duplicate', sentence, itemIds: core.split(' ') }]
}
