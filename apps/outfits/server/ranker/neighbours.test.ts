import { describe, expect, test } from 'vitest'
import type { Ban, Item } from '../../shared/index.ts'
import { validateOutfit } from '../validator/index.ts'
import { contextOf, NOW, piece, request } from '../validator/pieces.fixture.ts'
import {
  countWardrobe,
  explainShortage,
  findSimilar,
  judgePurchase,
  repairOutfit,
  swapItem,
} from './index.ts'

const basics = [piece('tshirt'), piece('jeans'), piece('sneakers')]
const more = [
  piece('tank'),
  piece('shorts'),
  piece('flats'),
  piece('loafers'),
  piece('tote'),
  piece('sandals'),
]
const ban = (itemIds: string[]): Ban => ({ id: 'b', itemIds, occasions: [], reason: null, expiresAt: null })

describe('repairing a proposal', () => {
  const context = contextOf([...basics, ...more])
  const repair = (ids: string[], facts = context) => repairOutfit(ids, validateOutfit(ids, facts), facts)

  test('keeps everything that can stay and changes the least', () => {
    expect(repair(['tshirt', 'jeans', 'sneakers', 'loafers', 'tote'])?.itemIds).toEqual(
      expect.arrayContaining(['tshirt', 'jeans', 'tote']),
    )
    const barefoot = repair(['tank', 'shorts', 'tote'])
    expect(barefoot).toMatchObject({ byRules: ['one-pair-of-shoes'], removed: [] })
    expect(barefoot?.added).toHaveLength(1)
    expect(barefoot?.sentence).toMatch(/^There are no shoes\. Added the plain \w+\.$/)
  })

  test('drops what does not exist and says by which rule', () => {
    const repaired = repair(['tshirt', 'jeans', 'sneakers', 'Black Shirt'])
    expect(repaired?.itemIds).toEqual(['tshirt', 'jeans', 'sneakers'])
    expect(repaired?.byRules).toEqual(['real-items'])
  })

  test('parts a banned pair by changing one of the two', () => {
    const banned = contextOf([...basics, ...more], { bans: [ban(['tshirt', 'jeans'])] })
    const repaired = repair(['tshirt', 'jeans', 'sneakers'], banned)
    expect(repaired?.removed).toHaveLength(1)
    expect(repaired?.itemIds).toContain('sneakers')
  })

  test('minds the outfits that stand: a used-up piece goes, a twin becomes another outfit', () => {
    const shown = [
      ['tshirt', 'jeans', 'sneakers'],
      ['tank', 'shorts', 'sneakers'],
    ]
    const repaired = repairOutfit(['tank', 'jeans', 'sneakers'], [], context, shown)
    expect(repaired?.removed).toEqual(['sneakers'])
    expect(repairOutfit(['tshirt', 'jeans', 'sneakers'], [], context, shown)?.itemIds).not.toContain(
      'sneakers',
    )
  })

  test('answers null when no outfit is left', () => {
    expect(repair(['tshirt', 'jeans'], contextOf([piece('tshirt'), piece('jeans')]))).toBeNull()
  })

  test('leaves a valid proposal alone', () => {
    const repaired = repair(['sneakers', 'tshirt', 'jeans'])
    expect(repaired).toMatchObject({
      itemIds: ['tshirt', 'jeans', 'sneakers'],
      added: [],
      removed: [],
      byRules: [],
    })
  })
})

