import { useState } from 'react'
import { EraseFamily } from './erase-family.tsx'
import { FailedChapters } from './failed-chapters.tsx'
import { HeldChapters } from './held-chapters.tsx'
import { ParentLock } from './parent-lock.tsx'
import { PinForm } from './pin-form.tsx'
import { ReadingBands } from './reading-bands.tsx'
import { useChildren, useLock, useParent } from './queries.ts'
import { WithheldSentences } from './withheld-sentences.tsx'

interface ParentPageProps {
  /** The account has a password: the demo family has none. */
  hasPassword: boolean
  /** Where the grown-up was going, once the page is open; null: here. */
  next: string | null
  openPage: (address: string) => void
}

/** For the grown-up alone: what waits to be read first, what was withheld and why, and the family's data. */
export function ParentPage({ hasPassword, next, openPage }: ParentPageProps) {
  const parent = useParent()
  if (parent.isError && !parent.data) throw parent.error
  return (
    <div className="page parent">
      <title>For parents · Unfold</title>
      <h1>For parents</h1>
      {parent.data &&
        (parent.data.unlocked ? (
          <Unlocked until={parent.data.until} hasPin={parent.data.pin} hasPassword={hasPassword} />
        ) : (
          <ParentLock
            state={parent.data}
            hasPassword={hasPassword}
            onOpen={() => next !== null && openPage(next)}
          />
        ))}
    </div>
  )
}

const HOUR = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })

interface UnlockedProps {
  until: number | null
  hasPin: boolean
  hasPassword: boolean
}

function Unlocked({ until, hasPin, hasPassword }: UnlockedProps) {
  const family = useChildren()
  const lock = useLock()
  const [childId, setChildId] = useState<number | undefined>(undefined)
  const children = family.data ?? []
  return (
    <>
      <p className="row">
        <span className="soft">
          {until === null ? 'This page is open.' : `This page locks by itself at ${HOUR.format(until)}.`}
        </span>
        <button
          type="button"
          className="button quiet"
          disabled={lock.isPending}
          onClick={() => lock.mutate()}
        >
          Lock now
        </button>
        <a href="/family">Children, limits and modes</a>
      </p>
      <HeldChapters />
      <FailedChapters />
      <section aria-labelledby="withheld">
        <h2 id="withheld">Withheld</h2>
        <p className="soft">
          Every sentence that was checked and not shown. No child saw one of these, and no other page has
          them.
        </p>
        {children.length > 1 && (
          <fieldset className="whose">
            <legend className="visually-hidden">Of whose stories</legend>
            <div className="chips">
              {[undefined, ...children.map(({ id }) => id)].map((id) => (
                <label key={id ?? 'all'} className="chip as-written">
                  <input
                    type="radio"
                    name="withheld-of"
                    checked={childId === id}
                    onChange={() => setChildId(id)}
                  />
                  {children.find((child) => child.id === id)?.nickname ?? 'All'}
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <WithheldSentences childId={childId} />
      </section>
      <ReadingBands childId={childId} />
      <section aria-labelledby="pin">
        <h2 id="pin">{hasPin ? 'Another PIN' : 'A PIN for this page'}</h2>
        <PinForm words={hasPin ? 'Change the PIN' : 'Set the PIN'} />
      </section>
      <section aria-labelledby="data">
        <h2 id="data">Your data</h2>
        <p>
          Children, stories, runs and wardrobe, in one file: <a href="/api/family/export">download all</a>.
        </p>
        <EraseFamily hasPin={hasPin} hasPassword={hasPassword} />
      </section>
    </>
  )
}
