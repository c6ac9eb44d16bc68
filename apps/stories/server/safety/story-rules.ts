import { UnfoldError } from 'unfold/protocol'
import type { Checker, GateContext, Verdict } from 'unfold/reveal'
import { normalise } from './normalise.ts'
import type { Rule } from './rule.ts'
import { requireRuleSet } from './rule-sets.ts'
import { createUnmask } from './unmask.ts'

export interface StoryRulesOptions {
  /** A language of the stories: "english". */
  language: string
  /** Topics that the parent does not want, as words or phrases. */
  avoid?: readonly string[] | undefined
}

/** Name of the checker. Its reasons are sentences of ours, and never quote. */
export const STORY_RULES = 'rules'

/** Characters of committed text that a segment is read together with: harm can be split over sentences. */
const WINDOW = 400

/**
 * The deterministic layer. A rule is broken when the segment, read after what is committed, holds more finds than the
 * committed text alone; so a find across the border counts, even of a word split over it, and an old one is not held
 * against a new sentence.
 * `context.kind` is `input` for words that come from a person.
 */
export function createStoryRules({ language, avoid = [] }: StoryRulesOptions): Checker {
  const set = requireRuleSet(language)
  const unmask = createUnmask(set)
  const prepare = (text: string) => unmask(normalise(text, set))
  const topics = avoid.map((topic) => normalise(topic, set)).filter(Boolean)
  const rules = topics.length > 0 ? [...set.rules, avoidedTopics(topics)] : set.rules

  return {
    name: STORY_RULES,
    check(segment: string, context: GateContext): Verdict {
      if (context.language !== language && context.language.split('-')[0] !== set.tag)
        throw new UnfoldError('INTERNAL', `Rules for ${language} were asked about ${context.language}.`)
      const before = windowOf(context.before)
      let old: string | undefined
      const whole = prepare(before + segment)
      for (const rule of rules) {
        if (!applies(rule, context)) continue
        const finds = computeFinds(rule, rule.view === 'written' ? segment.normalize('NFKC') : whole)
        if (finds === 0) continue
        // Seldom comes here, so the text that was checked before is prepared only now.
        const isOld = rule.view !== 'written' && finds <= computeFinds(rule, (old ??= prepare(before)))
        if (!isOld) return { safe: false, rule: rule.id, reason: rule.reason }
      }
      return { safe: true }
    },
  }
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

function avoidedTopics(topics: readonly string[]): Rule {
  const words = topics.map((topic) => topic.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return {
    id: 'avoided-topic',
    reason: 'It speaks of a topic that you asked to avoid.',
    patterns: [new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?:e?s)?(?![\\p{L}\\p{N}])`, 'gu')],
  }
}
