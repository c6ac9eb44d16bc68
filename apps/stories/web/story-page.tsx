import { useQueries } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { UnfoldError, type RunState } from 'unfold/protocol'
import type { Story, StoryChapter } from '../shared/index.ts'
import { directionOf, langOf, type Direction } from '../shared/direction.ts'
import { BOOK_WORDS, type BookWords } from './book-words.ts'
import { lineOf } from './line-of.ts'
import { blocksFromParts, countWords, takeWords } from './story-text.ts'
import { StoryTree } from './story-tree.tsx'
import { chapterQuery, pathTo, useStory } from './story-queries.ts'
import { Passage } from './transcript.tsx'
import { directionOfLanguage } from './use-story-direction.ts'

interface StoryPageProps {
  storyId: string
  signIn: ReactNode
  home: (words: string) => ReactNode
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
        {home(BOOK_WORDS.ltr.shelf)}
      </p>
    </div>
  )
}

interface BookProps {
  story: Story
  chosen: string | null
  show: (chapterId: string) => void
  home: (words: string) => ReactNode
}

function Book({ story, chosen, show, home }: BookProps) {
  const readable = story.chapters.filter(({ runId, status }) => runId !== null && status === 'ready')
  const standing =
    readable.find(({ chapterId }) => chapterId === (chosen ?? story.chapterId)) ?? readable.at(-1)
  const path = standing ? pathTo(story.chapters, standing.chapterId) : []
  const texts = useQueries({ queries: path.map(({ runId }) => chapterQuery(runId!)) })
  const last = path.at(-1)
  const direction = directionOfLanguage(story.language)
  const say = BOOK_WORDS[direction]
  const isBranched = readable.length > path.length
  const book = `/api/stories/${encodeURIComponent(story.storyId)}/book.epub?chapterId=${last?.chapterId ?? ''}`
  return (
    <div className="reader book-page" dir={direction} lang={langOf(direction)}>
      <title>{`${story.title} · Unfold`}</title>
      <article data-direction={direction}>
        <header>
          <p className="kicker">{wordsOfPath(story, path, say)}</p>
          <h1 {...lineOf(story.title, direction)}>{story.title}</h1>
          {last && (
            <p className="row no-print">
              <button type="button" className="button" onClick={() => window.print()}>
                {say.print}
              </button>
              <a className="button quiet" href={book} download>
                {say.download}
              </a>
            </p>
          )}
        </header>
        {(isBranched || story.chapters.length > readable.length) && (
          <details className="more no-print" open>
            <summary>{say.allWays}</summary>
            <StoryTree
              chapters={story.chapters}
              shown={last?.chapterId ?? ''}
              show={show}
              direction={direction}
            />
          </details>
        )}
        {path.length === 0 && <NothingYet story={story} say={say} />}
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
        <p className="row no-print">{home(say.shelf)}</p>
      </article>
    </div>
  )
}

function NothingYet({ story, say }: { story: Story; say: BookWords }) {
  if (story.status === 'resting') {
    return (
      <p>
        {say.restsFirst} {story.runId !== null && <a href={`/read/${story.runId}`}>{say.goOnWithIt}</a>}
      </p>
    )
  }
  if (story.status === 'waiting') return <p>{say.heldFirst}</p>
  return (
    <p>
      {say.writingFirst} {story.runId !== null && <a href={`/read/${story.runId}`}>{say.readAlong}</a>}
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
  const say = BOOK_WORDS[direction]
  const title = chapter.title ?? say.chapter(chapter.chapterNumber)
  const blocks = text ? blocksFromParts(text.parts, [], direction) : []
  const told = blocks.filter(({ kind }) => kind !== 'question' || next !== undefined)
  return (
    <section className="chapter" aria-labelledby={chapter.chapterId}>
      <h2 id={chapter.chapterId} {...lineOf(title, direction)}>
        {title}
      </h2>
      {!text && !problem && <p className="soft">{say.opening}</p>}
      {problem && (
        <div className="notice bad" role="alert">
          <p>
            {say.unread(problem.message)}{' '}
            <button type="button" className="button quiet" onClick={again}>
              {say.onceMore}
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
          <a href={`/read/${chapter.runId}`}>{wordsOfLink(chapter, next, say)}</a>
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

function wordsOfLink(chapter: StoryChapter, next: StoryChapter | undefined, say: BookWords): string {
  if (chapter.isEnding) return say.openChapter
  return next ? say.chooseOtherwise : say.goOn
}

function wordsOfPath({ totalChapters }: Story, path: readonly StoryChapter[], say: BookWords): string {
  if (path.length === 0) return '\u00A0'
  return path.at(-1)!.isEnding ? say.whole(path.length) : say.part(path.length, totalChapters)
}