describe('swapping one piece', () => {
  const context = contextOf([...basics, ...more, piece('coat'), piece('cardigan')])
  const outfit = ['tshirt', 'jeans', 'sneakers', 'tote']

  test('offers pieces for the same place and keeps the rest', () => {
    const swaps = swapItem(outfit, 'sneakers', context)
    expect(swaps.map((swap) => swap.itemId).toSorted()).toEqual(['flats', 'loafers', 'sandals'])
    for (const swap of swaps) {
      expect(swap.itemIds).toEqual(expect.arrayContaining(['tshirt', 'jeans', 'tote']))
      expect(validateOutfit(swap.itemIds, context)).toEqual([])
    }
    expect(swaps.map((swap) => swap.score)).toEqual(swaps.map((swap) => swap.score).toSorted((a, b) => b - a))
  })

  test('offers no coat for a T-shirt, nothing for an anchor or for a piece that is not there', () => {
    expect(swapItem(outfit, 'tshirt', context).map((swap) => swap.itemId)).toEqual(['tank'])
    expect(swapItem(outfit, 'flats', context)).toEqual([])
    const anchored = contextOf([...basics, ...more], { request: request({ anchors: ['sneakers'] }) })
    expect(swapItem(outfit, 'sneakers', anchored)).toEqual([])
  })

  test('minds the other outfits and dislikes', () => {
    const others = [
      ['tank', 'shorts', 'flats'],
      ['tank', 'jeans', 'flats'],
    ]
    expect(swapItem(outfit, 'sneakers', context, others).map((swap) => swap.itemId)).not.toContain('flats')
    const banned = contextOf([...basics, ...more], { bans: [ban(['jeans', 'loafers'])] })
    expect(swapItem(outfit, 'sneakers', banned).map((swap) => swap.itemId)).not.toContain('loafers')
  })
})

describe('explaining a shortage', () => {
  const wet = { request: request({ weather: { condition: 'rainy', temperature: null } }) }
  const sayOf = (items: Item[], facts = {}) => explainShortage(contextOf(items, facts))

  test('is silent when there are enough', () => {
    expect(sayOf([...basics, ...more])).toBeNull()
  })

  test.each([
    [
      'no shoes',
      [piece('tshirt'), piece('jeans')],
      {},
      'one-pair-of-shoes',
      'You have no shoes in your wardrobe yet.',
    ],
    [
      'shoes in the wash',
      [piece('tshirt'), piece('jeans'), piece('sneakers', { availability: 'in_wash' })],
      {},
      'available',
      'You have no shoes at hand: all of them are in the wash, lent or archived.',
    ],
    [
      'suede in the rain',
      [piece('tshirt'), piece('jeans'), piece('sneakers', { fabric: 'suede' })],
      wet,
      'rain',
      'You have no rain shoes: what you have is open, suede, silk or white canvas.',
    ],
    [
      'no coat in the cold',
      [...basics, ...more],
      { request: request({ weather: { condition: null, temperature: 'cold' } }) },
      'temperature',
      'Nothing you have adds up to a cold day: a warm coat is missing.',
    ],
    [
      'one pair of shoes',
      [...basics, piece('tank'), piece('shorts')],
      {},
      'reuse',
      'You have one pair of shoes for this, and a piece is in at most 2 of 3 outfits.',
    ],
    [
      'anchors that clash',
      [...basics, ...more],
      { request: request({ anchors: ['sneakers', 'flats'] }) },
      'one-pair-of-shoes',
      'Your starting pieces rule it out: there are 2 pairs of shoes: the plain sneakers and the plain flats.',
    ],
    [
      'dislikes',
      basics,
      { bans: [ban(['tshirt', 'jeans'])] },
      'banned-together',
      'What you never want to see together leaves too little; your dislikes stay in force.',
    ],
    [
      'nothing dressy',
      [...basics, ...more],
      { request: request({ occasions: ['Formal event'] }) },
      'occasion-level',
      'You have little that is dressed for a formal event.',
    ],
  ])('%s', (_, items, facts, rule, sentence) => {
    expect(sayOf(items, facts)).toMatchObject({ rule, sentence })
  })

  test('names the piece that would help', () => {
    expect(sayOf([piece('tshirt'), piece('jeans'), piece('sandals')], wet)?.missing).toBe('rain shoes')
    expect(sayOf([...basics, piece('tank'), piece('shorts')])?.missing).toBe('another pair of shoes')
  })
})

