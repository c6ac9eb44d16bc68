import { describe, expect, it } from 'vitest'
import { LEVELS, tripleFromPlot, type ChapterBrief, type PlotTriple } from './index.ts'
import { ENGLISH } from './en/index.ts'
import { HEBREW } from './he/index.ts'
import { BRIEF, tellStory } from './telling.fixture.ts'
import { wordsFromText } from './levels.ts'

const STORIES = 200
/** Hebrew has fewer plots: a shelf of a year and more. */
const HEBREW_STORIES = 150
/** Paragraphs as a child of the level's usual age gets them. */
const PARAGRAPHS = { beginner: 3, intermediate: 4, advanced: 5 } as const

function runsOf(text: string): Set<string> {
  const words = wordsFromText(text.toLowerCase())
  return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')))
}

function overlap(a: Set<string>, b: Set<string>): number {
  return a.intersection(b).size / Math.min(a.size, b.size)
}

/** Stories asked for in a row by one family, its shelf known. */
function tellShelf(stories: number, choose: (n: number) => Partial<ChapterBrief>) {
  const shelf: PlotTriple[] = []
  const first: Set<string>[] = []
  const whole: Set<string>[] = []
  for (let n = 0; n < stories; n++) {
    const level = choose(n).level ?? 'beginner'
    const brief: ChapterBrief = {
      ...BRIEF,
      level,
      seed: `shelf-${n}`,
      avoid: [...shelf],
      paragraphCount: PARAGRAPHS[level],
      ...choose(n),
    }
    const { chapters, text } = tellStory(brief, (chapter) => chapter + n)
    shelf.push(tripleFromPlot(chapters.at(-1)!.plot))
    first.push(runsOf(chapters[0]!.paragraphs.join(' ')))
    whole.push(runsOf(text))
  }
  const nearest = (runs: Set<string>[]) =>
    Math.max(...runs.flatMap((a, i) => runs.slice(0, i).map((b) => overlap(a, b))))
  const triples = new Set(shelf.map(({ plot, hero, place }) => `${plot}|${hero}|${place}`))
  return { triples: triples.size, first: nearest(first), whole: nearest(whole) }
}

describe('two hundred stories in a row', () => {
  const settings = [
    { theme: 'animals', level: 'beginner' as const },
    { theme: 'space', level: 'beginner' as const },
    { theme: 'family', level: 'intermediate' as const },
    { theme: 'animals', level: 'advanced' as const },
  ]
  it.for(settings)(
    'differ on one theme and level: $theme, $level',
    { timeout: 300_000 },
    ({ theme, level }) => {
      const { triples, first, whole } = tellShelf(STORIES, () => ({ theme, level }))
      console.info(
        `${theme}, ${level}: nearest first chapters ${first.toFixed(3)}, nearest stories ${whole.toFixed(3)}`,
      )
      expect(triples).toBe(STORIES)
      expect(first).toBeLessThan(0.2)
      expect(whole).toBeLessThan(0.2)
    },
  )

  it('differ when themes and levels are mixed', { timeout: 300_000 }, () => {
    const worlds = ENGLISH.worlds
    const mixed = tellShelf(STORIES, (n) => ({ theme: worlds[n % worlds.length]!.id, level: LEVELS[n % 3]! }))
    console.info(
      `mixed: nearest first chapters ${mixed.first.toFixed(3)}, nearest stories ${mixed.whole.toFixed(3)}`,
    )
    expect(mixed.triples).toBe(STORIES)
    expect(mixed.first).toBeLessThan(0.2)
    expect(mixed.whole).toBeLessThan(0.2)
  })
})

describe('a hundred and fifty stories in Hebrew in a row', () => {
  const language = 'hebrew'
  const worlds = HEBREW.worlds
  const shelves: { name: string; choose: (n: number) => Partial<ChapterBrief> }[] = [
    { name: 'animals, beginner', choose: () => ({ language, theme: 'animals', level: 'beginner' }) },
    { name: 'space, intermediate', choose: () => ({ language, theme: 'space', level: 'intermediate' }) },
    { name: 'family, advanced', choose: () => ({ language, theme: 'family', level: 'advanced' }) },
    {
      name: 'themes and levels mixed',
      choose: (n) => ({ language, theme: worlds[n % worlds.length]!.id, level: LEVELS[n % 3]! }),
    },
  ]
  it.for(shelves)('differ: $name', { timeout: 300_000 }, ({ name, choose }) => {
    const { triples, first, whole } = tellShelf(HEBREW_STORIES, choose)
    console.info(
      `Hebrew, ${name}: nearest first chapters ${first.toFixed(3)}, nearest stories ${whole.toFixed(3)}`,
    )
    expect(triples).toBe(HEBREW_STORIES)
    expect(first).toBeLessThan(0.2)
    expect(whole).toBeLessThan(0.2)
  })
})
