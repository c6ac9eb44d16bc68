import { composeChapter, randomFromText, type ChapterBrief, type ChapterDraft } from './index.ts'

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
