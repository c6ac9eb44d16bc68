import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import {
  consideredSchema,
  considerStatsSchema,
  type Decision,
  decisionSchema,
  itemSchema,
  newItemSchema,
  type NewItem,
  similarPieceSchema,
} from '../../shared/index.ts'
import { findSimilar } from '../ranker/index.ts'
import type { ConsideredItems, Items } from '../records/index.ts'

const newConsideredSchema = z.strictObject({
  item: newItemSchema,
  sourceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
})

export interface ConsideredRoutesOptions {
  considered: ConsideredItems
  items: Items
}

/** Pieces that one thinks of buying. "Passed" is as good an answer as "bought". */
export function createConsideredRoutes({ considered, items }: ConsideredRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/consider-buying/items',
      access: 'account',
      writes: false,
      summary: 'Pieces under consideration and what became of them, newest first, with the sums.',
      schema: {
        replies: { 200: z.object({ considered: z.array(consideredSchema), stats: considerStatsSchema }) },
      },
      run: async ({ account }) => ({
        status: 200,
        body: { considered: await considered.list(account.id), stats: await considered.stats(account.id) },
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/consider-buying/items',
      access: 'account',
      writes: true,
      summary: 'Think of buying a piece: answers what is owned already and nearly the same.',
      schema: {
        body: newConsideredSchema,
        replies: { 201: z.object({ item: itemSchema, similar: z.array(similarPieceSchema) }) },
      },
      async run({
        account,
        body,
      }: RouteRequest<unknown, unknown, { item: NewItem; sourceUrl: string | null }>) {
        const item = items.create(body.item, { ownership: 'considering' })
        const similar = findSimilar(item, await items.list(account.id))
        await considered.add(account.id, item, body.sourceUrl)
        return { status: 201, body: { item, similar } }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/consider-buying/decide',
      access: 'account',
      writes: true,
      summary:
        'Bought (it is owned from now on), passed, or later, with a reason. The newest decision holds.',
      owns: { 'body.itemId': 'considered' },
      schema: {
        body: decisionSchema,
        replies: { 200: z.object({ considered: consideredSchema, stats: considerStatsSchema }) },
      },
      async run({ account, body }: RouteRequest<unknown, unknown, Decision>) {
        const decided = await considered.decide(account.id, body)
        return { status: 200, body: { considered: decided, stats: await considered.stats(account.id) } }
      },
    }),
  ]
}
