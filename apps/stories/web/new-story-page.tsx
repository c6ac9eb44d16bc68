import { useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { UnfoldError } from 'unfold/protocol'
import { findHeroSlip } from '../shared/hero-name.ts'
import type { Child, Hero } from '../shared/index.ts'
import { DEFAULT_CHAPTERS, MAX_CHAPTERS, THEMES } from '../shared/lists.ts'
import { HeroField } from './hero-field.tsx'
import { startChapter } from './start-chapter.ts'
import { ThemeGlyph } from './theme-glyph.tsx'
import { directionOfLanguage } from './use-story-direction.ts'

const LENGTHS = Array.from({ length: MAX_CHAPTERS }, (_, index) => index + 1)

interface NewStoryPageProps {
  /** Null while they are being read. */
  family: Child[] | null
  chosenChild: number | null
  openRun: (runId: string) => void
  /** Shown in place of the children where there are none. */
  addChild: ReactNode
}

/** Two choices and a button; the page has changed before the first word is written. */
export function NewStoryPage({ family, chosenChild, openRun, addChild }: NewStoryPageProps) {
  const [childId, setChildId] = useState(chosenChild)
  const [theme, setTheme] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [heroName, setHeroName] = useState('')
  const [pronoun, setPronoun] = useState<Hero['pronoun'] | null>(null)
  const [heroProblem, setHeroProblem] = useState<string | null>(null)
  const heroField = useRef<HTMLInputElement>(null)
  const [totalChapters, setTotal] = useState(DEFAULT_CHAPTERS)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // The wish that was sent, so that sending it again after a lost answer finds the same run.
  const sent = useRef({ wish: '', key: '' })

  const child = family?.find((c) => c.id === childId) ?? (family?.length === 1 ? family[0]! : null)
  const liked = child?.interests ?? []

  const refuseHero = (words: string) => {
    setHeroProblem(words)
    // Its description is read with it.
    heroField.current?.focus()
  }

  const begin = async (event: SubmitEvent) => {
    event.preventDefault()
    setProblem(null)
    setHeroProblem(null)
    if (!child || theme === null) {
      setProblem(child ? 'Choose what the story is about.' : 'Choose who is listening.')
      return
    }
    const asked = title.trim()
    const name = heroName.trim()
    const slip = name === '' ? null : findHeroSlip(name)
    if (slip !== null) {
      refuseHero(slip)
      return
    }
    if (name !== '' && pronoun === null) {
      setProblem(`Say how the story speaks of ${name}: as she or as he.`)
      return
    }
    const hero = name === '' || pronoun === null ? null : { name, pronoun }
    const wish = JSON.stringify([child.id, theme, asked, totalChapters, hero])
    if (sent.current.wish !== wish) sent.current = { wish, key: crypto.randomUUID() }
    setBusy(true)
    try {
      const chapter = {
        childId: child.id,
        theme,
        chapterNumber: 1,
        totalChapters,
        ...(asked === '' ? {} : { title: asked }),
        ...(hero === null ? {} : { hero }),
      }
      openRun(await startChapter(chapter, directionOfLanguage(child.language), sent.current.key))
    } catch (error) {
      setBusy(false)
      const ofHero = reasonOfHero(error)
      if (ofHero !== null) refuseHero(ofHero)
      else setProblem(reasonOf(error))
    }
  }

  return (
    <div className="page">
      <title>A new story · Unfold</title>
      <h1>A new story</h1>
      {family === null && <p className="soft">One moment…</p>}
      {family?.length === 0 && addChild}
      {family !== null && family.length > 0 && (
        <form onSubmit={(event) => void begin(event)}>
          <fieldset>
            <legend>Who is listening?</legend>
            <div className="picks">
              {family.map((c) => (
                <label key={c.id} className="pick">
                  <input
                    type="radio"
                    name="child"
                    checked={child?.id === c.id}
                    onChange={() => setChildId(c.id)}
                  />
                  <strong>{c.nickname}</strong>
                  <small>
                    {c.age} years, {c.readingLevel}
                  </small>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset>
            <legend>What is it about?</legend>
            <div className="picks themes">
              {THEMES.map((name) => (
                <label key={name} className="pick">
                  <input type="radio" name="theme" checked={theme === name} onChange={() => setTheme(name)} />
                  <ThemeGlyph theme={name} />
                  <strong>{name[0]!.toUpperCase() + name.slice(1)}</strong>
                  {isIn(liked, name) && (
                    <>
                      <span className="liked" aria-hidden="true">
                        ♥
                      </span>
                      <span className="visually-hidden"> {child?.nickname} likes this</span>
                    </>
                  )}
                </label>
              ))}
            </div>
          </fieldset>
          <div className="field story-title">
            <label htmlFor="story-title">A title, if you have one</label>
            <input
              id="story-title"
              value={title}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
          </div>
          <HeroField
            name={heroName}
            pronoun={pronoun}
            problem={heroProblem}
            field={heroField}
            onName={(name) => {
              setHeroName(name)
              setHeroProblem(null)
            }}
            onPronoun={setPronoun}
          />
          <div className="field story-length">
            <label htmlFor="story-length">How many chapters</label>
            <select
              id="story-length"
              value={totalChapters}
              onChange={(event) => setTotal(Number(event.currentTarget.value))}
            >
              {LENGTHS.map((count) => (
                <option key={count} value={count}>
                  {count === 1 ? '1: a whole story at once' : count}
                </option>
              ))}
            </select>
          </div>
          <div role="alert">
            {problem && (
              <div className="notice bad">
                <p>{problem}</p>
              </div>
            )}
          </div>
          <button type="submit" className="button" disabled={isBusy}>
            {isBusy ? 'Opening the book…' : 'Begin the story'}
          </button>
        </form>
      )}
    </div>
  )
}

/** A refused theme or title says what may be tried instead. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The story could not be started. Try once more.'
  const reason = error instanceof UnfoldError ? error.fields?.[0]?.message : undefined
  // A reason is a whole sentence; in Hebrew the message itself is it.
  return reason !== undefined && /^\p{Lu}/u.test(reason) && /[a-z]/.test(error.message)
    ? `${error.message} ${reason}`
    : error.message
}

/** Why the server would not take the hero; null when it refused something else. */
function reasonOfHero(error: unknown): string | null {
  if (!(error instanceof UnfoldError)) return null
  const reason = error.fields?.find(({ field }) => field.startsWith('body.hero'))?.message
  return reason === undefined ? null : `This name cannot be used. ${reason}`
}

function isIn(interests: readonly string[], theme: string): boolean {
  return interests.includes(theme)
}
