import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { IncomingMessage } from 'node:http'
import { sql, type Kysely } from 'kysely'
import { UnfoldError } from 'unfold/protocol'
import { z } from 'zod'
import type { ServerBackend } from './server.ts'

/** Long enough to read a chapter and decide on it. */
export const UNLOCKED_MS = 15 * 60_000
/** A sign-in counts as the parent's own presence for this long, unless the page was locked meanwhile. */
const FRESH_MS = 10 * 60_000
/** Of four digits there are ten thousand: at this rate half of them take ten days. */
const TRIES = 5
const TRIES_MS = 15 * 60_000

export const PARENT_COOKIE = 'unfold.parent'
const HEADER = 'x-unfold-parent'
const IN_COOKIES = new RegExp(`(?:^|;) *${PARENT_COOKIE.replace('.', '\\.')}=([^; ]+)`)

const payloadSchema = z.object({ accountId: z.string(), turn: z.number(), until: z.number() })

interface LocksTables {
  parent_locks: {
    account_id: string
    /** Salt and hash; null until a PIN was chosen. */
    pin: string | null
    /** Counts lockings: what was unlocked before one is locked by it, on every device. */
    turn: number
    locked_at: number
    tries: number
    tries_since: number
  }
}

const MIGRATIONS = [
  `CREATE TABLE parent_locks (
    account_id TEXT PRIMARY KEY,
    pin TEXT,
    turn INTEGER NOT NULL,
    locked_at BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    tries_since BIGINT NOT NULL
  )`,
]

export interface ParentLockOptions {
  backend: Pick<ServerBackend, 'records' | 'migrate'>
  secret: string
  now: () => number
}

/**
 * Tells the parent from whoever holds a signed-in device. Every session is locked until the PIN, the password or a fresh
 * sign-in opens it for some minutes; then a signed cookie, or header, says so.
 */
export class ParentLock {
  readonly #db: Kysely<LocksTables>
  readonly #migrate: () => Promise<void>
  readonly #secret: string
  readonly #now: () => number

  constructor({ backend, secret, now }: ParentLockOptions) {
    this.#db = backend.records
    this.#migrate = () => backend.migrate('parent locks', MIGRATIONS)
    this.#secret = secret
    this.#now = now
  }

  migrate(): Promise<void> {
    return this.#migrate()
  }

  async hasPin(accountId: string): Promise<boolean> {
    return (await this.#find(accountId))?.pin != null
  }

  async setPin(accountId: string, pin: string): Promise<void> {
    const stored = await this.#hash(accountId, pin, randomBytes(16))
    await this.#ensure(accountId)
    await this.#db
      .updateTable('parent_locks')
      .set({ pin: stored, tries: 0 })
      .where('account_id', '=', accountId)
      .execute()
  }

  /** Leaves the lock, and locks it: until a new PIN is chosen, what opens it without one does. */
  async forgetPin(accountId: string): Promise<void> {
    await this.#db
      .updateTable('parent_locks')
      .set({ pin: null, tries: 0 })
      .where('account_id', '=', accountId)
      .execute()
    await this.lock(accountId)
  }

  /** Throws LIMIT_EXCEEDED after too many wrong ones; false also where no PIN was chosen. */
  async checkPin(accountId: string, pin: string): Promise<boolean> {
    return this.#attempt(accountId, async () => {
      const stored = (await this.#find(accountId))?.pin
      if (stored == null) return false
      const salt = Buffer.from(stored.split('.')[0]!, 'base64url')
      return isEqual(stored, await this.#hash(accountId, pin, salt))
    })
  }

  /** Counts a try before it is looked at, so that many at once are no more than the same number one by one. */
  async #attempt(accountId: string, check: () => Promise<boolean>): Promise<boolean> {
    await this.#ensure(accountId)
    const now = this.#now()
    const isOld = sql<boolean>`tries_since <= ${now - TRIES_MS}`
    const { tries, tries_since: since } = await this.#db
      .updateTable('parent_locks')
      .set({
        tries: sql<number>`CASE WHEN ${isOld} THEN 1 ELSE tries + 1 END`,
        tries_since: sql<number>`CASE WHEN ${isOld} THEN ${now} ELSE tries_since END`,
      })
      .where('account_id', '=', accountId)
      .returning(['tries', 'tries_since'])
      .executeTakeFirstOrThrow()
    if (tries > TRIES) {
      const retryAfterS = Math.max(1, Math.ceil((since + TRIES_MS - now) / 1000))
      throw new UnfoldError('LIMIT_EXCEEDED', 'Too many wrong tries. Wait a little and try again.', {
        retryAfterS,
      })
    }
    const isRight = await check()
    if (isRight) {
      await this.#db
        .updateTable('parent_locks')
        .set({ tries: 0 })
        .where('account_id', '=', accountId)
        .execute()
    }
    return isRight
  }

