import { useQueries } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { UnfoldError, type RunState } from 'unfold/protocol'
import type { Story, StoryChapter } from '../shared/index.ts'
import { directionOf, langOf, type Direction } from '../shared/direction.ts'
import { blocksFromParts, countWords, takeWords } from './story-text.ts'
import { StoryTree } from './story-tree.tsx'
import { chapterQuery, pathTo, useStory } from './story-queries.ts'
import { Passage } from './transcript.tsx'

interface StoryPageProps {
  storyId: string
  signIn: ReactNode
  home: ReactNode
}

/** A story as a whole: one path of it as a book to read, print and take along, and all other ways that were taken. */
export function StoryPage({ storyId, signIn, home }: StoryPageProps) {
  const story = useStory(storyId)
  const [chosen, setChosen] = useState<string | null>(null)
  if (story.data) return <Book story={story.data} chosen={chosen} show={setChosen} home={home} />
  if (!story.isError) {
    return (
      <div className="page narrow" aria-busy="true">
        <title>A story · Unfold</title>
        <h1>A story</h1>
        <p className="soft">Opening the book…</p>
      </div>
    )
  }
  const { code } = story.error instanceof UnfoldError ? story.error : { code: null }
  const isGone = code === 'NOT_FOUND'
  return (
    <div className="page narrow">
      <title>A story · Unfold</title>
      <h1>{isGone ? 'This story is not here' : 'This story cannot be opened'}</h1>
      <p>
        {isGone
          ? 'It may have been removed, it belongs to another family, or a grown-up has still to open it.'
          : story.error.message}
      </p>
      <p className="row">
        {code === 'UNAUTHENTICATED' ? (
          signIn
        ) : (
          <button type="button" className="button" onClick={() => void story.refetch()}>
            Look again
          </button>
        )}
        {home}
      </p>
    </div>
  )
}

interface BookProps {
  story: Story
  chosen: string | null
  show: (chapterId: string) => void
  home: ReactNode
}

function Book({ story, chosen, show, home }: BookProps) {
  const readable = story.chapters.filter(({ runId, status }) => runId !== null && status === 'ready')
  const standing =
    readable.find(({ chapterId }) => chapterId === (chosen ?? story.chapterId)) ?? readable.at(-1)
  const path = standing ? pathTo(story.chapters, standing.chapterId) : []
  const texts = useQueries({ queries: path.map(({ runId }) => chapterQuery(runId!)) })
  const last = path.at(-1)
  const direction = directionOf(story.title, story.language === 'hebrew' ? 'rtl' : 'ltr')
  const isBranched = readable.length > path.length
  const book = `/api/stories/${encodeURIComponent(story.storyId)}/book.epub?chapterId=${last?.chapterId ?? ''}`
  return (
    <div className="reader book-page">
      <title>{`${story.title} · Unfold`}</title>
      <article data-direction={direction}>
        <header>
          <p className="kicker">{wordsOfPath(story, path)}</p>
          <h1 dir={direction} lang={langOf(direction)}>
            {story.title}
          </h1>
          {last && (
            <p className="row no-print">
              <button type="button" className="button" onClick={() => window.print()}>
                Print
              </button>
              <a className="button quiet" href={book} download>
                Download EPUB
              </a>
            </p>
          )}
        </header>
        {(isBranched || story.chapters.length > readable.length) && (
          <details className="more no-print" open>
            <summary>All ways of this story</summary>
            <StoryTree
              chapters={story.chapters}
              shown={last?.chapterId ?? ''}
              show={show}
              direction={direction}
            />
          </details>
        )}
        {path.length === 0 && <NothingYet story={story} />}
        {path.map((chapter, index) => (
          <ChapterText
            key={chapter.chapterId}
            chapter={chapter}
            text={texts[index]?.data}
            problem={texts[index]?.error ?? null}
            again={() => void texts[index]?.refetch()}
            next={path[index + 1]}
            direction={direction}
          />
        ))}
        <p className="row no-print">{home}</p>
      </article>
    </div>
  )
}

function NothingYet({ story }: { story: Story }) {
  if (story.status === 'resting') {
    return (
      <p>
        The first chapter rests in the middle.{' '}
        {story.runId !== null && <a href={`/read/${story.runId}`}>Go on with it</a>}
      </p>
    )
  }
  if (story.status === 'waiting') return <p>A grown-up will open the first chapter.</p>
  return (
    <p>
      The first chapter is being written.{' '}
      {story.runId !== null && <a href={`/read/${story.runId}`}>Read along</a>}
    </p>
  )
}

interface ChapterTextProps {
  chapter: StoryChapter
  text: RunState | undefined
  problem: Error | null
  again: () => void
  /** The chapter that follows on this path. */
  next: StoryChapter | undefined
  direction: Direction
}

function ChapterText({ chapter, text, problem, again, next, direction }: ChapterTextProps) {
  const title = chapter.title ?? `Chapter ${chapter.chapterNumber}`
  const own = directionOf(title, direction)
  const blocks = text ? blocksFromParts(text.parts, [], direction) : []
  const told = blocks.filter(({ kind }) => kind !== 'question' || next !== undefined)
  return (
    <section className="chapter" aria-labelledby={chapter.chapterId}>
      <h2 id={chapter.chapterId} dir={own} lang={langOf(own)}>
        {title}
      </h2>
      {!text && !problem && <p className="soft">Opening…</p>}
      {problem && (
        <div className="notice bad" role="alert">
          <p>
            This chapter could not be read: {problem.message}{' '}
            <button type="button" className="button quiet" onClick={again}>
              Once more
            </button>
          </p>
        </div>
      )}
      <div className="transcript">
        {takeWords(told, countWords(told)).map((block) => (
          <Passage key={block.part} block={block} direction={direction} />
        ))}
        {next?.choice && <Chosen text={next.choice.text} direction={direction} />}
      </div>
      {chapter.runId !== null && (
        <p className="no-print">
          <a href={`/read/${chapter.runId}`}>{wordsOfLink(chapter, next)}</a>
        </p>
      )}
    </section>
  )
}

/** What was chosen, behind an arrow that points the way its words run. */
function Chosen({ text, direction }: { text: string; direction: Direction }) {
  const own = directionOf(text, direction)
  return (
    <p className="chosen" dir={own} lang={langOf(own)}>
      {own === 'rtl' ? '←' : '→'} {text}
    </p>
  )
}

function wordsOfLink(chapter: StoryChapter, next: StoryChapter | undefined): string {
  if (chapter.isEnding) return 'Open this chapter'
  return next ? 'Go back here and choose otherwise' : 'Go on from here'
}

function wordsOfPath({ totalChapters }: Story, path: readonly StoryChapter[]): string {
  if (path.length === 0) return '\u00A0'
  if (path.at(-1)!.isEnding)
    return path.length === 1 ? 'A story of one chapter' : `A story of ${path.length} chapters`
  return `${path.length} of ${totalChapters} chapters`
}
