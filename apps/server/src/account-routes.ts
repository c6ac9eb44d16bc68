import { UnfoldError } from 'unfold/protocol'
import { defineRoute, type Reply, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import { type Accounts, type Person, SESSION_COOKIE } from './accounts.ts'
import type { Credentials } from './credentials.ts'
import { PARENT_COOKIE } from './parent-lock.ts'
import { accountFromPerson } from './credentials.ts'

const email = z.email().max(254)
const password = z.string().min(8).max(128)
const signUpSchema = z.object({ name: z.string().trim().min(1).max(100), email, password })
const signInSchema = z.object({ email, password: z.string().min(1).max(128) })
const sessionSchema = z.object({
  token: z.string().describe('For `Authorization: Bearer`; browsers use the cookie that comes with it.'),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
})
const meSchema = z.object({
  account: z.object({ id: z.string(), name: z.string(), email: z.string(), demo: z.boolean() }).nullable(),
  model: z.object({ id: z.string(), offline: z.boolean() }),
  streaming: z.boolean(),
})

export interface AccountRoutesOptions {
  accounts: Accounts
  credentials: Credentials
  model: { id: string; offline: boolean }
  streaming: boolean
}

/** Sign up, sign in, sign out, and who I am. */
export function createAccountRoutes({
  accounts,
  credentials,
  model,
  streaming,
}: AccountRoutesOptions): Route[] {
  const open = async (path: string, { raw, response, body }: RouteRequest): Promise<Reply> => {
    const answer = await accounts.call(path, raw, body)
    const told = (await answer.json()) as { user?: z.infer<typeof sessionSchema>['user'] }
    if (!answer.ok || !told.user) throw errorFromAnswer(answer, told)
    passCookies(answer, response, raw.headers['x-forwarded-proto'] === 'https')
    const { id, name, email: address } = told.user
    return {
      status: 200,
      body: { token: answer.headers.get('set-auth-token'), user: { id, name, email: address } },
    }
  }
  return [
    defineRoute({
      method: 'POST',
      path: '/api/auth/sign-up/email',
      access: 'public',
      writes: true,
      summary: 'Create an account and sign in',
      schema: { body: signUpSchema, replies: { 200: sessionSchema } },
      run: (request) => open('/sign-up/email', request),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/auth/sign-in/email',
      access: 'public',
      writes: true,
      summary: 'Sign in',
      schema: { body: signInSchema, replies: { 200: sessionSchema } },
      run: (request) => open('/sign-in/email', request),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/auth/sign-out',
      access: 'public',
      writes: true,
      summary: 'End this session',
      run: async ({ raw, response }) => {
        const answer = await accounts.call('/sign-out', raw, {})
        accounts.forgetCached()
        passCookies(answer, response, false)
        // Who signs in next on this device is not the parent by that.
        response.appendHeader('set-cookie', `${PARENT_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/me',
      access: 'public',
      writes: false,
      summary: 'Who I am, which model writes, and whether streams are on',
      schema: { replies: { 200: meSchema } },
      run: async ({ raw, response }) => {
        const person = await credentials.findPerson(raw).catch((error: unknown) => {
          // A browser cannot forget a dead cookie by itself, and it must not keep the page from asking who I am.
          if (!(error instanceof UnfoldError) || raw.headers.authorization !== undefined) throw error
          response.setHeader('set-cookie', `${SESSION_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`)
          return null
        })
        const account = person && accountOfPerson(person)
        return { status: 200, body: { account, model, streaming } }
      },
    }),
  ]
}

function accountOfPerson(person: Person): NonNullable<z.infer<typeof meSchema>['account']> {
  const { id, name, email } = person
  return { id, name, email, demo: accountFromPerson(person).demo }
}

/** Our own words and codes for what the accounts library answers. */
function errorFromAnswer(answer: Response, told: unknown): UnfoldError {
  const code = (told as { code?: string }).code ?? ''
  if (answer.status === 429) {
    return new UnfoldError('LIMIT_EXCEEDED', 'Too many attempts. Wait a little and try again.', {
      retryAfterS: Number(answer.headers.get('x-retry-after') ?? 60),
    })
  }
  if (code.startsWith('USER_ALREADY_EXISTS')) {
    return new UnfoldError('CONFLICT', 'There is an account with this email already. Sign in instead.')
  }
  if (answer.status === 401) return new UnfoldError('UNAUTHENTICATED', 'Email or password is wrong.')
  return new UnfoldError('BAD_REQUEST', 'The account was not accepted.', { cause: told })
}

function passCookies(answer: Response, response: RouteRequest['response'], secure: boolean): void {
  for (const cookie of answer.headers.getSetCookie()) {
    response.appendHeader('set-cookie', secure ? `${cookie}; Secure` : cookie)
  }
}
