import { describe, expect, test } from 'vitest'
import { type Outfit, outfitRequestSchema, outfitSchema } from '../../shared/index.ts'
import { demoWardrobe } from '../demo/index.ts'
import { type ContextFacts, outfitContextFrom, validateSet } from '../validator/index.ts'
import { contextOf, NOW, piece, request } from '../validator/pieces.fixture.ts'
import { rankOutfits } from './index.ts'
import { randomContext, randomFrom } from './random-wardrobe.fixture.ts'

const demo = demoWardrobe(NOW)

function ask(body: object, facts: Partial<ContextFacts> = {}) {
  return outfitContextFrom({ items: demo, request: outfitRequestSchema.parse(body), now: NOW, ...facts })
}
const idsOf = (outfits: readonly Outfit[]) => outfits.map((outfit) => outfit.itemIds)

describe('the ranker', () => {
  test('gives the same outfits and words for the same seed, and others for another', () => {
    const context = ask({ occasions: ['Brunch'] }, { seed: 'monday' })
    expect(rankOutfits(context)).toEqual(rankOutfits(context))
    const seeds = ['a', 'b', 'c', 'd'].map((seed) => JSON.stringify(idsOf(rankOutfits({ ...context, seed }))))
    expect(new Set(seeds).size).toBeGreaterThan(2)
  })

  test('does not care in which order the wardrobe comes', () => {
    const body = { occasions: ['Date night'], weather: { temperature: 'cool' } }
    expect(rankOutfits(ask(body, { items: demo.toReversed() }))).toEqual(rankOutfits(ask(body)))
  })

  test('answers outfits of the shared shape, head to toe, that stand beside each other', () => {
    const context = ask({
      occasions: ['Business meeting'],
      weather: { condition: 'rainy', temperature: 'cool' },
    })
    const outfits = rankOutfits(context)
    expect(outfits).toHaveLength(3)
    for (const { reasons, ...outfit } of outfits) {
      expect(outfitSchema.parse(outfit)).toEqual(outfit)
      expect(reasons.length).toBeGreaterThan(1)
      expect(context.wardrobe.get(outfit.itemIds.at(-1)!)?.category).toBe('shoes')
    }
    expect(validateSet(idsOf(outfits), context)).toEqual([])
  })

  test('shows three outfits that differ by more than a detail', () => {
    const [first, second, third] = idsOf(rankOutfits(ask({ occasions: ['Coffee meeting'] })))
    const shared = (a: string[], b: string[]) =>
      a.filter((id) => b.includes(id)).length / Math.min(a.length, b.length)
    for (const [a, b] of [
      [first!, second!],
      [first!, third!],
      [second!, third!],
    ] as const)
      expect(shared(a, b)).toBeLessThanOrEqual(0.5)
  })

  test('goes on after outfits that stand already, and repeats none of them', () => {
    const context = ask({ occasions: ['Brunch'] })
    const shown = idsOf(rankOutfits(context, 1))
    const more = idsOf(rankOutfits(context, 2, { shown }))
    expect(more).toHaveLength(2)
    expect(validateSet([...shown, ...more], context)).toEqual([])
  })

  test('builds around several anchors at once', () => {
    const anchors = ['demo-plum-cardigan', 'demo-loafers']
    for (const itemIds of idsOf(rankOutfits(ask({ mode: 'complete', anchors }))))
      expect(itemIds).toEqual(expect.arrayContaining(anchors))
  })

  test('dresses for the rain and leaves rubber at home on dry days', () => {
    const wet = idsOf(
      rankOutfits(ask({ occasions: ['Weekend errands'], weather: { condition: 'rainy' } })),
    ).flat()
    const dry = idsOf(rankOutfits(ask({ occasions: ['Weekend errands'] }))).flat()
    expect(wet.some((id) => id === 'demo-raincoat' || id === 'demo-rain-boots')).toBe(true)
    expect(dry).not.toContain('demo-rain-boots')
  })

  test('prefers what its owner loves and the style words name', () => {
    const basics = [
      piece('jeans'),
      piece('sneakers'),
      piece('tshirt', { id: 'a' }),
      piece('tshirt', { id: 'b' }),
    ]
    const best = (facts: object) =>
      rankOutfits(contextOf([...basics.slice(0, 3), { ...basics[3]!, ...facts }]), 1)[0]!.itemIds
    expect(best({ favorite: true })).toContain('b')
    expect(best({ tags: ['confident'] })).toContain('b')
  })

  test('lets the repeat window give way to fill the three, and says so on that card alone', () => {
    const items = [
      piece('tshirt'),
      piece('tank'),
      piece('jeans'),
      piece('shorts'),
      piece('sneakers'),
      piece('flats'),
    ]
    const wears = [
      { itemIds: ['tshirt', 'jeans'], wornAt: NOW },
      { itemIds: ['tank', 'jeans'], wornAt: NOW },
      { itemIds: ['tshirt', 'shorts'], wornAt: NOW },
    ]
    const gaveWay = rankOutfits(contextOf(items, { wears })).map((outfit) => outfit.gaveWay)
    expect(gaveWay).toHaveLength(3)
    expect(gaveWay.filter((rules) => rules.length === 0).length).toBeGreaterThan(0)
    expect(gaveWay.flat()).toContain('repeat-window')
  })

  test('gives the weather up only when there would be no outfit at all', () => {
    const cold = { request: request({ weather: { condition: null, temperature: 'cold' } }) }
    const summer = [piece('tshirt'), piece('jeans'), piece('sneakers')]
    expect(rankOutfits(contextOf(summer, cold)).map((outfit) => outfit.gaveWay)).toEqual([['temperature']])
    const winter = [...summer, piece('coat', { fabric: 'wool' }), piece('boots'), piece('shorts')]
    expect(rankOutfits(contextOf(winter, cold)).every((outfit) => outfit.gaveWay.length === 0)).toBe(true)
  })

  test('finds outfits in a wardrobe of five hundred pieces', () => {
    const context = randomContext(randomFrom(7), 500)
    const outfits = rankOutfits({ ...context, request: { ...context.request, anchors: [], weather: null } })
    expect(outfits.map((outfit) => outfit.gaveWay)).toEqual([[], [], []])
  })

  test('answers nothing for an empty wardrobe', () => {
    expect(rankOutfits(contextOf([]))).toEqual([])
  })
})

