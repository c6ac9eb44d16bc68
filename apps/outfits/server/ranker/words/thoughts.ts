import type { Item } from '../../../shared/index.ts'
import { theItem } from '../../validator/index.ts'
import { levelOf, verb } from './grammar.ts'

/** What a thought is about: `a` leads, `b` is the other piece (or `a` again), `word` what it turns on. */
export interface Thinking {
  a: Item
  b: Item
  word: string
}
export type Thoughts<Fact extends string> = {
  readonly [fact in Fact]: readonly ((thinking: Thinking) => string)[]
}

const the = theItem
const colorOf = (item: Item) => item.colors[0]!.name
const clothOf = (item: Item) => item.fabric!
const it = (item: Item) => verb(item, 'it', 'them')
const is = (item: Item) => verb(item, 'is', 'are')

/** What the day asks for: the purpose, a range of dress levels, the weather. */
export interface Asked {
  purpose: string
  tone: string
  day: string
}

export const ASKED: {
  readonly [known in 'both' | 'tone' | 'day' | 'none']: readonly ((asked: Asked) => string)[]
} = {
  both: [
    ({ purpose, tone, day }) => `For ${purpose} I look for ${tone}, and ${day} decides the rest`,
    ({ purpose, tone, day }) => `First the limits: ${tone} for ${purpose}, and nothing wrong for ${day}`,
    ({ purpose, tone, day }) => `${day}, and ${purpose}: I want ${tone}`,
    ({ purpose, tone, day }) => `It takes ${tone} for ${purpose}, and they have to suit ${day}`,
    ({ purpose, tone, day }) => `What is given: ${purpose}, ${day}, and so ${tone}`,
    ({ purpose, tone, day }) => `Dressing for ${purpose} on ${day}, I keep to ${tone}`,
  ],
  tone: [
    ({ purpose, tone }) => `For ${purpose} I look for ${tone}`,
    ({ purpose, tone }) => `${tone}, then, for ${purpose}`,
    ({ purpose, tone }) => `With ${purpose} in mind, I keep to ${tone}`,
    ({ purpose, tone }) => `It takes ${tone}, because it is for ${purpose}`,
    ({ purpose, tone }) => `What is given: ${purpose}, and so ${tone}`,
  ],
  day: [
    ({ purpose, day }) => `For ${purpose} on ${day}, the weather has the first word`,
    ({ purpose, day }) => `${day}, and ${purpose}: it has to suit both`,
    ({ purpose, day }) => `I take ${day} as given and dress for ${purpose}`,
    ({ purpose, day }) => `What is known: ${purpose}, and ${day}`,
    ({ purpose, day }) => `Dressing for ${purpose}, I keep to what ${day} allows`,
  ],
  none: [
    ({ purpose }) => `For ${purpose} nothing sets how dressed it has to be`,
    ({ purpose }) => `With ${purpose} in mind, I look at colour and shape first`,
    ({ purpose }) => `Only ${purpose} is given, so the choice is open`,
    ({ purpose }) => `Dressing for ${purpose}, I am free in how dressed up it gets`,
  ],
}

export type BaseFact =
  | 'base-anchor'
  | 'base-considered'
  | 'base-favorite'
  | 'base-style-word'
  | 'base-rare'
  | 'base-pattern'
  | 'base-color'
  | 'base-one-piece'
  | 'base-level'
  | 'base-warmth'
  | 'base-plain'

