import { randomUUID } from 'node:crypto'
import type { PreparedStart } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import type { Item, OutfitRequest } from '../../shared/index.ts'
import { findSimilar } from '../ranker/index.ts'
import type { Bans, Items, KeptOutfits, Profiles } from '../records/index.ts'
import type { OutfitsInput } from './outfits-input.ts'

/** Wears that can still matter to the repeat window. */
const WEARS_MS = 90 * 86_400_000

export interface OutfitStartsOptions {
  items: Items
  profiles: Profiles
  bans: Bans
  kept: KeptOutfits
  now: () => number
  newSeed?: () => string
}

/** Gathers everything that outfits are judged by, when they are asked for. Reads the records; writes nothing. */
export class OutfitStarts {
  readonly #options: OutfitStartsOptions

  constructor(options: OutfitStartsOptions) {
    this.#options = options
  }

  /** Throws NOT_FOUND for an anchor that is not a piece of this account. */
  async prepare(accountId: string, request: OutfitRequest): Promise<PreparedStart<OutfitsInput>> {
    const { items, profiles, bans, kept, now, newSeed = randomUUID } = this.#options
    const all = await items.list(accountId)
    const anchors = this.#anchors(request, all)
    const at = now()
    return {
      input: {
        request: { ...request, anchors },
        // What one does not own is there as an anchor, or not at all.
        items: all.filter((item) => item.ownership === 'owned' || anchors.includes(item.id)),
        profile: await profiles.find(accountId),
        bans: await bans.list(accountId),
        wears: await kept.wears(accountId, at - WEARS_MS),
        change: null,
        swappedAway: [],
        shortage: null,
        at,
        seed: newSeed(),
      },
    }
  }

  #anchors({ anchors, mode, useExistingSimilar }: OutfitRequest, all: readonly Item[]): string[] {
    const byId = new Map(all.map((item) => [item.id, item]))
    for (const [i, id] of anchors.entries()) {
      if (byId.has(id)) continue
      throw new UnfoldError('NOT_FOUND', 'One of the pieces to start with is not in this wardrobe.', {
        fields: [{ field: `body.anchors.${i}`, message: 'is not a piece of this wardrobe' }],
      })
    }
    if (mode !== 'consider-buying' || !useExistingSimilar) return anchors
    const [similar] = anchors.flatMap((id) => findSimilar(byId.get(id)!, all))
    return similar ? [similar.item.id] : anchors
  }
}
