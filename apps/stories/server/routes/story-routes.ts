import type { Flow, RunRecord } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import { type Account, defineRoute, problemSchema, type Route, type RouteRequest } from 'unfold/server'
import { z } from 'zod'
import {
  type Choose,
  chooseSchema,
  type ShelfQuery,
  shelfQuerySchema,
  shelfSchema,
  startedChapterSchema,
  storySchema,
} from '../../shared/index.ts'
import type { StoriesEngine } from '../engine.ts'
import type { ChapterStarts } from '../flow/chapter-starts.ts'
import { choiceKeyFromAnswer, type SavedChapter, type Stories, type StoryRow } from '../records/index.ts'
import { isLive, type StoryRuns, type StoryShelf } from '../shelf/index.ts'
import { requireUnlocked } from './require-unlocked.ts'

export interface StoryRoutesOptions {
  engine: StoriesEngine
  flow: Flow
  stories: Stories
  starts: ChapterStarts
  runs: StoryRuns
  shelf: StoryShelf
  now: () => number
}

const storyParamsSchema = z.object({ id: z.string().min(1).max(64) })
type StoryParams = z.infer<typeof storyParamsSchema>
const one = { owns: { 'params.id': 'story' } } as const

/** The shelf, a story's tree, choosing in it, and taking a story away. */
export function createStoryRoutes(options: StoryRoutesOptions): Route[] {
  const { stories, shelf, runs, engine } = options
  return [
    defineRoute({
      method: 'GET',
      path: '/api/stories',
      access: 'account',
      writes: false,
      summary: 'The shelf: stories to continue and finished ones, newest first',
      schema: { query: shelfQuerySchema, replies: { 200: shelfSchema } },
      run: async ({ account, query }: RouteRequest<unknown, ShelfQuery>) => ({
        status: 200,
        body: await shelf.list(account, query),
      }),
    }),
    defineRoute({
      ...one,
      method: 'GET',
      path: '/api/stories/:id',
      access: 'account',
      writes: false,
      summary: 'A story with the tree of its chapters; in child mode without what is not released',
      schema: { params: storyParamsSchema, replies: { 200: storySchema, 404: problemSchema } },
      async run({ account, params }: RouteRequest<StoryParams>) {
        const story = await shelf.story(account, params.id)
        if (!story) throw unknownStory()
        return { status: 200, body: story }
      },
    }),
    defineRoute({
      ...one,
      method: 'POST',
      path: '/api/stories/:id/choices',
      access: 'account',
      writes: true,
      summary:
        'Choose at the end of a chapter: starts the next one, or answers the one that is there. Asked twice, one chapter. `otherwise` goes back and makes a branch.',
      schema: {
        params: storyParamsSchema,
        body: chooseSchema,
        replies: {
          201: startedChapterSchema,
          200: startedChapterSchema,
          404: problemSchema,
          409: problemSchema,
        },
      },
      run: ({ account, params, body }: RouteRequest<StoryParams, unknown, Choose>) =>
        choose(options, account, params.id, body),
    }),
    defineRoute({
      ...one,
      method: 'DELETE',
      path: '/api/stories/:id',
      access: 'account',
      writes: true,
      summary: 'Erase a story with all its chapters and runs. For the unlocked parent.',
      schema: { params: storyParamsSchema, replies: { 404: problemSchema } },
      async run({ account, params: { id } }: RouteRequest<StoryParams>) {
        if (!(await shelf.story(account, id))) throw unknownStory()
        requireUnlocked(account)
        await eraseStories(
          engine,
          runs,
          account.id,
          (run) => run.storyId === id,
          async () => {
            await stories.remove(account.id, id)
          },
        )
        return { status: 204 }
      },
    }),
  ]
}

async function choose(options: StoryRoutesOptions, account: Account, storyId: string, asked: Choose) {
  const { engine, flow, stories, starts, runs } = options
  const story = await stories.find(account.id, storyId)
  const chapters = story ? await stories.chapters(storyId) : []
  const last = chapters.find((chapter) => chapter.chapterId === asked.chapterId)
  // What the child may not read yet it cannot go on from, and learns nothing of.
  if (!story || !last || (last.releasedAt === null && !account.unlocked))
    throw new UnfoldError('NOT_FOUND', 'There is no such chapter.')
  const key = choiceKeyFromAnswer(asked.choice)
  const there = chapters.find(({ parentId, choiceKey }) => parentId === last.chapterId && choiceKey === key)
  if (there) {
    if (story.current_chapter_id !== there.chapterId) await goBack(options, story, last, there, asked)
    const readable = there.releasedAt !== null || account.unlocked === true
    const body = { runId: there.runId, status: 'completed', chapterNumber: there.chapterNumber, readable }
    return { status: 200, body }
  }
  const chapterNumber = last.chapterNumber + 1
  const answer = async (
    { runId, status: runStatus }: Pick<RunRecord, 'runId' | 'status'>,
    status: number,
  ) => {
    const readable = (await engine.api.find(account, runId)) !== null
    return { status, body: { runId, status: runStatus, chapterNumber, readable } }
  }
  // One that goes on with a failed one holds no claim, and is the same chapter.
  const writing = (await runs.active(account.id)).find(
    ({ after }) => after?.chapterId === last.chapterId && after.choiceKey === key,
  )
  if (writing) return answer(writing, 200)
  // What broke off is gone on with: the child has read its words.
  const mayChoose = asked.otherwise || last.choice?.made?.key === key
  const [resting] = await runs.resting(
    account.id,
    (run) =>
      mayChoose &&
      run.after?.chapterId === last.chapterId &&
      run.after.choiceKey === key &&
      (isLive(run) || account.unlocked === true),
  )
  if (resting) {
    const { status, body } = await engine.api.retry(account, resting.runId)
    return answer(body as Pick<RunRecord, 'runId' | 'status'>, status)
  }
  const prepared = await starts.prepareChoice(account.id, story, asked)
  const { run, created } = await engine.api.startRun({ flow, accountId: account.id, ...prepared })
  return answer(run, created ? 201 : 200)
}

/** The branch is there: the story stands at it again, and its choice is the one made last. */
async function goBack(
  { engine, stories, now }: StoryRoutesOptions,
  story: StoryRow,
  last: SavedChapter,
  there: SavedChapter,
  { choice }: Choose,
): Promise<void> {
  await engine.backend.transact([
    stories.choose(last.chapterId, choice, now(), true),
    stories.stand(story.id, there, now()),
  ])
}

/**
 * Runs first, so that nothing goes on writing and whoever is interrupted can ask again; then the records, which refuse what
 * is begun later; then the runs that were accepted in between.
 */
export async function eraseStories(
  { api }: StoriesEngine,
  runs: StoryRuns,
  accountId: string,
  isOfThem: (run: { storyId: string; childId: number }) => boolean,
  removeRecords: () => Promise<void>,
): Promise<void> {
  const eraseRuns = async () => {
    const ids: string[] = []
    for await (const run of runs.all(accountId)) if (isOfThem(run)) ids.push(run.runId)
    for (const runId of ids) await api.erase(runId)
  }
  await eraseRuns()
  await removeRecords()
  await eraseRuns()
}

function unknownStory(): UnfoldError {
  return new UnfoldError('NOT_FOUND', 'There is no such story.')
}
