import { problemBeforeLock } from './problem-words.ts'

interface ConfirmRemovalProps {
  /** What will be gone. */
  about: string
  /** On the button that does it. */
  words: string
  removal: { isPending: boolean; error: Error | null; mutate: () => void }
  keep: () => void
}

/** Asked before something goes that nothing brings back. */
export function ConfirmRemoval({ about, words, removal, keep }: ConfirmRemovalProps) {
  return (
    <div className="notice">
      <p>{about}</p>
      <p className="row">
        <button
          type="button"
          className="button danger"
          disabled={removal.isPending}
          onClick={() => removal.mutate()}
        >
          {words}
        </button>
        <button type="button" className="button quiet" onClick={keep}>
          Keep
        </button>
      </p>
      <div role="alert">{removal.error && <p className="wrong">{problemBeforeLock(removal.error)}</p>}</div>
    </div>
  )
}
