import type { RuleId } from '../../shared/index.ts'
import type { OutfitContext } from './context.ts'

/**
 * The printed order in which soft rules give way when nothing is left. What is not in it never does: bans, anchors, real
 * pieces, shoes, coverage, layers and what is not at hand.
 */
export const RELAX_ORDER = [
  'repeat-window',
  'occasion-level',
  'dress-level',
  'temperature',
  'rain',
] as const satisfies readonly RuleId[]
export type SoftRule = (typeof RELAX_ORDER)[number]

const SENTENCES: { readonly [rule in SoftRule]: string } = {
  'repeat-window': 'You wore this look lately: nothing else was left.',
  'occasion-level': 'The dress level of the occasion gave way: the wardrobe has too little for it.',
  'dress-level': 'Dressy and casual pieces are mixed here: nothing else was left.',
  temperature: 'This does not quite match the temperature: nothing else was left.',
  rain: 'Not everything here is safe in the wet: nothing else was left.',
}

export interface Relaxation {
  context: OutfitContext
  gaveWay: SoftRule
  /** For the card. */
  sentence: string
}

/** One more soft rule gives way; rules that do not apply to the request are passed over. Null: nothing is left to give. */
export function relax(context: OutfitContext): Relaxation | null {
  const gaveWay = RELAX_ORDER.find((rule) => !context.relaxed.includes(rule) && APPLIES[rule](context))
  if (!gaveWay) return null
  return {
    context: { ...context, relaxed: [...context.relaxed, gaveWay] },
    gaveWay,
    sentence: SENTENCES[gaveWay],
  }
}

const APPLIES: { readonly [rule in SoftRule]: (context: OutfitContext) => boolean } = {
  'repeat-window': ({ recentLooks }) => recentLooks.size > 0,
  'occasion-level': ({ levels }) => levels !== null,
  'dress-level': () => true,
  temperature: ({ request }) => Boolean(request.weather?.temperature),
  rain: ({ request }) => ['rainy', 'snowy'].includes(request.weather?.condition ?? ''),
}
