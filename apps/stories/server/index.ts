import type { Flow } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import type { Checker } from 'unfold/reveal'
import type { Account, Route } from 'unfold/server'
import type { StoriesEngine } from './engine.ts'
import { ChapterStarts } from './flow/chapter-starts.ts'
import { createStoryFlow } from './flow/story-flow.ts'
import { familyExport } from './family-export.ts'
import { Families, Releases, Stories, STORIES_MIGRATIONS } from './records/index.ts'
import {
  createBookRoute,
  createFamilyRoutes,
  createParentRoutes,
  createStoryRoutes,
  createStoryStreamRoute,
} from './routes/index.ts'
import { createModelJudge } from './safety/index.ts'
import { StoryRuns, StoryShelf } from './shelf/index.ts'
import { checkInput, createStoryGate, requireAnswer } from './story-gate.ts'

export { storyDialect } from './dialect.ts'
export { createStoryteller } from './storyteller/index.ts'
export type { StoriesEngine } from './engine.ts'

export interface StoriesOptions {
  model: LanguageModel
  /** Judges every sentence after the rules; null where no real model is configured. */
  judge: LanguageModel | null
  /** Further layers of the gate, asked last. */
  checkers?: readonly Checker[]
  checkTimeoutMs?: number
  temperature?: number | undefined
  maxOutputTokens?: number | undefined
  /** The account that the demo children belong to. */
  demoAccountId: string
  now?: () => number
}

export interface StoriesApp {
  flows: readonly Flow[]
  routes: readonly Route[]
  checks: readonly { name: string; run: () => Promise<void> }[]
  mayStart: (account: Account, start: { childId: number }) => Promise<boolean>
  exportOf: (accountId: string) => Promise<Record<string, unknown>>
  eraseOf: (accountId: string) => Promise<void>
}

/** The stories, put together on an engine: tables, flow, routes, and the part of readiness that asks the checkers. */
export async function createStoriesApp(engine: StoriesEngine, options: StoriesOptions): Promise<StoriesApp> {
  const { backend } = engine
  const { now = Date.now } = options
  await backend.migrate('stories', STORIES_MIGRATIONS)
  const families = new Families(backend.records, (statements) => backend.transact(statements), now)
  // Also where the demo is off: children 1 and 2 are nobody else's, whatever is switched on later.
  await families.addDemo(options.demoAccountId)
  const stories = new Stories(backend.records)
  const releases = new Releases(backend.records)
  const runs = new StoryRuns(backend.log, releases)
  const shelf = new StoryShelf(stories, runs)
  const { judge, checkers = [], checkTimeoutMs: timeoutMs = 8000 } = options
  const gate = createStoryGate({
    checkers: [...(judge ? [createModelJudge({ model: judge, timeoutMs })] : []), ...checkers],
    timeoutMs,
    countVerdict: engine.countVerdict,
  })
  const starts = new ChapterStarts({
    families,
    stories,
    // The offline author keeps clear of every word run of two hundred stories; a model is told of forty plots.
    remembered: options.model.offline ? 200 : 40,
    now,
    checkInput: (field, text, child) => checkInput(gate, field, text, child),
  })
  const mayRead: Flow['mayRead'] = (run, reader) => runs.mayRead(run, reader)
  const flow = { ...createStoryFlow({ ...options, gate, starts, stories, now }), mayRead }
  return {
    flows: [flow],
    routes: [
      ...createFamilyRoutes({
        engine,
        families,
        runs,
        checkNickname: (nickname, child) => checkInput(gate, 'body.nickname', nickname, child),
      }),
      ...createStoryRoutes({ engine, flow, stories, starts, runs, shelf, now }),
      createBookRoute(stories),
      ...createParentRoutes({ engine, families, releases, now }),
      createStoryStreamRoute({ engine, flow, families, releases, starts, now }),
    ],
    checks: [{ name: 'safety checker', run: () => requireAnswer(gate) }],
    mayStart: async (account, { childId }) => (await families.find(childId))?.accountId === account.id,
    exportOf: (accountId) => familyExport({ families, stories }, accountId),
    async eraseOf(accountId) {
      await families.removeAll(accountId)
      if (accountId === options.demoAccountId) await families.addDemo(accountId)
    },
  }
}
