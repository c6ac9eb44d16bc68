import { type Item, colorFamilyOf } from '../../../shared/index.ts'
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
    ({ a, b, word }) =>
      `The ${word} of ${the(b)} comes back in ${the(a)}, and that small rhyme ties the outfit together`,
    ({ a, b }) =>
      `${the(b)} ${verb(b, 'picks', 'pick')} one colour out of ${the(a)} and ${verb(b, 'repeats', 'repeat')} it, which calms the pattern down`,
    ({ a, b, word }) => `Look closely at ${the(a)}: the same ${word} is waiting there for ${the(b)}`,
  ],
  'neutral-contrast': [
    ({ a, b }) =>
      `Light against dark does the work here: ${the(a)} beside ${the(b)} needs no colour to be seen`,
    ({ a, b }) =>
      `There is no colour to get wrong; the interest is in how far apart ${the(a)} and ${the(b)} are`,
    ({ a, b }) => `${the(a)} and ${the(b)} keep to neutrals, and the step between them gives a clean line`,
    ({ a, b }) => `All neutrals, but not flat: ${the(a)} stands out clearly from ${the(b)}`,
  ],
  'neutral-tonal': [
    ({ a, b }) => `${the(a)} and ${the(b)} are nearly one shade, which makes a long, unbroken line`,
    ({ a, b }) => `Tone on tone from ${the(a)} to ${the(b)}: quiet, and more deliberate than it sounds`,
    ({ a, b }) => `Staying within one family of neutrals lets the cloth of ${the(a)} and ${the(b)} speak`,
    ({ a, b }) => `${the(a)} melts into ${the(b)}, so nothing interrupts the eye`,
  ],
  accent: [
    ({ a, b, word }) =>
      `${the(a)} ${verb(a, 'is', 'are')} the only colour, and next to ${the(b)} that ${word} gets all the room it needs`,
    ({ a, b }) =>
      `One colour, everything else calm: ${the(b)} ${verb(b, 'steps', 'step')} back so that ${the(a)} can lead`,
    ({ a, b, word }) =>
      `A single note of ${word}: ${the(a)} would shout in company, but not beside ${the(b)}`,
    ({ a, b }) => `${the(b)} ${verb(b, 'works', 'work')} as the frame and ${the(a)} as the picture`,
  ],
  monochrome: [
    ({ a, b, word }) =>
      `Two depths of ${word}: ${the(a)} and ${the(b)} share a hue and differ in light, so it reads as one idea`,
    ({ a, b }) => `${the(a)} and ${the(b)} are the same colour at different hours of the day`,
    ({ a, b }) =>
      `One hue, twice: the lighter half lifts the darker, and ${the(a)} with ${the(b)} looks like a set that is not one`,
    ({ a, b, word }) =>
      `Repeating ${word} from ${the(a)} to ${the(b)} looks considered because the shades do not quite match`,
  ],
  analogous: [
    ({ a, b }) =>
      `${the(a)} and ${the(b)} are neighbours on the colour wheel, which is why they look easy together`,
    ({ a, b }) => `The step from ${the(a)} to ${the(b)} is a small turn of hue: lively, without a jolt`,
    ({ a, b }) => `${the(a)} leans towards the colour of ${the(b)}, so the two blend instead of competing`,
    ({ a, b }) =>
      `Related colours, ${familyOf(a)} into ${familyOf(b)}, let ${the(a)} and ${the(b)} sit side by side without a fight`,
  ],
  complementary: [
    ({ a, b }) =>
      `${the(a)} and ${the(b)} stand opposite each other on the colour wheel, and each makes the other look fresher`,
    ({ a, b }) =>
      `This is the brave pairing: ${familyOf(a)} against ${familyOf(b)}, held together because one of them is muted`,
    ({ a, b }) => `Opposites on purpose: without ${the(b)}, ${the(a)} would be only half as vivid`,
    ({ a, b }) =>
      `The contrast between ${the(a)} and ${the(b)} is the whole point, so the rest stays out of its way`,
  ],
  'one-pattern': [
    ({ a, b }) =>
      `With ${the(a)} in the lead, ${the(b)} ${verb(b, 'stays', 'stay')} plain and ${verb(b, 'gives', 'give')} the eye somewhere to rest`,
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'is', 'are')} pattern enough for one day; ${the(b)} ${verb(b, 'keeps', 'keep')} still`,
    ({ a, b }) =>
      `Only ${the(a)} ${verb(a, 'is', 'are')} busy, and the plain cut of ${the(b)} makes that look intended`,
    ({ a, b }) =>
      `${the(b)} ${verb(b, 'turns', 'turn')} the volume down just far enough for ${the(a)} to be heard`,
  ],
  'two-patterns': [
    ({ a, b }) =>
      `${the(a)} with ${the(b)}: two patterns hold together when the rest stays as calm as it does here`,
    ({ a, b }) =>
      `Two patterns, one conversation: ${the(a)} ${verb(a, 'is', 'are')} the loud voice and ${the(b)} the dry remark`,
    ({ a, b }) =>
      `${the(b)} beside ${the(a)} ${verb(b, 'breaks', 'break')} the one-pattern rule, and the calm pieces around them make it safe`,
    ({ a, b }) => `Nobody wears ${the(a)} and ${the(b)} together by accident, and that is the charm`,
  ],
  shape: [
    ({ a, b }) =>
      `The ease of ${the(a)} needs something neat, and ${the(b)} ${verb(b, 'gives', 'give')} it an edge`,
    ({ a, b }) =>
      `Volume in one half only: ${the(a)} can be loose because ${the(b)} ${verb(b, 'holds', 'hold')} the line`,
    ({ a, b }) =>
      `${the(b)} ${verb(b, 'draws', 'draw')} the silhouette in just where ${the(a)} ${verb(a, 'lets', 'let')} it go`,
    ({ a, b }) =>
      `Roomy against trim: beside ${the(b)}, ${the(a)} ${verb(a, 'looks', 'look')} relaxed rather than too big`,
  ],
  cloth: [
    ({ a, b }) =>
      `There is something to touch: ${the(a)} ${verb(a, 'is', 'are')} rough where ${the(b)} ${verb(b, 'is', 'are')} smooth`,
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'brings', 'bring')} some grit, ${the(b)} ${verb(b, 'smooths', 'smooth')} it over`,
    ({ a, b }) =>
      `The textures disagree nicely, sturdy ${NOUNS[a.subCategory]} against the softer ${NOUNS[b.subCategory]}`,
    ({ a, b }) =>
      `Run a hand over it: sturdy ${NOUNS[a.subCategory]} first, then the smoother surprise of ${the(b)}`,
  ],
  'one-piece': [
    ({ a }) =>
      `${the(a)} ${verb(a, 'is', 'are')} a whole outfit in one move, so everything else only has to agree`,
    ({ a, b }) =>
      `One line from shoulder to hem: ${the(a)} ${verb(a, 'decides', 'decide')}, and ${the(b)} ${verb(b, 'follows', 'follow')}`,
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'asks', 'ask')} for very little company, and ${the(b)} ${verb(b, 'knows', 'know')} how to be it`,
    ({ a }) => `Nothing to match and nothing to tuck: ${the(a)} has settled the proportions already`,
  ],
  occasion: [
    ({ a, word }) =>
      `For ${word}, ${the(a)} ${verb(a, 'sets', 'set')} the tone and nothing else overshoots it`,
    ({ a, word }) =>
      `It is dressed for ${word} without looking dressed up: ${the(a)} ${verb(a, 'does', 'do')} just enough`,
    ({ a, word }) =>
      `${the(a)} ${verb(a, 'says', 'say')} that you dressed for ${word}, and the rest does not argue`,
    ({ a, word }) => `Right for ${word}: ${the(a)} ${verb(a, 'carries', 'carry')} it, and you can still move`,
  ],
  'high-low': [
    ({ a, b }) => `${the(a)} could be stiff alone; ${the(b)} ${verb(b, 'takes', 'take')} it down half a step`,
    ({ a, b }) =>
      `Dressy ${NOUNS[a.subCategory]}, easy ${NOUNS[b.subCategory]}: the small mismatch keeps it from looking like a uniform`,
    ({ a, b }) => `${the(b)} ${verb(b, 'keeps', 'keep')} ${the(a)} from taking itself too seriously`,
    ({ a, b }) => `The polish of ${the(a)} lifts ${the(b)}, and the ease comes back the other way`,
  ],
  layers: [
    ({ a, b, word }) =>
      `On a ${word} day ${the(a)} goes over ${the(b)}, and it still looks finished when a layer comes off indoors`,
    ({ a, b }) =>
      `The layers get thicker outwards, from ${the(b)} to ${the(a)}, so nothing bunches and the warmth stays in`,
    ({ a, b, word }) =>
      `${the(a)} ${verb(a, 'takes', 'take')} care of the ${word} outside; ${the(b)} ${verb(b, 'is', 'are')} what people will see at the table`,
    ({ a, b }) => `Warm by adding up: ${the(b)} and ${the(a)} together do what one heavy piece would`,
  ],
  light: [
    ({ a, word }) =>
      `${the(a)} ${verb(a, 'lets', 'let')} the air through, which is most of what a ${word} day asks`,
    ({ a, word }) => `For a ${word} day it stays light: ${the(a)} ${verb(a, 'adds', 'add')} almost no weight`,
    ({ a }) => `Nothing here clings or traps heat, ${the(a)} least of all`,
    ({ a, word }) =>
      `${the(a)} ${verb(a, 'keeps', 'keep')} this cool on a ${word} day without giving up on looking dressed`,
  ],
  rain: [
    ({ a }) => `${the(a)} will not mind getting wet, and nothing else here is suede, silk or white canvas`,
    ({ a, word }) => `Every piece survives ${word} weather, ${the(a)} first of all`,
    ({ a }) => `With ${the(a)} you can walk instead of watching the sky`,
    ({ a, word }) => `A ${word} day changes nothing: ${the(a)} ${verb(a, 'is', 'are')} made for it`,
  ],
  anchor: [
    ({ a, b }) =>
      `${the(a)} ${verb(a, 'stays', 'stay')} the main character; ${the(b)} ${verb(b, 'is', 'are')} there to make the most of ${itself(a)}`,
    ({ a, b }) => `Everything is built around ${the(a)}, and ${the(b)} ${verb(b, 'answers', 'answer')} first`,
    ({ a, b }) =>
      `You wanted to wear ${the(a)}: with ${the(b)} ${verb(a, 'it looks', 'they look')} like the plan all along`,
    ({ a, b }) =>
      `Start with ${the(a)}, and ${the(b)} ${verb(b, 'follows almost by itself', 'follow almost by themselves')}`,
  ],
  considered: [
    ({ a, b }) => `${the(a)} would find a friend in ${the(b)}, which you own already`,
    ({ a, b }) => `This is what ${the(a)} could do for you: give ${the(b)} a reason to come out`,
    ({ a, b }) => `If ${the(a)} came home, ${the(b)} would be the first thing to wear with ${itself(a)}`,
    ({ a, b }) => `${the(b)} has been missing something like ${the(a)}`,
  ],
  favorite: [
    ({ a }) =>
      `${the(a)} ${verb(a, 'is', 'are')} one of your favourites, and here ${verb(a, 'it gets', 'they get')} good company`,
    ({ a }) => `It leans on ${the(a)}, which you reach for anyway`,
    ({ a }) => `You know how ${the(a)} ${verb(a, 'makes', 'make')} you feel; the others join in`,
    ({ a }) => `A favourite carries it: ${the(a)} in a setting that you may not have tried`,
  ],
  'style-word': [
    ({ a, word }) => `If "${word}" is your word, ${the(a)} ${verb(a, 'is', 'are')} how it looks today`,
    ({ a, word }) => `${the(a)} ${verb(a, 'brings', 'bring')} the ${word} side of you`,
    ({ a, word }) => `You asked for ${word}, and ${the(a)} ${verb(a, 'delivers', 'deliver')} it quietly`,
    ({ a, word }) => `There is your "${word}": ${the(a)}, with nothing that contradicts ${itself(a)}`,
  ],
  rediscovery: [
    ({ a }) => `${the(a)} ${verb(a, 'has', 'have')} been waiting for a day like this`,
    ({ a }) => `You seldom wear ${the(a)}; in this company ${verb(a, 'it makes', 'they make')} sense`,
    ({ a }) => `It gives ${the(a)} another chance, and a better one`,
    ({ a }) =>
      `${the(a)} ${verb(a, 'comes', 'come')} out of the back of the wardrobe and ${verb(a, 'holds its', 'hold their')} own`,
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

/** "Blue", "green"; a neutral is called by its own name. */
function familyOf(item: Item): string {
  const family = colorFamilyOf(item.colors[0]!.hex)
  return family === 'neutral' ? item.colors[0]!.name : family
}
