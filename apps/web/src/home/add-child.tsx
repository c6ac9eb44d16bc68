import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { INTERESTS, MAX_AGE, MIN_AGE, type NewChild } from '@unfold/stories/shared'
import { sendJson } from 'unfold/client'

const AGES = Array.from({ length: MAX_AGE - MIN_AGE + 1 }, (_, i) => MIN_AGE + i)
const LEVELS = ['beginner', 'intermediate', 'advanced'] as const
type Interest = (typeof INTERESTS)[number]

/** A nickname, an age and what they like: enough to write for them, and no more is asked. */
export function AddChild() {
  const queries = useQueryClient()
  const [nickname, setNickname] = useState('')
  const [age, setAge] = useState(7)
  const [readingLevel, setLevel] = useState<NewChild['readingLevel']>('beginner')
  const [interests, setInterests] = useState<Interest[]>([])
  const add = useMutation({
    mutationFn: () =>
      sendJson({}, '/api/children', {
        method: 'POST',
        body: { nickname: nickname.trim(), age, readingLevel, interests },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['children'] }),
  })
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    add.mutate()
  }
  const toggle = (interest: Interest) =>
    setInterests(
      interests.includes(interest) ? interests.filter((i) => i !== interest) : [...interests, interest],
    )

  return (
    <form className="add-child" onSubmit={send}>
      <h2>Tell us about a child</h2>
      <div className="field">
        <label htmlFor="nickname">Nickname</label>
        <span className="hint" id="nickname-hint">
          What the story may call them. No full name is needed.
        </span>
        <input
          id="nickname"
          required
          maxLength={40}
          autoComplete="off"
          aria-describedby="nickname-hint"
          value={nickname}
          onChange={(event) => setNickname(event.currentTarget.value)}
        />
      </div>
      <div className="row">
        <div className="field">
          <label htmlFor="age">Age</label>
          <select id="age" value={age} onChange={(event) => setAge(Number(event.currentTarget.value))}>
            {AGES.map((n) => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="level">Reads as</label>
          <select
            id="level"
            value={readingLevel}
            onChange={(event) => setLevel(event.currentTarget.value as NewChild['readingLevel'])}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {level[0]!.toUpperCase() + level.slice(1)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset>
        <legend>Likes</legend>
        <div className="chips">
          {INTERESTS.map((interest) => (
            <label key={interest} className="chip">
              <input
                type="checkbox"
                checked={interests.includes(interest)}
                onChange={() => toggle(interest)}
              />
              {interest}
            </label>
          ))}
        </div>
      </fieldset>
      <div role="alert">
        {add.error && (
          <div className="notice bad">
            <p>{add.error.message}</p>
          </div>
        )}
      </div>
      <button type="submit" className="button" disabled={add.isPending}>
        {add.isPending ? 'One moment…' : 'Add'}
      </button>
    </form>
  )
}
