import { useState } from 'react'
import { problemWords } from './problem-words.ts'
import { useRemoveStory } from './queries.ts'

/** Asked twice, because nothing brings a story back. */
export function RemoveStory({ storyId, title }: { storyId: string; title: string }) {
  const remove = useRemoveStory(storyId)
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) {
    return (
      <button
        type="button"
        className="quiet-link"
        aria-label={`Remove ${title}`}
        onClick={() => setAsked(true)}
      >
        Remove
      </button>
    )
  }
  return (
    <div className="remove-story">
      <p>All its chapters will be gone.</p>
      <p className="row">
        <button
          type="button"
          className="button danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Remove for ever
        </button>
        <button type="button" className="button quiet" onClick={() => setAsked(false)}>
          Keep
        </button>
      </p>
      <div role="alert">{remove.error && <p className="wrong">{problemWords(remove.error)}</p>}</div>
    </div>
  )
}
