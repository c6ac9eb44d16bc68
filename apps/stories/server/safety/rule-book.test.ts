import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import type { GateContext } from 'unfold/reveal'
import { describe, expect, test } from 'vitest'
import { DISGUISED, HARMFUL, SPLIT } from './english/harmful.fixture.ts'
import { ORDINARY } from './english/ordinary.fixture.ts'
import { countSwearing } from './english/swearing.ts'
import { DISGUISED_HEBREW, HARMFUL_HEBREW, SPLIT_HEBREW } from './hebrew/harmful.fixture.ts'
import { ORDINARY_HEBREW } from './hebrew/ordinary.fixture.ts'
import { rulesFromLimits } from './limits/index.ts'
import { normalise } from './normalise.ts'
import { RuleBook, RuleText } from './rule-book.ts'
import { RULE_SETS } from './rule-sets.ts'
import type { Rule, RuleSet } from './rule.ts'

const HARM = [...HARMFUL, ...DISGUISED, ...SPLIT, ...HARMFUL_HEBREW, ...DISGUISED_HEBREW, ...SPLIT_HEBREW]
const TEXTS = [...HARM.map(({ text }) => text), ...ORDINARY, ...ORDINARY_HEBREW]
const LIMITS = { avoid: ['spiders', 'the dark', 'school bus', 'דינוזאור'], spookiness: 0 }

/** The first broken rule when every pattern is tried. */
function brokenPlainly(rules: readonly Rule[], text: RuleText, { age, kind }: GateContext): Rule | undefined {
  const count = (rule: Rule, whole: string) => {
    let open = whole
    if (rule.view === 'narration')
      open = open.replace(/^[^"]*[.!?,]"(?= |$)/, '¤').replace(/"[^"]*(?:"|$)/g, '¤')
    for (const except of rule.except ?? []) open = open.replace(except, '¤')
    return rule.patterns.reduce((n, p) => n + (open.match(p)?.length ?? 0), rule.count?.(open) ?? 0)
  }
  return rules.find((rule) => {
    if (age >= (rule.underAge ?? Infinity) || (rule.kinds && !rule.kinds.includes(kind))) return false
    return rule.view === 'written'
      ? count(rule, text.written) > 0
      : count(rule, text.whole) > count(rule, text.old)
  })
}

/** Texts as they come, and with pieces of others in them. */
function mixed(): { before: string; segment: string }[] {
  const at = (n: number) => TEXTS[n % TEXTS.length]!
  return TEXTS.flatMap((text, i) => {
    const other = at(i * 31 + 7)
    const cut = (i * 13) % text.length
    return [
      { before: '', segment: text },
      { before: text.slice(0, cut), segment: text.slice(cut) },
      { before: `${other} `, segment: `"${text.slice(0, cut)}${at(i * 17).slice(cut)}` },
      { before: other, segment: ` ${text.toUpperCase()} ${other}` },
    ]
  })
}

describe.each(Object.entries(RULE_SETS))('%s rules', (_, set: RuleSet) => {
  test.each([
    ['of the language', set.rules],
    ["of a child's limits", rulesFromLimits(LIMITS, set.tag)],
  ])('%s say the same when only patterns are tried whose letters are there', (_name, rules) => {
    const book = new RuleBook(rules)
    const read = (text: string) => (set.fold ?? String)(normalise(text, set))
    const kinds = ['sentence', 'input', 'title']
    let broken = 0
    for (const [i, { before, segment }] of mixed().entries()) {
      const text = new RuleText(before, segment, read)
      const context = { before, kind: kinds[i % 3]!, language: set.tag, age: [6, 9, 12][(i % 5) % 3]! }
      const rule = book.brokenBy(text, context)
      if (rule) broken += 1
      const plainly = brokenPlainly(rules, text, context)
      if (rule !== plainly)
        expect([before, segment, rule?.reason]).toEqual([before, segment, plainly?.reason])
    }
    expect(broken).toBeGreaterThan(20)
  })

  test('read plain text in one step as they read any other in many', () => {
    const longWay = (text: string) => normalise(`${text} \u200B`, set)
    const letters = Array.from({ length: 0x2100 }, (_, code) => `a${String.fromCharCode(code)}b`)
    for (const text of [...TEXTS, ...letters]) expect(normalise(text, set)).toBe(longWay(text))
  })
})

test('swear words are counted as their matcher counts them', () => {
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
  const texts = [
    ...TEXTS.flatMap((text) => [text, text.toLowerCase().replaceAll('s', '$').replaceAll('i', '1')]),
    ...['fuuuuck', 'ass assassin', 'a\u00A4s', 'ｓhit', 'ѕhit 🅢hit', 'dîck', 'f u', '\ud83d ass', 'bass ass'],
  ]
  const counts = texts.map((text) => matcher.getAllMatches(text).length)
  expect(texts.map(countSwearing)).toEqual(counts)
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(20)
})
