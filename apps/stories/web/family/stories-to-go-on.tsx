import { useChildren, useShelf } from './queries.ts'
import { ShelvedStory } from './shelved-story.tsx'

/** The shelf has the others. */
const STORIES = 3

/** For the start page: what was put down last, one press away; nothing where no story is open. */
export function StoriesToGoOn() {
  const shelf = useShelf({ shelf: 'continue' })
  const children = useChildren()
  const stories = shelf.data?.pages[0]?.stories.slice(0, STORIES) ?? []
  if (stories.length === 0) return null
  return (
    <section aria-labelledby="to-go-on">
      <h2 id="to-go-on">Read on</h2>
      <ul className="books">
        {stories.map((story) => (
          <ShelvedStory
            key={story.storyId}
            story={story}
            reader={children.data?.find(({ id }) => id === story.childId)}
          />
        ))}
      </ul>
    </section>
  )
}
