import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { directionOf, langOf, type Direction } from '../shared/direction.ts'
import type { Answer, Choice, StoryChapter } from '../shared/index.ts'
import { CHOICES_WORDS, wordsOfRefusal, type ChoicesWords } from './choices-words.ts'

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
  const say = CHOICES_WORDS[direction]
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
      setProblem({ mark, words: wordsOfRefusal(error, direction) })
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
      setProblem({ mark: 'own', words: text === '' ? say.nothing : say.tooLong(tooMany) })
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
  const ofPage = { dir: direction, lang: langOf(direction) }
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
                <span {...ofPage}>{say.opening}</span>
              ) : (
                <span {...ofStory(choice.description)}>{choice.description}</span>
              )}
              {tried.some((chapter) => chapter.choice?.index === index) && (
                <span className="tried" {...ofPage}>
                  {say.tried}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {tried.some((chapter) => chapter.choice?.own) && (
        <ul className="own-tried" {...ofPage}>
          {tried.flatMap(({ choice, runId }) =>
            choice?.own && runId !== null
              ? [
                  <li key={runId}>
                    {say.said}{' '}
                    <a href={`/read/${runId}`}>
                      “<bdi>{choice.text}</bdi>”
                    </a>
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
      <form className="own-words" onSubmit={sendOwn} noValidate {...ofPage}>
        <label htmlFor={`${id}-own`}>{say.own}</label>
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
            {pending === 'own' ? say.sending : say.go}
          </button>
        </div>
        <p className="hint" id={`${id}-hint`}>
          {isWrong ? problem.words : wordsOfRoom(tooMany, say)}
        </p>
      </form>
      <div role="alert" {...ofPage}>
        {problem && (
          <div className={isWrong ? 'visually-hidden' : 'notice bad'}>
            <p>{problem.words}</p>
          </div>
        )}
      </div>
    </fieldset>
  )
}

function wordsOfRoom(tooMany: number, say: ChoicesWords): string {
  if (tooMany > 0) return say.tooLong(tooMany)
  return tooMany > -50 ? say.room(-tooMany) : say.fewWords
}
