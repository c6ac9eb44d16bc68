import { describe, expect, test } from 'vitest'
import { type Ban, type Item, type Wear, profileSchema, RULE_IDS } from '../../shared/index.ts'
import type { ContextFacts } from './context.ts'
import { contextOf, NOW, piece, request } from './pieces.fixture.ts'
import { RULES, SET_PROMISES, validateBeside, validateOutfit, validateSet } from './validate.ts'

/** The rules that the proposal of all given pieces breaks. */
function broken(
  items: readonly Item[],
  facts: Partial<ContextFacts> = {},
  ids = items.map((item) => item.id),
) {
  return validateOutfit(ids, contextOf(items, facts)).map((violation) => violation.rule)
}

const top = piece('tshirt')
const jeans = piece('jeans')
const shoes = piece('sneakers')
const DAY_MS = 86_400_000

test('a plain outfit breaks no rule', () => {
  expect(broken([top, jeans, shoes])).toEqual([])
  expect(broken([piece('dress'), piece('flats')])).toEqual([])
})

test('every rule id has its promise in words, once', () => {
  const promised = [...RULES.map((rule) => rule.id), ...Object.keys(SET_PROMISES)]
  expect(promised.toSorted()).toEqual([...RULE_IDS].toSorted())
})

describe('pieces', () => {
  test('that are not in the wardrobe are named as the model wrote them', () => {
    const context = contextOf([top, jeans, shoes])
    const [violation] = validateOutfit(['tshirt', 'jeans', 'sneakers', 'golden-cape'], context)
    expect(violation).toEqual({
      rule: 'real-items',
      sentence: 'A piece is named that is not in this wardrobe.',
      itemIds: ['golden-cape'],
    })
  })

  test('may not be named twice', () => {
    expect(broken([top, jeans, shoes], {}, ['tshirt', 'jeans', 'sneakers', 'jeans'])).toEqual([
      'no-item-twice',
    ])
  })

  test('include exactly one pair of shoes', () => {
    expect(broken([top, jeans])).toEqual(['one-pair-of-shoes'])
    expect(broken([top, jeans, shoes, piece('boots')])).toEqual(['one-pair-of-shoes'])
  })

  test('cover the torso with more than something that is worn open', () => {
    expect(broken([jeans, shoes])).toEqual(['torso-covered'])
    expect(broken([piece('cardigan'), jeans, shoes])).toEqual(['torso-covered'])
    expect(broken([top, piece('cardigan'), jeans, shoes])).toEqual([])
  })

  test('cover the legs', () => {
    expect(broken([top, shoes])).toEqual(['legs-covered'])
  })

  test.each([
    ['two bottoms', [top, jeans, piece('skirt', { dressLevel: 2 }), shoes]],
    ['two belts', [top, jeans, shoes, piece('belt'), piece('belt', { id: 'belt2' })]],
    ['two bags', [top, jeans, shoes, piece('tote'), piece('backpack')]],
    ['a dress over trousers', [piece('dress'), piece('trousers'), piece('flats')]],
    ['a jumpsuit over leggings', [piece('jumpsuit', { dressLevel: 2 }), piece('leggings'), shoes]],
  ])('%s are one too many', (_, items) => {
    expect(broken(items)).toEqual(['single-slots'])
  })

  test('a dress goes over leggings, and jewelry may be several', () => {
    const dress = piece('dress', { dressLevel: 2 })
    const rings = [piece('jewelry'), piece('jewelry', { id: 'ring' })]
    expect(broken([dress, piece('leggings'), shoes, ...rings])).toEqual([])
  })
})

describe('layers', () => {
  test('of one kind are not worn over each other', () => {
    expect(broken([piece('sweater'), piece('cardigan'), jeans, shoes])).toContain('layer-order')
    expect(broken([top, piece('blazer'), piece('jacket'), jeans, shoes])).toContain('layer-order')
  })

  test('go from thin to thick: a big knit does not fit under a slim jacket', () => {
    const knit = piece('sweater', { fit: 'oversized', dressLevel: 2 })
    expect(broken([knit, piece('jacket', { fit: 'fitted' }), jeans, shoes])).toEqual(['layer-order'])
    expect(broken([piece('sweater', { fabric: 'cashmere' }), piece('blazer'), jeans, shoes])).toEqual([])
  })

  test('are compared beyond the next one', () => {
    const items = [
      piece('sweater', { fit: 'oversized' }),
      piece('blazer', { bulk: 5 }),
      piece('coat', { bulk: 3 }),
    ]
    const sentences = validateOutfit(
      ['sweater', 'blazer', 'coat', 'jeans', 'boots'],
      contextOf([...items, jeans, piece('boots')]),
    )
    expect(sentences.map(({ sentence }) => sentence)).toEqual([
      'The plain sweater is too thick to go under the plain coat.',
      'The plain blazer is too thick to go under the plain coat.',
    ])
  })

  test('keep longer sleeves outside, but for a vest', () => {
    const blazer = piece('blazer', { sleeveLength: 'three_quarter' })
    expect(broken([piece('buttonup'), blazer, jeans, shoes])).toEqual(['layer-sleeves'])
    expect(broken([piece('buttonup'), piece('vest'), jeans, shoes])).toEqual([])
    expect(broken([piece('tshirt'), piece('dress', { sleeveLength: 'sleeveless' }), shoes])).toEqual([])
  })

  test('do not hide a piece that nobody would see', () => {
    const sweater = piece('sweater')
    expect(broken([piece('tank'), sweater, jeans, shoes])).toEqual(['inner-visible'])
    expect(broken([piece('buttonup'), sweater, jeans, shoes])).toEqual([])
    expect(broken([piece('tank'), piece('cardigan'), jeans, shoes])).toEqual([])
  })

  test('may hide what keeps warm on a cold day', () => {
    const items = [piece('tank'), piece('sweater'), piece('coat'), jeans, piece('boots')]
    expect(
      broken(items, { request: request({ weather: { condition: null, temperature: 'cold' } }) }),
    ).toEqual([])
    expect(broken(items)).toEqual(['inner-visible'])
  })
})

