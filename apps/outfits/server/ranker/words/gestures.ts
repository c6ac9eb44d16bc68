import { type Item, traitsOf } from '../../../shared/index.ts'
import { theItem } from '../../validator/index.ts'
import { NOUNS } from './grammar.ts'

/** Something to do with the pieces: it applies, or it does not; several ways to say it. */
export interface Gesture {
  id: string
  say: readonly string[]
}

const the = theItem
const noun = (item: Item) => `the ${NOUNS[item.subCategory]}`

/** Every gesture that these pieces allow, the most telling first. */
export function gesturesFor(items: readonly Item[], isCold: boolean): Gesture[] {
  const by = (...names: Item['subCategory'][]) => items.find((item) => names.includes(item.subCategory))
  const layers = items.filter((item) => traitsOf(item).slot === 'torso')
  const [inner, next] = [layers.at(-1), layers.at(-2)]
  const legs = items.find((item) => item.category === 'bottoms')
  const shoes = items.find((item) => item.category === 'shoes')
  const shirt = by('buttonup')
  const tee = by('tshirt', 'tank')
  const knit = by('sweater', 'sweatshirt')
  const blazer = by('blazer')
  const jacket = by('jacket', 'vest')
  const coat = by('coat', 'raincoat')
  const cardigan = by('cardigan')
  const scarf = by('scarf')
  const belt = by('belt')
  const dress = by('dress')
  const jewelry = by('jewelry')
  const bag = items.find((item) => item.category === 'bags')
  const found: Gesture[] = []
  const add = (id: string, applies: boolean, ...say: string[]) => {
    if (applies) found.push({ id, say })
  }
  if (shirt && tee && !knit)
    add(
      'open-shirt',
      true,
      `Wear ${the(shirt)} open over ${the(tee)} and roll its sleeves twice`,
      `Leave ${the(shirt)} unbuttoned: ${the(tee)} underneath is meant to show`,
      `Treat ${the(shirt)} as a light jacket over ${the(tee)}, cuffs turned back`,
    )
  if (shirt && knit)
    add(
      'collar',
      true,
      `Let the collar of ${the(shirt)} lie over the neck of ${the(knit)} and pull a finger's width of cuff out`,
      `Pull ${the(knit)} over ${the(shirt)} and leave the hem of ${noun(shirt)} showing, just a little`,
      `Keep the top button of ${the(shirt)} open so that ${the(knit)} does not look buttoned up`,
    )
  const tucked = inner && !knit && !(shirt && tee)
  if (inner && legs && tucked && (legs.waistLevel === 'high_waisted' || legs.subCategory === 'skirt'))
    add(
      'tuck',
      true,
      `Tuck ${the(inner)} all the way into ${the(legs)}: the waist is the point`,
      `Tuck in only the front of ${the(inner)} and let the back fall over ${the(legs)}`,
      `Tuck ${the(inner)} into ${the(legs)}, then pull it out by a thumb's width so that it breathes`,
    )
  if (knit && legs)
    add(
      'knit-tuck',
      knit.fit === 'oversized' || knit.fit === 'relaxed',
      `Catch the front hem of ${the(knit)} in the waistband of ${the(legs)}`,
      `Push the sleeves of ${the(knit)} to the elbow, so that the volume looks chosen`,
      `Let ${the(knit)} slouch over ${the(legs)} and keep the rest neat`,
    )
  if (belt && legs)
    add(
      'belt',
      true,
      `Tuck in enough to show ${the(belt)}: it finishes ${the(legs)}`,
      `Let the buckle of ${the(belt)} show under a half tuck`,
      `${the(belt)} ties the shoes to the waist, so keep it in sight`,
    )
  if (cardigan && (next || dress))
    add(
      'cardigan',
      true,
      `Leave ${the(cardigan)} open, or do up a single button at the waist`,
      `Drape ${the(cardigan)} over your shoulders until you need it`,
      `Push the sleeves of ${the(cardigan)} up and leave the front open`,
    )
  const under = inner ? the(inner) : dress ? the(dress) : 'what is underneath'
  if (blazer)
    add(
      'blazer',
      true,
      `Push the sleeves of ${the(blazer)} to the forearm so that it loses its stiffness`,
      `Leave ${the(blazer)} open; ${under} should get its share`,
      `Shrug ${the(blazer)} on last and do not button it`,
    )
  if (jacket)
    add(
      'jacket',
      true,
      `Turn up the collar of ${the(jacket)} on the way, and leave it open inside`,
      `Let ${the(jacket)} hang open over ${under}`,
      `Roll the cuffs of ${the(jacket)} once: it should look worn, not new`,
    )
  if (coat)
    add(
      'coat',
      true,
      `Wear ${the(coat)} open while you walk: the line of the outfit runs down the middle`,
      isCold
        ? `Close ${the(coat)} outside and let it fall open at the door`
        : `Carry ${the(coat)} over your arm once you are in`,
      coat.fabric === 'down' || coat.fabric === 'rubber'
        ? `Zip ${the(coat)} only half way, so that what is under it shows`
        : `Roll the cuffs of ${the(coat)} once, so that it looks lived in`,
    )
  if (legs && shoes && (legs.subCategory === 'jeans' || legs.subCategory === 'trousers') && !isCold)
    add(
      'cuff',
      shoes.subCategory !== 'heels' && shoes.subCategory !== 'sandals',
      `Turn ${the(legs)} up once, so that a strip of ankle shows above ${the(shoes)}`,
      `Let ${the(legs)} break just above ${the(shoes)}, no lower`,
      `A narrow cuff on ${the(legs)} makes room for ${the(shoes)}`,
    )
  if (scarf)
    add(
      'scarf',
      true,
      `Knot ${the(scarf)} loosely and off centre`,
      traitsOf(scarf).warmth >= 6
        ? `Wrap ${the(scarf)} once and let the ends hang unevenly`
        : `Tie ${the(scarf)} close at the neck, or to the strap of your bag`,
      `Let ${the(scarf)} be the last thing you put on, and the least tidy`,
    )
  if (dress && shoes)
    add(
      'dress',
      true,
      `Let ${the(dress)} fall as it wants to, and keep everything above ${the(shoes)} simple`,
      `Give ${the(dress)} one clean line: nothing at the waist, ${the(shoes)} at the end of it`,
      `Start from the hem: the space between ${the(dress)} and ${the(shoes)} is part of the look`,
    )
  if (inner && inner.pattern !== 'solid' && !knit)
    add(
      'pattern',
      true,
      `Give ${the(inner)} room: nothing at the neck, nothing that competes`,
      `Keep the rest as plain as it is, and let ${the(inner)} do the talking`,
      `Wear ${the(inner)} flat and smooth, so that the pattern stays in order`,
    )
  if (inner && (inner.subCategory === 'tshirt' || inner.subCategory === 'blouse') && layers.length === 1)
    add(
      'sleeve',
      true,
      `Turn the sleeves of ${the(inner)} back once`,
      `Let ${the(inner)} sit a little loose at the shoulder, and tidy at the waist`,
      `Smooth ${the(inner)} over the hip and leave the hem alone`,
    )
  if (bag)
    add(
      'bag',
      true,
      bag.subCategory === 'crossbody'
        ? `Wear ${the(bag)} short and high`
        : `Carry ${the(bag)} in the hand, not on the shoulder`,
      bag.subCategory === 'clutch'
        ? `Tuck ${the(bag)} under your arm and forget it`
        : `Let ${the(bag)} swing: it is the one thing that moves`,
      `Pack ${the(bag)} lightly, so that it keeps its shape`,
    )
  if (jewelry)
    add(
      'jewelry',
      true,
      `${the(jewelry)} and nothing else that shines`,
      `Put ${the(jewelry)} on last and leave the neck bare`,
      `Let ${the(jewelry)} be the only sparkle, near the face where it counts`,
    )
  if (shoes)
    add(
      'shoes',
      true,
      `Keep ${the(shoes)} clean and plain: they have the last word`,
      `Finish with ${the(shoes)} and stop there`,
      `Let ${the(shoes)} ground it, with nothing fussy above the ankle`,
    )
  return found
}
