import { describe, expect, it } from 'vitest'
import { createSentenceSegmenter } from 'unfold/reveal'
import { type Language, languageSchema, MAX_AGE, MIN_AGE } from '../../shared/index.ts'
import { LOCALES } from '../locales.ts'
import { createReadingContract, lengthOf, paragraphsForAge } from '../reading/index.ts'
import { createStoryRules } from '../safety/index.ts'
import {
  composeChapter,
  LEVELS,
  randomFromText,
  tripleFromPlot,
  type ChapterBrief,
  type ChapterDraft,
  type PlotTriple,
} from './index.ts'
import { ENGLISH } from './en/index.ts'

const AGES = Array.from({ length: MAX_AGE - MIN_AGE + 1 }, (_, i) => MIN_AGE + i)
const CHAPTERS = 3
const THEMES = ENGLISH.worlds.map((world) => world.id)
const OWN_WORDS: Record<Language, string> = { english: 'they sing to the moon', hebrew: 'שרים יחד לירח' }

/** One line of the report. */
interface Row {
  chapters: number
  sentences: number
  'longest sentence': number
  'over the contract': number
  'turned down by the rules': number
  'plot and names again': number
  'choices obeyed': string
  'last chapters that end': string
}

describe('three hundred offline chapters', () => {
  it(
    'keep their contracts, differ, obey and end, for every age, level, theme and language',
    { timeout: 300_000 },
    async () => {
      const report: Record<string, Row> = {}
      for (const language of languageSchema.options)
        for (const level of LEVELS) report[`${language}, ${level}`] = await tellEveryAge(language, level)
      console.table(report)

      const rows = Object.values(report)
      const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
      expect(sum((row) => row.chapters)).toBeGreaterThanOrEqual(300)
      for (const row of rows)
        expect(row).toMatchObject({
          'over the contract': 0,
          'turned down by the rules': 0,
          'plot and names again': 0,
          'choices obeyed': `${(row.chapters / CHAPTERS) * (CHAPTERS - 1)} of ${(row.chapters / CHAPTERS) * (CHAPTERS - 1)}`,
          'last chapters that end': `${row.chapters / CHAPTERS} of ${row.chapters / CHAPTERS}`,
        })
    },
  )
})

/** Two stories for each age, every theme in turn; in every fifth story a child answers in words of its own. */
async function tellEveryAge(language: Language, level: ChapterBrief['level']): Promise<Row> {
  const rules = createStoryRules()
  const { signal } = new AbortController()
  const shelf: PlotTriple[] = []
  const names = new Set<string>()
  let [sentences, longest, over, withheld, obeyed, ended] = [0, 0, 0, 0, 0, 0]
  for (let n = 0; n < 2 * AGES.length; n++) {
    const age = AGES[n % AGES.length]!
    const brief = briefFor(language, level, age, n, shelf)
    const chapters = tell(brief, n)
    const contract = createReadingContract({ age, language, readingLevel: level })
    for (const [i, chapter] of chapters.entries()) {
      let before = ''
      for (const paragraph of chapter.paragraphs) {
        let page = ''
        for (const sentence of sentencesOf(paragraph, language)) {
          sentences += 1
          longest = Math.max(longest, lengthOf(sentence, language))
          if (contract.overLimit(sentence, page)) over += 1
          const context = { before, kind: 'sentence', language: LOCALES[language], age }
          const verdict = await rules.check(sentence, context, signal)
          if (!verdict.safe) withheld += 1
          page += sentence
          before += sentence
        }
      }
      if (i > 0 && isObeyed(chapters[i - 1]!, chapter)) obeyed += 1
    }
    const last = chapters.at(-1)!
    if (last.question === null && last.choices.length === 0) ended += 1
    const { plot } = last
    names.add([plot.plot, plot.hero.name, plot.helper.name, plot.place].join('|'))
    shelf.push(tripleFromPlot(plot))
  }
  const stories = shelf.length
  return {
    chapters: stories * CHAPTERS,
    sentences,
    'longest sentence': longest,
    'over the contract': over,
    'turned down by the rules': withheld,
    'plot and names again': stories - names.size,
    'choices obeyed': `${obeyed} of ${stories * (CHAPTERS - 1)}`,
    'last chapters that end': `${ended} of ${stories}`,
  }
}

function briefFor(
  language: Language,
  level: ChapterBrief['level'],
  age: number,
  n: number,
  shelf: readonly PlotTriple[],
): ChapterBrief {
  return {
    language,
    theme: THEMES[(n * 5) % THEMES.length]!,
    age,
    level,
    interests: [THEMES[n % THEMES.length]!],
    title: null,
    chapterNumber: 1,
    totalChapters: CHAPTERS,
    previous: [],
    choice: null,
    seed: `${language}-${level}-${n}`,
    avoid: [...shelf],
    paragraphCount: paragraphsForAge(age),
  }
}

function tell(brief: ChapterBrief, n: number): ChapterDraft[] {
  const chapters: ChapterDraft[] = []
  for (let chapterNumber = 1; chapterNumber <= CHAPTERS; chapterNumber++) {
    const previous = chapters.map(({ title, paragraphs, plot }) => ({ title, paragraphs, plot }))
    const options = chapters.at(-1)?.choices
    const own = n % 5 === 0
    const text = own ? OWN_WORDS[brief.language] : options?.[(n + chapterNumber) % options.length]?.text
    const choice = options === undefined || text === undefined ? null : { text, own }
    chapters.push(
      composeChapter(
        { ...brief, chapterNumber, previous, choice },
        randomFromText(`${brief.seed}:${chapterNumber}`),
      ),
    )
  }
  return chapters
}

/** The choice is said in the chapter's first words, and the chapter is the one that it leads to. */
function isObeyed(before: ChapterDraft, chapter: ChapterDraft): boolean {
  const made = chapter.plot.choices.at(-1)
  if (made === undefined) return false
  const offered = before.plot.options.find((option) => option.text === made.text)
  const said = chapter.paragraphs[0]!.toLowerCase().includes(made.text.toLowerCase())
  return said && (made.own ? made.approach === 'play' : made.approach === offered?.approach)
}

function sentencesOf(paragraph: string, language: Language): string[] {
  const segmenter = createSentenceSegmenter({ language: LOCALES[language] })
  return [...segmenter.push(paragraph), ...segmenter.flush()]
}
