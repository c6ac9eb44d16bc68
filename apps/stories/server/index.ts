import type { Flow } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { UnfoldError } from 'unfold/protocol'
import { type Checker, createGate, type Gate } from 'unfold/reveal'
import type { Account, Route } from 'unfold/server'
import type { Child } from '../shared/index.ts'
import type { StoriesEngine } from './engine.ts'
import { ChapterStarts } from './flow/chapter-starts.ts'
import { createStoryFlow } from './flow/story-flow.ts'
import { Families, Stories, STORIES_MIGRATIONS } from './records/index.ts'
import { createFamilyRoutes, createStoryStreamRoute } from './routes/index.ts'
import { createModelJudge, createStoryRules } from './safety/index.ts'

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
  const gate = createStoryGate(options, engine.countVerdict)
  const starts = new ChapterStarts({
    families,
    stories,
    // The offline author keeps clear of every word run of two hundred stories; a model is told of forty plots.
    remembered: options.model.offline ? 200 : 40,
    now,
    checkInput: (field, text, child) => checkInput(gate, field, text, child),
  })
  const flow = createStoryFlow({ ...options, gate, starts, stories, now })
  return {
    flows: [flow],
    routes: [
      ...createFamilyRoutes(families, (nickname, age) =>
        checkInput(gate, 'body.nickname', nickname, { age }),
      ),
      createStoryStreamRoute({ engine, flow, families, starts, now }),
    ],
    checks: [{ name: 'safety checker', run: () => requireAnswer(gate) }],
    mayStart: async (account, { childId }) => (await families.find(childId))?.accountId === account.id,
  }
}

function createStoryGate(
  { judge, checkers = [], checkTimeoutMs = 8000 }: StoriesOptions,
  countVerdict: StoriesEngine['countVerdict'] = () => {},
): Gate {
  const layers: Checker[] = [createStoryRules({ language: 'english' })]
  if (judge) layers.push(createModelJudge({ model: judge, timeoutMs: checkTimeoutMs }))
  const gate = createGate({
    checkers: [...layers, ...checkers],
    timeoutMs: checkTimeoutMs,
  })
  return {
    async check(segment, context, signal) {
      const verdict = await gate.check(segment, context, signal)
      const outcome = verdict.safe ? 'accepted' : verdict.cause === 'rejected' ? 'rejected' : 'missing'
      countVerdict(outcome, context.language)
      return verdict
    },
  }
}

/** A person's words pass the same gate as the story's, before anything is stored. */
async function checkInput(
  gate: Gate,
  field: string,
  text: string,
  { age }: Pick<Child, 'age'>,
): Promise<void> {
  const verdict = await gate.check(text, { before: '', kind: 'input', language: 'en', age })
  if (verdict.safe) return
  if (verdict.cause !== 'rejected') {
    throw new UnfoldError(
      'SAFETY_CHECK_FAILED',
      'These words could not be checked. Please try again in a moment.',
    )
  }
  throw new UnfoldError('INVALID', 'These words cannot be used in a story.', {
    fields: [{ field, message: verdict.reason }],
  })
}

/** A story server whose checker does not answer is not ready. */
async function requireAnswer(gate: Gate): Promise<void> {
  const verdict = await gate.check('The cat sat in the sun.', {
    before: '',
    kind: 'sentence',
    language: 'en',
    age: 8,
  })
  if (!verdict.safe) throw new Error(`the safety checker says: ${verdict.reason}`)
}
