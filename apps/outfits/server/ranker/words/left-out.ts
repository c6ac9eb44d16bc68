import { type Availability, type Item, type RuleId, type Violation, traitsOf } from '../../../shared/index.ts'
import { type OutfitContext, type SoftRule, theItem, validateOutfit } from '../../validator/index.ts'
import { preferenceOf } from '../preference.ts'
import { levelOf, verb } from './grammar.ts'
import { purposeOf } from './purpose.ts'
import type { Thinking } from './thoughts.ts'

/** A piece that could have stood in the place of `instead`, and the one rule that kept it out. */
export interface LeftOut {
  item: Item
  rule: ToldRule
  /** The piece of the outfit that it would have taken the place of, or that it does not go with. */
  other: Item
  /** What it would be with it: "too warm for a cool day", "rain". */
  word: string
}

const TOLD_RULES = [
  'banned-together',
  'rain',
  'repeat-window',
  'available',
  'temperature',
  'dress-level',
  'occasion-level',
] as const satisfies readonly RuleId[]
type ToldRule = (typeof TOLD_RULES)[number]

/** What stayed in the wardrobe because of a rule alone, what its owner would miss first. */
export function computeLeftOut(items: readonly Item[], context: OutfitContext): LeftOut[] {
  const ids = items.map((item) => item.id)
  const found = [...context.wardrobe.values()].flatMap((item): LeftOut[] => {
    if (item.ownership !== 'owned' || item.availability === 'archived' || ids.includes(item.id)) return []
    const { slot, layer } = traitsOf(item)
    const place = items.find(
      (one) =>
        traitsOf(one).slot === slot &&
        traitsOf(one).layer === layer &&
        !context.request.anchors.includes(one.id),
    )
    if (!place) return []
    const broken = validateOutfit(
      ids.map((id) => (id === place.id ? item.id : id)),
      { ...context, relaxed: [] },
    )
    const [first] = broken
    const rule = TOLD_RULES.find((told) => told === first?.rule)
    if (!first || !rule || broken.some((violation) => violation.rule !== rule)) return []
    const isNamed = first.itemIds.includes(item.id)
    if (!isNamed && rule !== 'temperature' && rule !== 'repeat-window') return []
    if (rule === 'rain' && broken.some((violation) => !violation.itemIds.includes(item.id))) return []
    const beside = items.find((one) => one !== place && first.itemIds.includes(one.id))
    const isPair = rule === 'banned-together' || rule === 'dress-level'
    if (isPair && !beside) return []
    return [{ item, rule, other: isPair ? beside! : place, word: wordOf(first, context) }]
  })
  const rankOf = ({ rule, item }: LeftOut) => preferenceOf(item, context) - 0.1 * TOLD_RULES.indexOf(rule)
  return found.toSorted((a, b) => rankOf(b) - rankOf(a))
}

/** "This is too warm for a cool day." -> "too warm for a cool day". */
function wordOf({ rule, sentence }: Violation, { occasions, request }: OutfitContext): string {
  if (rule === 'rain') return request.weather?.condition === 'snowy' ? 'snow' : 'rain'
  if (rule === 'temperature') return sentence.replace(/^this is |\.$/gi, '')
  if (rule !== 'occasion-level') return ''
  return `${/too (casual|dressed up)/.exec(sentence)![0]} for ${purposeOf(occasions)}`
}

const the = theItem
const is = (item: Item) => verb(item, 'is', 'are')
const AWAY: { readonly [where in Availability]: string } = {
  ready: 'at hand',
  in_wash: 'in the wash',
  lent: 'lent',
  archived: 'archived',
}

