import type { Item } from '../../../shared/index.ts'
import { type OutfitContext, RELAX_ORDER, validateOutfit } from '../../validator/index.ts'
import { unitFromText } from '../chance.ts'
import { isHidden } from '../reasons.ts'
import { findBases, findContrasts, findTurns, type Found } from './find-facts.ts'
import { asSentence, sayLevel, shortenRepeats } from './grammar.ts'
import { computeLeftOut, GAVE_WAY, LEFT_OUT } from './left-out.ts'
import { purposeOf } from './purpose.ts'
import { ASKED, BASES, CONTRASTS, type Thinking, type Thoughts, TURNS } from './thoughts.ts'

/** One sentence of the reasoning, with the fact that it states, the pieces that it is about, and what it turns on. */
export interface Thought {
  fact: string
  itemIds: string[]
  word: string
  text: string
}

/**
 * How the rules come to an outfit, in sentences: what the day asks for, the piece that it is built on, the contrast, the weather or
 * what is new beside the others, and what a rule kept out. `place` is its place in the answer, `others` are the outfits that stand by
 * their pieces: of them no sentence is told again.
 */
export function computeThoughts(
  items: readonly Item[],
  context: OutfitContext,
  place: number,
  others: readonly (readonly string[])[],
): Thought[] {
  const seen = items.filter((item) => !isHidden(item, items))
  const turnOf = (key: string) => Math.floor(unitFromText(`${context.seed} ${key}`) * 5040) + place
  const base = oneOf(findBases(seen, context), turnOf('base'), 3)
  const contrasts = findContrasts(seen)
  const fresh = contrasts.filter(({ a, b }) => a !== base?.a || b === undefined)
  const contrast = oneOf(fresh.length > 0 ? fresh : contrasts, turnOf('contrast'), 3)
  const turn = oneOf(findTurns(items, seen, context, others), turnOf('turn'), 2)
  const found = [
    sayAsked(context, turnOf('asked')),
    base && sayFound(base, BASES, turnOf(base.fact)),
    contrast && sayFound(contrast, CONTRASTS, turnOf(contrast.fact)),
    turn && sayFound(turn, TURNS, turnOf(turn.fact)),
    sayKeptOut(items, context, place, turnOf),
  ]
  return found.filter((thought) => thought !== null)
}

export function tellThoughts(
  thoughts: readonly Thought[],
  items: readonly Item[],
  { wardrobe }: OutfitContext,
): string {
  const named = thoughts.flatMap(({ itemIds }) => itemIds.flatMap((id) => wardrobe.get(id) ?? []))
  return shortenRepeats(thoughts.map(({ text }) => text).join(' '), [...new Set([...items, ...named])])
}

/** Of the first few, so that the strongest is told most and not always. */
function oneOf<T>(found: readonly T[], turn: number, most: number): T | null {
  return found[turn % Math.max(1, Math.min(most, found.length))] ?? null
}

function sayFound<Fact extends string>(
  { fact, a, b, word = '' }: Found<Fact>,
  ways: Thoughts<Fact>,
  turn: number,
): Thought {
  const text = ways[fact][turn % ways[fact].length]!({ a, b: b ?? a, word })
  return { fact, itemIds: [a.id, ...(b ? [b.id] : [])], word, text: asSentence(text) }
}

function sayAsked({ occasions, levels, request }: OutfitContext, turn: number): Thought {
  const purpose = purposeOf(occasions) || 'an ordinary day'
  const words = levels && [...new Set([levels.min, levels.max].map(sayLevel))]
  const tone = !words ? '' : words.length === 1 ? `${words[0]} clothes` : `clothes from ${words.join(' to ')}`
  const sky = [request.weather?.temperature, request.weather?.condition].filter(Boolean).join(', ')
  const day = sky === '' ? '' : `a ${sky} day`
  const known = tone && day ? 'both' : tone ? 'tone' : day ? 'day' : 'none'
  const text = ASKED[known][turn % ASKED[known].length]!({ purpose, tone, day })
  return { fact: 'asked', itemIds: [], word: [tone, day].filter(Boolean).join('; '), text: asSentence(text) }
}

/** What a rule kept out, or that one could not be kept. */
function sayKeptOut(
  items: readonly Item[],
  context: OutfitContext,
  place: number,
  turnOf: (key: string) => number,
): Thought | null {
  const ids = items.map((item) => item.id)
  const broken = validateOutfit(ids, { ...context, relaxed: [] }).map(({ rule }) => rule)
  // What is given up last weighs most.
  const gaveWay = RELAX_ORDER.toReversed().find((rule) => broken.includes(rule))
  if (gaveWay) {
    const ways = GAVE_WAY[gaveWay]
    const text = asSentence(ways[turnOf(gaveWay) % ways.length]!)
    return { fact: `gave-${gaveWay}`, itemIds: [], word: '', text }
  }
  const all = computeLeftOut(items, context)
  // The next one of another outfit, as far as there are several.
  const left = all[place % Math.max(1, Math.min(4, all.length))]
  if (!left) return null
  const thinking: Thinking = { a: left.item, b: left.other, word: left.word }
  const ways = LEFT_OUT[left.rule]
  return {
    fact: `left-${left.rule}`,
    itemIds: [left.item.id, left.other.id],
    word: left.word,
    text: asSentence(ways[turnOf(left.rule) % ways.length]!(thinking)),
  }
}
