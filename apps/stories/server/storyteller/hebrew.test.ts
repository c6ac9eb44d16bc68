import { describe, expect, it } from 'vitest'
import {
  composeChapter,
  createStoryteller,
  fitsLevel,
  LEVELS,
  randomFromText,
  REVIEWED_ENDINGS,
  reviewedEnding,
  reviewedQuestion,
  sentencesFromText,
  type ChapterBrief,
} from './index.ts'
import { topicFromTheme } from './own-words.ts'
import type { Slot } from './content.ts'
import { dealCards } from './deck.ts'
import { HEBREW } from './he/index.ts'
import { BRIEF as ENGLISH_BRIEF, expectOneStory, tellShelf, tellStory } from './telling.fixture.ts'
import { agree, genderOf, textFromTemplate } from './template.ts'

const BRIEF: ChapterBrief = { ...ENGLISH_BRIEF, language: 'hebrew', childName: 'קוקי', seed: 'זרע' }

const STORIES = tellShelf(BRIEF, HEBREW.worlds, 9)
const SHOWN = STORIES.flatMap(({ chapters }) =>
  chapters.flatMap((chapter) => [
    ...chapter.paragraphs,
    ...chapter.choices.flatMap((choice) => [choice.text, choice.description]),
    chapter.title,
    chapter.question ?? '',
    ...chapter.educational_elements,
    ...chapter.vocabulary_words,
  ]),
)

/** Every authored text of the library, with all its marks. */
const AUTHORED = textsOf(HEBREW)

describe('a chapter in Hebrew', () => {
  it('keeps the limits of its level in every sentence', () => {
    const unfit = STORIES.flatMap(({ brief, text }) =>
      sentencesFromText(text).filter((sentence) => !fitsLevel(sentence, brief.level, 'hebrew')),
    )
    expect(unfit).toEqual([])
  })

  it('has as many paragraphs as were asked for, each of two sentences or more', () => {
    for (const { brief, chapters } of STORIES)
      for (const { paragraphs } of chapters) {
        expect(paragraphs).toHaveLength(brief.paragraphCount)
        for (const paragraph of paragraphs)
          expect(sentencesFromText(paragraph).length).toBeGreaterThanOrEqual(2)
      }
  })

  it('is clean: no letter of another alphabet, no slot or choice left open, no odd punctuation', () => {
    expect([...new Set(SHOWN.flatMap(faultsOf))]).toEqual([])
  })

  it('holds no word that does not belong in a gentle story', () => {
    const { notRepeated } = HEBREW.speech
    expect(
      STORIES.filter(({ text }) => notRepeated.test(text)).map(({ text }) => notRepeated.exec(text)?.[0]),
    ).toEqual([])
  })

  it('carries the choice into the next chapter, in its own words and in its plot', () => {
    for (const { chapters } of STORIES)
      for (const [i, chapter] of chapters.slice(1).entries()) {
        const made = chapter.plot.choices.at(-1)!
        const offered = chapters[i]!.plot.options.find((option) => option.text === made.text)!
        expect(made).toEqual({ ...offered, chapter: i + 1, own: false })
        expect(chapter.paragraphs[0]).toContain(made.text)
      }
  })

  it('keeps hero, helper and place to the end, and ends', () => {
    for (const story of STORIES) expectOneStory(story)
  })

  it('never names the child, whose gender nobody told it', () => {
    for (const text of SHOWN) expect(text).not.toContain('קוקי')
  })

  it('weaves the child’s own words in as speech, and leaves out what should not be said again', () => {
    const first = composeChapter(BRIEF, randomFromText('seed'))
    const second = (text: string) =>
      composeChapter(
        { ...BRIEF, chapterNumber: 2, previous: [first], choice: { text, own: true } },
        randomFromText('seed:2'),
      )
    const songs = second('כולם שרים לירח!!')
    expect(songs.paragraphs[0]).toContain('"כולם שרים לירח')
    expect(songs.plot.choices[0]).toMatchObject({ approach: 'play', own: true })
    const rude = second('הם לוקחים אקדח ועושים <b>מלחמה</b>')
    expect(rude.paragraphs.join(' ')).not.toMatch(/אקדח|מלחמה|<b>/)
    const long = second('אנחנו בונים ספינה מעוגיות וריבה ואז שטים בה בים הכחול הגדול עד הירח')
    expect(
      long.paragraphs.flatMap(sentencesFromText).filter((s) => !fitsLevel(s, 'beginner', 'hebrew')),
    ).toEqual([])
    expect(long.plot.choices[0]!.approach).toBe('make')
  })

  it('speaks of a theme that it has no world for', () => {
    expect(topicFromTheme({ ...BRIEF, theme: 'רכבות הרים' }, HEBREW.speech)).toBe('רכבות הרים')
    for (let n = 0; n < 5; n++)
      expect(tellStory({ ...BRIEF, theme: 'רכבות הרים', seed: `t${n}` }).text).toContain('רכבות הרים')
  })

  it('goes on with the hero of chapters by another author, in the right gender', () => {
    const met = (paragraph: string) =>
      composeChapter(
        {
          ...BRIEF,
          chapterNumber: 2,
          previous: [{ title: 'אחת', paragraphs: [paragraph], plot: null }],
          choice: { text: 'לעקוב אחרי השועל', own: false },
        },
        randomFromText('seed'),
      )
    const her = met('יום אחד פגשה תהילה שועל. "בוא", אמרה תהילה. "לאן?" שאל השועל. "הביתה", אמרה תהילה.')
    expect(her.plot.hero).toMatchObject({ name: 'תהילה', pronoun: 'she' })
    expect(her.paragraphs[0]).toContain('לעקוב אחרי השועל')
    const him = met('איתי הלך ליער. איתי ראה שועל, ואיתי צחק.')
    expect(him.plot.hero).toMatchObject({ name: 'איתי', pronoun: 'he' })
  })
})

