import { type Ref, useId } from 'react'
import type { Hero } from '../shared/index.ts'

const PRONOUNS = ['she', 'he'] as const

interface HeroFieldProps {
  name: string
  /** Null until somebody has said. */
  pronoun: Hero['pronoun'] | null
  /** Why the name cannot be taken; null when nothing is wrong with it. */
  problem: string | null
  field: Ref<HTMLInputElement>
  onName: (name: string) => void
  onPronoun: (pronoun: Hero['pronoun']) => void
}

/** Whom the story is about. Once there is a name, the words around it must agree: she or he. */
export function HeroField({ name, pronoun, problem, field, onName, onPronoun }: HeroFieldProps) {
  const id = useId()
  return (
    <div className="story-hero">
      <div className="field">
        <label htmlFor={`${id}-name`}>The hero’s name, if you have one</label>
        <input
          ref={field}
          id={`${id}-name`}
          value={name}
          maxLength={40}
          autoComplete="off"
          dir="auto"
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={(event) => onName(event.currentTarget.value)}
        />
        {problem !== null && (
          <span className="wrong" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </div>
      {name.trim() !== '' && (
        <fieldset>
          <legend>
            How does the story speak of <bdi>{name.trim()}</bdi>?
          </legend>
          <div className="chips">
            {PRONOUNS.map((word) => (
              <label key={word} className="chip">
                <input
                  type="radio"
                  name={`${id}-pronoun`}
                  checked={pronoun === word}
                  onChange={() => onPronoun(word)}
                />
                {word}
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
