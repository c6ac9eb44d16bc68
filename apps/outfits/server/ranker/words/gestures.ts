import { type Item, traitsOf } from '../../../shared/index.ts'
import { theItem } from '../../validator/index.ts'

/** Something to do with the pieces: it applies, or it does not; several ways to say it. */
export interface Gesture {
  id: string
  say: readonly string[]
}

const the = theItem

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
  const jacket = by('jacket')
  const vest = by('vest')
  const hasSleeves = (item: Item) => (traitsOf(item).sleeve ?? 0) >= 3
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
      hasSleeves(shirt),
      `Wear ${the(shirt)} open over ${the(tee)} and roll its sleeves twice`,
      `Leave ${the(shirt)} unbuttoned: ${the(tee)} underneath is meant to show`,
      `Treat ${the(shirt)} as a light jacket over ${the(tee)}, cuffs turned back`,
    )
  if (shirt && knit)
    add(
      'collar',
      true,
      `Let the collar of ${the(shirt)} lie over the neck of ${the(knit)}`,
      `Leave the hem of ${the(shirt)} showing under ${the(knit)}, just a little`,
      `Keep the top button of ${the(shirt)} open at the neck of ${the(knit)}`,
    )
  const tucked = inner && !knit && !(shirt && tee)
  if (inner && legs && tucked && (legs.waistLevel === 'high_waisted' || legs.subCategory === 'skirt'))
    add(
      'tuck',
      true,
      `Tuck ${the(inner)} all the way into ${the(legs)}, to show the waist`,
      `Tuck only the front of ${the(inner)} into ${the(legs)}`,
      `Tuck ${the(inner)} into ${the(legs)}, then pull it out by a thumb's width`,
    )
  if (knit && legs)
    add(
      'knit-tuck',
      (knit.fit === 'oversized' || knit.fit === 'relaxed') && hasSleeves(knit),
      `Catch the front hem of ${the(knit)} in the waistband of ${the(legs)}`,
      `Push the sleeves of ${the(knit)} to the elbow`,
      `Let ${the(knit)} fall loosely over ${the(legs)}`,
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
      `Wear ${the(cardigan)} with the front open, so that what is under it shows`,
    )
  /** What shows where a layer is open: the one right under it. */
  const under = (over: Item) => {
    const below = layers[layers.indexOf(over) + 1] ?? dress
    return below ? the(below) : 'what is underneath'
  }
  if (blazer)
    add(
      'blazer',
      true,
      `Keep ${the(blazer)} open, so that it loses its stiffness`,
      `Leave ${the(blazer)} open, with ${under(blazer)} in sight`,
      `Shrug ${the(blazer)} on and do not button it`,
    )
  if (jacket)
    add(
      'jacket',
      true,
      `Close ${the(jacket)} on the way, and leave it open inside`,
      `Let ${the(jacket)} hang open over ${under(jacket)}`,
      `Wear ${the(jacket)} with nothing done up, so that ${under(jacket)} can be seen`,
    )
  if (vest)
    add(
      'vest',
      true,
      `Leave ${the(vest)} open over ${under(vest)}`,
      `Close ${the(vest)} half way, no further`,
      `Let ${the(vest)} hang straight`,
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
        : `Leave the top of ${the(coat)} open, and let the rest close`,
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
        : `Tie ${the(scarf)} close at the neck`,
      `Let ${the(scarf)} hang as it falls, the least tidy part of it`,
    )
  if (dress && shoes)
    add(
      'dress',
      true,
      `Let ${the(dress)} fall as it wants to, down to ${the(shoes)}`,
      `Give ${the(dress)} one clean line, with ${the(shoes)} at the end of it`,
      `Mind the space between the hem of ${the(dress)} and ${the(shoes)}`,
    )
  if (inner && inner.pattern !== 'solid' && !knit)
    add(
      'pattern',
      true,
      `Give ${the(inner)} room, and add nothing that competes`,
      `Let ${the(inner)} do the talking`,
      `Wear ${the(inner)} flat and smooth, so that the pattern stays in order`,
    )
  if (inner && (inner.subCategory === 'tshirt' || inner.subCategory === 'blouse') && layers.length === 1)
    add(
      'sleeve',
      (traitsOf(inner).sleeve ?? 0) > 0,
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
        : `Let ${the(bag)} swing as you walk`,
      `Pack ${the(bag)} lightly, so that it keeps its shape`,
    )
  if (jewelry)
    add(
      'jewelry',
      items.filter(({ subCategory }) => subCategory === 'jewelry').length === 1,
      `${the(jewelry)} and nothing else that shines`,
      `Put ${the(jewelry)} on last, and stop there`,
      `Let ${the(jewelry)} be the only sparkle`,
    )
  if (shoes)
    add(
      'shoes',
      true,
      `Keep ${the(shoes)} clean: they have the last word`,
      `Finish with ${the(shoes)}`,
      `Let ${the(shoes)} ground it`,
    )
  return found
}
