import { useState, type SubmitEvent } from 'react'
import { problemWords } from './problem-words.ts'
import { ProofField } from './proof-field.tsx'
import { useEraseFamily } from './queries.ts'

/** The end of everything that a family has here; asked for with what only the grown-up knows. */
export function EraseFamily({ hasPin, hasPassword }: { hasPin: boolean; hasPassword: boolean }) {
  const erase = useEraseFamily()
  const [isOpen, setOpen] = useState(false)
  const [value, setValue] = useState('')
  const kind = hasPin ? 'pin' : 'password'
  const needsProof = hasPin || hasPassword
  if (erase.isSuccess) {
    return (
      <output className="notice">
        <p>Everything is gone.</p>
      </output>
    )
  }
  if (!isOpen) {
    return (
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        Erase everything…
      </button>
    )
  }
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    erase.mutate(needsProof ? { [kind]: value } : {})
  }
  return (
    <form className="sheet door" onSubmit={send}>
      <p>
        All children, stories, outfits and pictures, and the account itself, are erased at once. What is being
        written stops. It cannot be brought back.
      </p>
      {needsProof && <ProofField kind={kind} value={value} onChange={setValue} />}
      <div role="alert">
        {erase.error && (
          <div className="notice bad">
            <p>{problemWords(erase.error)}</p>
          </div>
        )}
      </div>
      <p className="row">
        <button
          type="submit"
          className="button danger"
          disabled={erase.isPending || (needsProof && value === '')}
        >
          {erase.isPending ? 'Erasing…' : 'Erase everything'}
        </button>
        <button type="button" className="button quiet" onClick={() => setOpen(false)}>
          Keep everything
        </button>
      </p>
    </form>
  )
}
