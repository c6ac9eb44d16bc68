import { type Item, type PurchaseFacts, colorFamilyOf, traitsOf } from '../../shared/index.ts'
import { type OutfitContext, listWords, theItem, validateOutfit } from '../validator/index.ts'
import { openPool } from './pool.ts'

/** A piece as alike as this is the same purchase again. */
const SIMILAR_FROM = 0.6
const MOST_SIMILAR = 5

export interface Similar {
  item: Item
  /** 0.6 to 1. */
  score: number
  reason: string
}

/**
 * Owned pieces that nearly are this one. Kind and colour family have to agree; then silhouette and fabric count 0.3 each,
 * sleeve, waist and cut 0.2 together, and the last 0.2 goes to the distance of the colours.
 */
export function findSimilar(piece: Item, wardrobe: Iterable<Item>): Similar[] {
  return [...wardrobe]
    .filter((item) => item.id !== piece.id && item.ownership === 'owned' && item.availability !== 'archived')
    .flatMap((item) => similarFrom(piece, item) ?? [])
    .toSorted((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
    .slice(0, MOST_SIMILAR)
}

/**
 * What buying the piece would change, counted and not guessed: outfits of clothes and shoes that pass every rule, without
 * it and with it. Counted inside the ranker's pool, so a large wardrobe costs no more than a small one.
 */
export function judgePurchase(piece: Item, context: OutfitContext): PurchaseFacts {
  const similar = findSimilar(piece, context.wardrobe.values())
  const owned = { ...context, request: { ...context.request, anchors: [] } }
  const outfitsWithout = countOutfits(null, owned)
  const unlockedBy = outfitsAround(piece, withPiece(piece, owned))
  const duplicates = similar.map(({ item }) => item)
  const trulyNew = unlockedBy.filter(
    (rest) => !duplicates.some((twin) => isValid([...rest, twin], withPiece(twin, owned))),
  ).length
  const unlocked = unlockedBy.length
  const verdict = verdictOf(similar.length, unlocked, trulyNew)
  return {
    similar: similar.map(({ item, score, reason }) => ({ itemId: item.id, score, reason })),
    outfitsWithout,
    outfitsWith: outfitsWithout + unlocked,
    unlocked,
    trulyNew,
    verdict,
    sentence: sayVerdict(verdict, unlocked, trulyNew, duplicates),
  }
}

/** As many outfits as this are more than a fortnight of new mornings. */
const FILLS_FROM = 15

function verdictOf(similar: number, unlocked: number, trulyNew: number): PurchaseFacts['verdict'] {
  if (similar > 0 && trulyNew === 0) return 'you-have-it'
  if (unlocked === 0) return 'fits-nothing'
  return trulyNew >= FILLS_FROM ? 'fills-a-gap' : 'adds-some'
}

function sayVerdict(
  verdict: PurchaseFacts['verdict'],
  unlocked: number,
  trulyNew: number,
  twins: readonly Item[],
): string {
  const outfits = (n: number) => (n === 1 ? '1 outfit' : `${n} outfits`)
  const names = listWords(twins.slice(0, 2).map(theItem))
  if (verdict === 'you-have-it')
    return unlocked === 0
      ? `You own this already, in ${names}, and it goes with little that you have. Not buying it costs you nothing.`
      : `It would go into ${outfits(unlocked)}, and ${names} can do every one of them. Not buying it costs you nothing.`
  if (verdict === 'fits-nothing') return 'Nothing in your wardrobe makes a whole outfit with it today.'
  if (twins.length === 0) return `Nothing you own is like it, and it would go into ${outfits(unlocked)}.`
  return `It would go into ${outfits(unlocked)}; in ${outfits(trulyNew)} of them ${names} could not stand in.`
}

function similarFrom(piece: Item, item: Item): Similar | null {
  const [a, b] = [piece.colors[0]!, item.colors[0]!]
  if (item.subCategory !== piece.subCategory || colorFamilyOf(a.hex) !== colorFamilyOf(b.hex)) return null
  const shared: string[] = []
  const agree = (word: string, one: unknown, other: unknown) => {
    const isSame = one !== null && one === other
    if (isSame) shared.push(word)
    return isSame ? 1 : one === null || other === null ? 0.5 : 0
  }
  const details = [
    agree('sleeve', piece.sleeveLength, item.sleeveLength),
    agree('waist', piece.waistLevel, item.waistLevel),
    agree('cut', piece.cut?.toLowerCase() ?? null, item.cut?.toLowerCase() ?? null),
  ]
  const score =
    0.3 * agree('silhouette', piece.fit, item.fit) +
    0.3 * agree('fabric', piece.fabric, item.fabric) +
    (0.2 * details.reduce((sum, one) => sum + one, 0)) / details.length +
    0.2 * agree('colour', a.name, b.name)
  if (score < SIMILAR_FROM) return null
  return {
    item,
    score: Math.round(score * 100) / 100,
    reason: `Same kind${shared.length > 0 ? `, same ${listWords(shared)}` : ' and colour family'}.`,
  }
}

function withPiece(piece: Item, context: OutfitContext): OutfitContext {
  const wardrobe = new Map(context.wardrobe).set(piece.id, piece)
  return { ...context, wardrobe, request: { ...context.request, anchors: [piece.id] } }
}

function countOutfits(piece: Item | null, context: OutfitContext): number {
  return coresOf(context, piece).filter((items) => isValid(items, context)).length
}

/** The outfits around a piece, each without it. */
function outfitsAround(piece: Item, context: OutfitContext): Item[][] {
  return coresOf(context, piece)
    .filter((items) => isValid(items, context))
    .map((items) => items.filter((item) => item !== piece))
}

/** Clothes and shoes in every combination of the pool, the piece in its place or over them. */
function coresOf(context: OutfitContext, piece: Item | null): Item[][] {
  const pool = openPool(context)
  const slot = piece && traitsOf(piece).slot
  const own = piece ? [piece] : []
  const tops = piece && traitsOf(piece).coversTorso && slot === 'torso' ? own : [...pool.of('top')]
  const legs = slot === 'legs' ? own : [...pool.of('legs')]
  const onePieces =
    slot === 'one-piece' ? own : slot === 'legs' || tops === own ? [] : [...pool.of('one-piece')]
  const shoes = slot === 'shoes' ? own : [...pool.of('shoes')]
  const separates = slot === 'one-piece' ? [] : tops.flatMap((top) => legs.map((leg) => [top, leg]))
  const clothes = [...separates, ...onePieces.map((one) => [one])]
  return clothes
    .flatMap((some) => shoes.map((pair) => [...some, pair]))
    .map((items) => [...new Set([...items, ...own])])
}

/** Only what the piece itself is about: warmth needs layers, and those are not counted here. */
function isValid(items: readonly Item[], context: OutfitContext): boolean {
  const itemIds = items.map((item) => item.id)
  return (
    validateOutfit(itemIds, { ...context, relaxed: [...context.relaxed, 'temperature', 'repeat-window'] })
      .length === 0
  )
}
