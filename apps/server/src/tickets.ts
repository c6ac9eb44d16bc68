import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Account, Ticket } from 'unfold/server'
import { z } from 'zod'

/** Ten minutes: long enough to open a stream, short enough for a URL that somebody may keep. */
const LIFE_MS = 600_000
const PREFIX = 'utk_'

/** What a start ticket allows: one run of exactly this story, then reading it. */
export const storyStartSchema = z.object({
  childId: z.int().positive(),
  theme: z.string().trim().min(1).max(60),
  chapterNumber: z.int().positive().max(1000),
  title: z.string().trim().min(1).max(120).nullish(),
})
export type StoryStart = z.infer<typeof storyStartSchema>

const payloadSchema = z.object({
  account: z.object({ id: z.string(), demo: z.boolean() }),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('read'), runId: z.string() }),
    z.object({ kind: z.literal('start'), ...storyStartSchema.shape }),
  ]),
  /** Names the one run that a start ticket starts, however often it is shown. */
  ticketId: z.string(),
  expiresAt: z.number(),
})
type Payload = z.infer<typeof payloadSchema>

export interface TicketsOptions {
  secret: string
  now?: () => number
  createId?: () => string
}

/**
 * Stateless tickets for readers that can send neither cookie nor header: `utk_` payload `.` HMAC-SHA256. They name an
 * account and one scope, never a session, so that a URL that leaks opens one run for minutes and nothing else.
 */
export class Tickets {
  readonly #secret: string
  readonly #now: () => number
  readonly #createId: () => string

  constructor(options: TicketsOptions) {
    this.#secret = options.secret
    this.#now = options.now ?? Date.now
    this.#createId = options.createId ?? randomUUID
  }

  issue(account: Account, scope: Payload['scope']): { ticket: string; expiresAt: number } {
    const expiresAt = this.#now() + LIFE_MS
    const { id, demo } = account
    const payload: Payload = { account: { id, demo }, scope, ticketId: this.#createId(), expiresAt }
    const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
    return { ticket: `${PREFIX}${body}.${this.#sign(body)}`, expiresAt }
  }

  /** Null for a forged, damaged or expired ticket alike. */
  check(text: string): { account: Account; ticket: Ticket } | null {
    const match = /^utk_([\w-]+)\.([\w-]+)$/.exec(text)
    if (!match || !isEqual(match[2]!, this.#sign(match[1]!))) return null
    const payload = payloadSchema.parse(JSON.parse(Buffer.from(match[1]!, 'base64url').toString()))
    if (payload.expiresAt <= this.#now()) return null
    const { account, scope, ticketId } = payload
    if (scope.kind === 'read') return { account, ticket: scope }
    return { account, ticket: { ...scope, ticketId, title: scope.title ?? null } }
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#secret).update(`unfold ticket 1\n${body}`).digest('base64url')
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
