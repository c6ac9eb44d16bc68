import type { ReactNode } from 'react'
import type { Child, ShelfStory } from '../../shared/index.ts'
import { directionOf, langOf } from '../../shared/direction.ts'
import { ThemeGlyph } from '../theme-glyph.tsx'

interface ShelvedStoryProps {
  story: ShelfStory
  reader: Child | undefined
  /** What else can be done with it here. */
  children?: ReactNode
}

/** A story as it stands on the shelf: whose it is, how far it has come, and the way into it. */
export function ShelvedStory({ story, reader, children }: ShelvedStoryProps) {
  const { title, theme, storyId, runId, status, chapterNumber, totalChapters } = story
  const direction = directionOf(title, 'ltr')
  const address = status === 'finished' || runId === null ? `/story/${storyId}` : `/read/${runId}`
  return (
    <li className="sheet book">
      <ThemeGlyph theme={theme} />
      <div>
        <h3 lang={langOf(direction)} dir={direction}>
          <a className="card-link" href={address}>
            {title}
          </a>
        </h3>
        <p className="soft">
          {reader && (
            <>
              For <bdi>{reader.nickname}</bdi>.{' '}
            </>
          )}
          {status === 'finished'
            ? sayEndings(story)
            : `Chapter ${chapterNumber} of ${totalChapters}${STATUS_WORDS[status]}`}
        </p>
        <p className="book-more">
          <a href={`/story/${storyId}`}>All chapters</a>
          <time dateTime={new Date(story.updatedAt).toISOString()}>{sayDay(story.updatedAt)}</time>
        </p>
        {children}
      </div>
    </li>
  )
}

const STATUS_WORDS = {
  writing: ', being written',
  resting: ', resting: it goes on from its words',
  waiting: ': a grown-up will open the next page',
  open: ', your turn',
} as const

function sayEndings({ totalChapters, endings }: ShelfStory): string {
  const chapters = totalChapters === 1 ? 'One chapter' : `${totalChapters} chapters`
  return endings > 1 ? `${chapters}, ${endings} endings.` : `${chapters}.`
}

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' })
function sayDay(at: number): string {
  return DAY.format(at)
}
