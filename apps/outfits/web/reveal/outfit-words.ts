import type { Confidence, RuleId, ShownOutfit } from '../../shared/index.ts'

export const CONFIDENCE_WORDS: { [C in Confidence]: string } = {
  'comfort-zone': 'comfort zone',
  'gentle-push': 'gentle push',
  'bold-move': 'bold move',
}

/** Who put the pieces together: nobody has to guess. */
export const BY_WORDS: { [B in ShownOutfit['by']]: string } = {
  model: 'By the stylist',
  repaired: 'By the stylist, mended',
  ranker: 'By your rules',
}

const GAVE_WAY: { [R in RuleId]?: string } = {
  'repeat-window': 'You wore this look lately: nothing else was left.',
  'occasion-level': 'Dressed a little off for the occasion: nothing else was left.',
  'dress-level': 'Dressy and casual are mixed here: nothing else was left.',
  temperature: 'Not quite for this temperature: nothing else was left.',
  rain: 'Not all of it is safe in the wet: nothing else was left.',
}

/** Soft rules that gave way, in the words of who has to wear it. */
export function sayGaveWay({ gaveWay }: Pick<ShownOutfit, 'gaveWay'>): string | null {
  const sentences = gaveWay.flatMap((rule) => GAVE_WAY[rule] ?? [])
  return sentences.length > 0 ? sentences.join(' ') : null
}

export const LOVED = [
  'Right for what I have planned',
  'It feels like me',
  'I would not have thought of it',
  'I like its mood',
] as const

export const DISLIKED = [
  'It would not look good on me',
  'Wrong for the occasion',
  'Not my style',
  'The pieces do not go together',
] as const
