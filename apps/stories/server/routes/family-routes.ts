import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { childSchema, MAX_CHILDREN, type NewChild, newChildSchema } from '../../shared/index.ts'
import type { Families } from '../records/index.ts'

/** A family's own children. */
export function createFamilyRoutes(
  families: Families,
  checkNickname: (nickname: string, age: number) => Promise<void>,
): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/children',
      access: 'account',
      writes: false,
      summary: "The caller's children.",
      schema: { replies: { 200: z.object({ children: z.array(childSchema) }) } },
      run: async ({ account }) => ({ status: 200, body: { children: await families.children(account.id) } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/children',
      access: 'account',
      writes: true,
      summary: `Add a child: a nickname, never a full name. A family has at most ${MAX_CHILDREN}.`,
      schema: { body: newChildSchema, replies: { 201: childSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, NewChild>) {
        await checkNickname(body.nickname, body.age)
        const child = await families.add(account.id, body)
        if (!child) throw new UnfoldError('CONFLICT', `A family has at most ${MAX_CHILDREN} children here.`)
        return { status: 201, body: child }
      },
    }),
  ]
}
