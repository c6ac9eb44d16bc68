import type { Language } from '../../shared/index.ts'
import { pathTo, type SavedChapter, type StoryRow } from '../records/index.ts'
import type { Book, BookChapter } from './epub.ts'

/**
 * The path to a chapter as a book, or null where there is no such chapter, or one on the way to it that the caller may not
 * read.
 */
export function bookFromStory(
  story: StoryRow,
  chapters: readonly SavedChapter[],
  { chapterId, unlocked }: { chapterId: string; unlocked: boolean },
): Book | null {
  const path = pathTo(chapters, chapterId)
  const isReadable = path.every(({ releasedAt }) => unlocked || releasedAt !== null)
  if (path.length === 0 || !isReadable) return null
  return {
    storyId: story.id,
    title: story.title,
    language: story.language as Language,
    modifiedAt: path.at(-1)!.createdAt,
    chapters: path.map((chapter, index) => bookChapter(chapter, path[index + 1])),
  }
}

function bookChapter(chapter: SavedChapter, next: SavedChapter | undefined): BookChapter {
  const { title, paragraphs, isEnding, choice } = chapter
  const answer =
    next && (next.ownWords ?? choice?.options.find(({ id }) => `#${id}` === next.choiceKey)?.text)
  return {
    title,
    paragraphs,
    isEnding,
    choice: choice && answer ? { question: choice.question, answer } : null,
  }
}
