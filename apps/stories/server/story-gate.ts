import { UnfoldError } from 'unfold/protocol'
import { type Checker, createGate, type Gate, type GateContext } from 'unfold/reveal'
import type { Child, Limits } from '../shared/index.ts'
import type { StoriesEngine } from './engine.ts'
import { LOCALES } from './locales.ts'
import { createStoryRules } from './safety/index.ts'

export interface StoryContext extends GateContext {
  /** What the parent set for this child. Absent: no limits beyond its age. */
  limits?: Limits | undefined
}
export type StoryGate = Gate<StoryContext>

export interface StoryGateOptions {
  /** Asked after the rules. */
  checkers: readonly Checker[]
  timeoutMs: number
  countVerdict: StoriesEngine['countVerdict']
}

/** The rules, with what a parent wants avoided, then the other layers; every verdict is counted. */
export function createStoryGate({ checkers, timeoutMs, countVerdict }: StoryGateOptions): StoryGate {
  const gate = createGate<StoryContext>({ checkers: [createLimitedRules(), ...checkers], timeoutMs })
  return {
    async check(segment, context, signal) {
      const verdict = await gate.check(segment, context, signal)
      const outcome = verdict.safe ? 'accepted' : verdict.cause === 'rejected' ? 'rejected' : 'missing'
      countVerdict?.(outcome, context.language)
      return verdict
    },
  }
}

/** A person's words pass the same gate as the story's, before anything is stored. Throws INVALID, naming the field. */
export async function checkInput(
  gate: StoryGate,
  field: string,
  text: string,
  { age, language, limits }: Pick<Child, 'age' | 'language'> & Partial<Pick<Child, 'limits'>>,
): Promise<void> {
  const context = { before: '', kind: 'input', language: LOCALES[language], age, limits }
  const verdict = await gate.check(text, context)
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
export async function requireAnswer(gate: StoryGate): Promise<void> {
  const verdict = await gate.check('The cat sat in the sun.', {
    before: '',
    kind: 'sentence',
    language: 'en',
    age: 8,
  })
  if (!verdict.safe) throw new Error(`the safety checker says: ${verdict.reason}`)
}

/** Rule sets are prepared once for each language and list. */
function createLimitedRules(): Checker<StoryContext> {
  const prepared = new Map<string, Checker>()
  return {
    name: createStoryRules({ language: 'english' }).name,
    check(segment, context, signal) {
      const avoid = context.limits?.avoid ?? []
      const key = JSON.stringify([context.language, avoid])
      let rules = prepared.get(key)
      if (!rules) {
        const language = Object.entries(LOCALES).find(([, locale]) => locale === context.language)?.[0]
        rules = createStoryRules({ language: language ?? context.language, avoid })
        if (prepared.size >= 100) prepared.clear()
        prepared.set(key, rules)
      }
      return rules.check(segment, context, signal)
    },
  }
}
