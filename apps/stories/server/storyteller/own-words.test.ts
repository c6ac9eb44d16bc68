import { describe, expect, it } from 'vitest'
import type { Language } from '../../shared/index.ts'
import { composeChapter, LEVELS, randomFromText } from './index.ts'
import { ENGLISH } from './en/index.ts'
import { HEBREW } from './he/index.ts'
import { fitsLevel, LEVEL_LIMITS, sentencesFromText } from './levels.ts'
import { speechFromOwnWords, topicFromTheme } from './own-words.ts'
import { BRIEF } from './telling.fixture.ts'

const LIBRARIES = { english: ENGLISH, hebrew: HEBREW }
const said = (language: Language, text: string) =>
  speechFromOwnWords(text, { language, level: 'beginner', hero: null }, LIBRARIES[language].speech)

describe('a child’s own words', () => {
  it.each<[Language, string, string | null]>([
    ['english', 'they all fly up to the moon to sing there', 'they all fly up to the moon to sing there'],
    [
      'english',
      'We go home. We sleep there till the sun comes up again!',
      'We go home. We sleep there till the sun comes up again',
    ],
    [
      'english',
      'they climb the tall green tree by the lake and start to sing a song for the owls',
      'they climb the tall green tree by the lake',
    ],
    [
      'english',
      'the fox and the bear go to the sea, but nobody knows where the sea is',
      'the fox and the bear go to the sea',
    ],
    [
      'english',
      'they bake a very big cake, they eat it all up with jam and cream',
      'they bake a very big cake',
    ],
    ['english', 'the small fox and the old bear and the owl of the wood swim home', null],
    ['english', 'she says "hi" (twice) and *waves*', 'she says hi twice and waves'],
    ['hebrew', 'כולם עולים יחד אל הירח הגדול לשיר שם', 'כולם עולים יחד אל הירח הגדול לשיר שם'],
    [
      'hebrew',
      'נועה מטפסת על העץ הכי גבוה ביער ומתחילה לשיר שיר לציפורים',
      'נועה מטפסת על העץ הכי גבוה ביער',
    ],
    ['hebrew', 'לעקוב אחרי הציפור הכחולה ולמצוא את הקן שלה בקצה של היער', 'לעקוב אחרי הציפור הכחולה'],
    ['hebrew', 'אנחנו בונים ספינה מעוגיות וריבה ואז שטים בה אל הירח', 'אנחנו בונים ספינה מעוגיות וריבה'],
    ['hebrew', 'השועל הקטן והדוב הזקן והינשוף של היער שוחים יחד אל האי', null],
  ])('in %s are said whole, or up to the end of a clause: %s', (language, text, expected) => {
    expect(said(language, text)).toBe(expected)
  })

  it('as long as the longest sentence of a level stand in the chapter whole, and nothing around them is too long', () => {
    const wishes = {
      english: 'we go up to the old red mill and we sit on the big warm wall to see the sun set with a cat',
      hebrew: 'אנחנו הולכים יחד אל הים הגדול עם דלי כחול וכדור אדום ועם כובע של קש וגם סל עם לחם',
    }
    for (const language of ['english', 'hebrew'] as const)
      for (const level of LEVELS)
        for (let n = 0; n < 12; n++) {
          const brief = { ...BRIEF, language, level, seed: `own${n}` }
          const first = composeChapter(brief, randomFromText(brief.seed))
          const text = wishes[language].split(' ').slice(0, LEVEL_LIMITS[language][level].maxWords).join(' ')
          const { paragraphs } = composeChapter(
            { ...brief, chapterNumber: 2, previous: [first], choice: { text, own: true } },
            randomFromText(`${brief.seed}:2`),
          )
          expect(paragraphs[0]!.toLowerCase()).toContain(text.toLowerCase())
          expect(paragraphs.flatMap(sentencesFromText).filter((s) => !fitsLevel(s, level, language))).toEqual(
            [],
          )
        }
  })

  it('that name a theme are spoken of as a whole phrase or not at all', () => {
    const topic = (theme: string) => topicFromTheme({ ...BRIEF, theme }, ENGLISH.speech)
    expect(topic('My little brother and his train')).toBeNull()
    expect(topic('the very old train who sings when it rains')).toBe('the very old train')
    expect(topic('a train to the moon')).toBe('a train to the moon')
  })
})
