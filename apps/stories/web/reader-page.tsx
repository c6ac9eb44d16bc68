import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { cancelRun, retryRun } from 'unfold/client'
import { UnfoldError } from 'unfold/protocol'
import { useNow, useRun } from 'unfold/react'
import { AnnouncedSentences } from './announced-sentences.tsx'
import { Choices } from './choices.tsx'
import { langOf } from '../shared/direction.ts'
import type { Answer } from '../shared/index.ts'
import { elsewhereOf } from './elsewhere.tsx'
import { factsFromView, GrownUpNotes } from './grown-up-notes.tsx'
import { isSpeech } from './read-aloud.ts'
import { ReaderBar } from './reader-bar.tsx'
import { ReaderTools } from './reader-tools.tsx'
import { styleFromSettings, useReadingSettings } from './reading-settings.ts'
import { announceReading, sayListening, sayReading, type Saying } from './reading-words.ts'
import { lineOf } from './line-of.ts'
import { PAGE_WORDS } from './page-words.ts'
import { Resting } from './resting.tsx'
import { SettingsDrawer } from './settings-drawer.tsx'
import type { AppearanceWords } from './settings-words.ts'
import { STATE_WORDS } from './state-words.ts'
import { choicesFromValue, chooseNext, placeFromInput } from './start-chapter.ts'
import { branchesOf, useStory } from './story-queries.ts'
import { Transcript } from './transcript.tsx'
import { useAnnouncer } from './use-announcer.ts'
import { useFollow } from './use-follow.ts'
import { useOnline } from './use-online.ts'
import { useReading } from './use-reading.ts'
import { carryReading } from './use-reveal.ts'
import { useSentenceKeys } from './use-sentence-steps.ts'
import { keepDirection } from './use-story-direction.ts'

interface ReaderPageProps {
  runId: string
  /** The chapter is by the built-in author, and the page says so. */
  isOffline: boolean
  /** Leads to another chapter, or to the new run of this one. */
  openRun: (runId: string) => void
  /** Nobody has signed in. */
  isGuest: boolean
  signIn: (words: string) => ReactNode
  home: (words: string) => ReactNode
  /** The site's own switch of light and dark, for the settings. */
  appearance: (words: AppearanceWords) => ReactNode
}