describe('the words of an outfit', () => {
  const requests = [
    { occasions: ['Business meeting'] },
    { occasions: ['Date night'], weather: { temperature: 'mild' } },
    { occasions: ['Weekend errands'], weather: { condition: 'rainy', temperature: 'cool' } },
    { freeText: 'school run, investor meeting, coffee', weather: { temperature: 'cold' } },
    { mode: 'complete', anchors: ['demo-floral-blouse'] },
  ]

  test('name pieces that are in it, and are short enough for a card', () => {
    for (const body of requests)
      for (const outfit of rankOutfits(ask(body))) {
        const names = outfit.itemIds.map((id) => demo.find((item) => item.id === id)!.name.toLowerCase())
        for (const text of [outfit.howToStyle, outfit.whyItWorks]) {
          expect(names.some((name) => text.toLowerCase().includes(name))).toBe(true)
          expect(text.length).toBeLessThan(320)
          expect(text).not.toMatch(/undefined|null|\s{2}|\.\.|the the/i)
        }
      }
  })

  test('never say the same sentence twice in one answer', () => {
    for (const body of requests)
      for (const seed of ['a', 'b', 'c']) {
        const outfits = rankOutfits(ask(body, { seed }))
        const sentences = outfits.flatMap((outfit) =>
          `${outfit.howToStyle} ${outfit.whyItWorks}`.split(/(?<=[.!?]) /),
        )
        expect(sentences).toHaveLength(new Set(sentences).size)
      }
  })

  test('give only reasons that hold', () => {
    const [outfit] = rankOutfits(contextOf([piece('tshirt'), piece('jeans'), piece('sneakers')]))
    const codes = outfit!.reasons.map((reason) => reason.code)
    for (const untrue of [
      'complementary',
      'rain',
      'layers',
      'favorite',
      'two-patterns',
      'anchor',
      'one-piece',
      'occasion',
    ])
      expect(codes).not.toContain(untrue)
  })
})
