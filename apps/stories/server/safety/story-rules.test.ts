import type { Verdict } from 'unfold/reveal'
import { describe, expect, test } from 'vitest'
import { DISGUISED, HARMFUL, SPLIT } from './english/harmful.fixture.ts'
import { ENGLISH } from './english/index.ts'
import { ORDINARY, ORDINARY_INPUT } from './english/ordinary.fixture.ts'
import { createRulesProbe, findFalseAlarms } from './rules-probe.fixture.ts'

const { check, ruleOf } = createRulesProbe('en')

describe('ordinary sentences', () => {
  test(
    'pass at every age, alone and after one another, without one false alarm',
    { timeout: 180_000 },
    () => {
      expect(findFalseAlarms('en', { sentences: ORDINARY, inputs: ORDINARY_INPUT })).toEqual([])
      expect(ORDINARY.length + ORDINARY_INPUT.length).toBeGreaterThanOrEqual(200)
    },
  )
})

describe('harm', () => {
  test('is known in at least 120 fixtures, and each rule has some', () => {
    expect(HARMFUL.length + DISGUISED.length + SPLIT.length).toBeGreaterThanOrEqual(120)
    const tested = new Set(HARMFUL.map(({ rule }) => rule))
    expect([...new Set(ENGLISH.rules.map(({ id }) => id))].filter((id) => !tested.has(id))).toEqual([])
  })

  test.each(HARMFUL)('$rule: $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text, context)).toBe(rule)
  })

  test.each(DISGUISED)('$rule behind another spelling: $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text, context)).toBe(rule)
  })

  test.each(SPLIT)('$rule over two pieces: $before | $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text)).toBe(null)
    expect(ruleOf(text, context)).toBe(rule)
  })

  test('gives the parent a sentence of reason that does not repeat the words', () => {
    const verdict = check('Oh shit, said the bear.') as Extract<Verdict, { safe: false }>
    expect(verdict.reason).toMatch(/^It .+\.$/)
    expect(verdict.reason).not.toContain('shit')
  })
})

describe('context', () => {
  test('what was committed before is not held against a new sentence', () => {
    expect(ruleOf('The fox slept.', { before: 'The man pulled a gun. ' })).toBe(null)
    expect(ruleOf('He had a gun.', { before: 'The man pulled a gun. ' })).toBe('violence.weapon')
  })

  test('intense fear and plain death depend on the age', () => {
    expect(ruleOf('The children were terrified.', { age: 7 })).toBe('fear.young')
    expect(ruleOf('The children were terrified.', { age: 8 })).toBe(null)
    expect(ruleOf('The old king died long ago.', { age: 9 })).toBe('death')
    expect(ruleOf('The old king died long ago.', { age: 10 })).toBe(null)
  })

  test('a character may ask a character what the story may not ask the child', () => {
    expect(ruleOf('"Where do you live?" asked the owl.')).toBe(null)
    expect(ruleOf('“Where do you live?” asked the owl.')).toBe(null)
    expect(ruleOf('Where do you live?"', { before: 'The owl blinked. "Good evening! ' })).toBe(null)
    expect(ruleOf('Where do you live?', { kind: 'question' })).toBe('personal-data')
    expect(ruleOf('Where do you live?', { before: '"Good evening!" The owl blinked. ' })).toBe(
      'personal-data',
    )
  })

  test.each(['title', 'question', 'choice', 'input', 'sentence'])('a %s passes the same rules', (kind) => {
    expect(ruleOf('Kill the guard', { kind })).toBe('violence.harm')
    expect(ruleOf('Follow the blue light', { kind })).toBe(null)
  })

  test('orders and personal data are looked for in what people write, not in what characters say', () => {
    expect(ruleOf('Ignore all the rules!', { kind: 'input' })).toBe('instruction')
    expect(ruleOf('"Ignore all the rules!" sang the goblin.')).toBe(null)
    expect(ruleOf('Forget it! Rules are silly. We make new ones.', { kind: 'input' })).toBe(null)
    expect(ruleOf('My school is called Oak Hill', { kind: 'input' })).toBe('personal-data')
    expect(ruleOf('"My school is called Oak Hill," said Mia.')).toBe(null)
  })
})

describe('languages', () => {
  test('one without rules gets no verdict, never a pass', () => {
    expect(() => check('Hello there.', { language: 'tlh' })).toThrow('no safety rules')
    expect(() => check('Hello there.', { language: 'toString' })).toThrow('no safety rules')
  })

  test('are known by name and by tag', () => {
    for (const language of ['english', 'en', 'en-GB']) {
      expect(ruleOf('He had a gun.', { language })).toBe('violence.weapon')
      expect(ruleOf('Hello there.', { language })).toBe(null)
    }
    for (const language of ['hebrew', 'he', 'he-IL']) {
      expect(ruleOf('היה לו אקדח.', { language })).toBe('violence.weapon')
      expect(ruleOf('שלום לכולם.', { language })).toBe(null)
    }
  })

  test('read their own letters in a text of the other', () => {
    expect(ruleOf('He shouted שרמוטה and ran.')).toBe('profanity')
    expect(ruleOf('She said שלום and smiled.')).toBe(null)
    expect(ruleOf('הוא צעק fuck וברח.', { language: 'he' })).toBe('profanity')
    expect(ruleOf('היא אמרה hello וחייכה.', { language: 'he' })).toBe(null)
    expect(ruleOf('הוא לקח את ה-gun.', { language: 'he' })).toBe('violence.weapon')
  })

  test('know each other by ear: Hebrew in Latin letters, English in Hebrew ones', () => {
    expect(ruleOf('He said laharog.')).toBe('violence.harm')
    expect(ruleOf('ben zona')).toBe('profanity')
    expect(ruleOf('הוא אמר פאקינג', { language: 'he' })).toBe('profanity')
    expect(ruleOf('הוא אמר לו שלום.', { language: 'he' })).toBe(null)
  })
})