/** The piece that it is built on, and why that one. */
export const BASES: Thoughts<BaseFact> = {
  'base-anchor': [
    ({ a }) => `You asked for ${the(a)}, so everything answers to ${it(a)}`,
    ({ a }) => `${the(a)} ${verb(a, 'was', 'were')} your choice, and I begin there`,
    ({ a }) => `I build on ${the(a)}, because you want to wear ${it(a)}`,
    ({ a }) => `${the(a)} ${verb(a, 'comes', 'come')} first, as you wished`,
  ],
  'base-considered': [
    ({ a }) => `${the(a)} ${verb(a, 'is', 'are')} not yours yet, so I try ${it(a)} with what is`,
    ({ a }) => `I begin with ${the(a)}, to see what your own pieces make of ${it(a)}`,
    ({ a }) => `The question is ${the(a)}; the rest you own`,
    ({ a }) => `Before you buy ${the(a)}, here is one way to wear ${it(a)}`,
  ],
  'base-favorite': [
    ({ a }) => `I begin with ${the(a)}, one of your favourites`,
    ({ a }) => `You marked ${the(a)} as a favourite: a good place to begin`,
    ({ a }) => `A favourite leads: ${the(a)}`,
    ({ a }) => `${the(a)} first, because you like ${it(a)}`,
  ],
  'base-style-word': [
    ({ a, word }) => `Your word is "${word}", and ${the(a)} ${verb(a, 'comes', 'come')} close to it`,
    ({ a, word }) => `I look for "${word}" and find ${the(a)}`,
    ({ a, word }) => `${the(a)} ${verb(a, 'speaks', 'speak')} for your word "${word}", so I begin there`,
    ({ a, word }) => `To get to "${word}", I build on ${the(a)}`,
  ],
  'base-rare': [
    ({ a }) => `You rarely wear ${the(a)}: I begin there`,
    ({ a }) => `${the(a)} rarely ${verb(a, 'gets', 'get')} out, so this is built on ${it(a)}`,
    ({ a }) => `Today it is the turn of ${the(a)}, by your own word rarely worn`,
    ({ a }) => `I build on a piece that you rarely wear, ${the(a)}`,
  ],
  'base-pattern': [
    ({ a, word }) => `I begin with ${the(a)}: the ${word} have to be placed first`,
    ({ a, word }) => `${the(a)} first, because the ${word} decide what may stand beside ${it(a)}`,
    ({ a, word }) => `The ${word} of ${the(a)} set the terms`,
    ({ a, word }) => `I build on ${the(a)} and let the ${word} choose their company`,
  ],
  'base-color': [
    ({ a, word }) => `I begin with ${the(a)}: that ${word} is the strongest colour here`,
    ({ a, word }) => `The ${word} of ${the(a)} is where the eye goes first`,
    ({ a, word }) => `${the(a)} first: nothing else in it is as colourful as that ${word}`,
    ({ a, word }) => `I build on ${the(a)}, for the ${word}`,
  ],
  'base-one-piece': [
    ({ a }) => `${the(a)} ${verb(a, 'settles', 'settle')} top and bottom at once, so I begin there`,
    ({ a }) => `I begin with ${the(a)}: one piece, and half of the questions are gone`,
    ({ a }) => `One piece from shoulder to hem: I build on ${the(a)}`,
    ({ a }) => `With ${the(a)} there is no top to match to a bottom`,
  ],
  'base-level': [
    ({ a }) => `${the(a)} ${verb(a, 'sets', 'set')} the level: ${levelOf(a)}`,
    ({ a }) => `I begin with ${the(a)}: nothing here is dressier than ${levelOf(a)}`,
    ({ a }) =>
      `Nothing in it is dressier than ${the(a)}, and ${verb(a, 'that is', 'those are')} ${levelOf(a)}`,
    ({ a }) => `I build on ${the(a)}: ${levelOf(a)}, and the rest keeps step`,
  ],
  'base-warmth': [
    ({ a, word }) => `I begin with ${the(a)}, the warmest piece of it, for ${word}`,
    ({ a, word }) => `On ${word} the warmest piece comes first: ${the(a)}`,
    ({ a, word }) => `The largest share of the warmth for ${word} comes from ${the(a)}`,
    ({ a, word }) => `${the(a)} ${verb(a, 'does', 'do')} the most for ${word}, so I build on ${it(a)}`,
  ],
  'base-plain': [
    ({ a }) => `I begin with ${the(a)}`,
    ({ a }) => `${the(a)} ${verb(a, 'is', 'are')} at the centre of it`,
    ({ a }) => `This one is built on ${the(a)}`,
    ({ a }) => `${the(a)} ${verb(a, 'goes', 'go')} first, and the rest follows`,
  ],
}

export type ContrastFact =
  | 'light-dark'
  | 'pattern-plain'
  | 'wide-narrow'
  | 'two-cloths'
  | 'two-levels'
  | 'color-neutral'
  | 'opposite-hues'
  | 'near-hues'
  | 'one-hue'
  | 'one-shade'
  | 'side-by-side'

