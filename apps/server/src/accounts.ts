import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { getMigrations } from 'better-auth/db/migration'
import { bearer } from 'better-auth/plugins/bearer'
import type { Kysely } from 'kysely'
import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export interface Person {
  id: string
  name: string
  email: string
  /** When the session began, in ms since the epoch; 0 for the demo account, which never signs in. */
  signedInAt: number
}

export interface AccountsOptions {
  records: Kysely<any>
  /** The SQL that `records` speaks. */
  sql: 'sqlite' | 'postgres'
  secret: string
  /** Attempts a minute to sign in or up, from one address. */
  attemptsPerMinute: number
  now?: () => number
}

const COOKIE_PREFIX = 'unfold'
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

/** A signed-out session lives on at most this long in other processes. */
const CACHE_MS = 5000
const CACHE_SIZE = 2000
/** Our own name for the caller's address, set from the socket: a header of the caller's never chooses its own bucket. */
const ADDRESS_HEADER = 'x-unfold-address'

/** People with email and password, and their sessions over cookie or bearer token. */
export class Accounts {
  readonly #auth: ReturnType<typeof createAuth>
  readonly #now: () => number
  /** By credential; a session costs a query of its own otherwise, for every request. */
  readonly #cache = new Map<string, { person: Person; until: number }>()

  constructor(options: AccountsOptions) {
    this.#auth = createAuth(options)
    this.#now = options.now ?? Date.now
  }

  async migrate(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const { runMigrations } = await getMigrations(this.#auth.options)
        return await runMigrations()
      } catch (error) {
        // Another process of a cluster that starts now makes the same tables; the next look finds them.
        if (tries >= 5) throw error
        await setTimeout(200 * tries)
      }
    }
  }

  /** The person behind a session's cookie or bearer token; null when the session is unknown or over. */
  async find(credential: { cookie: string } | { bearer: string }): Promise<Person | null> {
    const key = 'bearer' in credential ? `b ${credential.bearer}` : `c ${credential.cookie}`
    const cached = this.#cache.get(key)
    if (cached && cached.until > this.#now()) return cached.person
    this.#cache.delete(key)
    const headers = new Headers(
      'bearer' in credential
        ? { authorization: `Bearer ${credential.bearer}` }
        : { cookie: credential.cookie },
    )
    const session = await this.#auth.api.getSession({ headers })
    if (!session) return null
    const { id, name, email } = session.user
    const person = { id, name, email, signedInAt: session.session.createdAt.getTime() }
    if (this.#cache.size >= CACHE_SIZE) this.#cache.clear()
    this.#cache.set(key, { person, until: this.#now() + CACHE_MS })
    return person
  }

  /** Hands one of the library's own calls over; the caller has validated the body and guarded the origin. */
  async call(path: string, raw: IncomingMessage, body: unknown): Promise<Response> {
    const headers = new Headers({
      'content-type': 'application/json',
      [ADDRESS_HEADER]: raw.socket.remoteAddress ?? '127.0.0.1',
    })
    for (const name of ['cookie', 'authorization', 'user-agent'] as const) {
      const value = raw.headers[name]
      if (value !== undefined) headers.set(name, value)
    }
    const request = new Request(new URL(`/api/auth${path}`, BASE_URL), {
      method: 'POST',
      headers,
      body: JSON.stringify(body ?? {}),
    })
    return this.#auth.handler(request)
  }

  /** Whether it is the password of the session's account. The caller counts the tries. */
  async checkPassword(raw: IncomingMessage, password: string): Promise<boolean> {
    const headers = new Headers()
    for (const name of ['cookie', 'authorization'] as const) {
      const value = raw.headers[name]
      if (value !== undefined) headers.set(name, value)
    }
    try {
      return (await this.#auth.api.verifyPassword({ body: { password }, headers })).status
    } catch (error) {
      if (isAPIError(error)) return false
      throw error
    }
  }

  /** The person, with all sessions. Other processes know a session for some seconds yet. */
  async remove(accountId: string): Promise<void> {
    const { internalAdapter } = await this.#auth.$context
    await internalAdapter.deleteUser(accountId)
    this.forgetCached()
  }

  forgetCached(): void {
    this.#cache.clear()
  }
}

/** Names nothing outside: requests are handed over in process, and no link is ever mailed. */
const BASE_URL = 'http://localhost'

function createAuth({ records, sql, secret, attemptsPerMinute }: AccountsOptions) {
  const attempts = { window: 60, max: attemptsPerMinute }
  return betterAuth({
    baseURL: BASE_URL,
    basePath: '/api/auth',
    secret,
    database: { db: records, type: sql, transaction: false },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [bearer({ requireSignature: true })],
    rateLimit: {
      enabled: true,
      customRules: { '/sign-in/email': attempts, '/sign-up/email': attempts },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // One origin guard stands before every call that writes; a second one would only know other rules.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}
