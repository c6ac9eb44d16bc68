import type { Verdict } from 'unfold/reveal'
import { createStoryRules, type StoryContext } from './index.ts'

/** Asks the rules about one text at a time, as of a child of eight unless the context says otherwise. */
export function createRulesProbe(language: string) {
  const rules = createStoryRules()
  const check = (text: string, context: Partial<StoryContext> = {}): Verdict => {
    const whole = { before: '', kind: 'sentence', language, age: 8, ...context }
    return rules.check(text, whole, new AbortController().signal) as Verdict
  }
  const ruleOf = (text: string, context?: Partial<StoryContext>): string | null => {
    const verdict = check(text, context)
    return verdict.safe ? null : verdict.rule
  }
  return { check, ruleOf }
}

/** Ordinary texts at every age, alone and after one another: what was turned down, and by which rule. Prints the rate. */
export function findFalseAlarms(
  language: string,
  { sentences, inputs }: { sentences: readonly string[]; inputs: readonly string[] },
): string[] {
  const { ruleOf } = createRulesProbe(language)
  const alarms: string[] = []
  let checks = 0
  const see = (text: string, context: Partial<StoryContext>) => {
    checks++
    const rule = ruleOf(text, context)
    if (rule) alarms.push(`${rule}: ${text}`)
  }
  // One of each group that the rules tell apart.
  for (const age of [6, 9, 12]) {
    sentences.forEach((text, i) => {
      see(text, { age })
      see(text, { age, before: `${sentences.slice(Math.max(0, i - 6), i).join(' ')} ` })
    })
    for (const text of inputs) see(text, { age, kind: 'input' })
  }
  const share = ((100 * alarms.length) / checks).toFixed(2)
  const many = sentences.length + inputs.length
  console.log(
    `false alarms: ${alarms.length} of ${checks} checks of ${many} ordinary sentences, ${language} (${share} %)`,
  )
  return alarms
}
