import type { Flow, RunRecord } from 'unfold/core'
import { type FrameId, UnfoldError } from 'unfold/protocol'
import {
  type Account,
  defineRoute,
  frameIdFromLastEventId,
  type Route,
  type RouteRequest,
} from 'unfold/server'
import { type StartChapter, type StreamQuery, streamQuerySchema } from '../../shared/index.ts'
import { storyDialect } from '../dialect.ts'
import type { StoriesEngine } from '../engine.ts'
import type { ChapterStarts } from '../flow/chapter-starts.ts'
import type { Families, Releases } from '../records/index.ts'

/** A finished chapter is answered instead of being written again for this long. */
const REUSE_COMPLETED_MS = 600_000

type StreamRequest = RouteRequest<unknown, StreamQuery>

export interface StoryStreamOptions {
  engine: StoriesEngine
  flow: Flow
  families: Families
  releases: Releases
  starts: ChapterStarts
  now: () => number
}

/**
 * The seed's endpoint: a GET that starts a chapter and streams it. It starts only when nobody holds the same chapter,
 * and never with `Last-Event-ID`: a browser that comes back resumes, or is told with 204 that all has been read.
 */
export function createStoryStreamRoute(options: StoryStreamOptions): Route {
  const { engine, now } = options
  return defineRoute({
    method: 'GET',
    path: '/api/v1/stories/generate/stream',
    access: 'ticket',
    writes: true,
    summary:
      'Start a chapter, or join the one that is being written, as `story_chunk` events. With Last-Event-ID it resumes and never starts; 204 when everything was read.',
    schema: { query: streamQuerySchema },
    owns: { 'query.child_id': 'child' },
    async run(request: StreamRequest) {
      engine.api.requireStreaming()
      const { headers, response, query } = request
      await requireChild(options.families, request.account, query.child_id)
      requireTicketFor(request)
      const after = frameIdFromLastEventId(headers['last-event-id'])
      const asked = chapterFromQuery(query)
      const held = await findHeld(options, request.account, asked)
      if (after) {
        const read = (await findRead(options, request.account, asked, after)) ?? held
        if (read) await requireOpen(options, request.account, read)
        if (!read || (await engine.streams.isFullyRead(read, storyDialect, after))) return { status: 204 }
        engine.streams.attach({ runId: read.runId, dialect: storyDialect, after, response })
        return 'streaming'
      }
      const isHere = held !== undefined && (await isReusable(options, held, now()))
      const run = isHere ? held : await start(options, request, asked)
      await requireOpen(options, request.account, run)
      engine.streams.attach({ runId: run.runId, dialect: storyDialect, after: null, response })
      return 'streaming'
    },
  })
}

/** The newest run that holds or held the chapter. A later one is the same run for this endpoint and for the native API. */
async function findHeld(
  { engine, starts }: StoryStreamOptions,
  account: Account,
  asked: StartChapter,
): Promise<RunRecord | undefined> {
  const keys = asked.chapterNumber === 1 ? [claimKey(asked)] : await starts.claimKeys(account.id, asked)
  const runs = await Promise.all(keys.map((key) => engine.backend.log.findByClaim(account.id, key)))
  return runs.filter((run) => run !== null).toSorted((a, b) => b.acceptedAt - a.acceptedAt)[0]
}

/** The run that the reader was reading: this chapter's, though a later run may hold it by now. */
async function findRead(
  { engine, flow }: StoryStreamOptions,
  account: Account,
  { childId, theme, chapterNumber }: StartChapter,
  { runId }: FrameId,
): Promise<RunRecord | null> {
  const run = runId === null ? null : await engine.backend.log.find(runId)
  if (run?.accountId !== account.id || run.flow !== flow.name) return null
  const input = run.input as Pick<StartChapter, 'childId' | 'theme' | 'chapterNumber'>
  const fits = input.childId === childId && input.theme === theme && input.chapterNumber === chapterNumber
  return fits ? run : null
}

async function start(
  { engine, starts, flow }: StoryStreamOptions,
  { account, ticket }: StreamRequest,
  asked: StartChapter,
): Promise<RunRecord> {
  const prepared = await starts.prepare(account.id, asked, 'query')
  const { run } = await engine.api.startRun({
    claim: { key: claimKey(asked), reuseCompletedMs: REUSE_COMPLETED_MS },
    ...prepared,
    flow,
    accountId: account.id,
    // One ticket is one run, whatever became of it.
    ...(ticket?.kind === 'start'
      ? { idempotencyKey: `ticket:${ticket.ticketId}`, asked: { ticket: ticket.ticketId } }
      : {}),
  })
  return run
}

function chapterFromQuery(query: StreamQuery): StartChapter {
  const { child_id: childId, theme, chapter_number: chapterNumber, title } = query
  return { childId, theme, chapterNumber, title }
}

/** 404 for a child that nobody has; 403 for another family's, as the seed rules. */
async function requireChild(families: Families, account: Account, childId: number): Promise<void> {
  const owned = await families.find(childId)
  if (!owned) throw new UnfoldError('NOT_FOUND', 'There is no such child.')
  if (owned.accountId !== account.id)
    throw new UnfoldError('FORBIDDEN', 'This is not a child of your family.')
}

/** A start ticket starts what it was given for, and nothing else. */
function requireTicketFor({ ticket, query }: StreamRequest): void {
  if (!ticket) return
  const same =
    ticket.kind === 'start' &&
    ticket.childId === query.child_id &&
    ticket.theme === query.theme &&
    ticket.chapterNumber === query.chapter_number &&
    ticket.title === (query.title ?? null)
  if (!same) throw new UnfoldError('FORBIDDEN', 'This ticket was given for something else.')
}

/** The child belongs to one account, so the account needs no place in it. */
function claimKey({ childId, theme, chapterNumber, title }: StartChapter): string {
  return `seed:${JSON.stringify([childId, theme, chapterNumber, title ?? null])}`
}

/** A chapter that waits for a grown-up is not written again; one that was opened is here for as long as any other. */
async function isReusable({ releases }: StoryStreamOptions, run: RunRecord, now: number): Promise<boolean> {
  if (run.endedAt === null) return true
  if (run.status !== 'completed') return false
  const releasedAt = await releases.releasedAt(run.accountId, run.runId)
  return releasedAt === null || now - Math.max(releasedAt, run.endedAt) < REUSE_COMPLETED_MS
}

async function requireOpen(
  { engine }: StoryStreamOptions,
  account: Account,
  { runId }: RunRecord,
): Promise<void> {
  if (await engine.api.find(account, runId)) return
  throw new UnfoldError('NOT_FOUND', 'This chapter is not open yet.')
}
