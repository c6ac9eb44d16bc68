import { UnfoldError } from 'unfold/protocol'
import { ENGLISH } from './english/index.ts'
import type { RuleSet } from './rule.ts'

/** A language of the stories is a folder beside this file and a row here. */
const RULE_SETS: { readonly [language: string]: RuleSet } = { english: ENGLISH }

/** No rules, no stories: a language without a set is refused instead of passing unchecked. */
export function requireRuleSet(language: string): RuleSet {
  const set = Object.hasOwn(RULE_SETS, language) ? RULE_SETS[language] : undefined
  if (!set) throw new UnfoldError('INITIALIZATION_ERROR', 'There are no safety rules for this language.')
  return set
}
