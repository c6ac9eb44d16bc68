import { useMemo, useRef, useState, type ReactNode } from 'react'
import { cancelRun, retryRun } from 'unfold/client'
import { useRun } from 'unfold/react'
import { Choices } from './choices.tsx'
import { directionOf } from './direction.ts'
import { keepPace, loadPace, type Pace } from './pace.ts'
import { ReaderBar } from './reader-bar.tsx'
import { announceReading, sayReading } from './reading-words.ts'
import { choicesFromValue, placeFromInput, startNextChapter, type Answer } from './start-chapter.ts'
import { TalkAbout } from './talk-about.tsx'
import { Transcript } from './transcript.tsx'
import { blocksFromParts, countWords, takeWords } from './transcript-blocks.ts'
import { useFollow } from './use-follow.ts'
import { useNow } from './use-now.ts'
import { carryReading, useReveal } from './use-reveal.ts'

interface ReaderPageProps {
  runId: string
  /** The chapter is by the built-in author, and the page says so. */
  isOffline: boolean
  /** Leads to another chapter, or to the new run of this one. */
  openRun: (runId: string) => void
  signIn: ReactNode
  home: ReactNode
}

/** A chapter while it is written, and afterwards: the same page, the same address, the same words. */
export function ReaderPage({ runId, isOffline, openRun, signIn, home }: ReaderPageProps) {
  const view = useRun(runId)
  const { run, connection } = view
  const now = useNow(run.endedAt === null)
  const [pace, setPace] = useState<Pace>(loadPace)
  const [isPaused, setPaused] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const end = useRef<HTMLDivElement>(null)

  const blocks = useMemo(() => blocksFromParts(run.parts), [run.parts])
  const available = run.cursor === 0 ? null : countWords(blocks)
  const reveal = useReveal({ runId, available, isOver: run.endedAt !== null, pace, isPaused })
  const shown = useMemo(() => takeWords(blocks, reveal.shown), [blocks, reveal.shown])
  const isMoving = available !== null && !reveal.isCaughtUp && !isPaused
  useFollow(end, isMoving)

  if (connection.phase === 'gone') {
    return (
      <Elsewhere title="This story is not here">
        <p>It may have been removed, or it belongs to another family.</p>
        {home}
      </Elsewhere>
    )
  }
  if (connection.phase === 'denied') {
    return (
      <Elsewhere title="Sign in to read on">
        <p>Your place in the story is kept.</p>
        {signIn}
      </Elsewhere>
    )
  }
  if (connection.phase === 'failed') {
    return (
      <Elsewhere title="This story cannot be opened">
        <p>{connection.error?.message}</p>
        {home}
      </Elsewhere>
    )
  }

  const valueOf = (part: string) => run.parts.find((p) => p.part === part && p.final)?.value ?? null
  const place = placeFromInput(run.input)
  const title = valueOf('title')
  const question = valueOf('question')
  const choices = choicesFromValue(valueOf('choices'))
  const isWhole = run.status === 'completed' && reveal.isCaughtUp
  const mayChoose = isWhole && place !== null && choices.length > 0
  const isEnd = isWhole && choices.length === 0
  const hasText = shown.length > 0
  const direction = directionOf(blocks[0]?.words.join('') ?? '', 'ltr')

  const command = async (send: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That did not work.')
    } finally {
      setBusy(false)
    }
  }
  const choose = async (answer: Answer, intent: string) => {
    if (place) openRun(await startNextChapter(place, runId, answer, intent))
  }

  const retry = async () => {
    const next = await retryRun(runId)
    carryReading(runId, next.runId)
    openRun(next.runId)
  }

  return (
    <div className="reader">
      <title>{typeof title === 'string' ? `${title} · Unfold` : 'A story · Unfold'}</title>
      <article dir={direction} lang={direction === 'rtl' ? 'he' : 'en'}>
        <header>
          <p className="kicker">
            {place ? `${place.title} · chapter ${place.chapterNumber} of ${place.totalChapters}` : '\u00A0'}
          </p>
          {isOffline && <p className="author">Written by Unfold’s built-in storyteller</p>}
          <h1>{typeof title === 'string' ? title : place ? `Chapter ${place.chapterNumber}` : '\u00A0'}</h1>
        </header>
        {!hasText && run.endedAt === null && (
          <p className="thinking" aria-hidden="true">
            <span className="quill" /> {run.cursor === 0 ? 'Opening the story…' : 'Thinking of a beginning…'}
          </p>
        )}
        <Transcript
          blocks={mayChoose ? shown.filter((block) => block.kind !== 'question') : shown}
          direction={direction}
          isMoving={isMoving}
        />
        {run.notices.map((notice, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index} className="notice">
            {wordsOfNotice(notice)}
          </p>
        ))}
        {mayChoose && (
          <Choices
            question={typeof question === 'string' ? question : 'What happens next?'}
            choices={choices}
            choose={choose}
          />
        )}
        {isWhole && (
          <TalkAbout words={listOf(valueOf('vocabulary'))} learning={listOf(valueOf('learning'))} />
        )}
        {isEnd && (
          <div className="the-end">
            <p aria-hidden="true">❦</p>
            {!shown.some((block) => block.kind === 'ending') && <p>The end</p>}
            {home}
          </div>
        )}
        <div role="alert">
          {problem && (
            <div className="notice bad">
              <p>{problem}</p>
            </div>
          )}
        </div>
        <div ref={end} className="text-end" />
      </article>
      <ReaderBar
        run={run}
        isAtRest={isWhole}
        saying={sayReading(view, hasText, now)}
        pace={pace}
        setPace={(chosen) => {
          keepPace(chosen)
          setPace(chosen)
        }}
        isPaused={isPaused}
        setPaused={setPaused}
        isBehind={!reveal.isCaughtUp && available !== null}
        isBusy={isBusy}
        stop={() => void command(() => cancelRun(runId))}
        retry={() => void command(retry)}
      />
      <output className="visually-hidden" aria-live="polite">
        {announceReading(view, { text: hasText, choices: mayChoose ? choices.length : 0, end: isEnd }, now)}
      </output>
    </div>
  )
}

function Elsewhere({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page narrow">
      <title>{`${title} · Unfold`}</title>
      <h1>{title}</h1>
      {children}
    </div>
  )
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** A notice is a sentence, or a fact that carries one. */
function wordsOfNotice(notice: unknown): string {
  if (typeof notice === 'string') return notice
  const { message } = (notice ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : 'A sentence of this chapter was changed.'
}
