import { expect } from 'vitest'
import { type LanguageModel, ModelError, type ModelRequest } from 'unfold/models'
import { categoryOf, type ShownOutfit, type SubCategory } from '../../shared/index.ts'
import { pickOne, type Random } from '../ranker/random-wardrobe.fixture.ts'
import { type OutfitContext, RELAX_ORDER, validateBeside, validateOutfit } from '../validator/index.ts'

/** How much of what the models of this process proposed was nonsense. */
export const proposals = { nonsense: 0, all: 0 }

/** Lists of ids, a third of them nonsense, cut into pieces of any size, and now and then cut off. */
export function createBabbler(random: Random): LanguageModel {
  return {
    id: 'scripted',
    continues: 'none',
    offline: false,
    async *stream(request) {
      const brief = briefOf(request)
      const count = 1 + Math.floor(random() * 4)
      const outfits = Array.from({ length: count }, () => proposalFrom(brief, random))
      const json = JSON.stringify({ outfits })
      const end = random() < 0.1 ? Math.floor(json.length * random()) : json.length
      for (let at = 0; at < end;) {
        const size = 1 + Math.floor(random() * 200)
        yield { text: json.slice(at, Math.min(at + size, end)) }
        at += size
      }
      if (end < json.length) throw new ModelError('cut', 'The answer was cut.')
      yield { finish: 'stop' }
    },
  }
}

interface Brief {
  pieces: { id: string; kind: SubCategory }[]
  anchors: string[]
}

function briefOf({ messages }: ModelRequest): Brief {
  return JSON.parse(/<brief>\n(.*)\n<\/brief>/s.exec(messages.at(-1)!.content)![1]!) as Brief
}

function proposalFrom({ pieces, anchors }: Brief, random: Random): unknown {
  proposals.all += 1
  const words = {
    reasoning: 'It is for brunch. The shoes bring the contrast.',
    howToStyle: 'Roll the sleeves.',
    whyItWorks: 'It is calm.',
    vibeKeywords: ['calm'],
  }
  if (random() < 1 / 3) {
    proposals.nonsense += 1
    const ids = [...pieces.map(({ id }) => id), 'no-such-piece', 'Black Shirt']
    const list = Array.from({ length: Math.floor(random() * 8) }, () => pickOne(ids, random))
    return pickOne([{ ...words, itemIds: list }, { itemIds: list }, 'a nice dress', null, [list]], random)
  }
  const one = (...categories: string[]) => {
    const some = pieces.filter(({ kind }) => categories.includes(categoryOf(kind)))
    return some.length > 0 ? [pickOne(some, random).id] : []
  }
  const body = random() < 0.8 ? [...one('tops'), ...one('bottoms')] : one('dresses')
  const over = random() < 0.3 ? one('outerwear') : []
  const ids = random() < 0.8 ? [...anchors, ...body, ...over] : [...body, ...over]
  return { ...words, itemIds: [...new Set([...ids, ...one('shoes')])] }
}

/** Told again without the validator, so that a mistake in it cannot hide. */
function expectShowable({ itemIds }: ShownOutfit, { wardrobe, request, bans }: OutfitContext): void {
  const items = itemIds.map((id) => wardrobe.get(id))
  expect(items.every(Boolean)).toBe(true)
  expect(new Set(itemIds).size).toBe(itemIds.length)
  expect(items.filter((item) => item!.category === 'shoes')).toHaveLength(1)
  expect(items.every((item) => item!.availability === 'ready')).toBe(true)
  expect(request.anchors.filter((id) => !itemIds.includes(id))).toEqual([])
  expect(bans.filter((ban) => ban.itemIds.every((id) => itemIds.includes(id)))).toEqual([])
}

/** Whoever chose it: what a card shows keeps every rule but the soft ones that it names. */
export function expectKept(outfit: ShownOutfit, context: OutfitContext, before: readonly string[][]): void {
  expectShowable(outfit, context)
  const relaxed = { ...context, relaxed: outfit.gaveWay }
  expect(outfit.gaveWay.filter((rule) => !(RELAX_ORDER as readonly string[]).includes(rule))).toEqual([])
  expect([
    ...validateOutfit(outfit.itemIds, relaxed),
    ...validateBeside(outfit.itemIds, before, relaxed),
  ]).toEqual([])
}