/** `a` is the piece that stayed, `b` the other one, `word` what the rule turns on. */
export const LEFT_OUT: { readonly [rule in ToldRule]: readonly ((thinking: Thinking) => string)[] } = {
  'banned-together': [
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'stays', 'stay')} out: you never want ${verb(a, 'it', 'them')} with ${the(b)}`,
    ({ a, b }) => `With ${the(b)} there is no place for ${the(a)}, as you told me`,
    ({ a, b }) => `You ruled out ${the(a)} beside ${the(b)}, so I did not try`,
    ({ a, b }) => `Not ${the(a)}: never together with ${the(b)}, by your own rule`,
  ],
  rain: [
    ({ a, word }) => `${the(a)} ${verb(a, 'stays', 'stay')} at home: not for ${word}`,
    ({ a, word }) => `I would not take ${the(a)} out into ${word}`,
    ({ a, b, word }) => `On a dry day ${the(a)} could replace ${the(b)}; not in ${word}`,
    ({ a, word }) => `Because of the ${word} I passed over ${the(a)}`,
  ],
  'repeat-window': [
    ({ a, b }) => `With ${the(a)} instead of ${the(b)} it would be a look that you wore lately`,
    ({ a }) => `${the(a)} would make it a look of the last days, so not today`,
    ({ a, b }) => `I chose ${the(b)} over ${the(a)}, so that no look comes back too soon`,
    ({ a }) => `Not ${the(a)} this time: you wore that look a few days ago`,
  ],
  available: [
    ({ a }) => `${the(a)} would be a candidate, but ${is(a)} ${AWAY[a.availability]}`,
    ({ a }) => `I did without ${the(a)}: ${AWAY[a.availability]}`,
    ({ a, b }) => `As ${the(a)} ${is(a)} ${AWAY[a.availability]}, it became ${the(b)}`,
    ({ a }) => `Another day, perhaps, ${the(a)}: ${AWAY[a.availability]} now`,
  ],
  temperature: [
    ({ a, b, word }) => `With ${the(a)} instead of ${the(b)} it would be ${word}`,
    ({ a, word }) =>
      `${the(a)} ${verb(a, 'stays', 'stay')} in the wardrobe, since ${verb(a, 'it', 'they')} would make it ${word}`,
    ({ a, word }) => `I tried ${the(a)} and put ${verb(a, 'it', 'them')} back: ${word}`,
    ({ a, b, word }) => `${the(b)}, and not ${the(a)}: that would be ${word}`,
  ],
  'dress-level': [
    ({ a, b }) => `Beside ${the(b)}, which ${is(b)} ${levelOf(b)}, I leave out ${the(a)}: ${levelOf(a)}`,
    ({ a, b }) => `${the(a)} ${is(a)} ${levelOf(a)}, too far from ${the(b)}`,
    ({ a, b }) =>
      `From ${levelOf(b)} to ${levelOf(a)} is too far, so ${the(a)} ${verb(a, 'stays', 'stay')} out`,
    ({ a, b }) => `I put ${the(a)} back: ${levelOf(a)} does not go with ${the(b)}`,
  ],
  'occasion-level': [
    ({ a, word }) => `${the(a)} would make it ${word}`,
    ({ a, b, word }) => `I kept ${the(b)}, since with ${the(a)} it would be ${word}`,
    ({ a, word }) => `I passed over ${the(a)}: ${word}`,
    ({ a, word }) => `${the(a)} ${verb(a, 'stays', 'stay')} out, because that would be ${word}`,
  ],
}

/** Where a rule could not be kept: what is said instead of what it kept out. */
export const GAVE_WAY: { readonly [rule in SoftRule]: readonly string[] } = {
  rain: [
    'Nothing drier was left, so the rule for wet days gave way',
    'Not all of it is safe in the wet; there was no other way to dress you',
    'I had to let the rule for wet days go, because no outfit keeps it',
  ],
  temperature: [
    'Nothing closer to this temperature was left',
    'It is not quite right for the temperature, and nothing else was possible',
    'I had to let the rule for the temperature go, because no outfit keeps it',
  ],
  'occasion-level': [
    'It is dressed a little off for the occasion, because nothing else was left',
    'No outfit comes closer to the level of the occasion',
    'I had to let the rule for the occasion go, because no outfit keeps it',
  ],
  'dress-level': [
    'Dressy and casual are mixed here, because nothing else was left',
    'No outfit keeps its pieces closer together in how dressed they are',
    'I had to let the rule for equal levels go, because no outfit keeps it',
  ],
  'repeat-window': [
    'You wore this look lately; there was no other one left',
    'It comes back sooner than you asked for, because nothing new is left',
    'I had to repeat a look: your pieces make no other one',
  ],
}
