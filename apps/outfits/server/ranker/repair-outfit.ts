import { type Item, type RuleId, type Violation, sortHeadToToe } from '../../shared/index.ts'
import { type OutfitContext, listWords, theItem, validateBeside, validateOutfit } from '../validator/index.ts'
import { addAccessories } from './accessories.ts'
import { findCandidates } from './candidates.ts'
import { openPool } from './pool.ts'

export interface Repair {
  /** Valid, head to toe. */
  itemIds: string[]
  /** The rules that the proposal broke: what the log says. */
  byRules: RuleId[]
  removed: string[]
  added: string[]
  /** For people. */
  sentence: string
}

/** One kept piece outweighs any difference in taste (scores lie within 0 to 1). */
const KEPT_BONUS = 1.5

/**
 * The valid outfit that keeps the most of a proposal, or null when no outfit is left beside those that stand
 * (`explainShortage` says why). A valid proposal comes back as it is.
 */
export function repairOutfit(
  itemIds: readonly string[],
  violations: readonly Violation[],
  context: OutfitContext,
  shown: readonly (readonly string[])[] = [],
): Repair | null {
  const wanted = new Set(itemIds.filter((id) => context.wardrobe.has(id)))
  const isAllowed = (ids: readonly string[]) => validateBeside(ids, shown, context).length === 0
  if (validateOutfit(itemIds, context).length === 0 && isAllowed(itemIds))
    return repairFrom(itemIds, wanted, violations, context)
  const pool = openPool(context, wanted, blockedIds(wanted, shown, context))
  const bonus = (items: readonly Item[]) => KEPT_BONUS * items.filter((item) => wanted.has(item.id)).length
  for (const { items } of findCandidates(context, pool, bonus)) {
    if (!isAllowed(items.map((item) => item.id))) continue
    const dressed = addAccessories(items, pool, context, isAllowed, wanted)
    return repairFrom(
      dressed.map((item) => item.id),
      wanted,
      violations,
      context,
    )
  }
  return null
}

/** Pieces that cannot join whatever happens: used up by the outfits that stand. */
function blockedIds(
  wanted: ReadonlySet<string>,
  shown: readonly (readonly string[])[],
  context: OutfitContext,
): Set<string> {
  const everything = [...new Set([...wanted, ...shown.flat()])]
  return new Set(
    everything.filter((id) => validateBeside([id], shown, context).some(({ rule }) => rule === 'reuse')),
  )
}

function repairFrom(
  ids: readonly string[],
  wanted: ReadonlySet<string>,
  violations: readonly Violation[],
  { wardrobe }: OutfitContext,
): Repair {
  const itemIds = sortHeadToToe(ids.flatMap((id) => wardrobe.get(id) ?? [])).map((item) => item.id)
  const removed = [...wanted].filter((id) => !itemIds.includes(id))
  const added = itemIds.filter((id) => !wanted.has(id))
  const names = (some: readonly string[]) => listWords(some.map((id) => theItem(wardrobe.get(id)!)))
  const why = violations[0]?.sentence ?? ''
  const what =
    removed.length > 0 && added.length > 0
      ? `Changed ${names(removed)} for ${names(added)}.`
      : added.length > 0
        ? `Added ${names(added)}.`
        : removed.length > 0
          ? `Left out ${names(removed)}.`
          : 'Nothing had to change.'
  return {
    itemIds,
    byRules: [...new Set(violations.map(({ rule }) => rule))],
    removed,
    added,
    sentence: why ? `${why} ${what}` : what,
  }
}
