import type { Item } from '../../../shared/index.ts'
import { theItem } from '../../validator/index.ts'
import type { ReasonCode } from '../reasons.ts'
import { NOUNS, verb } from './grammar.ts'

/** The pieces and the word that a reason is about. `b` is `a` where there is only one piece. */
export interface Told {
  a: Item
  b: Item
  word: string
}
export type Phrase = (told: Told) => string

const the = theItem

/** At least four ways each, so that three outfits beside each other never say the same thing the same way. */
export const WHY: { readonly [code in ReasonCode]: readonly Phrase[] } = {
  echo: [
    ({ a, b, word }) =>
      `${the(a)} already ${verb(a, 'has', 'have')} ${word} in it, so ${the(b)} ${verb(b, 'looks', 'look')} chosen on purpose`,
    ({ a, b, word }) => `The ${word} of ${the(b)} comes back in ${the(a)}, and that ties it together`,
    ({ a, b }) =>
      `${the(b)} ${verb(b, 'picks', 'pick')} one colour out of ${the(a)} and ${verb(b, 'repeats', 'repeat')} it`,
    ({ a, b, word }) => `Look closely at ${the(a)}: the ${word} of ${the(b)} is in there`,
  ],
  'neutral-contrast': [
    ({ a, b }) => `Light against dark does the work: ${the(a)} beside ${the(b)}`,
    ({ a, b }) => `No colour to get wrong; ${the(a)} and ${the(b)} are simply far apart in light`,
    ({ a, b }) => `${the(a)} and ${the(b)} keep to neutrals, and the step between them is clean`,
    ({ a, b }) => `All neutrals, but not flat: ${the(a)} ${verb(a, 'stands', 'stand')} out from ${the(b)}`,
  ],
  'neutral-tonal': [
    ({ a, b }) => `${the(a)} and ${the(b)} are nearly one shade, a long and quiet line`,
    ({ a, b }) => `Tone on tone from ${the(a)} to ${the(b)}: more deliberate than it sounds`,
    ({ a, b }) => `Close neutrals leave the cut of ${the(a)} and ${the(b)} to speak`,
    ({ a, b }) => `Little interrupts the eye between ${the(a)} and ${the(b)}`,
  ],
  accent: [
    ({ a, b, word }) =>
      `${word} is the one strong colour, and ${the(b)} ${verb(b, 'gives', 'give')} ${the(a)} room`,
    ({ a, b }) =>
      `One colour, the rest neutral: ${the(b)} ${verb(b, 'steps', 'step')} back so that ${the(a)} can lead`,
    ({ a, b, word }) => `A single note of ${word}: ${the(a)}, with ${the(b)} to keep it calm`,
    ({ a, b }) => `${the(b)} ${verb(b, 'is', 'are')} the frame, ${the(a)} the picture`,
    ({ a, b, word }) => `Next to ${the(b)}, the ${word} of ${the(a)} needs no help`,
  ],
  monochrome: [
    ({ a, b }) => `${the(a)} and ${the(b)} share a hue and differ in light, so it reads as one idea`,
    ({ a, b }) => `${the(a)} and ${the(b)} are one colour at different hours of the day`,
    ({ a, b }) => `One hue, twice: ${the(a)} with ${the(b)} looks like a set that is not one`,
    ({ a, b, word }) => `From the ${word} of ${the(a)} to ${the(b)} only the depth changes`,
  ],
  analogous: [
    ({ a, b }) => `${the(a)} and ${the(b)} are neighbours on the colour wheel, and easy together`,
    ({ a, b }) => `From ${the(a)} to ${the(b)} it is a small turn of hue: lively, without a jolt`,
    ({ a, b }) => `${the(a)} and ${the(b)} lean towards each other in colour instead of competing`,
    ({ a, b }) => `Related colours let ${the(a)} and ${the(b)} sit side by side`,
  ],
  complementary: [
    ({ a, b }) => `${the(a)} and ${the(b)} stand opposite each other on the colour wheel`,
    ({ a, b }) => `This is the brave pairing: ${the(a)} against ${the(b)}`,
    ({ a, b }) => `Opposites on purpose: ${the(b)} ${verb(b, 'makes', 'make')} ${the(a)} more vivid`,
    ({ a, b }) => `The contrast of colour between ${the(a)} and ${the(b)} is the point`,
  ],
  'one-pattern': [
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'leads', 'lead')}, and ${the(b)} ${verb(b, 'gives', 'give')} the eye somewhere to rest`,
    ({ a, b, word }) =>
      `Enough ${word} for one day: ${the(b)} ${verb(b, 'keeps', 'keep')} still beside ${the(a)}`,
    ({ a, b }) =>
      `Only ${the(a)} ${verb(a, 'is', 'are')} busy, and ${the(b)} ${verb(b, 'makes', 'make')} that look intended`,
    ({ a, b, word }) => `The ${word} of ${the(a)} get a quiet partner in ${the(b)}`,
  ],
  'two-patterns': [
    ({ a, b }) => `Two patterns, ${the(a)} and ${the(b)}: a bold mix`,
    ({ a, b }) => `${the(a)} ${verb(a, 'is', 'are')} the loud voice and ${the(b)} the dry remark`,
    ({ a, b }) => `${the(b)} beside ${the(a)} ${verb(b, 'breaks', 'break')} the one-pattern rule, knowingly`,
    ({ a, b }) => `Nobody wears ${the(a)} and ${the(b)} together by accident, and that is the charm`,
  ],
  shape: [
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'is', 'are')} ${a.fit}, and ${the(b)} ${verb(b, 'gives', 'give')} that an edge`,
    ({ a, b }) =>
      `Volume in one half only: ${the(a)} can be loose because ${the(b)} ${verb(b, 'holds', 'hold')} the line`,
    ({ a, b }) =>
      `${the(b)} ${verb(b, 'draws', 'draw')} the shape in where ${the(a)} ${verb(a, 'lets', 'let')} it go`,
    ({ a, b }) => `Beside ${the(b)}, ${the(a)} ${verb(a, 'looks', 'look')} ${a.fit} rather than too big`,
  ],
  cloth: [
    ({ a, b }) => `There is something to touch: ${a.fabric} in ${the(a)}, ${b.fabric} in ${the(b)}`,
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'brings', 'bring')} ${a.fabric}, ${the(b)} ${verb(b, 'smooths', 'smooth')} it over with ${b.fabric}`,
    ({ a, b }) => `The textures disagree nicely: ${a.fabric} with ${b.fabric}, ${the(a)} with ${the(b)}`,
    ({ a, b }) => `${a.fabric} is rougher than ${b.fabric}, and ${the(a)} with ${the(b)} shows it`,
  ],
  'one-piece': [
    ({ a }) => `${the(a)} ${verb(a, 'is', 'are')} most of an outfit in one move`,
    ({ a, b }) =>
      `One line from shoulder to hem: ${the(a)} ${verb(a, 'decides', 'decide')}, ${the(b)} ${verb(b, 'follows', 'follow')}`,
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'asks', 'ask')} for little company, and ${the(b)} ${verb(b, 'is', 'are')} enough`,
    ({ a }) => `No waistband to match: ${the(a)} ${verb(a, 'has', 'have')} settled the proportions`,
  ],
  occasion: [
    ({ a, word }) => `For ${word}, ${the(a)} ${verb(a, 'sets', 'set')} the tone and nothing overshoots it`,
    ({ a, word }) => `Dressed for ${word}: nothing here is dressier than ${the(a)}`,
    ({ a, word }) => `${the(a)} ${verb(a, 'says', 'say')} that you dressed for ${word}, and the rest agrees`,
    ({ a, word }) => `Right for ${word}, with ${the(a)} at the head of it`,
  ],
  'high-low': [
    ({ a, b }) =>
      `${the(a)} could be stiff alone; ${the(b)} ${verb(b, 'takes', 'take')} ${itself(a)} down a little`,
    ({ a, b }) =>
      `Dressier ${NOUNS[a.subCategory]}, easier ${NOUNS[b.subCategory]}: the mismatch keeps it from being a uniform`,
    ({ a, b }) => `${the(b)} ${verb(b, 'keeps', 'keep')} ${the(a)} from being too serious`,
    ({ a, b }) => `The polish of ${the(a)} lifts ${the(b)}`,
  ],
  layers: [
    ({ a, b, word }) => `For a ${word} day there are layers, from ${the(b)} to ${the(a)}`,
    ({ a, b }) => `The layers get no thinner outwards, from ${the(b)} to ${the(a)}, so nothing bunches`,
    ({ a, b, word }) => `${the(a)} over ${the(b)} is right for a ${word} day, and can come off indoors`,
    ({ a, b }) => `Warm by adding up: ${the(b)}, then ${the(a)}`,
  ],
  light: [
    ({ a, word }) => `${the(a)} ${verb(a, 'suits', 'suit')} a ${word} day: the whole of it stays light`,
    ({ a, word }) => `For a ${word} day nothing is too warm, ${the(a)} included`,
    ({ a, word }) =>
      `It does not weigh on a ${word} day, and ${the(a)} still ${verb(a, 'looks', 'look')} dressed`,
    ({ a, word }) =>
      `A ${word} day asks for little, and ${the(a)} ${verb(a, 'adds', 'add')} no more than that`,
  ],
  rain: [
    ({ a }) => `${the(a)} may get wet: nothing here is suede, silk or white canvas`,
    ({ a, word }) => `Every piece can go out on a ${word} day, ${the(a)} first of all`,
    ({ a, word }) => `A ${word} day changes nothing: ${the(a)} can take it`,
    ({ a }) => `With ${the(a)} and no delicate cloth you need not watch the sky`,
  ],
  anchor: [
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'stays', 'stay')} the main character; ${the(b)} ${verb(b, 'supports', 'support')} ${itself(a)}`,
    ({ a, b }) => `It is built around ${the(a)}, and ${the(b)} ${verb(b, 'answers', 'answer')} first`,
    ({ a, b }) =>
      `You wanted ${the(a)}: with ${the(b)} ${verb(a, 'it looks', 'they look')} like the plan all along`,
    ({ a, b }) => `Start with ${the(a)}, and ${the(b)} ${verb(b, 'follows', 'follow')} almost unasked`,
  ],
  considered: [
    ({ a, b }) => `${the(a)} would find a friend in ${the(b)}, which you own already`,
    ({ a, b }) => `This is what ${the(a)} could do: give ${the(b)} a reason to come out`,
    ({ a, b }) => `If ${the(a)} came home, ${the(b)} could be worn with ${itself(a)} at once`,
    ({ a, b }) => `${the(b)}, which you own, would go with ${the(a)}`,
  ],
  favorite: [
    ({ a }) => `${the(a)} ${verb(a, 'is', 'are')} one of your favourites, in good company`,
    ({ a }) => `It leans on ${the(a)}, a favourite of yours`,
    ({ a }) => `You marked ${the(a)} as a favourite; the others join in`,
    ({ a }) => `A favourite carries it: ${the(a)}`,
  ],
  'style-word': [
    ({ a, word }) => `If "${word}" is your word, ${the(a)} ${verb(a, 'is', 'are')} how it looks today`,
    ({ a, word }) => `${the(a)} ${verb(a, 'brings', 'bring')} out the ${word} side of you`,
    ({ a, word }) => `Your word is ${word}, and ${the(a)} quietly ${verb(a, 'delivers', 'deliver')} it`,
    ({ a, word }) => `There is your "${word}": ${the(a)}`,
  ],
  rediscovery: [
    ({ a }) => `${the(a)} rarely ${verb(a, 'gets', 'get')} out: this is a day for ${itself(a)}`,
    ({ a }) => `You rarely wear ${the(a)}; in this company ${verb(a, 'it makes', 'they make')} sense`,
    ({ a }) => `It gives ${the(a)} another chance`,
    ({ a }) => `${the(a)}, rarely worn, ${verb(a, 'holds its', 'hold their')} own here`,
  ],
  simple: [
    ({ a, b }) => `${the(a)} and ${the(b)} get along without any help`,
    ({ a, b }) => `Nothing clever: ${the(a)}, ${the(b)}, and you`,
    ({ a, b }) => `${the(a)} with ${the(b)} is quickly put on and hard to get wrong`,
    ({ a, b }) => `It rests on ${the(a)} and ${the(b)}, and neither asks for attention`,
  ],
}

function itself(item: Item): string {
  return verb(item, 'it', 'them')
}
