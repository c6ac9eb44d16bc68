import { useRef, useState } from 'react'
import { useKeptFocus } from 'unfold/react'
import type { Child } from '../../shared/index.ts'
import { MAX_CHILDREN } from '../../shared/lists.ts'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { ChildForm } from './child-form.tsx'
import { useChildren, useParent, useRemoveChild } from './queries.ts'
import { LANGUAGE_WORDS, LEVEL_WORDS, MODE_WORDS, SPOOKINESS_WORDS } from './words.ts'
import { ReadingTrouble } from './reading-trouble.tsx'

/** Who is told stories in this family, how, and what they may not touch. */
export function FamilyPage() {
  const family = useChildren()
  const parent = useParent()
  const list = family.data ?? []
  const page = useRef<HTMLDivElement>(null)
  const keepFocus = useKeptFocus(page)
  return (
    <div ref={page} className="page" tabIndex={-1} {...keepFocus}>
      <title>Family · Unfold</title>
      <h1>Family</h1>
      {parent.data?.unlocked === false && (
        <div className="notice">
          <p>
            Limits, and how a chapter reaches a child, are a grown-up’s to change:{' '}
            <a href="/parent?next=/family">open the parents’ page</a> first.
          </p>
        </div>
      )}
      <ReadingTrouble what="The children" error={family.error} />
      <ul className="family" aria-busy={family.isPending}>
        {list.map((child) => (
          <ChildCard key={child.id} child={child} />
        ))}
      </ul>
      {family.isSuccess && list.length < MAX_CHILDREN && (
        <section className="sheet add-child" aria-labelledby="add-child">
          <h2 id="add-child">{list.length === 0 ? 'Tell us about a child' : 'One more child'}</h2>
          <ChildForm key={list.length} child={null} />
        </section>
      )}
      {list.length >= MAX_CHILDREN && (
        <p className="soft">A family has up to {MAX_CHILDREN} children here.</p>
      )}
    </div>
  )
}

function ChildCard({ child }: { child: Child }) {
  const [open, setOpen] = useState<'form' | 'remove' | null>(null)
  const remove = useRemoveChild(child.id)
  const card = useRef<HTMLLIElement>(null)
  const keepFocus = useKeptFocus(card)
  const { nickname, age, readingLevel, language, interests, limits, mode } = child
  return (
    <li ref={card} className="sheet" tabIndex={-1} {...keepFocus}>
      <h2 dir="auto">{nickname}</h2>
      <p className="soft">
        {age} years, {LEVEL_WORDS[readingLevel].toLowerCase()} reader, {LANGUAGE_WORDS[language]}
      </p>
      <dl className="child-facts">
        <dt>Likes</dt>
        <dd>{interests.join(', ') || 'Nothing named yet'}</dd>
        <dt>Never about</dt>
        <dd>
          <bdi>{limits.avoid.join(', ') || 'Nothing beyond what no child is shown'}</bdi>
        </dd>
        <dt>Spooky</dt>
        <dd>{SPOOKINESS_WORDS[limits.spookiness]}</dd>
        <dt>A chapter comes</dt>
        <dd>{MODE_WORDS.find(([name]) => name === mode)?.[1].toLowerCase()}</dd>
      </dl>
      <p className="row">
        <a className="button" href={`/story?child=${child.id}`}>
          Begin a story
        </a>
        <button
          type="button"
          className="button quiet"
          aria-expanded={open === 'form'}
          onClick={() => setOpen(open === 'form' ? null : 'form')}
        >
          Change
        </button>
        <button
          type="button"
          className="button quiet"
          aria-expanded={open === 'remove'}
          onClick={() => setOpen(open === 'remove' ? null : 'remove')}
        >
          Remove
        </button>
      </p>
      {open === 'form' && <ChildForm child={child} onSaved={() => setOpen(null)} />}
      {open === 'remove' && (
        <ConfirmRemoval
          about={`${nickname} and every story that was told to ${nickname} will be gone, and cannot be brought back.`}
          words={`Remove ${nickname}`}
          removal={remove}
          keep={() => setOpen(null)}
        />
      )}
    </li>
  )
}
