import type { Selectable } from 'kysely'
import type { Json } from 'unfold/protocol'
import type { Answer, Choice, Reading } from '../../shared/index.ts'
import type { StoriesTables } from './tables.ts'

export interface SavedChoice {
  question: string
  options: Choice[]
  /** The one that was made last; null until one was. */
  made: MadeChoice | null
}

export interface MadeChoice {
  /** See `choiceKeyFromAnswer`. */
  key: string
  text: string
  own: boolean
}

export interface SavedChapter {
  chapterId: string
  chapterNumber: number
  /** The chapter that it goes on from, and by which choice; null for the first. */
  parentId: string | null
  choiceKey: string | null
  /** The child's own words, where they led here. */
  ownWords: string | null
  runId: string
  title: string
  paragraphs: string[]
  plot: Json
  isEnding: boolean
  /** Band and facts; null for chapters of before they were kept. */
  reading: Reading | null
  choice: SavedChoice | null
  /** Null while it waits for a grown-up. */
  releasedAt: number | null
  createdAt: number
}

/** What names a branch: the same answer twice leads to one chapter. */
export function choiceKeyFromAnswer(answer: Answer): string {
  if ('index' in answer) return `#${answer.index}`
  return `own:${answer.text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')}`
}

/** From the first chapter to this one; empty when the story has no such chapter. */
export function pathTo(chapters: readonly SavedChapter[], chapterId: string): SavedChapter[] {
  const byId = new Map(chapters.map((chapter) => [chapter.chapterId, chapter]))
  const path: SavedChapter[] = []
  for (let at = byId.get(chapterId); at; at = at.parentId === null ? undefined : byId.get(at.parentId))
    path.unshift(at)
  return path
}

/** A row of the chapters with that of its choices, where it has any. */
export type ChapterRow = Selectable<StoriesTables['chapters']> & {
  [column in 'question' | 'options' | 'own_words']: string | null
} & { chosen_index: number | null }

export function chapterFromRow(row: ChapterRow): SavedChapter {
  return {
    chapterId: row.id,
    chapterNumber: row.chapter_number,
    parentId: row.parent_id,
    choiceKey: row.choice_key,
    ownWords: row.choice_text,
    runId: row.run_id,
    title: row.title,
    paragraphs: JSON.parse(row.paragraphs),
    plot: JSON.parse(row.plot),
    isEnding: row.is_ending === 1,
    reading: row.reading === null ? null : JSON.parse(row.reading),
    choice: choiceFromRow(row),
    releasedAt: row.released_at,
    createdAt: row.created_at,
  }
}

function choiceFromRow({ question, options, chosen_index: index, own_words: text }: ChapterRow) {
  if (question === null || options === null) return null
  const choice: SavedChoice = { question, options: JSON.parse(options), made: null }
  if (text !== null) choice.made = { key: choiceKeyFromAnswer({ text }), text, own: true }
  const chosen = index === null ? undefined : choice.options[index]
  if (chosen) choice.made = { key: choiceKeyFromAnswer({ index: index! }), text: chosen.text, own: false }
  return choice
}
