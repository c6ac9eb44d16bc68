import { UnfoldError } from 'unfold/protocol'
import { type Account, defineRoute, problemSchema, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import {
  type ChildChange,
  childChangeSchema,
  childSchema,
  MAX_CHILDREN,
  type NewChild,
  newChildSchema,
} from '../../shared/index.ts'
import type { StoriesEngine } from '../engine.ts'
import type { Families } from '../records/index.ts'
import type { StoryRuns } from '../shelf/index.ts'
import { requireUnlocked } from './require-unlocked.ts'
import { eraseStories } from './story-routes.ts'

export interface FamilyRoutesOptions {
  engine: StoriesEngine
  families: Families
  runs: StoryRuns
  checkNickname: (nickname: string, child: Pick<NewChild, 'age' | 'language'>) => Promise<void>
}

const childParamsSchema = z.object({ id: z.coerce.number().int().positive() })
type ChildParams = z.infer<typeof childParamsSchema>
const one = { owns: { 'params.id': 'child' } } as const

/** A family's own children. What protects a child is the parent's to change; with a PIN, so is everything of it. */
export function createFamilyRoutes({ engine, families, runs, checkNickname }: FamilyRoutesOptions): Route[] {
  const requireParent = async (account: Account, isProtection: boolean) => {
    if (isProtection || (await engine.hasPin?.(account.id))) requireUnlocked(account)
  }
  const requireChild = async ({ account, params }: RouteRequest<ChildParams>) => {
    const owned = await families.find(params.id)
    if (owned?.accountId !== account.id) throw unknownChild()
    return owned.child
  }
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
      schema: { body: newChildSchema, replies: { 201: childSchema, 403: problemSchema } },
      async run({ account, body }: RouteRequest<unknown, unknown, NewChild>) {
        await requireParent(account, false)
        await checkNickname(body.nickname, body)
        const child = await families.add(account.id, body)
        if (!child) throw new UnfoldError('CONFLICT', `A family has at most ${MAX_CHILDREN} children here.`)
        return { status: 201, body: child }
      },
    }),
    defineRoute({
      ...one,
      method: 'PATCH',
      path: '/api/children/:id',
      access: 'account',
      writes: true,
      summary:
        'Change a child; what is not named stays. Limits and mode, and with a PIN everything, by the unlocked parent.',
      schema: {
        params: childParamsSchema,
        body: childChangeSchema,
        replies: { 200: childSchema, 403: problemSchema, 404: problemSchema },
      },
      async run(request: RouteRequest<ChildParams, unknown, ChildChange>) {
        const { account, params, body } = request
        const child = await requireChild(request)
        await requireParent(account, body.limits !== undefined || body.mode !== undefined)
        if (body.nickname !== undefined) {
          const { age = child.age, language = child.language } = body
          await checkNickname(body.nickname, { age, language })
        }
        const changed = await families.change(account.id, params.id, body)
        if (!changed) throw unknownChild()
        return { status: 200, body: changed }
      },
    }),
    defineRoute({
      ...one,
      method: 'DELETE',
      path: '/api/children/:id',
      access: 'account',
      writes: true,
      summary: 'Erase a child with all its stories. For the unlocked parent.',
      schema: { params: childParamsSchema, replies: { 403: problemSchema, 404: problemSchema } },
      async run(request: RouteRequest<ChildParams>) {
        const { account } = request
        const { id } = await requireChild(request)
        requireUnlocked(account)
        await eraseStories(
          engine,
          runs,
          account.id,
          (run) => run.childId === id,
          () => families.remove(account.id, id),
        )
        return { status: 204 }
      },
    }),
  ]
}

function unknownChild(): UnfoldError {
  return new UnfoldError('NOT_FOUND', 'There is no such child.')
}
