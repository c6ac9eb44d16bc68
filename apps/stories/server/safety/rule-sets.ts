import { UnfoldError } from 'unfold/protocol'
import { ENGLISH } from './english/index.ts'
import { HEBREW } from './hebrew/index.ts'
import type { RuleSet } from './rule.ts'

/** A language of the stories is a folder beside this file and a row here. */
export const RULE_SETS: { readonly [language: string]: RuleSet } = { english: ENGLISH, hebrew: HEBREW }

/** By the language's name ("hebrew") or its tag ("he-IL"). No rules, no stories: any other gets no verdict. */
export function requireRuleSet(language: string): RuleSet {
  const tag = language.split('-')[0]
  const named = Object.hasOwn(RULE_SETS, language) ? RULE_SETS[language] : undefined
  const set = named ?? Object.values(RULE_SETS).find((each) => each.tag === tag)
  if (!set) throw new UnfoldError('INITIALIZATION_ERROR', 'There are no safety rules for this language.')
  return set
}