/** What makes it interesting; `side-by-side` where nothing stands out. */
export const CONTRASTS: Thoughts<ContrastFact> = {
  'light-dark': [
    ({ a, b }) => `The contrast is in the light: ${colorOf(a)} against ${colorOf(b)}`,
    ({ a, b }) => `${the(a)} ${is(a)} the light half, ${the(b)} the dark one`,
    ({ a, b }) => `From ${colorOf(a)} to ${colorOf(b)} is a long way, and that step carries it`,
    ({ a, b }) => `${the(b)} ${verb(b, 'makes', 'make')} ${the(a)} look lighter still`,
  ],
  'pattern-plain': [
    ({ a, b, word }) => `The ${word} of ${the(a)} want a plain neighbour, and ${the(b)} ${is(b)} one`,
    ({ b, word }) => `Against the ${word}, ${the(b)} ${verb(b, 'stays', 'stay')} plain on purpose`,
    ({ a, b }) => `${the(a)} may be busy because ${the(b)} ${is(b)} not`,
    ({ a, b, word }) => `${the(b)} ${verb(b, 'answers', 'answer')} the ${word} of ${the(a)} with none`,
  ],
  'wide-narrow': [
    ({ a, b }) => `The shapes differ: ${the(a)} ${a.fit}, ${the(b)} ${b.fit}`,
    ({ a, b }) => `${the(a)} ${is(a)} ${a.fit}, so ${the(b)} ${verb(b, 'holds', 'hold')} the line`,
    ({ a, b }) => `Something ${a.fit} needs something ${b.fit}: ${the(a)} with ${the(b)}`,
    ({ a, b }) => `The ${a.fit} half is ${the(a)}, the ${b.fit} half ${the(b)}`,
  ],
  'two-cloths': [
    ({ a, b }) => `${clothOf(a)} beside ${clothOf(b)} gives the hand something to compare`,
    ({ a, b }) => `The cloths differ: ${clothOf(a)} for ${the(a)}, ${clothOf(b)} for ${the(b)}`,
    ({ a, b }) => `${the(a)} ${verb(a, 'brings', 'bring')} the ${clothOf(a)}, ${the(b)} the ${clothOf(b)}`,
    ({ a, b }) => `I set ${clothOf(a)} against ${clothOf(b)}, so that it is not all one surface`,
  ],
  'two-levels': [
    ({ a, b }) =>
      `${the(a)} ${is(a)} ${levelOf(a)}, ${the(b)} ${levelOf(b)}: that keeps it from looking stiff`,
    ({ a, b }) => `One step lies between ${levelOf(a)} and ${levelOf(b)}: ${the(a)} with ${the(b)}`,
    ({ a, b }) => `${the(b)} ${verb(b, 'takes', 'take')} ${the(a)} down a step`,
    ({ a, b }) => `A little of both: ${levelOf(a)} in ${the(a)}, ${levelOf(b)} in ${the(b)}`,
  ],
  'color-neutral': [
    ({ a, b }) => `${colorOf(a)} is the colour here, and ${the(b)} ${verb(b, 'leaves', 'leave')} it room`,
    ({ a, b }) => `Beside ${the(b)}, the ${colorOf(a)} of ${the(a)} stands out`,
    ({ a, b }) => `${the(b)} ${is(b)} neutral, so that ${the(a)} can be ${colorOf(a)}`,
    ({ a, b }) => `I keep ${the(b)} quiet for the sake of the ${colorOf(a)}`,
  ],
  'opposite-hues': [
    ({ a, b }) => `${colorOf(a)} and ${colorOf(b)} lie opposite each other: ${the(a)} against ${the(b)}`,
    ({ a, b }) => `The brave part is ${colorOf(a)} with ${colorOf(b)}`,
    ({ a, b }) => `${the(a)} and ${the(b)} come from opposite sides of the colour wheel`,
    ({ a, b }) => `Opposite colours sharpen each other: ${the(a)}, ${the(b)}`,
  ],
  'near-hues': [
    ({ a, b }) => `${colorOf(a)} and ${colorOf(b)} are neighbours, close without matching`,
    ({ a, b }) => `${the(a)} and ${the(b)} lie side by side on the colour wheel`,
    ({ a, b }) => `A small turn of hue leads from ${the(a)} to ${the(b)}`,
    ({ a, b }) => `The step from ${colorOf(a)} to ${colorOf(b)} is small, and that is enough`,
  ],
  'one-hue': [
    ({ a, b }) => `One hue in two depths: ${the(a)}, then ${the(b)}`,
    ({ a, b }) => `${the(a)} and ${the(b)} share a hue and differ in light`,
    ({ a, b }) => `The colour of ${the(a)} comes back, lighter or darker, in ${the(b)}`,
    ({ a, b }) => `${colorOf(a)} and ${colorOf(b)} are one hue; only the depth changes`,
  ],
  'one-shade': [
    ({ a, b }) => `Little contrast, on purpose: ${the(a)} and ${the(b)} are close in shade`,
    ({ a, b }) => `${colorOf(a)} next to ${colorOf(b)} keeps the line quiet`,
    ({ a, b }) => `${the(a)} and ${the(b)} run into one line`,
    ({ a, b }) => `The shades of ${the(a)} and ${the(b)} are nearly one`,
  ],
  'side-by-side': [
    ({ a, b }) => `${the(a)} and ${the(b)} make up the middle of it`,
    ({ a, b }) => `Beside ${the(a)} I put ${the(b)}`,
    ({ a, b }) => `${the(b)} ${verb(b, 'joins', 'join')} ${the(a)}`,
    ({ a, b }) => `Then ${the(b)}, to go with ${the(a)}`,
  ],
}

