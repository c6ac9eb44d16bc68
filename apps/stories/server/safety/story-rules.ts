import type { Checker, GateContext, Verdict } from 'unfold/reveal'
import type { Limits } from '../../shared/index.ts'
import { rulesFromLimits } from './limits/index.ts'
import { normalise } from './normalise.ts'
import type { Rule, RuleSet } from './rule.ts'
import { requireRuleSet, RULE_SETS } from './rule-sets.ts'
import { createUnmask } from './unmask.ts'

export interface StoryContext extends GateContext {
  /** What the parent set for this child. Absent: no limits beyond its age. */
  limits?: Limits | undefined
}

/** Name of the checker. Its reasons are sentences of ours, and never quote. */
export const STORY_RULES = 'rules'

/** Characters of committed text that a segment is read together with: harm can be split over sentences. */
const WINDOW = 400

/**
 * The deterministic layer. A rule is broken when the segment, read after what is committed, holds more finds than the
 * committed text alone; so a find across the border counts, even of a word split over it, and an old one is not held
 * against a new sentence. Words in the letters of another language are read by the rules of that language as well.
 * `context.kind` is `input` for words that come from a person.
 */
export function createStoryRules(): Checker<StoryContext> {
  const sets = Object.values(RULE_SETS)
  const readers = new Map(sets.map((set) => [set, readerOf(set)] as const))
  return {
    name: STORY_RULES,
    check(segment: string, context: StoryContext): Verdict {
      const own = requireRuleSet(context.language)
      const before = windowOf(context.before)
      const others = sets.filter((set) => set !== own)
      for (const set of [own, ...others]) {
        const take = (text: string) => (set === own ? text : withoutWords(text, own))
        if (set !== own && !set.meets.test(take(segment))) continue
        const rules = [...set.rules, ...rulesFromLimits(context.limits, set.tag)]
        const broken = brokenRule(rules, take(before), take(segment), readers.get(set)!, context)
        if (broken) return { safe: false, rule: broken.id, reason: broken.reason }
      }
      return { safe: true }
    },
  }
}

type Reader = (text: string) => string

function readerOf(set: RuleSet): Reader {
  const unmask = createUnmask(set)
  const { fold = (text) => text } = set
  return (text) => unmask(fold(normalise(text, set)))
}

function brokenRule(
  rules: readonly Rule[],
  before: string,
  segment: string,
  read: Reader,
  context: StoryContext,
): Rule | undefined {
  let old: string | undefined
  const whole = read(before + segment)
  return rules.find((rule) => {
    if (!applies(rule, context)) return false
    const finds = computeFinds(rule, rule.view === 'written' ? segment.normalize('NFKC') : whole)
    if (finds === 0) return false
    // Seldom comes here, so the text that was checked before is read only now.
    return rule.view === 'written' || finds > computeFinds(rule, (old ??= read(before)))
  })
}

/** A sign that is a letter of no language keeps the place. */
function withoutWords(text: string, { words }: RuleSet): string {
  return text.normalize('NFKC').replace(words, '¤')
}

function applies({ underAge, kinds }: Rule, { age, kind }: GateContext): boolean {
  return (underAge === undefined || age < underAge) && (!kinds || kinds.includes(kind))
}

function computeFinds(rule: Rule, text: string): number {
  let open = rule.view === 'narration' ? withoutSpeech(text) : text
  // The sign keeps the words on both sides apart and is a letter of no pattern.
  for (const except of rule.except ?? []) open = open.replace(except, '¤')
  const matches = rule.patterns.reduce((n, pattern) => n + (open.match(pattern)?.length ?? 0), 0)
  return matches + (rule.count?.(open) ?? 0)
}

/** Also takes out what stands before a closing quote whose opening lies before the window, and after one still open. */
function withoutSpeech(text: string): string {
  return text.replace(/^[^"]*[.!?,]"(?= |$)/, '¤').replace(/"[^"]*(?:"|$)/g, '¤')
}

function windowOf(before: string): string {
  if (before.length <= WINDOW) return before
  const tail = before.slice(-WINDOW)
  return tail.slice(tail.search(/\s/) + 1)
}
