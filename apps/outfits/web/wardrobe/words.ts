import type { Availability, Category, SubCategory } from '../../shared/index.ts'

/** What people call our words. */
export const CATEGORY_WORDS: { readonly [category in Category]: string } = {
  tops: 'Tops',
  bottoms: 'Bottoms',
  dresses: 'Dresses',
  outerwear: 'Outerwear',
  shoes: 'Shoes',
  accessories: 'Accessories',
  bags: 'Bags',
}

export const KIND_WORDS: { readonly [subCategory in SubCategory]: string } = {
  tank: 'Tank top',
  tshirt: 'T-shirt',
  blouse: 'Blouse',
  buttonup: 'Shirt',
  sweater: 'Sweater',
  sweatshirt: 'Sweatshirt',
  cardigan: 'Cardigan',
  jeans: 'Jeans',
  trousers: 'Trousers',
  skirt: 'Skirt',
  shorts: 'Shorts',
  leggings: 'Leggings',
  dress: 'Dress',
  jumpsuit: 'Jumpsuit',
  blazer: 'Blazer',
  jacket: 'Jacket',
  vest: 'Vest',
  coat: 'Coat',
  raincoat: 'Raincoat',
  sneakers: 'Sneakers',
  boots: 'Boots',
  heels: 'Heels',
  flats: 'Flats',
  loafers: 'Loafers',
  sandals: 'Sandals',
  belt: 'Belt',
  scarf: 'Scarf',
  jewelry: 'Jewellery',
  hat: 'Hat',
  sunglasses: 'Sunglasses',
  tote: 'Tote bag',
  crossbody: 'Crossbody bag',
  clutch: 'Clutch',
  backpack: 'Backpack',
}

export const AVAILABILITY_WORDS: { readonly [availability in Availability]: string } = {
  ready: 'Ready to wear',
  in_wash: 'In the wash',
  lent: 'Lent',
  archived: 'Archived',
}

/** `short_sleeve` for people. */
export function plainWords(value: string): string {
  const words = value.replaceAll('_', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** The day, in the reader's own zone and words. */
export function dayOf(at: number): string {
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })
}
