import { useState, type ReactNode } from 'react'
import type { Child } from '../../shared/index.ts'
import { useChildren, useParent, useShelf } from './queries.ts'
import { RemoveStory } from './remove-story.tsx'
import { ReadingTrouble } from './reading-trouble.tsx'
import { ShelvedStory } from './shelved-story.tsx'

/** Every story of the family: those to go on with, and those that came to an end. */
export function ShelfPage() {
  const children = useChildren()
  const [childId, setChildId] = useState<number | undefined>(undefined)
  const family = children.data ?? []
  return (
    <div className="page">
      <title>The shelf · Unfold</title>
      <h1>The shelf</h1>
      {family.length > 1 && (
        <fieldset className="whose">
          <legend className="visually-hidden">Whose stories</legend>
          <div className="chips">
            {[undefined, ...family.map((child) => child.id)].map((id) => (
              <label key={id ?? 'all'} className="chip as-written">
                <input type="radio" name="whose" checked={childId === id} onChange={() => setChildId(id)} />
                {family.find((child) => child.id === id)?.nickname ?? 'Everybody’s'}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Board
        shelf="continue"
        childId={childId}
        family={family}
        title="To go on with"
        empty={
          <>
            Nothing is open. <a href="/story">Begin a story</a>, and it waits here whenever it is put down.
          </>
        }
      />
      <Board
        shelf="finished"
        childId={childId}
        family={family}
        title="Read to the end"
        empty="A story that has come to its end stands here, to be read again, printed, or told another way."
      />
    </div>
  )
}

interface BoardProps {
  shelf: 'continue' | 'finished'
  childId: number | undefined
  family: readonly Child[]
  title: string
  empty: ReactNode
}

function Board({ shelf, childId, family, title, empty }: BoardProps) {
  const shown = useShelf({ shelf, ...(childId === undefined ? {} : { childId }) })
  const isUnlocked = useParent().data?.unlocked === true
  const stories = shown.data?.pages.flatMap((page) => page.stories) ?? []
  return (
    <section className="board" aria-labelledby={`shelf-${shelf}`} aria-busy={shown.isPending}>
      <h2 id={`shelf-${shelf}`}>{title}</h2>
      <ReadingTrouble what="The stories" error={shown.error} />
      {shown.isSuccess && stories.length === 0 && <p className="soft">{empty}</p>}
      <ul className="books">
        {stories.map((story) => (
          <ShelvedStory
            key={story.storyId}
            story={story}
            reader={family.find(({ id }) => id === story.childId)}
          >
            {isUnlocked && <RemoveStory storyId={story.storyId} title={story.title} />}
          </ShelvedStory>
        ))}
      </ul>
      {shown.hasNextPage && (
        <button
          type="button"
          className="button quiet"
          disabled={shown.isFetchingNextPage}
          onClick={() => void shown.fetchNextPage()}
        >
          {shown.isFetchingNextPage ? 'One moment…' : 'Older stories'}
        </button>
      )}
    </section>
  )
}
