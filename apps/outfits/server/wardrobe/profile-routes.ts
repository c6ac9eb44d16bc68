import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { type Ban, banSchema, type Profile, profileSchema } from '../../shared/index.ts'
import type { Bans, Items, Profiles } from '../records/index.ts'

const newBanSchema = banSchema.omit({ id: true })
const banParams = z.object({ banId: z.string().min(1).max(64) })

export interface ProfileRoutesOptions {
  profiles: Profiles
  bans: Bans
  items: Items
}

/** How the caller wants to look, and what never goes together. */
export function createProfileRoutes({ profiles, bans, items }: ProfileRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/profile',
      access: 'account',
      writes: false,
      summary: 'The three style words, and for how many days a look is not repeated.',
      schema: { replies: { 200: profileSchema } },
      run: async ({ account }) => ({ status: 200, body: await profiles.find(account.id) }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/wardrobe/profile',
      access: 'account',
      writes: true,
      summary: 'Replace the profile.',
      schema: { body: profileSchema, replies: { 200: profileSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, Profile>) {
        await profiles.put(account.id, body)
        return { status: 200, body }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/wardrobe/bans',
      access: 'account',
      writes: false,
      summary: 'Pieces that are never worn together, as far as that holds now.',
      schema: { replies: { 200: z.object({ bans: z.array(banSchema) }) } },
      run: async ({ account }) => ({ status: 200, body: { bans: await bans.list(account.id) } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/wardrobe/bans',
      access: 'account',
      writes: true,
      summary:
        'Never these together; one piece is "never this piece", occasions narrow it. No outfit breaks it.',
      owns: { 'body.itemIds.0': 'item' },
      schema: { body: newBanSchema, replies: { 201: banSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, Omit<Ban, 'id'>>) {
        await items.requireAll(account.id, body.itemIds)
        return { status: 201, body: await bans.add(account.id, body) }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/wardrobe/bans/:banId',
      access: 'account',
      writes: true,
      summary: 'Let them be worn together again.',
      owns: { 'params.banId': 'ban' },
      schema: { params: banParams },
      async run({ account, params }: RouteRequest<{ banId: string }>) {
        await bans.remove(account.id, params.banId)
        return { status: 204 }
      },
    }),
  ]
}
