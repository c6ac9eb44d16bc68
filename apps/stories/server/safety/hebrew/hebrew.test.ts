import type { Verdict } from 'unfold/reveal'
import { describe, expect, test } from 'vitest'
import { normalise } from '../normalise.ts'
import { createRulesProbe, findFalseAlarms } from '../rules-probe.fixture.ts'
import { createUnmask } from '../unmask.ts'
import { foldHebrew } from './disguises.ts'
import { DISGUISED_HEBREW, HARMFUL_HEBREW, SPLIT_HEBREW } from './harmful.fixture.ts'
import { HEBREW } from './index.ts'
import { ORDINARY_HEBREW, ORDINARY_INPUT_HEBREW } from './ordinary.fixture.ts'

const { check, ruleOf } = createRulesProbe('he')

describe('ordinary Hebrew sentences', () => {
  test(
    'pass at every age, alone and after one another, without one false alarm',
    { timeout: 180_000 },
    () => {
      expect(findFalseAlarms('he', { sentences: ORDINARY_HEBREW, inputs: ORDINARY_INPUT_HEBREW })).toEqual([])
      expect(ORDINARY_HEBREW.length + ORDINARY_INPUT_HEBREW.length).toBeGreaterThanOrEqual(350)
    },
  )

  test('are not rewritten', () => {
    const unmask = createUnmask(HEBREW)
    const texts = ORDINARY_HEBREW.map((text) => foldHebrew(normalise(text, HEBREW)))
    expect(texts.map(unmask)).toEqual(texts)
  })
})

describe('harm in Hebrew', () => {
  test('is known in at least 200 fixtures, and each rule has some', () => {
    const fixtures = HARMFUL_HEBREW.length + DISGUISED_HEBREW.length + SPLIT_HEBREW.length
    expect(fixtures).toBeGreaterThanOrEqual(200)
    const tested = new Set(HARMFUL_HEBREW.map(({ rule }) => rule))
    expect(HEBREW.rules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([])
  })

  test.each(HARMFUL_HEBREW)('$rule: $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text, context)).toBe(rule)
  })

  test.each(DISGUISED_HEBREW)('$rule behind another spelling: $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text, context)).toBe(rule)
  })

  test.each(SPLIT_HEBREW)('$rule over two pieces: $before | $text', ({ rule, text, ...context }) => {
    expect(ruleOf(text)).toBe(null)
    expect(ruleOf(text, context)).toBe(rule)
  })

  test('depends on the age where fear and plain death do', () => {
    expect(ruleOf('הילדים היו מבועתים.', { age: 7 })).toBe('fear.young')
    expect(ruleOf('הילדים היו מבועתים.', { age: 8 })).toBe(null)
    expect(ruleOf('המלך הזקן מת לפני שנים.', { age: 9 })).toBe('death')
    expect(ruleOf('המלך הזקן מת לפני שנים.', { age: 10 })).toBe(null)
  })

  test.each([
    ['with a prefix', 'הוא אמר שכשהרוצח יבוא, נברח.'],
    ['with a chain of them', 'ומהאקדחים שלהם יצא עשן.'],
    ['in the plural', 'האקדחים היו על השולחן.'],
    ['with a possessive ending', 'הוא הרים את אקדחו.'],
  ])('is found %s', (_, text) => {
    expect(ruleOf(text)).toMatch(/^violence/)
  })

  test('gives the parent a sentence of reason that does not repeat the words', () => {
    const verdict = check('אוי שיט, אמר הדוב.') as Extract<Verdict, { safe: false }>
    expect(verdict.reason).toMatch(/^It .+\.$/)
    expect(verdict.reason).not.toMatch(/[א-ת]/)
  })
})

describe('Hebrew words with two meanings', () => {
  test.each([
    ['איפה שמת את הספר?', 'where did you put'],
    ['כמות גדולה של תותים', 'quantity'],
    ['הטבח הגיש מרק', 'cook'],
    ['סולם מחבלים', 'ladder of ropes'],
    ['האות זין', 'the letter'],
    ['כוס תה', 'glass'],
    ['שיט בסירה', 'a voyage'],
    ['עיר הבירה', 'capital'],
    ['אנסה שוב', 'I shall try'],
    ['רימון אדום', 'pomegranate'],
    ['הרגלים טובים', 'habits'],
    ['סקסופון', 'saxophone'],
    ['המפגש ברחוב', 'meeting'],
    ['חולצה ורודה', 'shirt'],
    ['תשכח! החוקים השתנו.', 'forget it'],
  ])('%s is harmless (%s)', (text) => {
    for (const age of [4, 8, 12])
      for (const kind of ['sentence', 'input']) expect(ruleOf(text, { age, kind })).toBe(null)
  })
})
