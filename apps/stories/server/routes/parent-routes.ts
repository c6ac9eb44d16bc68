import { UnfoldError } from 'unfold/protocol'
import { defineRoute, problemSchema, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import {
  heldChaptersSchema,
  modeSchema,
  releasedSchema,
  withheldPageSchema,
  type WithheldQuery,
  withheldQuerySchema,
} from '../../shared/index.ts'
import type { StoriesEngine } from '../engine.ts'
import type { Families, Releases } from '../records/index.ts'
import { readWithheld } from '../shelf/index.ts'
import { requireUnlocked } from './require-unlocked.ts'

export interface ParentRoutesOptions {
  engine: StoriesEngine
  families: Families
  releases: Releases
  now: () => number
}

const chapterParamsSchema = z.object({ id: z.string().min(1).max(64) })

/** What the unlocked parent sees and decides. */
export function createParentRoutes({ engine, families, releases, now }: ParentRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/parent/withheld',
      access: 'account',
      writes: false,
      summary:
        'Every sentence that was withheld, with its reason. For the unlocked parent; nothing else gives this text.',
      schema: { query: withheldQuerySchema, replies: { 200: withheldPageSchema, 403: problemSchema } },
      async run({ account, query }: RouteRequest<unknown, WithheldQuery>) {
        requireUnlocked(account)
        const { log } = engine.backend
        return { status: 200, body: await readWithheld({ log, families }, account.id, query) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/parent/chapters',
      access: 'account',
      writes: false,
      summary: 'Chapters that wait for the parent, the oldest first',
      schema: { replies: { 200: heldChaptersSchema, 403: problemSchema } },
      async run({ account }) {
        requireUnlocked(account)
        const rows = await releases.held(account.id)
        const chapters = rows.map((row) => ({
          chapterId: row.id,
          runId: row.run_id,
          childId: row.child_id,
          nickname: row.nickname,
          mode: modeSchema.parse(row.mode),
          storyId: row.story_id,
          storyTitle: row.story_title,
          chapterNumber: row.chapter_number,
          title: row.title,
          createdAt: row.created_at,
        }))
        return { status: 200, body: { chapters } }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/parent/chapters/:id/release',
      access: 'account',
      writes: true,
      summary: 'Open a chapter to the child. Asked twice, it stays open since the first time.',
      owns: { 'params.id': 'chapter' },
      schema: {
        params: chapterParamsSchema,
        replies: { 200: releasedSchema, 403: problemSchema, 404: problemSchema },
      },
      async run({ account, params }: RouteRequest<z.infer<typeof chapterParamsSchema>>) {
        requireUnlocked(account)
        const releasedAt = await releases.release(account.id, params.id, now())
        if (releasedAt === null) throw new UnfoldError('NOT_FOUND', 'There is no such chapter.')
        return { status: 200, body: { chapterId: params.id, releasedAt } }
      },
    }),
  ]
}
