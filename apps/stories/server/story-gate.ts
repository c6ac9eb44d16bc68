import { UnfoldError } from 'unfold/protocol'
import { type Checker, createGate, type Gate } from 'unfold/reveal'
import { type Child, type Language, languageSchema } from '../shared/index.ts'
import type { StoriesEngine } from './engine.ts'
import { LOCALES } from './locales.ts'
import { REFUSALS, wordsOfRefusal } from './refusals.ts'
import { createStoryRules, type StoryContext } from './safety/index.ts'

export interface StoryGate extends Gate<StoryContext> {
  /** What the rules alone say: for words of ours, which are reviewed but know nothing of a child's limits. */
  rulesAllow(text: string, context: Omit<StoryContext, 'before'>): Promise<boolean>
}

export interface StoryGateOptions {
  /** Asked after the rules. */
  checkers: readonly Checker[]
  timeoutMs: number
  countVerdict: StoriesEngine['countVerdict']
}

/** The rules, with what a parent wants avoided, then the other layers; every verdict is counted. */
export function createStoryGate({ checkers, timeoutMs, countVerdict }: StoryGateOptions): StoryGate {
  const rules = createStoryRules()
  const gate = createGate<StoryContext>({ checkers: [rules, ...checkers], timeoutMs })
  const alone = createGate<StoryContext>({ checkers: [rules], timeoutMs })
  return {
    rulesAllow: async (text, context) => (await alone.check(text, { ...context, before: '' })).safe,
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
  if (verdict.cause !== 'rejected') throw new UnfoldError('SAFETY_CHECK_FAILED', REFUSALS[language].unchecked)
  // The fields of a problem are told in English. The problem itself is told to the child, in its language.
  const message = wordsOfRefusal(verdict.rule, field, 'english')
  throw new UnfoldError(
    'INVALID',
    language === 'english'
      ? 'These words cannot be used in a story.'
      : wordsOfRefusal(verdict.rule, field, language),
    { fields: [{ field, message }] },
  )
}

/** Plain in every language of the stories. */
const HARMLESS: { readonly [language in Language]: string } = {
  english: 'The cat sat in the sun.',
  hebrew: 'החתול ישב בשמש.',
}

/** A story server whose checker does not answer is not ready. A model is asked once, the rules for every language. */
export async function requireAnswer(gate: StoryGate): Promise<void> {
  const context = { kind: 'sentence', language: LOCALES.english, age: 8 }
  const verdict = await gate.check(HARMLESS.english, { ...context, before: '' })
  if (!verdict.safe) throw new Error(`the safety checker says: ${verdict.reason}`)
  for (const language of languageSchema.options) {
    if (!(await gate.rulesAllow(HARMLESS[language], { ...context, language: LOCALES[language] })))
      throw new Error(`the safety rules have no answer for ${language}`)
  }
}
