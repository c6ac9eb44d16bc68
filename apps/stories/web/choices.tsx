import { useId, useRef, useState, type SubmitEvent } from 'react'
import type { Choice } from '../shared/index.ts'
import type { Answer } from './start-chapter.ts'

interface ChoicesProps {
  question: string
  choices: Choice[]
  /** Resolves once the next chapter is on its way; rejects with words. */
  choose: (answer: Answer, intent: string) => Promise<void>
}

/** The end of a chapter: real buttons in a group, and a line for the child's own idea. */
export function Choices({ question, choices, choose }: ChoicesProps) {
  const id = useId()
  const [pending, setPending] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const intent = useRef({ text: '', key: '' })

  const send = async (mark: string, answer: Answer) => {
    setPending(mark)
    setProblem(null)
    try {
      await choose(answer, intent.current.key)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That did not work. Try it once more.')
    } finally {
      setPending(null)
    }
  }

  const sendOwn = (event: SubmitEvent) => {
    event.preventDefault()
    const text = own.trim()
    if (text === '') return
    // The same words sent again are the same wish; other words are another.
    if (intent.current.text !== text) intent.current = { text, key: crypto.randomUUID() }
    void send('own', { text })
  }

  return (
    <fieldset className="choices">
      <legend>
        <h2>{question}</h2>
      </legend>
      <ol>
        {choices.map((choice, index) => (
          <li key={choice.id}>
            <button
              type="button"
              className="choice sheet"
              disabled={pending !== null}
              onClick={() => void send(choice.id, { index })}
            >
              <strong>{choice.text}</strong>
              <span>{pending === choice.id ? 'Opening the next chapter…' : choice.description}</span>
            </button>
          </li>
        ))}
      </ol>
      <form className="own-words" onSubmit={sendOwn}>
        <label htmlFor={`${id}-own`}>Or say it in your own words</label>
        <div className="row">
          <input
            id={`${id}-own`}
            value={own}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <button type="submit" className="button quiet" disabled={pending !== null || own.trim() === ''}>
            {pending === 'own' ? 'One moment…' : 'Go'}
          </button>
        </div>
      </form>
      <div role="alert">
        {problem && (
          <div className="notice bad">
            <p>{problem}</p>
          </div>
        )}
      </div>
    </fieldset>
  )
}
