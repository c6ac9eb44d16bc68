import { expect } from 'vitest'
import { composeChapter, LEVELS, randomFromText, type ChapterBrief, type ChapterDraft } from './index.ts'

export const BRIEF: ChapterBrief = {
  language: 'english',
  theme: 'animals',
  age: 8,
  level: 'beginner',
  interests: [],
  title: null,
  chapterNumber: 1,
  totalChapters: 3,
  previous: [],
  choice: null,
  seed: 'seed',
  paragraphCount: 4,
}

/** Tells all chapters of a story, choosing an option at each end; `pick` says which. */
export function tellStory(brief: ChapterBrief, pick = (chapter: number) => chapter) {
  const chapters: ChapterDraft[] = []
  for (let chapterNumber = 1; chapterNumber <= brief.totalChapters; chapterNumber++) {
    const last = chapters.at(-1)
    const option = last?.choices[pick(chapterNumber) % last.choices.length]
    const draft = composeChapter(
      {
        ...brief,
        chapterNumber,
        previous: chapters.map(({ title, paragraphs, plot }) => ({ title, paragraphs, plot })),
        choice: option ? { text: option.text, own: false } : null,
      },
      randomFromText(`${brief.seed}:${chapterNumber}`),
    )
    chapters.push(draft)
  }
  const text = chapters.map((chapter) => chapter.paragraphs.join(' ')).join(' ')
  return { chapters, text }
}

/** Stories of every world at every level, one in three long. */
export function tellShelf(brief: ChapterBrief, worlds: readonly { id: string }[], perWorld: number) {
  return LEVELS.flatMap((level) =>
    worlds.flatMap((world) =>
      Array.from({ length: perWorld }, (_, n) => {
        const totalChapters = n % 6 === 0 ? 5 : n % 6 === 1 ? 1 : 3
        const seed = `${world.id}-${level}-${n}`
        const asked = { ...brief, theme: world.id, level, seed, totalChapters, paragraphCount: 3 + (n % 4) }
        return { brief: asked, ...tellStory(asked, (chapter) => chapter + n) }
      }),
    ),
  )
}

/** Hero, helper and place stay to the end, and the last chapter, no other, ends. */
export function expectOneStory({ brief, chapters }: ReturnType<typeof tellShelf>[number]): void {
  const [first] = chapters
  for (const [i, chapter] of chapters.entries()) {
    const { hero, helper, place } = chapter.plot
    expect({ hero, helper, place }).toEqual({
      hero: first!.plot.hero,
      helper: first!.plot.helper,
      place: first!.plot.place,
    })
    expect(JSON.stringify(chapter.plot).length).toBeLessThan(8000)
    expect(chapter.paragraphs.join(' ')).toContain(first!.plot.hero.name)
    const ends = i + 1 === brief.totalChapters
    expect(chapter.question === null).toBe(ends)
    expect(chapter.choices).toHaveLength(ends ? 0 : 3)
    if (!ends) expect(chapter.question).toMatch(new RegExp(first!.plot.hero.name))
  }
}
