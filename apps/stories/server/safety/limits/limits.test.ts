import type { Verdict } from 'unfold/reveal'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../shared/index.ts'
import { createStoryRules } from '../index.ts'
import { ORDINARY } from '../english/ordinary.fixture.ts'
import { ORDINARY_HEBREW } from '../hebrew/ordinary.fixture.ts'

const rules = createStoryRules()

function ruleOf(text: string, limits: Partial<Limits>, language = 'en', kind = 'sentence'): string | null {
  const whole = { before: '', kind, age: 10, language, limits: { avoid: [], spookiness: 3, ...limits } }
  const verdict = rules.check(text, whole, new AbortController().signal) as Verdict
  return verdict.safe ? null : verdict.rule
}

const english = (text: string, ...avoid: string[]) => ruleOf(text, { avoid })
const hebrew = (text: string, ...avoid: string[]) => ruleOf(text, { avoid }, 'he')

describe('topics that the parent avoids', () => {
  test.each([
    ['spiders', 'A tarantula waved.', 'העכבישים טוו קורים.'],
    ['Dogs', 'The puppy yawned.', 'והכלבלב פיהק.'],
    ['storms', 'Thunder rolled over the hill.', 'רעם התגלגל מעל הגבעה.'],
    ['the dark', 'The room was dark.', 'בחדר היה חושך.'],
    ['being alone', 'She was home alone.', 'היא נשארה לבדה.'],
    ['separation from parents', 'He missed his mother.', 'הוא התגעגע לאמא.'],
    ['scary monsters', 'The monster smiled.', 'המפלצת חייכה.'],
    ['snakes', 'A snake slid by.', 'הנחש החליק.'],
    ['clowns', 'The clown bowed.', 'הליצן קד.'],
    ['doctors', 'The nurse came.', 'הרופאה באה.'],
    ['war', 'The soldiers marched.', 'החיילים צעדו.'],
    ['magic', 'It was a magical door.', 'זו הייתה דלת קסומה.'],
    ['divorce', 'Her parents had separated.', 'הוריה התגרשו.'],
    ['עכבישים', 'A spider danced.', 'עכביש רקד.'],
    ['כלבים', 'The dog barked.', 'הכלב נבח.'],
    ['החושך', 'It was pitch-black.', 'היה חשוך.'],
  ])('"%s" is met in both languages, whatever language it was written in', (topic, en, he) => {
    expect(english(en, topic)).toBe('avoided-topic')
    expect(english(en)).toBe(null)
    expect(hebrew(he, topic)).toBe('avoided-topic')
    expect(hebrew(he)).toBe(null)
  })

  test("of the parent's own words are met in their forms, on word boundaries", () => {
    expect(english('Two volcanoes smoked.', 'volcano')).toBe('avoided-topic')
    expect(english('The fairies flew.', 'fairy')).toBe('avoided-topic')
    expect(english('He was swimming.', 'swim')).toBe('avoided-topic')
    expect(english('A school bus came.', 'school bus')).toBe('avoided-topic')
    expect(english('The school was near the bus.', 'school bus')).toBe(null)
    expect(english('Spiderwort is a flower.', 'spiders')).toBe(null)
    expect(english('The catalogue was long.', 'cats')).toBe(null)
    expect(hebrew('הדינוזאורים רקדו.', 'דינוזאור')).toBe('avoided-topic')
    expect(hebrew('ובדינוזאור הזה היה קסם.', 'דינוזאורים')).toBe('avoided-topic')
    expect(hebrew('הנסיכות רקדו.', 'נסיכה')).toBe('avoided-topic')
    expect(hebrew('הנסיך רקד.', 'נסיכה')).toBe(null)
    expect(hebrew('זה היה סוף היום.', 'סופה')).toBe(null)
    expect(hebrew('נחש מה מצאתי!', 'נחשים')).toBe(null)
    expect(hebrew('שים את הכובע על הראש.', 'ים')).toBe(null)
    expect(hebrew('הם הלכו לים.', 'sea')).toBe('avoided-topic')
    expect(hebrew('החולות היו חמים.', 'illness')).toBe(null)
  })

  test("hold in titles, questions, choices and the child's own words too", () => {
    for (const kind of ['title', 'question', 'choice', 'words', 'input']) {
      expect(ruleOf('Follow the spider', { avoid: ['spiders'] }, 'en', kind)).toBe('avoided-topic')
      expect(ruleOf('לעקוב אחרי העכביש', { avoid: ['spiders'] }, 'he', kind)).toBe('avoided-topic')
    }
  })

  test('may hold signs of patterns, or nothing to go by', () => {
    expect(english('A dog (big) came.', 'a+(b', '...', '(', '')).toBe(null)
    expect(english('It cost 5.', '5')).toBe('avoided-topic')
  })

  test('hide behind another spelling as little as harm does', () => {
    expect(english('A sp\u200Bider danced.', 'spiders')).toBe('avoided-topic')
    expect(hebrew('עַכָּבִישׁ רקד.', 'spiders')).toBe('avoided-topic')
    expect(hebrew('A spider רקד.', 'spiders')).toBe('avoided-topic')
  })
})

describe('spookiness', () => {
  const LADDER: readonly [text: string, he: string, least: number][] = [
    ['The owl sang a song.', 'הינשוף שר שיר.', 0],
    ['Nobody was afraid.', 'אף אחד לא פחד.', 0],
    ['A friendly ghost waved.', 'רוח רפאים נחמדה נופפה.', 1],
    ['She was a little scared.', 'היא קצת פחדה.', 1],
    ['A zombie danced in the garden.', 'זומבי רקד בגינה.', 2],
    ['The house was haunted.', 'הבית היה רדוף.', 2],
    ['They were terrified.', 'הם היו מבועתים.', 3],
  ]

  test.each(LADDER)('%s', (en, he, least) => {
    for (const spookiness of [0, 1, 2, 3]) {
      const expected = spookiness < least ? 'too-spooky' : null
      expect(ruleOf(en, { spookiness })).toBe(expected)
      expect(ruleOf(he, { spookiness }, 'he')).toBe(expected)
    }
  })

  test(
    '3 asks for nothing beyond the age, 0 still leaves most of what is ordinary',
    { timeout: 180_000 },
    () => {
      for (const [lines, language] of [
        [ORDINARY, 'en'],
        [ORDINARY_HEBREW, 'he'],
      ] as const) {
        const held = (spookiness: number) => lines.filter((line) => ruleOf(line, { spookiness }, language))
        const [none, little, proper, all] = [0, 1, 2, 3].map(held)
        console.log(
          `too spooky of ${lines.length} ordinary sentences (${language}): ${none!.length}, ${little!.length}, ${proper!.length}, ${all!.length}`,
        )
        expect(all).toEqual([])
        expect(none!.length / lines.length).toBeLessThan(0.1)
        expect(little!.length).toBeLessThanOrEqual(none!.length)
      }
    },
  )
})
