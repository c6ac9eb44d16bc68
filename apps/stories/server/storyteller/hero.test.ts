import { describe, expect, it } from 'vitest'
import { createReadingContract } from '../reading/index.ts'
import { ENGLISH } from './en/index.ts'
import { HEBREW } from './he/index.ts'
import {
  type ChapterBrief,
  composeChapter,
  LEVELS,
  type PlotTriple,
  randomFromText,
  sentencesFromText,
  tripleFromPlot,
} from './index.ts'
import { BRIEF, tellStory } from './telling.fixture.ts'

const LANGUAGES = ['english', 'hebrew'] as const
const NAMES = ['Mia', 'christopher-maximilian', 'Anna Lotte Of The Hill', 'נועה', 'בן ציון', 'ג’ורג’ינה']

/** As it is told: with a capital where its script has them. */
const told = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

describe.each(LANGUAGES)('a hero whom the family named, in %s', (language) => {
  const stories = LEVELS.flatMap((level) =>
    NAMES.flatMap((name) =>
      (['she', 'he'] as const).map((pronoun) => {
        const brief = { ...BRIEF, language, level, hero: { name, pronoun }, seed: `${level}-${name}` }
        return { brief, name, pronoun, ...tellStory(brief) }
      }),
    ),
  )

  it('is the hero of every chapter and every question', () => {
    for (const { name, pronoun, chapters } of stories) {
      expect(chapters).toHaveLength(3)
      for (const { paragraphs, plot, vocabulary_words } of chapters) {
        expect(plot.hero).toMatchObject({ name: told(name), pronoun })
        expect(paragraphs.join(' ')).toContain(told(name))
        for (const word of vocabulary_words) expect(name.toLowerCase()).not.toContain(word)
      }
      expect(chapters[0]!.question).toContain(told(name))
    }
  })

  it('breaks no reading contract, whatever the length and script of the name', () => {
    for (const { brief, name, chapters } of stories) {
      const reader = { age: brief.age, language, readingLevel: brief.level, heroName: name }
      const contract = createReadingContract(reader)
      for (const paragraph of chapters.flatMap(({ paragraphs }) => paragraphs)) {
        let page = ''
        for (const sentence of sentencesFromText(paragraph)) {
          expect([sentence, contract.overLimit(sentence, page)]).toEqual([sentence, null])
          page += `${sentence} `
        }
      }
    }
  })

  it('lends its name to nobody else', () => {
    const library = { english: ENGLISH, hebrew: HEBREW }[language]
    for (const world of library.worlds)
      for (const { name: elder } of world.elders) {
        const name = elder.split(' ').at(-1)!
        const brief = { ...BRIEF, language, theme: world.id, hero: { name, pronoun: 'he' as const } }
        const { helper, words } = composeChapter(brief, randomFromText(elder)).plot
        for (const other of [helper.name, words['guest'], words['elder'], words['adviser']])
          expect(other!.split(' ')).not.toContain(name)
      }
    // Called like all elders of a world at once, it meets them all the same.
    const elders = library.worlds.find(({ id }) => id === 'family')!.elders
    const name = [...new Set(elders.map((elder) => elder.name.split(' ')[0]!))].join(' ').slice(0, 28)
    const hero = { name, pronoun: 'she' as const }
    expect(tellStory({ ...BRIEF, language, theme: 'family', hero }).text).toContain(name)
  })

  it('goes on in a story that another author began', () => {
    const previous = [{ title: 'One', paragraphs: ['Tibo met a fox, and Tibo laughed.'], plot: null }]
    const hero = { name: 'Tamar', pronoun: 'she' as const }
    const choice = { text: '…', own: false }
    const next = composeChapter(
      { ...BRIEF, language, hero, chapterNumber: 2, previous, choice },
      randomFromText('x'),
    )
    expect(next.plot.hero).toMatchObject(hero)
    expect(next.paragraphs.join(' ')).toContain('Tamar')
  })

  it('has another story every time', () => {
    const shelf: PlotTriple[] = []
    const hero = { name: 'נועה', pronoun: 'she' as const }
    for (let n = 0; n < 30; n++) {
      const brief = { ...BRIEF, language, hero, totalChapters: 1, seed: `shelf-${n}`, avoid: [...shelf] }
      shelf.push(tripleFromPlot(tellStory(brief).chapters[0]!.plot))
    }
    expect(new Set(shelf.map(({ plot }) => plot)).size).toBeGreaterThanOrEqual(10)
    expect(new Set(shelf.map(({ plot, place, hero: who }) => `${plot}|${place}|${who}`)).size).toBe(30)
  })

  it('has a story even when the shelf holds all of its stories', () => {
    const library = { english: ENGLISH, hebrew: HEBREW }[language]
    const world = library.worlds.find(({ id }) => id === BRIEF.theme)!
    const kinds = [...new Set(world.kinds.flatMap((kind) => kind.split('/')))]
    const avoid = library.plots.flatMap(({ id: plot }) =>
      world.places.flatMap(({ name: place }) =>
        kinds.map((kind) => ({ plot, place, hero: `Mia the ${kind}` })),
      ),
    )
    const brief = { ...BRIEF, language, hero: { name: 'Mia', pronoun: 'she' as const }, avoid }
    expect(composeChapter(brief, randomFromText('x')).paragraphs.join(' ')).toContain('Mia')
  })
})

describe('the words around a named hero', () => {
  const tell = (language: ChapterBrief['language'], name: string, pronoun: 'she' | 'he', seed: string) =>
    tellStory({ ...BRIEF, language, hero: { name, pronoun }, seed }).text

  it('are hers or his in English, and nothing else changes', () => {
    const hers = new Set<string>()
    for (let n = 0; n < 20; n++) {
      const [she, he] = (['she', 'he'] as const).map((p) => tell('english', 'נועה', p, `${n}`).split(' '))
      expect(she).toHaveLength(he!.length)
      for (const [i, word] of she!.entries())
        if (word !== he![i]) hers.add(`${word} ${he![i]}`.toLowerCase().replaceAll(/[^a-z ]/g, ''))
    }
    const pairs = ['she he', 'her his', 'her him', 'herself himself']
    expect([...hers].filter((pair) => !pairs.includes(pair))).toEqual([])
    expect([...hers]).toEqual(expect.arrayContaining(['she he', 'her his']))
  })

  it.each(['נועה', 'Mia'])('agree with %s in Hebrew', (name) => {
    for (let n = 0; n < 20; n++)
      for (const pronoun of ['she', 'he'] as const) {
        const text = tell('hebrew', name, pronoun, `${n}`)
        const wrong = pronoun === 'he' ? 'אמרה|החליטה|חשבה|ידעה|הייתה|ראתה' : 'אמר|החליט|חשב|ידע|היה|ראה'
        expect(new RegExp(`(?<![א-ת]|של )${name} (?:${wrong})(?![א-ת])`, 'u').exec(text)).toBeNull()
        expect(new RegExp(`(?<![א-ת])(?:${wrong}) ${name}(?!\\p{L})`, 'u').exec(text)).toBeNull()
      }
  })

  it('grow onto a name of another script with a hyphen', () => {
    const texts = Array.from({ length: 10 }, (_, n) => tell('hebrew', 'Mia', 'she', `${n}`)).join(' ')
    expect(texts).toMatch(/[א-ת]-Mia/)
    expect(texts).not.toMatch(/[א-ת]Mia/)
  })
})