  /** The password is tried under the same count as the PIN: neither is a way around the other's. */
  checkPassword(accountId: string, check: () => Promise<boolean>): Promise<boolean> {
    return this.#attempt(accountId, check)
  }

  async isFresh(accountId: string, signedInAt: number): Promise<boolean> {
    if (signedInAt <= this.#now() - FRESH_MS) return false
    return signedInAt > ((await this.#find(accountId))?.locked_at ?? 0)
  }

  async unlock(accountId: string): Promise<{ token: string; until: number }> {
    const turn = (await this.#find(accountId))?.turn ?? 0
    const until = this.#now() + UNLOCKED_MS
    const body = Buffer.from(JSON.stringify({ accountId, turn, until })).toString('base64url')
    return { token: `${body}.${this.#sign(body)}`, until }
  }

  async lock(accountId: string): Promise<void> {
    await this.#ensure(accountId)
    await this.#db
      .updateTable('parent_locks')
      .set((eb) => ({ turn: eb('turn', '+', 1), locked_at: this.#now() }))
      .where('account_id', '=', accountId)
      .execute()
  }

  /** Until when the request is the parent's; null while it is locked. */
  async unlockedUntil(raw: IncomingMessage, accountId: string): Promise<number | null> {
    const header = raw.headers[HEADER]
    const token = typeof header === 'string' ? header : IN_COOKIES.exec(raw.headers.cookie ?? '')?.[1]
    const [, body, signature] = /^([\w-]+)\.([\w-]+)$/.exec(token ?? '') ?? []
    if (!body || !signature || !isEqual(signature, this.#sign(body))) return null
    const payload = payloadSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
    if (payload.accountId !== accountId || payload.until <= this.#now()) return null
    return payload.turn === ((await this.#find(accountId))?.turn ?? 0) ? payload.until : null
  }

  async forget(accountId: string): Promise<void> {
    await this.#db.deleteFrom('parent_locks').where('account_id', '=', accountId).execute()
  }

  #find(accountId: string) {
    return this.#db
      .selectFrom('parent_locks')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirst()
  }

  async #ensure(accountId: string): Promise<void> {
    await this.#db
      .insertInto('parent_locks')
      .values({ account_id: accountId, pin: null, turn: 0, locked_at: 0, tries: 0, tries_since: 0 })
      .onConflict((conflict) => conflict.column('account_id').doNothing())
      .execute()
  }

  /** Salted, slow, and under the server's secret: a stolen database alone gives no PIN. */
  async #hash(accountId: string, pin: string, salt: Buffer): Promise<string> {
    const secret = createHmac('sha256', this.#secret).update(`unfold pin 1\n${accountId}\n${pin}`).digest()
    const key = (await scryptAsync(secret, salt, 32)) as Buffer
    return `${salt.toString('base64url')}.${key.toString('base64url')}`
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#secret).update(`unfold parent 1\n${body}`).digest('base64url')
  }
}

const scryptAsync = promisify(scrypt)

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
