import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { keptContextSchema, keptOutfitSchema, outfitSchema } from '../../shared/index.ts'
import type { Items, KeptOutfits, Mark } from '../records/index.ts'

const markShape = {
  outfit: outfitSchema,
  context: keptContextSchema.default({ occasions: [], weather: null }),
  runId: z.string().max(64).nullable().default(null),
}
const saveSchema = z.strictObject({
  ...markShape,
  /** What the person loves about it. */
  reasons: z.array(z.string().trim().min(1).max(200)).max(8).default([]),
})
const dislikeSchema = z.strictObject({ ...markShape, reason: z.string().trim().min(1).max(300) })
const wornSchema = z.strictObject({
  /** Milliseconds since the epoch; now when it is left out. */
  wornAt: z.int().nonnegative().optional(),
})

/** Milliseconds since the epoch. */
const wornQuery = z.object({ wornAt: z.coerce.number().int().min(0).max(8.64e15) })
const listSchema = z.object({ outfits: z.array(keptOutfitSchema), count: z.int() })
const outfitParams = z.object({ outfitId: z.string().min(1).max(64) })
const owns = { 'params.outfitId': 'outfit' }
const ownsPieces = { 'body.outfit.itemIds.0': 'item' }

export interface KeptRoutesOptions {
  kept: KeptOutfits
  items: Items
  now: () => number
}

/** What the caller said about outfits: saved, disliked, worn. */
export function createKeptRoutes({ kept, items, now }: KeptRoutesOptions): Route[] {
  const lists = (['saved', 'disliked', 'worn'] as const).map((which) =>
    defineRoute({
      method: 'GET',
      path: `/api/outfits/${which}`,
      access: 'account',
      writes: false,
      summary: `Outfits that were ${which}, newest first.`,
      schema: { replies: { 200: listSchema } },
      async run({ account }) {
        const outfits = await kept.list(account.id, which)
        return { status: 200, body: { outfits, count: outfits.length } }
      },
    }),
  )
  const unmarks = (['saved', 'disliked'] as const).map((mark) =>
    defineRoute({
      method: 'DELETE',
      path: `/api/outfits/${mark}/:outfitId`,
      access: 'account',
      writes: true,
      summary: `Take back that an outfit was ${mark}. The wear log stays.`,
      owns,
      schema: { params: outfitParams },
      async run({ account, params }: RouteRequest<{ outfitId: string }>) {
        await kept.unmark(account.id, params.outfitId, mark)
        return { status: 204 }
      },
    }),
  )
  return [
    ...lists,
    ...unmarks,
    defineRoute({
      method: 'POST',
      path: '/api/outfits/saved',
      access: 'account',
      writes: true,
      summary: 'Save an outfit, with what is loved about it. The same pieces are the same outfit.',
      owns: ownsPieces,
      schema: { body: saveSchema, replies: { 201: keptOutfitSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, Mark & { reasons: string[] }>) {
        await items.requireAll(account.id, body.outfit.itemIds)
        return { status: 201, body: await kept.save(account.id, body, body.reasons) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/outfits/disliked',
      access: 'account',
      writes: true,
      summary: 'Dislike an outfit, with the reason: it is not proposed again.',
      owns: ownsPieces,
      schema: { body: dislikeSchema, replies: { 201: keptOutfitSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, Mark & { reason: string }>) {
        await items.requireAll(account.id, body.outfit.itemIds)
        return { status: 201, body: await kept.dislike(account.id, body, body.reason) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/outfits/worn/:outfitId',
      access: 'account',
      writes: true,
      summary: 'Wore it: once per day, today unless another day is given.',
      owns,
      schema: { params: outfitParams, body: wornSchema, replies: { 200: keptOutfitSchema } },
      async run({ account, params, body }: RouteRequest<{ outfitId: string }, unknown, { wornAt?: number }>) {
        const wornAt = body.wornAt ?? now()
        if (wornAt > now()) {
          const message = 'A day that is still to come.'
          throw new UnfoldError('INVALID', message, { fields: [{ field: 'body.wornAt', message }] })
        }
        return { status: 200, body: await kept.wear(account.id, params.outfitId, wornAt) }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/outfits/worn/:outfitId',
      access: 'account',
      writes: true,
      summary: 'Take back that it was worn on the day of that instant.',
      owns,
      schema: { params: outfitParams, query: wornQuery, replies: { 200: keptOutfitSchema } },
      run: async ({ account, params, query }: RouteRequest<{ outfitId: string }, { wornAt: number }>) => ({
        status: 200,
        body: await kept.unwear(account.id, params.outfitId, query.wornAt),
      }),
    }),
  ]
}