/** A chapter while it is written, and afterwards: the same page, the same address, the same words. */
export function ReaderPage({
  runId,
  isOffline,
  openRun,
  isGuest,
  signIn,
  home,
  appearance,
}: ReaderPageProps) {
  const view = useRun(runId)
  const { run, connection } = view
  const now = useNow(run.endedAt === null)
  const isOnline = useOnline()
  const place = placeFromInput(run.input)
  const [settings, change] = useReadingSettings(place?.childId ?? null)
  const [isSettingsOpen, setSettingsOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ words: string; while: string } | null>(null)
  // What went wrong with a command is said until the run or the line to it has come to stand otherwise.
  const standing = `${run.status} ${connection.phase} ${isOnline}`
  if (problem !== null && problem.while !== standing) setProblem(null)
  const end = useRef<HTMLDivElement>(null)

  const valueOf = (part: string) => run.parts.find((p) => p.part === part && p.final)?.value ?? null
  const choicesValue = valueOf('choices')
  const choices = useMemo(() => choicesFromValue(choicesValue), [choicesValue])
  const reading = useReading(runId, place?.storyId ?? null, run, settings, choices)
  const { direction, steps, listening } = reading
  const say = PAGE_WORDS[direction]
  useFollow(end, reading.isMoving && !settings.bySentence)
  useSentenceKeys(settings.bySentence, direction === 'rtl', steps.step)
  useSpokenInSight(reading.mark ? `${reading.mark.part}.${reading.mark.sentence}` : reading.spokenChoice)

  const hasText = reading.blocks.length > 0
  const isWhole = run.status === 'completed' && reading.isCaughtUp
  const mayChoose = isWhole && place !== null && choices.length > 0
  const isEnd = isWhole && choices.length === 0
  const tree = useStory(isWhole ? (place?.storyId ?? null) : null)
  const here = tree.data?.chapters.find((chapter) => chapter.runId === runId)
  const tried = tree.data && here ? branchesOf(tree.data.chapters, here.chapterId) : []
  const voiceSays = sayListening(listening, direction)
  const boundary = announceReading(
    view,
    { direction, text: hasText, isOnline, choices: mayChoose ? choices.length : 0, end: isEnd },
    now,
  )
  // A voice that is not to be had is nobody's to see alone.
  const announced = useAnnouncer(voiceSays?.tone === 'wait' ? voiceSays.text : boundary)

  const elsewhere = elsewhereOf({
    direction,
    runId,
    connection,
    isGuest,
    signIn: signIn(say.signIn),
    home: home(say.another),
  })
  if (elsewhere !== null) return elsewhere

  const title = valueOf('title')
  const question = valueOf('question')
  const shownTitle = typeof title === 'string' ? title : place ? say.chapter(place.chapterNumber) : '\u00A0'

  const command = async (send: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      // What a server says of itself is in English.
      const words = direction === 'ltr' && error instanceof Error ? error.message : say.failed
      setProblem({ words, while: standing })
    } finally {
      setBusy(false)
    }
  }
  const choose = async (answer: Answer) => {
    const story = tree.data ?? (await tree.refetch({ throwOnError: true })).data!
    const here = story.chapters.find((chapter) => chapter.runId === runId)
    if (!here) throw new UnfoldError('NOT_FOUND', 'This chapter is no longer part of its story.')
    // A choice that this page has shown may be left for another; one that another screen has just made may not.
    try {
      openRun(
        await chooseNext(story.storyId, here.chapterId, answer, { otherwise: tried.length > 0, direction }),
      )
    } catch (error) {
      if (error instanceof UnfoldError && error.code === 'CONFLICT') await tree.refetch()
      throw error
    }
  }
  const retry = async () => {
    const next = await retryRun(runId)
    carryReading(runId, next.runId)
    keepDirection(next.runId, direction)
    openRun(next.runId)
  }

  const state = sayReading(view, { direction, text: hasText, isOnline }, now)
  const saying: Saying =
    problem !== null
      ? { tone: 'bad', text: problem.words }
      : state.tone === 'calm' && voiceSays !== null
        ? voiceSays
        : state

  return (
    <div
      className="reader"
      dir={direction}
      lang={langOf(direction)}
      data-calm={settings.isCalm}
      data-font={settings.font}
      data-by-sentence={settings.bySentence}
      style={styleFromSettings(settings)}
    >
      <title>{typeof title === 'string' ? `${title} · Unfold` : `${say.untitled} · Unfold`}</title>
      <article data-direction={direction}>
        <header>
          <p className="kicker">
            {place ? (
              <>
                <bdi>{place.title}</bdi>
                {` · ${say.chapterOf(place.chapterNumber, place.totalChapters)}`}
              </>
            ) : (
              '\u00A0'
            )}
          </p>
          {isOffline && <p className="author">{say.author}</p>}
          <h1 {...lineOf(shownTitle, direction)}>{shownTitle}</h1>
        </header>
        {!hasText && run.endedAt === null && (
          <p className="thinking" aria-hidden="true">
            <span className="quill" /> {STATE_WORDS[direction][run.cursor === 0 ? 'opening' : 'thinking']}
          </p>
        )}
        <Transcript
          blocks={mayChoose ? reading.blocks.filter((block) => block.kind !== 'question') : reading.blocks}
          direction={direction}
          isMoving={reading.isMoving && !settings.isCalm}
          spoken={reading.mark}
        />
        {mayChoose && (
          <Choices
            runId={runId}
            question={typeof question === 'string' ? question : say.question}
            choices={choices}
            direction={direction}
            tried={tried}
            spoken={reading.mark?.part === 'question' ? 'question' : reading.spokenChoice}
            choose={choose}
          />
        )}
        {run.status === 'failed' && hasText && reading.isCaughtUp && <Resting direction={direction} />}
        {isEnd && (
          <div className="the-end">
            <p aria-hidden="true">❦</p>
            {!reading.blocks.some((block) => block.kind === 'ending') && <p>{say.end}</p>}
            <p className="row">
              {place && (
                <a className="button" href={`/story/${place.storyId}`}>
                  {say.whole}
                </a>
              )}
              {home(say.another)}
            </p>
          </div>
        )}
        {(isWhole || run.status === 'failed') && (
          <GrownUpNotes
            direction={direction}
            view={view}
            words={isWhole ? listOf(valueOf('vocabulary')) : []}
            learning={isWhole ? listOf(valueOf('learning')) : []}
          />
        )}
        <div ref={end} className="text-end" />
      </article>
      <ReaderBar
        direction={direction}
        run={run}
        hasText={hasText}
        isAtRest={isWhole && !settings.bySentence && !isSpeech(listening.phase)}
        saying={saying}
        isBehind={reading.isBehind && settings.pace !== null && !settings.bySentence}
        showAll={reading.showAll}
        openSettings={() => setSettingsOpen(true)}
        isBusy={isBusy}
        stop={() => void command(() => cancelRun(runId))}
        retry={() => void command(retry)}
      >
        <ReaderTools
          direction={direction}
          settings={settings}
          change={change}
          isAtRest={run.endedAt !== null && reading.isCaughtUp}
          isBehind={reading.isBehind}
          isPaused={reading.isPaused}
          setPaused={reading.setPaused}
          steps={steps}
          listening={listening}
          voice={reading.voice}
          listen={reading.listen}
          hasText={hasText}
        />
      </ReaderBar>
      <SettingsDrawer
        direction={direction}
        isOpen={isSettingsOpen}
        close={() => setSettingsOpen(false)}
        settings={settings}
        change={change}
        appearance={appearance}
        facts={factsFromView(view, direction)}
      />
      <output className="visually-hidden" aria-live="polite">
        {announced}
      </output>
      <AnnouncedSentences blocks={reading.blocks} isOn={settings.announcesText || settings.bySentence} />
    </div>
  )
}

/** Moves the page on with the voice, where the line that it reads is out of sight. */
function useSpokenInSight(spoken: string | number | null): void {
  useEffect(() => {
    if (spoken !== null) document.querySelector('[data-spoken]')?.scrollIntoView({ block: 'nearest' })
  }, [spoken])
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
