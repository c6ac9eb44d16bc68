import { DRESS_LEVEL_WORDS, type Item, type SubCategory, traitsOf } from '../../../shared/index.ts'
import { theItem } from '../../validator/index.ts'

/** What a piece is called the second time. */
export const NOUNS: { readonly [name in SubCategory]: string } = {
  tank: 'tank',
  tshirt: 'tee',
  blouse: 'blouse',
  buttonup: 'shirt',
  sweater: 'jumper',
  sweatshirt: 'sweatshirt',
  cardigan: 'cardigan',
  jeans: 'jeans',
  trousers: 'trousers',
  skirt: 'skirt',
  shorts: 'shorts',
  leggings: 'leggings',
  dress: 'dress',
  jumpsuit: 'jumpsuit',
  blazer: 'blazer',
  jacket: 'jacket',
  vest: 'vest',
  coat: 'coat',
  raincoat: 'raincoat',
  sneakers: 'sneakers',
  boots: 'boots',
  heels: 'heels',
  flats: 'flats',
  loafers: 'loafers',
  sandals: 'sandals',
  belt: 'belt',
  scarf: 'scarf',
  jewelry: 'jewellery',
  hat: 'hat',
  sunglasses: 'sunglasses',
  tote: 'tote',
  crossbody: 'bag',
  clutch: 'clutch',
  backpack: 'backpack',
}

const PLURAL = new Set<SubCategory>([
  'jeans',
  'trousers',
  'shorts',
  'leggings',
  'sneakers',
  'boots',
  'heels',
  'flats',
  'loafers',
  'sandals',
  'sunglasses',
])

/** "keeps" for a shirt, "keep" for jeans and for a name that says it ("Gold hoops"). */
export function isPlural(item: Item): boolean {
  return PLURAL.has(item.subCategory) || (item.subCategory === 'jewelry' && /[^s]s$/.test(item.name))
}

export function verb(item: Item, one: string, many: string): string {
  return isPlural(item) ? many : one
}

/** "Smart casual"; "at home" would be a place. */
export function sayLevel(level: number): string {
  return level === 1 ? 'very casual' : DRESS_LEVEL_WORDS[level]!
}

export function levelOf(item: Item): string {
  return sayLevel(traitsOf(item).dressLevel)
}

/** Capital first, full stop last, no double spaces. */
export function asSentence(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim()
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`
}

/** From its second mention on, a piece goes by its noun: "the navy merino crewneck ... the jumper". */
export function shortenRepeats(text: string, items: readonly Item[]): string {
  return items.reduce((told, item) => {
    const name = theItem(item)
    const noun = NOUNS[item.subCategory]
    const isAmbiguous = items.some((other) => other !== item && NOUNS[other.subCategory] === noun)
    const first = told.toLowerCase().indexOf(name.toLowerCase())
    if (first < 0 || isAmbiguous) return told
    const after = first + name.length
    const again = new RegExp(`\\b([Tt]he) ${escapeRegExp(name.slice(4))}(?!\\w)`, 'g')
    return told.slice(0, after) + told.slice(after).replace(again, `$1 ${noun}`)
  }, text)
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