describe('weather', () => {
  const wet = { request: request({ weather: { condition: 'rainy', temperature: null } }) }
  const at = (temperature: 'cold' | 'hot' | 'mild') => ({
    request: request({ weather: { condition: null, temperature } }),
  })

  test.each([
    ['suede shoes', piece('boots', { fabric: 'suede' }), true],
    ['a silk skirt', piece('skirt', { fabric: 'silk', dressLevel: 3 }), true],
    [
      'white canvas',
      piece('sneakers', { fabric: 'canvas', colors: [{ hex: '#fafaf7', name: 'white' }] }),
      true,
    ],
    ['sandals', piece('sandals'), true],
    [
      'black canvas',
      piece('sneakers', { fabric: 'canvas', colors: [{ hex: '#202022', name: 'black' }] }),
      false,
    ],
    ['leather boots', piece('boots', { fabric: 'leather' }), false],
  ])('%s in the rain', (_, item, isBroken) => {
    const rest = [top, jeans, shoes].filter((one) => one.category !== item.category)
    expect(broken([...rest, item], wet)).toEqual(isBroken ? ['rain'] : [])
    expect(broken([...rest, item])).toEqual([])
  })

  test('asks for as much warmth as the temperature, and no more', () => {
    const warm = [
      piece('sweater', { fabric: 'wool' }),
      piece('coat', { fabric: 'wool' }),
      jeans,
      piece('boots'),
    ]
    expect(broken(warm, at('cold'))).toEqual([])
    expect(broken(warm, at('hot'))).toEqual(['temperature'])
    expect(broken([top, jeans, shoes], at('cold'))).toEqual(['temperature'])
    expect(broken([top, jeans, shoes], at('mild'))).toEqual([])
    expect(broken(warm)).toEqual([])
  })

  test('counts the warmth that the person corrected', () => {
    expect(broken([{ ...top, warmth: 80 }, jeans, shoes], at('cold'))).toEqual([])
  })
})

describe('dress level', () => {
  test('of clothes and shoes is at most one step apart', () => {
    const gown = piece('dress', { dressLevel: 5 })
    expect(broken([gown, shoes])).toEqual(['dress-level'])
    expect(broken([gown, piece('heels', { dressLevel: 4 })])).toEqual([])
  })

  test('of a coat or a bag does not count', () => {
    expect(broken([top, jeans, shoes, piece('coat', { dressLevel: 5 }), piece('clutch')])).toEqual([])
  })

  test('fits all of the occasions', () => {
    const forWork = { request: request({ occasions: ['Business meeting'] }) }
    expect(broken([top, jeans, shoes], forWork)).toEqual(['occasion-level'])
    expect(broken([piece('blouse'), piece('trousers'), piece('flats')], forWork)).toEqual([])
    const atTheGym = { request: request({ occasions: [], freeText: 'off to the gym' }) }
    expect(broken([piece('blouse'), piece('trousers'), piece('flats')], atTheGym)).toEqual(['occasion-level'])
  })

  test('of a day with a school run and a gala lies between the two', () => {
    const stops = ['School drop-off', 'Formal event'].map((occasion) => ({ occasion, place: null }))
    const day = { request: request({ occasions: [], stops }) }
    expect(broken([piece('blouse'), piece('trousers'), piece('flats')], day)).toEqual([])
    expect(broken([piece('sweatshirt'), piece('leggings'), shoes], day)).toEqual(['occasion-level'])
  })
})

