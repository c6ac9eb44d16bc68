import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { itemIdSchema, outfitRequestSchema, purchaseSchema } from '../../shared/index.ts'
import { judgePurchase } from '../ranker/index.ts'
import {
  type Bans,
  type ConsideredItems,
  type Items,
  type KeptOutfits,
  type Profiles,
  unknown,
} from '../records/index.ts'
import { outfitContextFrom } from '../validator/index.ts'

/** Wears that can still matter to the repeat window. */
const WEARS_MS = 90 * 86_400_000

export interface PurchaseRouteOptions {
  considered: ConsideredItems
  items: Items
  profiles: Profiles
  bans: Bans
  kept: KeptOutfits
  now: () => number
}

/** What buying would change, counted when it is asked for: the wardrobe may be another one by then. */
export function createPurchaseRoute(options: PurchaseRouteOptions): Route {
  const { considered, items, profiles, bans, kept, now } = options
  return defineRoute({
    method: 'GET',
    path: '/api/consider-buying/items/:itemId',
    access: 'account',
    writes: false,
    summary:
      'One piece under consideration: owned pieces that nearly are it, and the outfits that it would unlock, counted by the rules.',
    owns: { 'params.itemId': 'considered' },
    schema: {
      params: z.object({ itemId: itemIdSchema }),
      replies: { 200: purchaseSchema },
    },
    async run({ account, params }: RouteRequest<{ itemId: string }>) {
      const row = (await considered.list(account.id)).find(({ itemId }) => itemId === params.itemId)
      const all = await items.list(account.id)
      const item = all.find(({ id }) => id === params.itemId)
      if (!row || !item) throw unknown('piece under consideration')
      const context = outfitContextFrom({
        // Bought or not, it is judged as if it were not there yet.
        items: all.filter((one) => one.ownership === 'owned' && one !== item),
        request: outfitRequestSchema.parse({ mode: 'consider-buying', anchors: [item.id] }),
        profile: await profiles.find(account.id),
        bans: await bans.list(account.id),
        wears: await kept.wears(account.id, now() - WEARS_MS),
        now: now(),
      })
      return { status: 200, body: { item, considered: row, facts: judgePurchase(item, context) } }
    },
  })
}
