import {
  type NewPin,
  newPinSchema,
  type ParentState,
  parentStateSchema,
  type Unlock,
  unlockedSchema,
  unlockSchema,
} from '@unfold/stories/shared'
import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Route, type RouteRequest } from 'unfold/server'
import type { Accounts } from './accounts.ts'
import type { Credentials } from './credentials.ts'
import { PARENT_COOKIE, type ParentLock, UNLOCKED_MS } from './parent-lock.ts'

export interface ParentRoutesOptions {
  lock: ParentLock
  accounts: Accounts
  credentials: Credentials
}

/** Whether the parent is here: the PIN, unlocking for some minutes, locking. */
export function createParentRoutes(options: ParentRoutesOptions): Route[] {
  const { lock } = options
  const unlock = async (request: RouteRequest) => {
    const { token, until } = await lock.unlock(request.account.id)
    putCookie(request, token, UNLOCKED_MS)
    return { ...(await stateOf(options, request)), unlocked: true, until, token }
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/parent',
      access: 'account',
      writes: false,
      summary: 'Whether the parent has a PIN and is unlocked',
      schema: { replies: { 200: parentStateSchema } },
      run: async (request) => ({ status: 200, body: await stateOf(options, request) }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/parent/pin',
      access: 'account',
      writes: true,
      summary: 'Choose a PIN, or another one when unlocked. Unlocks.',
      schema: { body: newPinSchema, replies: { 200: unlockedSchema } },
      async run(request: RouteRequest<unknown, unknown, NewPin>) {
        const { account, body } = request
        // The demo account has no password: whoever sits at this machine chooses its first PIN.
        const isFirst = account.demo && !(await lock.hasPin(account.id))
        if (!account.unlocked && !isFirst) await requireParent(options, request, { password: body.password })
        await lock.setPin(account.id, body.pin)
        return { status: 200, body: await unlock(request) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/parent/unlock',
      access: 'account',
      writes: true,
      summary: 'Unlock for some minutes: by PIN, by password, or by a sign-in that is fresh',
      schema: { body: unlockSchema, replies: { 200: unlockedSchema } },
      async run(request: RouteRequest<unknown, unknown, Unlock>) {
        await requireParent(options, request, request.body)
        return { status: 200, body: await unlock(request) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/parent/lock',
      access: 'account',
      writes: true,
      summary: 'Lock again, on every device of the account',
      schema: { replies: { 200: parentStateSchema } },
      async run(request) {
        await lock.lock(request.account.id)
        putCookie(request, '', 0)
        return { status: 200, body: await stateOf(options, request) }
      },
    }),
  ]
}

/** Throws FORBIDDEN for a wrong PIN or password, and where neither was given and the sign-in is old. */
export async function requireParent(
  { lock, accounts, credentials }: ParentRoutesOptions,
  { account, raw }: Pick<RouteRequest, 'account' | 'raw'>,
  { pin, password }: Unlock,
): Promise<void> {
  if (pin !== undefined) {
    if (await lock.checkPin(account.id, pin)) return
    throw new UnfoldError('FORBIDDEN', 'This is not the PIN.')
  }
  if (password !== undefined) {
    const check = () => accounts.checkPassword(raw, password)
    if (!account.demo && (await lock.checkPassword(account.id, check))) return
    throw new UnfoldError('FORBIDDEN', 'This is not the password of the account.')
  }
  const person = await credentials.findPerson(raw)
  if (person && (await lock.isFresh(account.id, person.signedInAt))) return
  throw new UnfoldError('FORBIDDEN', 'This is for the parent: give the PIN or the password.')
}

async function stateOf(
  { lock, credentials }: ParentRoutesOptions,
  { account, raw }: Pick<RouteRequest, 'account' | 'raw'>,
): Promise<ParentState> {
  const person = await credentials.findPerson(raw)
  const until = await lock.unlockedUntil(raw, account.id)
  return {
    pin: await lock.hasPin(account.id),
    unlocked: until !== null,
    until,
    fresh: person !== null && (await lock.isFresh(account.id, person.signedInAt)),
  }
}

function putCookie({ raw, response }: RouteRequest, token: string, lifeMs: number): void {
  const secure = raw.headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  response.appendHeader(
    'set-cookie',
    `${PARENT_COOKIE}=${token}; Max-Age=${lifeMs / 1000}; Path=/; HttpOnly; SameSite=Strict${secure}`,
  )
}