describe('considering a purchase', () => {
  const knit = (id: string, facts: Partial<Item> = {}) =>
    piece('sweater', {
      id,
      fabric: 'wool',
      fit: 'relaxed',
      colors: [{ hex: '#1d2a4a', name: 'navy' }],
      ...facts,
    })

  test('finds what is owned and nearly the same, most alike first, at most five', () => {
    const considered = knit('new', { ownership: 'considering' })
    const owned = [
      knit('twin'),
      knit('cousin', { colors: [{ hex: '#8a8c90', name: 'grey' }] }),
      knit('red', { colors: [{ hex: '#c62f36', name: 'red' }] }),
      knit('thin', { fabric: 'cotton', fit: 'fitted' }),
      knit('gone', { availability: 'archived' }),
      piece('cardigan'),
      considered,
    ]
    const similar = findSimilar(considered, owned)
    expect(similar.map(({ item }) => item.id)).toEqual(['twin', 'cousin'])
    expect(similar[0]!.reason).toBe('Same kind, same silhouette, fabric and colour.')
    expect(similar[0]!.score).toBeGreaterThan(similar[1]!.score)
    expect(
      findSimilar(
        considered,
        [1, 2, 3, 4, 5, 6].map((n) => knit(`k${n}`)),
      ),
    ).toHaveLength(5)
  })

  test('counts the outfits that it unlocks: every valid one with it, none without it', () => {
    const wardrobe = [piece('tshirt'), piece('tank'), piece('jeans'), piece('shorts'), piece('sneakers')]
    const shoes = piece('loafers', { ownership: 'considering' })
    const facts = judgePurchase(shoes, contextOf([...wardrobe, shoes]))
    expect(facts).toMatchObject({
      outfitsWithout: 4,
      outfitsWith: 8,
      unlocked: 4,
      trulyNew: 4,
      verdict: 'adds-some',
      similar: [],
    })
    expect(facts.sentence).toBe('Nothing you own is like it, and it would go into 4 outfits.')
  })

  test('says not to buy what one has, without shame', () => {
    const shirt = piece('tshirt', { id: 'new', ownership: 'considering' })
    const facts = judgePurchase(shirt, contextOf([...basics, shirt]))
    expect(facts).toMatchObject({ verdict: 'you-have-it', unlocked: 1, trulyNew: 0 })
    expect(facts.sentence).toBe(
      'It would go into 1 outfit, and the plain tshirt can do every one of them. Not buying it costs you nothing.',
    )
  })

  test('says when nothing goes with it', () => {
    const gown = piece('dress', { ownership: 'considering', dressLevel: 5 })
    expect(judgePurchase(gown, contextOf([...basics, gown])).verdict).toBe('fits-nothing')
  })
})

test('a wear log in the future does not count as worn', () => {
  const context = contextOf(basics, { wears: [{ itemIds: ['tshirt', 'jeans'], wornAt: NOW + 1 }] })
  expect(context.recentLooks.size).toBe(0)
})

describe('counting the wardrobe', () => {
  const items = [
    ...basics,
    piece('sandals'),
    piece('shorts', { availability: 'in_wash' }),
    piece('boots', { fabric: 'suede' }),
    piece('skirt', { availability: 'archived' }),
    piece('dress', { ownership: 'considering' }),
  ]

  test('tells what is owned, what is at hand, and what fits the weather', () => {
    expect(countWardrobe(contextOf(items))).toEqual({ pieces: 6, ready: 5, fitting: 5 })
    const wet = request({ weather: { condition: 'rainy', temperature: null } })
    expect(countWardrobe(contextOf(items, { request: wet })).fitting).toBe(3)
    const hot = request({ weather: { condition: null, temperature: 'hot' } })
    expect(countWardrobe(contextOf(items, { request: hot })).fitting).toBe(4)
  })
})
