import { setTimeout as wait } from 'node:timers/promises'
import type { LanguageModel } from 'unfold/models'
import { rankOutfits } from '../ranker/index.ts'
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
      const { beside, count, shown } = asked
      // Those before are being made by the same ranker, beside this one.
      const outfits = rankOutfits(asked.context, beside + count, { shown }).slice(beside)
      const json = JSON.stringify({
        outfits: outfits.map(({ itemIds, howToStyle, whyItWorks, vibeKeywords }) => ({
          reasoning: reasoningOf(itemIds, asked),
          itemIds,
          howToStyle,
          whyItWorks,
          vibeKeywords,
        })),
      })
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

/** What the ranker looked at, in its order: the pool, the piece to build on, what joined it. */
function reasoningOf(itemIds: readonly string[], { context }: OutfitsAsked): string {
  const [first, ...others] = itemIds.map((id) => context.wardrobe.get(id)!.name)
  const occasion =
    context.occasions.length > 0 ? `For ${context.occasions.join(' and ')}` : 'For an ordinary day'
  return `${occasion}, out of ${context.wardrobe.size} pieces, I begin with ${first}. ${others.join(', ')} go with it.`
}
