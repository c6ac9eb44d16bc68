import type { Checker, GateContext, Verdict } from 'unfold/reveal'
import type { Limits } from '../../shared/index.ts'
import { rulesFromLimits } from './limits/index.ts'
import { normalise } from './normalise.ts'
import type { Rule, RuleSet } from './rule.ts'
import { RuleBook, RuleText } from './rule-book.ts'
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
        const taken = take(segment)
        if (set !== own && !set.meets.test(taken)) continue
        const text = new RuleText(take(before), taken, readers.get(set)!)
        const broken =
          bookOf(set.rules).brokenBy(text, context) ??
          bookOf(rulesFromLimits(context.limits, set.tag)).brokenBy(text, context)
        if (broken) return { safe: false, rule: broken.id, reason: broken.reason }
      }
      return { safe: true }
    },
  }
}

/** Made once for a list: those of a language, and those that a child's limits gave. */
function bookOf(rules: readonly Rule[]): RuleBook {
  const known = books.get(rules)
  if (known) return known
  const book = new RuleBook(rules)
  books.set(rules, book)
  return book
}

const books = new WeakMap<readonly Rule[], RuleBook>()

type Reader = (text: string) => string

function readerOf(set: RuleSet): Reader {
  const unmask = createUnmask(set)
  const { fold = (text) => text } = set
  return (text) => unmask(fold(normalise(text, set)))
}

/** A sign that is a letter of no language keeps the place. */
function withoutWords(text: string, { words }: RuleSet): string {
  return text.normalize('NFKC').replace(words, '¤')
}

function windowOf(before: string): string {
  if (before.length <= WINDOW) return before
  const tail = before.slice(-WINDOW)
  return tail.slice(tail.search(/\s/) + 1)
}
