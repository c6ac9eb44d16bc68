import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { UnfoldError } from 'unfold/protocol'
import { directionOf, langOf, type Direction } from '../shared/direction.ts'
import type { Answer, Choice, StoryChapter } from '../shared/index.ts'

/** What the server takes of a child's own words. */
const MOST_LETTERS = 300

interface ChoicesProps {
  runId: string
  question: string
  choices: Choice[]
  direction: Direction
  /** What a voice is reading: the question, or a choice by its index. */
  spoken: 'question' | number | null
  /** The chapters that were reached from here, each by its choice. */
  tried: readonly StoryChapter[]
  /** Resolves once the next chapter is on its way; rejects with words. */
  choose: (answer: Answer) => Promise<void>
}

/** The end of a chapter: real buttons in a group, and a line for the child's own idea, kept until it has led on. */
export function Choices({ runId, question, choices, direction, spoken, tried, choose }: ChoicesProps) {
  const id = useId()
  const draft = `unfold.own-words.${runId}`
  const [pending, setPending] = useState<string | null>(null)
  const [problem, setProblem] = useState<{ mark: string; words: string } | null>(null)
  const [own, setOwn] = useState(() => sessionStorage.getItem(draft) ?? '')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (own === '') sessionStorage.removeItem(draft)
    else sessionStorage.setItem(draft, own)
  }, [draft, own])

  const send = async (mark: string, answer: Answer) => {
    if (pending !== null) return
    setPending(mark)
    setProblem(null)
    try {
      await choose(answer)
      sessionStorage.removeItem(draft)
    } catch (error) {
      setProblem({ mark, words: wordsOfRefusal(error) })
      if (mark === 'own') field.current?.focus()
    } finally {
      setPending(null)
    }
  }

  const text = own.trim()
  const tooMany = text.length - MOST_LETTERS
  const sendOwn = (event: SubmitEvent) => {
    event.preventDefault()
    if (text === '' || tooMany > 0) {
      const words =
        text === ''
          ? 'Write what should happen, or choose one of the buttons.'
          : `That is ${tooMany} letters too long. Make it a little shorter.`
      setProblem({ mark: 'own', words })
      field.current?.focus()
      return
    }
    void send('own', { text })
  }

  const isWrong = problem?.mark === 'own'
  const ofStory = (words: string) => {
    const own = directionOf(words, direction)
    return { dir: own, lang: langOf(own) }
  }
  return (
    <fieldset className="choices">
      <legend>
        <h2 {...ofStory(question)} data-spoken={spoken === 'question' || undefined}>
          {question}
        </h2>
      </legend>
      <ol>
        {choices.map((choice, index) => (
          <li key={choice.id} dir={ofStory(choice.text).dir}>
            <button
              type="button"
              className="choice sheet"
              data-spoken={spoken === index || undefined}
              aria-disabled={pending !== null || undefined}
              onClick={() => void send(choice.id, { index })}
            >
              <strong {...ofStory(choice.text)}>{choice.text}</strong>
              {pending === choice.id ? (
                <span dir="ltr" lang="en">
                  Opening the next chapter…
                </span>
              ) : (
                <span {...ofStory(choice.description)}>{choice.description}</span>
              )}
              {tried.some((chapter) => chapter.choice?.index === index) && (
                <span className="tried" dir="ltr" lang="en">
                  You chose this. Read on there.
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {tried.some((chapter) => chapter.choice?.own) && (
        <ul className="own-tried">
          {tried.flatMap(({ choice, runId }) =>
            choice?.own && runId !== null
              ? [
                  <li key={runId}>
                    You said <a href={`/read/${runId}`}>“{choice.text}”</a>
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
      <form className="own-words" onSubmit={sendOwn} noValidate>
        <label htmlFor={`${id}-own`}>Or say it in your own words</label>
        <div className="row">
          <input
            ref={field}
            id={`${id}-own`}
            value={own}
            autoComplete="off"
            {...ofStory(own)}
            aria-invalid={isWrong || undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setOwn(event.currentTarget.value)
              if (isWrong) setProblem(null)
            }}
          />
          <button type="submit" className="button quiet" aria-disabled={pending !== null || undefined}>
            {pending === 'own' ? 'One moment…' : 'Go'}
          </button>
        </div>
        <p className="hint" id={`${id}-hint`}>
          {isWrong ? problem.words : wordsOfRoom(tooMany)}
        </p>
      </form>
      <div role="alert">
        {problem && (
          <div className={isWrong ? 'visually-hidden' : 'notice bad'}>
            <p>{problem.words}</p>
          </div>
        )}
      </div>
    </fieldset>
  )
}

function wordsOfRoom(tooMany: number): string {
  if (tooMany > 0) return `${tooMany} letters too long.`
  if (tooMany > -50) return `Room for ${-tooMany} more letters.`
  return 'A few words are enough.'
}

const NOT_OPEN = 'This story is not open here any more. Ask a grown-up to sign in again.'
const REFUSALS: { [code: string]: string } = {
  CONFLICT: 'Another screen has just chosen here. Read on there, or choose once more and keep both.',
  NOT_FOUND: NOT_OPEN,
  UNAUTHENTICATED: NOT_OPEN,
}

/** Said to a child; of its own words the field's reason, which says more than the title of the refusal. */
function wordsOfRefusal(error: unknown): string {
  if (!(error instanceof UnfoldError)) return 'That did not work. Try it once more.'
  const words = REFUSALS[error.code]
  if (words !== undefined) return words
  const reason = error.fields?.[0]?.message
  if (error.code === 'UNAVAILABLE') return `${error.message} Your answer is still here: try it once more.`
  return reason ? `${error.message} ${reason}` : error.message
}