describe('gendered forms', () => {
  const marks = AUTHORED.flatMap((text) =>
    Array.from(text.matchAll(/\{(\w+):([^{}]*)\}/g), ([mark, name, forms]) => ({
      mark,
      name: name!,
      forms: forms!,
    })),
  )

  it('are said of those whose gender is known, twice, and in two ways', () => {
    const known = ['hero', 'friend', 'guest', 'elder', 'thing', 'other', 'keepsake', 'both', 'all', 'pair']
    const faults = marks.filter(({ name, forms }) => {
      const [his, hers, ...more] = forms.split('/')
      return !known.includes(name) || !his || !hers || more.length > 0 || his === hers
    })
    expect(faults).toEqual([])
    expect(marks.length).toBeGreaterThan(1000)
  })

  it('say the masculine first', () => {
    const turned = marks.filter(({ forms }) => {
      const [his, hers] = forms.split('/')
      // "You" is the one word that loses a letter on her side.
      const isLonger = his === `${hers}ה` && hers !== 'את'
      return isLonger || /^(ש|ו)?(היא|הייתה|שלה|ראתה)(?![א-ת])/u.test(his!)
    })
    expect(turned).toEqual([])
  })

  it('agree with every hero, in every card that names one', () => {
    const cards = AUTHORED.filter((text) => /\{(hero|friend|guest|elder):/.test(text))
    const story = tellStory({ ...BRIEF, totalChapters: 1 }).chapters[0]!
    for (const pronoun of ['he', 'she'] as const)
      for (const name of HEBREW.names[pronoun]) {
        const words: Record<string, string> = {
          noise: 'פיפ',
          topic: 'רכבות',
          intent: 'לשיר',
          own: 'נשיר',
          ...story.plot.words,
        }
        for (const role of ['hero', 'friend', 'guest', 'elder']) {
          words[role] = name
          words[genderOf(role)] = pronoun
        }
        for (const card of cards) {
          const told = textFromTemplate(card, words, () => 0)
          for (const [, forms] of card.matchAll(/\{(?:hero|friend|guest|elder):([^{}]*)\}/g))
            expect(told).toContain(agree(forms!, pronoun))
        }
      }
  })

  it('of the common verbs never stand bare beside a name', () => {
    // "{hero} הלך" would be right for one hero in two.
    const verbs =
      'אמר|אמרה|הלך|הלכה|ראה|ראתה|שאל|שאלה|צחק|צחקה|חשב|חשבה|היה|הייתה|בא|באה|ישב|ישבה|רץ|רצה|קפץ|קפצה'
    const person = String.raw`\{(?:hero|friend|guest|elder)\}`
    const bare = new RegExp(
      `(?<![א-ת])(?:${verbs}) ${person}|(?<!(?:של|את|אל|עם|בשביל) |[א-ת])${person} (?:${verbs})(?![א-ת])`,
      'u',
    )
    expect(AUTHORED.filter((text) => bare.test(text))).toEqual([])
  })

  it('tell heroes and heroines apart in what is composed', () => {
    for (const { chapters } of STORIES)
      for (const { plot, paragraphs } of chapters) {
        const { name, pronoun } = plot.hero
        const wrong = pronoun === 'he' ? 'אמרה|החליטה|חשבה|ידעה|הייתה' : 'אמר|החליט|חשב|ידע|היה'
        const found = new RegExp(
          `(?<![א-ת]|של )${name} (?:${wrong})(?![א-ת])|(?<![א-ת])(?:אמר|אמרה) ${name}(?![א-ת])`,
          'u',
        )
        const hit = paragraphs.join(' ').match(found)?.[0]
        if (hit?.startsWith(pronoun === 'he' ? 'אמר ' : 'אמרה ')) continue
        expect(hit).toBeUndefined()
      }
  })
})

describe('words that prefixes grow onto', () => {
  it('begin with no article: "in the" is one letter more than our blocks could know', () => {
    const names = HEBREW.worlds.flatMap((world) => [...world.events, ...world.crowds])
    expect(names.filter((name) => name.startsWith('ה'))).toEqual([])
  })

  it('and corners of a place stand behind prepositions that are words', () => {
    expect(AUTHORED.filter((text) => /[בלכ]\{spot[ABC]\}/.test(text))).toEqual([])
    expect(AUTHORED.filter((text) => /[בלכ]\{(thing|other|keepsake|clue|trouble)\}/.test(text))).toEqual([])
  })

  it('are never doubled vavs: no name begins with one', () => {
    expect([...HEBREW.names.he, ...HEBREW.names.she].filter((name) => name.startsWith('ו'))).toEqual([])
  })
})

describe('the offline model in Hebrew', () => {
  const first = composeChapter({ ...BRIEF, level: 'advanced', paragraphCount: 5 }, randomFromText('זרע:1'))
  const answer = async (more: object, random = () => 0) => {
    const brief = { ...BRIEF, level: 'advanced', paragraphCount: 5, ...more }
    const messages = [{ role: 'user' as const, content: `<brief>\n${JSON.stringify(brief)}\n</brief>` }]
    let text = ''
    for await (const chunk of createStoryteller({ random }).stream({ messages }))
      if ('text' in chunk) text += chunk.text
    return JSON.parse(text)
  }

  it('goes on from every sentence end with exactly the rest', async () => {
    for (const [p, paragraph] of first.paragraphs.entries()) {
      const all = sentencesFromText(paragraph)
      for (let told = 1; told <= all.length; told++) {
        const committed = { paragraphs: [...first.paragraphs.slice(0, p), all.slice(0, told).join(' ')] }
        const rest = all.slice(told).join(' ')
        expect((await answer({ committed })).paragraphs ?? []).toEqual([
          ...(rest === '' ? [] : [rest]),
          ...first.paragraphs.slice(p + 1),
        ])
      }
    }
  })

  it('does not say a rejected sentence again', async () => {
    const [opening] = sentencesFromText(first.paragraphs[0]!)
    const json = await answer({ reason: 'עצוב מדי' }, () => 0.4)
    expect(json.paragraphs.flatMap(sentencesFromText)).not.toContain(opening)
  })
})

describe('the reviewed texts in Hebrew', () => {
  it('fit their level, agree with the hero, and close as many ways as in English', () => {
    for (const level of LEVELS) {
      const reader = { language: 'hebrew' as const, level }
      expect(REVIEWED_ENDINGS.hebrew[level]).toHaveLength(REVIEWED_ENDINGS.english[level].length)
      for (const pronoun of ['he', 'she'] as const) {
        const chapter = composeChapter({ ...BRIEF, level }, randomFromText('seed'))
        const memory = { ...chapter.plot, hero: { ...chapter.plot.hero, name: 'נועה', pronoun } }
        for (const goesOn of [true, false])
          for (let n = 0; n < 12; n++)
            for (const plot of [memory, null]) {
              const { question, choices } = reviewedQuestion(reader, plot, `s${n}`)
              const texts = [
                reviewedEnding(reader, plot, `s${n}`, goesOn),
                question,
                ...choices.flatMap((choice) => [choice.text, choice.description]),
              ]
              expect(texts.flatMap(faultsOf)).toEqual([])
              expect(texts.flatMap(sentencesFromText).filter((s) => !fitsLevel(s, level, 'hebrew'))).toEqual(
                [],
              )
              expect(question.includes('נועה')).toBe(plot !== null)
            }
      }
    }
  })
})

describe('a pile of cards', () => {
  it('has cards enough that fit whatever is filled in: the level never forces one', () => {
    for (const level of LEVELS) {
      const { plot } = tellStory({ ...BRIEF, level, totalChapters: 1 }).chapters[0]!
      const words = { topic: 'רכבות', intent: 'לשיר', own: 'נשיר', ...plot.words }
      const piles = Object.entries(HEBREW.scenes[level]) as [string, Slot][]
      const thin = piles.filter(
        ([pile, cards]) =>
          dealCards({ pile, cards, words }, 's', { level, language: 'hebrew' }, 0).length < 3,
      )
      expect(thin.map(([pile]) => pile)).toEqual([])
    }
  })
})

function faultsOf(text: string): string[] {
  const faults: string[] = []
  const fault = (kind: string, found: string | undefined) =>
    found !== undefined && faults.push(`${kind}: ${found}: ${text}`)
  fault('alphabet', /[^\sא-ת\d.,;:!?"]/u.exec(text)?.[0])
  fault('open mark', /[{}[\]|/]|undefined|null/.exec(text)?.[0])
  fault('space', / {2}| [,.;:!?]|^\s|\s$|[,.!?][א-ת]/u.exec(text)?.[0])
  fault('doubled mark', /[,.]{2}|[!?][.,]|""/.exec(text)?.[0])
  fault('quotes', (text.match(/"/g) ?? []).length % 2 === 0 ? undefined : 'odd')
  fault(
    'article behind a preposition',
    /(?<![א-ת])(?:ב|ל|כ)ה(?:ספסל|שער|גשר|סולם|דלת|קיר|שולחן) /u.exec(text)?.[0],
  )
  fault(
    'doubled word',
    /(?<![א-ת])(?!(?:לאט|טיפ|בום|טו|טוב|סוף|אחד|קשר|לה|טוק|קרוב|הופ|זזזז|זה|ששש)(?![א-ת]))([א-ת]{2,}) \1(?![א-ת])/u.exec(
      text,
    )?.[0],
  )
  return faults
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object' || value instanceof RegExp) return []
  return Object.values(value).flatMap(textsOf)
}
