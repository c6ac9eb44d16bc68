import { useId, useRef, useState, type SubmitEvent } from 'react'
import type { Child, Language, Mode, NewChild, ReadingLevel } from '../../shared/index.ts'
import { DEFAULT_LIMITS, INTERESTS, MAX_AGE, MIN_AGE } from '../../shared/lists.ts'
import { findChildSlip, type ChildSlip } from './child-slip.ts'
import { problemBeforeLock } from './problem-words.ts'
import { useSaveChild } from './queries.ts'
import { LANGUAGE_WORDS, LEVEL_WORDS, MODE_WORDS, SPOOKINESS_WORDS } from './words.ts'

const AGES = Array.from({ length: MAX_AGE - MIN_AGE + 1 }, (_, i) => MIN_AGE + i)
type Interest = (typeof INTERESTS)[number]

interface ChildFormProps {
  /** Null: a new child. */
  child: Child | null
  onSaved?: () => void
}

/** A nickname, an age and what they like: enough to write for them. What no story may touch is asked, never needed. */
export function ChildForm({ child, onSaved }: ChildFormProps) {
  const id = useId()
  const save = useSaveChild(child?.id ?? null)
  const [nickname, setNickname] = useState(child?.nickname ?? '')
  const [age, setAge] = useState(child?.age ?? 7)
  const [language, setLanguage] = useState<Language>(child?.language ?? 'english')
  const [readingLevel, setLevel] = useState<ReadingLevel>(child?.readingLevel ?? 'beginner')
  const [interests, setInterests] = useState<Interest[]>(child?.interests ?? [])
  const limits = child?.limits ?? DEFAULT_LIMITS
  const [avoid, setAvoid] = useState(limits.avoid.join(', '))
  const [spookiness, setSpookiness] = useState(limits.spookiness)
  const [mode, setMode] = useState<Mode>(child?.mode ?? 'live')

  const [slip, setSlip] = useState<ChildSlip | null>(null)
  const nicknameField = useRef<HTMLInputElement>(null)
  const avoidField = useRef<HTMLTextAreaElement>(null)
  // Known before the page is drawn again: the second click of two must not make a second child.
  const isSent = useRef(false)

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    if (isSent.current) return
    const topics = avoid
      .split(/[,\n،]/)
      .map((topic) => topic.trim())
      .filter((topic) => topic !== '')
    const found = findChildSlip(nickname.trim(), topics)
    setSlip(found)
    if (found !== null) {
      const field = found.field === 'nickname' ? nicknameField : avoidField
      field.current?.focus()
      return
    }
    const whole: NewChild = {
      nickname: nickname.trim(),
      age,
      language,
      readingLevel,
      interests,
      limits: { avoid: topics, spookiness },
      mode,
    }
    isSent.current = true
    save.mutate(child === null ? whole : changeOf(child, whole), {
      onSuccess: () => onSaved?.(),
      onError: () => (isSent.current = false),
    })
  }
  const toggle = (interest: Interest) =>
    setInterests(
      interests.includes(interest) ? interests.filter((i) => i !== interest) : [...interests, interest],
    )

  return (
    <form className="child-form" onSubmit={send}>
      <div className="field">
        <label htmlFor={`${id}-nickname`}>Nickname</label>
        <span className="hint" id={`${id}-nickname-hint`}>
          What the story may call them. No full name is needed.
        </span>
        <input
          ref={nicknameField}
          id={`${id}-nickname`}
          required
          maxLength={40}
          autoComplete="off"
          dir="auto"
          aria-invalid={slip?.field === 'nickname' || undefined}
          aria-describedby={`${id}-nickname-hint ${id}-slip`}
          value={nickname}
          onChange={(event) => setNickname(event.currentTarget.value)}
        />
      </div>
      <div className="row">
        <div className="field">
          <label htmlFor={`${id}-age`}>Age</label>
          <select
            id={`${id}-age`}
            value={age}
            onChange={(event) => setAge(Number(event.currentTarget.value))}
          >
            {AGES.map((n) => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </div>
        <Select id={`${id}-level`} label="Reads as" words={LEVEL_WORDS} value={readingLevel} set={setLevel} />
        <Select
          id={`${id}-language`}
          label="Stories in"
          words={LANGUAGE_WORDS}
          value={language}
          set={setLanguage}
        />
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
      <details className="more child-limits" open={child !== null}>
        <summary>What a story may not do, and who opens it</summary>
        <div className="field">
          <label htmlFor={`${id}-avoid`}>Never about</label>
          <span className="hint" id={`${id}-avoid-hint`}>
            With commas between: spiders, the dentist. No sentence that speaks of these is shown.
          </span>
          <textarea
            ref={avoidField}
            id={`${id}-avoid`}
            rows={2}
            dir="auto"
            aria-invalid={slip?.field === 'avoid' || undefined}
            aria-describedby={`${id}-avoid-hint ${id}-slip`}
            value={avoid}
            onChange={(event) => setAvoid(event.currentTarget.value)}
          />
        </div>
        <fieldset>
          <legend>How spooky</legend>
          <div className="chips">
            {SPOOKINESS_WORDS.map((words, n) => (
              <label key={words} className="chip as-written">
                <input
                  type="radio"
                  name={`${id}-spookiness`}
                  checked={spookiness === n}
                  onChange={() => setSpookiness(n)}
                />
                {words}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>How a chapter reaches the child</legend>
          <div className="modes">
            {MODE_WORDS.map(([name, title, about]) => (
              <label key={name} className="mode">
                <input
                  type="radio"
                  name={`${id}-mode`}
                  checked={mode === name}
                  onChange={() => setMode(name)}
                />
                <strong>{title}</strong>
                <small>{about}</small>
              </label>
            ))}
          </div>
        </fieldset>
      </details>
      <div role="alert">
        {(slip ?? save.error) && (
          <div className="notice bad" id={`${id}-slip`}>
            <p>{slip?.words ?? problemBeforeLock(save.error!)}</p>
          </div>
        )}
      </div>
      <button type="submit" className="button" disabled={save.isPending}>
        {save.isPending ? 'One moment…' : child === null ? 'Add' : 'Save'}
      </button>
    </form>
  )
}

/** Only what differs: limits and mode need the grown-up's page to be open, a new interest may not. */
function changeOf(child: Child, whole: NewChild): Partial<NewChild> {
  const known = child as unknown as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(whole).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name])),
  )
}

interface SelectProps<Value extends string> {
  id: string
  label: string
  words: Record<Value, string>
  value: Value
  set: (value: Value) => void
}

function Select<Value extends string>({ id, label, words, value, set }: SelectProps<Value>) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => set(event.currentTarget.value as Value)}>
        {(Object.entries(words) as [Value, string][]).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
