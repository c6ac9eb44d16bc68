import { UnfoldError } from 'unfold/protocol'
import { type Account, defineRoute, type Route, type RunApi } from 'unfold/server'
import { z } from 'zod'
import { type StoryStart, storyStartSchema, type Tickets } from './tickets.ts'

const bodySchema = z.union([
  z.strictObject({ run: z.string().min(1).max(100).describe('Read this run.') }),
  z.strictObject({ start: storyStartSchema.describe('Start this one story, once, then read it.') }),
])
const replySchema = z.object({
  ticket: z.string(),
  expiresAt: z.int().describe('Milliseconds since the epoch.'),
  url: z.string().describe('What the ticket opens, the ticket included.'),
})

export interface TicketRouteOptions {
  tickets: Tickets
  api: RunApi
  /** Whether the account may start this story at all; the start itself asks again. */
  mayStart: (account: Account, start: StoryStart) => Promise<boolean>
}

/** Tickets are for clients that can send neither cookie nor header: what stands in a URL opens one run, for minutes. */
export function createTicketRoute({ tickets, api, mayStart }: TicketRouteOptions): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/tickets',
    access: 'account',
    writes: true,
    summary: 'A short-lived ticket that reads one run, or starts one story and reads it',
    schema: { body: bodySchema, replies: { 201: replySchema } },
    owns: { 'body.run': 'run', 'body.start.childId': 'child' },
    run: async ({ account, body }) => {
      const asked = body as z.infer<typeof bodySchema>
      if ('run' in asked) {
        // A ticket speaks for whoever holds it: nobody gets one for a run that is held back.
        const run = await api.find({ id: account.id }, asked.run)
        if (!run) throw new UnfoldError('NOT_FOUND', 'There is no such run.')
        const issued = tickets.issue(account, { kind: 'read', runId: run.runId })
        return created(issued, `/api/runs/${encodeURIComponent(run.runId)}/stream`, {})
      }
      const { start } = asked
      if (!(await mayStart(account, start))) throw new UnfoldError('NOT_FOUND', 'There is no such child.')
      return created(tickets.issue(account, { kind: 'start', ...start }), '/api/v1/stories/generate/stream', {
        child_id: String(start.childId),
        theme: start.theme,
        chapter_number: String(start.chapterNumber),
        ...(start.title ? { title: start.title } : {}),
      })
    },
  })
}

function created(issued: { ticket: string; expiresAt: number }, path: string, query: Record<string, string>) {
  const search = new URLSearchParams({ ...query, token: issued.ticket })
  return { status: 201, body: { ...issued, url: `${path}?${search}` } }
}
