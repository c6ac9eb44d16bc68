import { z } from 'zod'

/** One spelling for everybody: what other programs call "footwear" is `shoes` here. */
export const CATEGORIES = ['tops', 'bottoms', 'dresses', 'outerwear', 'shoes', 'accessories', 'bags'] as const
export type Category = (typeof CATEGORIES)[number]

/** `footwear` is understood on the way in and never comes out. */
export const categorySchema = z
  .enum([...CATEGORIES, 'footwear'])
  .transform((category) => (category === 'footwear' ? 'shoes' : category))
  .pipe(z.enum(CATEGORIES))

/** Every sub-category belongs to one category, so an item needs to say only the finer word. */
export const SUB_CATEGORIES = {
  tops: ['tank', 'tshirt', 'blouse', 'buttonup', 'sweater', 'sweatshirt', 'cardigan'],
  bottoms: ['jeans', 'trousers', 'skirt', 'shorts', 'leggings'],
  dresses: ['dress', 'jumpsuit'],
  outerwear: ['blazer', 'jacket', 'vest', 'coat', 'raincoat'],
  shoes: ['sneakers', 'boots', 'heels', 'flats', 'loafers', 'sandals'],
  accessories: ['belt', 'scarf', 'jewelry', 'hat', 'sunglasses'],
  bags: ['tote', 'crossbody', 'clutch', 'backpack'],
} as const satisfies Record<Category, readonly string[]>
export type SubCategory = (typeof SUB_CATEGORIES)[Category][number]

const ALL_SUB_CATEGORIES = CATEGORIES.flatMap((category): SubCategory[] => [...SUB_CATEGORIES[category]])
export const subCategorySchema = z.enum(ALL_SUB_CATEGORIES)

export function categoryOf(subCategory: SubCategory): Category {
  return CATEGORIES.find((category) => (SUB_CATEGORIES[category] as readonly string[]).includes(subCategory))!
}

export const FABRICS = [
  'cotton',
  'wool',
  'cashmere',
  'leather',
  'suede',
  'silk',
  'linen',
  'denim',
  'polyester',
  'blend',
  'canvas',
  'rubber',
  'down',
  'straw',
  'metal',
] as const
export const fabricSchema = z.enum(FABRICS)
export type Fabric = z.infer<typeof fabricSchema>

export const PATTERNS = [
  'solid',
  'stripes',
  'checks',
  'dots',
  'floral',
  'herringbone',
  'graphic',
  'animal',
] as const
export const patternSchema = z.enum(PATTERNS)
export type Pattern = z.infer<typeof patternSchema>

export const FITS = ['fitted', 'oversized', 'relaxed', 'structured', 'cropped', 'flowy'] as const
export const fitSchema = z.enum(FITS)
export type Fit = z.infer<typeof fitSchema>

/** From bare to covered; the order is what the layer rules compare. */
export const SLEEVE_LENGTHS = ['sleeveless', 'short_sleeve', 'three_quarter', 'long_sleeve'] as const
export const sleeveLengthSchema = z.enum(SLEEVE_LENGTHS)
export type SleeveLength = z.infer<typeof sleeveLengthSchema>

export const WAIST_LEVELS = ['high_waisted', 'mid_rise', 'low_rise'] as const
export const waistLevelSchema = z.enum(WAIST_LEVELS)
export type WaistLevel = z.infer<typeof waistLevelSchema>

export const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const
export const seasonSchema = z.enum(SEASONS)
export type Season = z.infer<typeof seasonSchema>

export const conditionSchema = z.enum(['sunny', 'cloudy', 'rainy', 'snowy', 'windy'])
export type Condition = z.infer<typeof conditionSchema>

/** Degrees Celsius (and Fahrenheit): below 10 (50), to 18 (65), to 24 (75), to 29 (85), above. */
export const temperatureSchema = z.enum(['cold', 'cool', 'mild', 'warm', 'hot'])
export type Temperature = z.infer<typeof temperatureSchema>

/** 1 at home or sport, 2 casual, 3 smart casual, 4 business, 5 formal. */
export const dressLevelSchema = z.int().min(1).max(5)
export const DRESS_LEVEL_WORDS = ['', 'at home', 'casual', 'smart casual', 'business', 'formal'] as const