describe('memory', () => {
  const ban = (itemIds: string[], facts: Partial<Ban> = {}): Ban => ({
    id: 'b',
    itemIds,
    occasions: [],
    reason: null,
    expiresAt: null,
    ...facts,
  })
  const outfit = [top, jeans, shoes, piece('scarf'), piece('tote')]

  test('keeps a banned pair apart wherever the two stand among other pieces', () => {
    expect(broken(outfit, { bans: [ban(['tshirt', 'tote'])] })).toEqual(['banned-together'])
    expect(broken(outfit, { bans: [ban(['tshirt', 'boots'])] })).toEqual([])
    expect(broken(outfit, { bans: [ban(['tshirt', 'jeans', 'scarf'])] })).toEqual(['banned-together'])
    expect(broken(outfit, { bans: [ban(['tshirt', 'jeans', 'boots'])] })).toEqual([])
  })

  test('knows a single piece that is not for an occasion, and forgets what has expired', () => {
    const office = { request: request({ occasions: ['Working from home'] }) }
    const notThere = ban(['jeans'], { occasions: ['working from home'], reason: 'too stiff' })
    expect(broken(outfit, { bans: [notThere], ...office })).toEqual(['banned-together'])
    expect(broken(outfit, { bans: [notThere] })).toEqual([])
    expect(broken(outfit, { bans: [ban(['jeans'], { expiresAt: NOW })] })).toEqual([])
    expect(broken(outfit, { bans: [ban(['jeans'], { expiresAt: NOW + 1 })] })).toEqual(['banned-together'])
  })

  test('repeats the reason that was given', () => {
    const context = contextOf(outfit, { bans: [ban(['tshirt', 'jeans'], { reason: 'washes me out' })] })
    expect(
      validateOutfit(
        outfit.map((item) => item.id),
        context,
      )[0]!.sentence,
    ).toBe('You never want the plain tshirt and the plain jeans together: "washes me out".')
  })

  test('holds the anchors', () => {
    const anchored = { request: request({ mode: 'complete', anchors: ['boots'] }) }
    expect(broken([top, jeans, shoes, piece('boots')], anchored, ['tshirt', 'jeans', 'sneakers'])).toEqual([
      'anchors-present',
    ])
    expect(broken([top, jeans, piece('boots')], anchored)).toEqual([])
  })

  test.each(['in_wash', 'lent', 'archived'] as const)('leaves out what is %s', (availability) => {
    expect(broken([{ ...top, availability }, jeans, shoes])).toEqual(['available'])
  })

  test('shows a piece that is not owned only when it was asked about', () => {
    const considered = piece('jacket', { ownership: 'considering' })
    expect(broken([top, jeans, shoes, considered])).toEqual(['available'])
    const asked = request({ mode: 'consider-buying', anchors: ['jacket'] })
    expect(broken([top, jeans, shoes, considered], { request: asked })).toEqual([])
  })

  test('does not bring back a look within the window, whatever the shoes', () => {
    const worn = (days: number): Wear[] => [
      { itemIds: ['tshirt', 'jeans', 'boots'], wornAt: NOW - days * DAY_MS },
    ]
    const items = [...outfit, piece('boots')]
    const ids = outfit.map((item) => item.id)
    expect(broken(items, { wears: worn(6) }, ids)).toEqual(['repeat-window'])
    expect(broken(items, { wears: worn(7) }, ids)).toEqual([])
    const never = profileSchema.parse({ styleWords: {}, repeatWindowDays: 0 })
    expect(broken(items, { wears: worn(1), profile: never }, ids)).toEqual([])
  })
})

describe('the outfits of one answer', () => {
  const items = [
    top,
    piece('tank'),
    jeans,
    piece('shorts'),
    shoes,
    piece('boots'),
    piece('tote'),
    piece('backpack'),
  ]
  const context = contextOf(items)

  test('use a piece in at most two of three, and blame the later one', () => {
    const outfits = [
      ['tshirt', 'jeans', 'sneakers'],
      ['tank', 'shorts', 'sneakers'],
      ['tank', 'jeans', 'sneakers'],
    ]
    expect(validateSet(outfits, context)).toEqual([
      {
        rule: 'reuse',
        sentence: 'The plain sneakers is in 2 outfits already.',
        itemIds: ['sneakers'],
        outfit: 2,
      },
    ])
    expect(validateSet(outfits.slice(0, 2), context)).toEqual([])
  })

  test('all contain the anchor', () => {
    const anchored = contextOf(items, { request: request({ anchors: ['jeans'] }) })
    const shown = [
      ['tshirt', 'jeans', 'sneakers'],
      ['tank', 'jeans', 'sneakers'],
    ]
    expect(validateBeside(['tank', 'jeans', 'boots'], shown, anchored)).toEqual([])
  })

  test('are no duplicates of each other with another bag', () => {
    const shown = [['tshirt', 'jeans', 'sneakers', 'tote']]
    expect(validateBeside(['sneakers', 'tshirt', 'backpack', 'jeans'], shown, context)[0]?.rule).toBe(
      'no-duplicate',
    )
    expect(validateBeside(['tshirt', 'jeans', 'boots'], shown, context)).toEqual([])
  })
})
