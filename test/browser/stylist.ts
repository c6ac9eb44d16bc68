import {
  type RecordedRequest,
  type ScriptedModel,
  type ScriptStep,
  startScriptedModel,
  tokens,
} from 'unfold/testing'
import { type Item, categoryOf, itemSchema, outfitRequestSchema } from '@unfold/outfits/shared'
import { demoWardrobe } from '../../apps/outfits/server/demo/index.ts'
import { rankOutfits } from '../../apps/outfits/server/ranker/index.ts'
import { outfitContextFrom } from '../../apps/outfits/server/validator/index.ts'
import { type OutfitBrief, outfitBriefOf, proposal } from '../outfits/looks.ts'

/**
 * A model that proposes good outfits and stands still where a test says so: what a page shows in the middle is then looked
 * at, not hoped for. Asked for the rest, it makes the rest.
 */
export class Stylist implements AsyncDisposable {
  readonly calls: RecordedRequest[] = []
  readonly #holds: { before: string; open: Promise<void> }[] = []
  readonly #items = demoWardrobe(0)
  #model: ScriptedModel | null = null
  #isBroken = false

  static async start(): Promise<Stylist> {
    const stylist = new Stylist()
    stylist.#model = await startScriptedModel({ script: (request) => stylist.#answer(request) })
    return stylist
  }

  get url(): string {
    return this.#model!.url
  }

  /** Stands still before it says this, in whichever call; the answer lets it go on. */
  holdBefore(text: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#holds.push({ before: text, open: promise })
    return resolve
  }

  /** Refuses every call from now on, as a provider that is down does. */
  breakDown(): void {
    this.#isBroken = true
  }

  recover(): void {
    this.#isBroken = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#model?.close()
  }

  #answer(request: RecordedRequest): ScriptStep[] {
    this.calls.push(request)
    if (this.#isBroken) return [{ status: 500 }]
    const { anchors, occasions, outfitsThatStand, pieces } = outfitBriefOf(request)
    const known = new Set(this.#items.map((item) => item.id))
    const items = [...this.#items, ...pieces.filter((piece) => !known.has(piece.id)).map(itemFrom)]
    const context = outfitContextFrom({
      items,
      request: outfitRequestSchema.parse({ occasions, anchors, mode: 'occasion', freeText: 'a day' }),
      now: 0,
    })
    const first = outfitsThatStand.length + 1
    const looks = rankOutfits(context, 4 - first, { shown: outfitsThatStand }).map(({ itemIds }, i) =>
      proposal(itemIds, first + i),
    )
    // In parallel each of them is asked for by itself.
    const words = JSON.stringify(request.body.messages)
    const at = Math.max(
      0,
      CHOICES.findIndex((choice) => words.includes(`your ${choice} choice`)),
    )
    return this.#stand(JSON.stringify({ outfits: words.includes('Make one outfit') ? [looks[at]] : looks }))
  }

  #stand(answer: string): ScriptStep[] {
    const holds = this.#holds
      .map(({ before, open }) => ({ open, at: before === '' ? 0 : answer.indexOf(before) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)
    const steps: ScriptStep[] = []
    let from = 0
    for (const { at, open } of holds) {
      steps.push(...tokens(answer.slice(from, at)), { wait: open })
      from = at
    }
    return [...steps, ...tokens(answer.slice(from))]
  }
}

const CHOICES = ['first', 'second', 'third']

/** As much of a piece as the rules need. */
function itemFrom({ id, name, kind }: OutfitBrief['pieces'][number]): Item {
  return itemSchema.parse({
    id,
    name,
    category: categoryOf(kind),
    subCategory: kind,
    colors: [{ hex: '#85878c', name: 'grey' }],
    createdAt: 0,
    updatedAt: 0,
  })
}

/** Before its first word. */
export const AT_ONCE = ''
/** Where outfit n is thought about and not yet whole. */
export const INSIDE = (n: number): string => `Wear look ${n}`