export type TurnFact =
  | 'wet'
  | 'warm-enough'
  | 'easier'
  | 'dressier'
  | 'all-new'
  | 'comes-back'
  | 'one-piece-new'
  | 'pattern-new'

/** What the weather makes of it, or how it differs from the outfits that stand. */
export const TURNS: Thoughts<TurnFact> = {
  wet: [
    ({ a, word }) => `${the(a)} may get into the ${word}: no suede, silk or white canvas`,
    ({ a, word }) => `Nothing in it minds ${word}, and ${the(a)} will meet it first`,
    ({ a, word }) => `The ${word} is left to ${the(a)}; all of it passes the rule for wet days`,
    ({ a, word }) => `In the ${word} it stands on ${the(a)}, closed and not suede`,
  ],
  'warm-enough': [
    ({ a, word }) =>
      `Added up it is right for ${word}; ${the(a)} ${verb(a, 'gives', 'give')} the most warmth`,
    ({ a, word }) => `The warmth, most of all that of ${the(a)}, adds up to what ${word} takes`,
    ({ a, word }) => `I counted the warmth: it fits ${word}, with ${the(a)} as the warmest piece`,
    ({ a, word }) =>
      `No warmer than ${word} wants, and no cooler: ${the(a)} ${verb(a, 'leads', 'lead')} there`,
  ],
  easier: [
    ({ a }) => `It is the least dressed up so far, with ${the(a)} as the easiest piece`,
    ({ a }) => `More at ease than the others: ${the(a)} ${verb(a, 'sees', 'see')} to that`,
    ({ a }) => `I go down a step from the others, to ${the(a)}`,
  ],
  dressier: [
    ({ a }) => `It is the most dressed up so far, because of ${the(a)}`,
    ({ a }) => `I go up a step from the others, to ${the(a)}`,
    ({ a }) => `More of an effort than the others: ${the(a)} ${verb(a, 'makes', 'make')} it`,
  ],
  'all-new': [
    () => `None of these pieces is in the others`,
    () => `It shares nothing with the others, so it is a real second opinion`,
    () => `I took no piece twice: all of it is new here`,
  ],
  'comes-back': [
    ({ a }) => `Only ${the(a)} ${verb(a, 'comes', 'come')} back from the others`,
    ({ a }) => `${the(a)} ${verb(a, 'is', 'are')} all that it shares with the others`,
    ({ a }) => `Apart from ${the(a)}, nothing here was used before`,
  ],
  'one-piece-new': [
    ({ a }) => `The others are a top and a bottom; ${the(a)} ${verb(a, 'is', 'are')} both`,
    ({ a }) => `For a change no waistband: ${the(a)}`,
    ({ a }) => `Unlike the others it hangs from one piece, ${the(a)}`,
  ],
  'pattern-new': [
    ({ a, word }) => `The others are plain; here ${the(a)} ${verb(a, 'brings', 'bring')} ${word}`,
    ({ a, word }) => `${word} at last: ${the(a)}`,
    ({ a, word }) => `Where the others have no pattern, ${the(a)} ${verb(a, 'has', 'have')} ${word}`,
  ],
}
