import { expect, test } from 'vitest'
import type { SavedChapter, StoryRow } from '../records/index.ts'
import { bookFromStory } from './book-from-story.ts'

const story = { id: 'story_1', title: 'The shell', language: 'english' } as StoryRow
const chapter = (chapterId: string, more: Partial<SavedChapter>): SavedChapter => ({
  chapterId,
  chapterNumber: 1,
  parentId: null,
  choiceKey: null,
  ownWords: null,
  runId: chapterId,
  title: chapterId.toUpperCase(),
  paragraphs: [`Text of ${chapterId}.`],
  plot: null,
  isEnding: false,
  reading: null,
  choice: null,
  releasedAt: 1,
  createdAt: 1,
  ...more,
})
const choice = {
  question: 'Where to?',
  options: [
    { id: '0', text: 'The hill', description: '' },
    { id: '1', text: 'The lake', description: '' },
  ],
  made: null,
}
const CHAPTERS = [
  chapter('a', { choice }),
  chapter('b', { parentId: 'a', choiceKey: '#0', isEnding: true }),
  chapter('c', { parentId: 'a', choiceKey: 'own:dig', ownWords: 'Dig!', isEnding: true, releasedAt: null }),
]

test('a book is the path to its last chapter, with the choice that this path took', () => {
  const book = bookFromStory(story, CHAPTERS, { chapterId: 'b', unlocked: false })!
  expect(book.chapters.map(({ title }) => title)).toEqual(['A', 'B'])
  expect(book.chapters[0]!.choice).toEqual({ question: 'Where to?', answer: 'The hill' })
  const other = bookFromStory(story, CHAPTERS, { chapterId: 'c', unlocked: true })!
  expect(other.chapters[0]!.choice?.answer).toBe('Dig!')
})

test('a path with a chapter that is not released is no book, but for the parent; nor is an unknown one', () => {
  expect(bookFromStory(story, CHAPTERS, { chapterId: 'c', unlocked: false })).toBeNull()
  expect(bookFromStory(story, CHAPTERS, { chapterId: 'nowhere', unlocked: true })).toBeNull()
})
