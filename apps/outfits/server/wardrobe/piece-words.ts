import {
  colorNameFromHex,
  type Color,
  type Fabric,
  fabricSchema,
  type Fit,
  fitSchema,
  NAMED_COLORS,
  type NewItem,
  patternSchema,
  type Season,
  seasonSchema,
  type SleeveLength,
  type SubCategory,
  subCategorySchema,
  type WaistLevel,
} from '../../shared/index.ts'

type Pattern = NewItem['pattern']
type WordsFor<Value extends string> = { readonly [phrase: string]: Value }

/** What people type for our words; phrases of up to three words, lower case, hyphens as spaces. */
const SUB_CATEGORY_WORDS: WordsFor<SubCategory> = {
  't shirt': 'tshirt',
  tee: 'tshirt',
  'tank top': 'tank',
  camisole: 'tank',
  shirt: 'buttonup',
  'button up': 'buttonup',
  'button down': 'buttonup',
  jumper: 'sweater',
  pullover: 'sweater',
  turtleneck: 'sweater',
  knit: 'sweater',
  hoodie: 'sweatshirt',
  pants: 'trousers',
  chinos: 'trousers',
  slacks: 'trousers',
  gown: 'dress',
  overalls: 'jumpsuit',
  'leather jacket': 'jacket',
  'bomber jacket': 'jacket',
  parka: 'coat',
  overcoat: 'coat',
  'trench coat': 'raincoat',
  trench: 'raincoat',
  'rain coat': 'raincoat',
  'rain jacket': 'raincoat',
  gilet: 'vest',
  waistcoat: 'vest',
  trainers: 'sneakers',
  'running shoes': 'sneakers',
  'ankle boots': 'boots',
  'chelsea boots': 'boots',
  pumps: 'heels',
  stilettos: 'heels',
  'high heels': 'heels',
  'ballet flats': 'flats',
  ballerinas: 'flats',
  moccasins: 'loafers',
  shawl: 'scarf',
  necklace: 'jewelry',
  earrings: 'jewelry',
  bracelet: 'jewelry',
  ring: 'jewelry',
  watch: 'jewelry',
  jewellery: 'jewelry',
  cap: 'hat',
  beanie: 'hat',
  'sun glasses': 'sunglasses',
  handbag: 'tote',
  'shoulder bag': 'crossbody',
  'cross body': 'crossbody',
  rucksack: 'backpack',
}

const FABRIC_WORDS: WordsFor<Fabric> = {
  woollen: 'wool',
  woolen: 'wool',
  merino: 'wool',
  tweed: 'wool',
  satin: 'silk',
  corduroy: 'cotton',
  fleece: 'polyester',
  nylon: 'polyester',
  viscose: 'blend',
  mixed: 'blend',
}

const COLOR_WORDS: WordsFor<string> = {
  gray: 'grey',
  'light gray': 'light grey',
  'dark grey': 'charcoal',
  'dark gray': 'charcoal',
  'off white': 'cream',
  ivory: 'cream',
  sand: 'beige',
  khaki: 'olive',
  'navy blue': 'navy',
  'dark blue': 'navy',
  'sky blue': 'light blue',
  'forest green': 'dark green',
  wine: 'burgundy',
  maroon: 'burgundy',
  lavender: 'lilac',
  violet: 'purple',
  golden: 'mustard',
}

const PATTERN_WORDS: WordsFor<Pattern> = {
  plain: 'solid',
  striped: 'stripes',
  stripe: 'stripes',
  checked: 'checks',
  check: 'checks',
  plaid: 'checks',
  tartan: 'checks',
  gingham: 'checks',
  dotted: 'dots',
  'polka dot': 'dots',
  flowered: 'floral',
  printed: 'graphic',
  leopard: 'animal',
}

const FIT_WORDS: WordsFor<Fit> = {
  slim: 'fitted',
  loose: 'relaxed',
  tailored: 'structured',
  boxy: 'oversized',
}

const SLEEVE_WORDS: WordsFor<SleeveLength> = {
  sleeveless: 'sleeveless',
  'short sleeve': 'short_sleeve',
  'short sleeved': 'short_sleeve',
  'long sleeve': 'long_sleeve',
  'long sleeved': 'long_sleeve',
  'three quarter': 'three_quarter',
}

const WAIST_WORDS: WordsFor<WaistLevel> = {
  'high waisted': 'high_waisted',
  'high rise': 'high_waisted',
  'mid rise': 'mid_rise',
  'low rise': 'low_rise',
}

const SEASON_WORDS: WordsFor<Season> = { fall: 'autumn' }

/** Reads a phrase as one of our words; null where it is none. */
export type Reader<Value> = (phrase: string) => Value | null

export const readSubCategory = reader(SUB_CATEGORY_WORDS, subCategorySchema.options, singularToo)
export const readFabric = reader(FABRIC_WORDS, fabricSchema.options)
export const readPattern = reader(PATTERN_WORDS, patternSchema.options)
export const readFit = reader(FIT_WORDS, fitSchema.options)
export const readSleeve = reader(SLEEVE_WORDS, [])
export const readWaist = reader(WAIST_WORDS, [])
export const readSeason = reader(SEASON_WORDS, seasonSchema.options)
const readColorName = reader(COLOR_WORDS, Object.keys(NAMED_COLORS))

/** A word of the list, or `#1d2a4a`. */
export function readColor(phrase: string): Color | null {
  const hex = /^#[0-9a-f]{6}$/i.exec(phrase.trim())?.[0].toLowerCase()
  if (hex) return { hex, name: colorNameFromHex(hex) }
  const name = readColorName(phrase)
  return name === null ? null : { hex: NAMED_COLORS[name]!, name }
}

/** "120", "€ 119.95", "1 200 EUR"; null for anything else. */
export function readPrice(text: string): number | null {
  const bare = text
    .trim()
    .replace(/^(?:[€$£₪]|eur|usd|gbp|ils|chf|kr)\s*/i, '')
    .replace(/\s*(?:[€$£₪]|eur|usd|gbp|ils|chf|kr)\.?$/i, '')
  const match = /^(\d{1,3}(?:[ ',.]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare)
  if (!match) return null
  const price = Number(`${match[1]!.replaceAll(/\D/g, '')}.${match[2] ?? '0'}`)
  return price <= 1_000_000 ? price : null
}

function reader<Value extends string>(
  words: WordsFor<Value>,
  own: readonly Value[],
  variants: (phrase: string) => string[] = (phrase) => [phrase],
): Reader<Value> {
  const known = new Map<string, Value>([
    ...own.map((value) => [value.replaceAll('_', ' '), value] as const),
    ...Object.entries(words),
  ])
  return (phrase) => {
    const plain = phrase
      .toLowerCase()
      .replaceAll(/[-_\s]+/g, ' ')
      .trim()
    for (const variant of variants(plain)) {
      const value = known.get(variant)
      if (value !== undefined) return value
    }
    return null
  }
}

/** "Coats" and "dresses" are coats and dresses; "boot" is a pair of boots. */
function singularToo(phrase: string): string[] {
  return [phrase, phrase.replace(/s$/, ''), phrase.replace(/es$/, ''), `${phrase}s`]
}
