import { DRESS_LEVEL_WORDS } from '../../../shared/index.ts'
import { listWords, type OutfitView, type Piece, theItem } from '../outfit-view.ts'
import { type Rule, found } from '../rule.ts'

const MAX_SPREAD = 1
/** An outfit's mean level may lie this far outside of what the occasions ask for. */
const LEVEL_TOLERANCE = 0.5

export const dressLevel: Rule = {
  id: 'dress-level',
  promise: 'Clothes and shoes are at most one dress level apart.',
  find(outfit) {
    const worn = levelPieces(outfit).toSorted((a, b) => a.traits.dressLevel - b.traits.dressLevel)
    const [least, most] = [worn[0], worn.at(-1)]
    if (!least || !most || most.traits.dressLevel - least.traits.dressLevel <= MAX_SPREAD) return []
    return [
      found(
        `${theItem(least.item)} (${wordOf(least)}) and ${theItem(most.item)} (${wordOf(most)}) are dressed for different days.`,
        [least, most],
      ),
    ]
  },
}

export const occasionLevel: Rule = {
  id: 'occasion-level',
  promise: 'The outfit is as dressed as the occasions ask for.',
  find(outfit, { levels, occasions }) {
    const worn = levelPieces(outfit)
    if (!levels || worn.length === 0) return []
    const mean = computeLevel(worn)
    const what = listWords(occasions)
    if (mean < levels.min - LEVEL_TOLERANCE)
      return [
        found(
          `this is too casual for ${what}.`,
          worn.filter((piece) => piece.traits.dressLevel < levels.min),
        ),
      ]
    if (mean > levels.max + LEVEL_TOLERANCE)
      return [
        found(
          `this is too dressed up for ${what}.`,
          worn.filter((piece) => piece.traits.dressLevel > levels.max),
        ),
      ]
    return []
  },
}

/** The mean dress level of the pieces that set the tone. */
export function computeLevel(worn: readonly Piece[]): number {
  return worn.reduce((sum, piece) => sum + piece.traits.dressLevel, 0) / worn.length
}

/** A coat is taken off at the door, and a bag or a scarf sets no level. */
export function levelPieces({ pieces }: Pick<OutfitView, 'pieces'>): Piece[] {
  return pieces.filter(
    ({ item, traits }) => item.category !== 'accessories' && item.category !== 'bags' && traits.layer !== 5,
  )
}

function wordOf({ traits }: Piece): string {
  return DRESS_LEVEL_WORDS[traits.dressLevel] ?? ''
}
