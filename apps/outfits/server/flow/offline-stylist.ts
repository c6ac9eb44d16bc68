import { setTimeout as wait } from 'node:timers/promises'
import type { LanguageModel } from 'unfold/models'
import { type OutfitAnswer, sortHeadToToe } from '../../shared/index.ts'
import {
  computeThoughts,
  rankedOutfitFrom,
  type RankedOutfit,
  rankOutfits,
  tellThoughts,
} from '../ranker/index.ts'
import type { OutfitsAsked } from './outfit-messages.ts'

const CHARACTERS_PER_TOKEN = 4
const CHARACTERS_PER_UNPACED_CHUNK = 2048

/**
 * The built-in stylist: the deterministic ranker, which writes the same JSON through the same pipeline as any model. It is
 * given what was asked as it is, because it reads no prose.
 */
export function createOfflineStylist(asked: OutfitsAsked, tokensPerSecond: number): LanguageModel {
  return {
    id: 'offline',
    continues: 'none',
    offline: true,
    async *stream({ signal }) {
      const json = JSON.stringify({ outfits: styleOutfits(asked) })
      const size = tokensPerSecond > 0 ? CHARACTERS_PER_TOKEN : CHARACTERS_PER_UNPACED_CHUNK
      for (let at = 0; at < json.length; at += size) {
        if (tokensPerSecond > 0) await wait(1000 / tokensPerSecond, undefined, { signal })
        signal?.throwIfAborted()
        yield { text: json.slice(at, at + size) }
      }
      yield { usage: { inputTokens: 0, outputTokens: 0, estimated: false } }
      yield { finish: 'stop' }
    },
  }
}

/** The ranker's outfits, each with how it came about, told for the place that it is made for. */
function styleOutfits({ context, places, beside, shown }: OutfitsAsked): OutfitAnswer[] {
  // Those before are being made by the same ranker, beside this one.
  const ranked = rankOutfits(context, beside + places.length, { shown })
  const [before, own] = [ranked.slice(0, beside), ranked.slice(beside)]
  const told: RankedOutfit[] = []
  return own.map(({ itemIds }, i) => {
    const items = sortHeadToToe(itemIds.map((id) => context.wardrobe.get(id)!))
    const place = places[i]!
    const others = [...shown, ...[...before, ...told].map((outfit) => outfit.itemIds)]
    const outfit = rankedOutfitFrom(items, context, place, told)
    told.push(outfit)
    const { howToStyle, whyItWorks, vibeKeywords } = outfit
    const reasoning = tellThoughts(computeThoughts(items, context, place, others), items, context)
    return { reasoning, itemIds, howToStyle, whyItWorks, vibeKeywords }
  })
}
