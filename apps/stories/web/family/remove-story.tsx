import { useState } from 'react'
import { ConfirmRemoval } from './confirm-removal.tsx'
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
      <ConfirmRemoval
        about="All its chapters will be gone, and cannot be brought back."
        words="Remove for ever"
        removal={remove}
        keep={() => setAsked(false)}
      />
    </div>
  )
}
