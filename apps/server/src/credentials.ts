import type { IncomingMessage } from 'node:http'
import { UnfoldError } from 'unfold/protocol'
import type { Access, Account, Ticket } from 'unfold/server'
import { type Accounts, SESSION_COOKIE, type Person } from './accounts.ts'
import { DEMO_ACCOUNT, isAtThisMachine } from './demo-account.ts'
import type { ParentLock } from './parent-lock.ts'
import type { Tickets } from './tickets.ts'

export interface CredentialsOptions {
  accounts: Accounts
  tickets: Tickets
  lock: ParentLock
  demo: boolean
}

/** What documentation prints where a reader is to put a token of their own; it counts as none. */
const PLACEHOLDER = 'YOUR_TOKEN'

const DEMO_PERSON: Person = {
  id: DEMO_ACCOUNT.id,
  name: 'Demo family',
  email: 'demo@localhost',
  signedInAt: 0,
}

/** Whom a request speaks for: a ticket, a bearer token, a session cookie, or on this machine the demo account. */
export class Credentials {
  readonly #accounts: Accounts
  readonly #tickets: Tickets
  readonly #lock: ParentLock
  readonly #demo: boolean

  constructor(options: CredentialsOptions) {
    this.#accounts = options.accounts
    this.#tickets = options.tickets
    this.#lock = options.lock
    this.#demo = options.demo
  }

  /** Throws UNAUTHENTICATED for no credential and for a wrong one; a wrong one is never taken for the demo account. */
  async require(raw: IncomingMessage, access: Exclude<Access, 'public'>, token: unknown) {
    if (access === 'ticket' && token !== undefined && token !== PLACEHOLDER) {
      return this.#requireTicket(raw, token)
    }
    const person = await this.findPerson(raw)
    if (!person) throw new UnfoldError('UNAUTHENTICATED', 'Sign in first, or send a bearer token.')
    const account = accountFromPerson(person)
    const isUnlocked = (await this.#lock.unlockedUntil(raw, account.id)) !== null
    return { account: isUnlocked ? { ...account, unlocked: true } : account, ticket: null }
  }

  /** Null without a credential where the demo account does not answer; throws for a wrong one. */
  async findPerson(raw: IncomingMessage): Promise<Person | null> {
    const credential = credentialFromHeaders(raw)
    if (!credential) return this.#demo && isAtThisMachine(raw) ? DEMO_PERSON : null
    const person = await this.#accounts.find(credential)
    if (person) return person
    throw new UnfoldError('UNAUTHENTICATED', 'This session is unknown or has expired. Sign in again.')
  }

  #requireTicket(raw: IncomingMessage, token: unknown): { account: Account; ticket: Ticket } {
    const checked = typeof token === 'string' ? this.#tickets.check(token) : null
    // A ticket of the demo account carries no more than the account itself: it stays on this machine.
    if (!checked || (checked.account.demo && !(this.#demo && isAtThisMachine(raw)))) {
      throw new UnfoldError('UNAUTHENTICATED', 'This ticket is unknown or has expired. Ask for a new one.')
    }
    return checked
  }
}

export function accountFromPerson(person: Person): Account {
  return person.id === DEMO_ACCOUNT.id ? DEMO_ACCOUNT : { id: person.id, demo: false }
}

function credentialFromHeaders(raw: IncomingMessage): { cookie: string } | { bearer: string } | null {
  const { authorization, cookie } = raw.headers
  if (authorization !== undefined && authorization !== `Bearer ${PLACEHOLDER}`) {
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    if (bearer) return { bearer }
    throw new UnfoldError('UNAUTHENTICATED', 'The Authorization header must be "Bearer" and a token.')
  }
  const session = cookie?.match(SESSION_IN_HEADER)?.[1]
  return session === undefined ? null : { cookie: session }
}

/** Passed on as it came: only the accounts library knows how it signed and encoded the value. */
const SESSION_IN_HEADER = new RegExp(`(?:^|;) *(${SESSION_COOKIE.replaceAll('.', '\\.')}=[^; ]+)`)
