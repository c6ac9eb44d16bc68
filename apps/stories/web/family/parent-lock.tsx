import { useState, type SubmitEvent } from 'react'
import type { ParentState } from '../../shared/index.ts'
import { ProofField } from './proof-field.tsx'
import { PinForm } from './pin-form.tsx'
import { problemWords } from './problem-words.ts'
import { useUnlock } from './queries.ts'

interface ParentLockProps {
  state: ParentState
  hasPassword: boolean
  onOpen: () => void
}

/** The door: a PIN, or a sign-in that has just been made. A device is in child mode until it is opened. */
export function ParentLock({ state, hasPassword, onOpen }: ParentLockProps) {
  const unlock = useUnlock()
  const [kind, setKind] = useState<'pin' | 'password'>(state.pin ? 'pin' : 'password')
  const [value, setValue] = useState('')

  if (!state.pin && !hasPassword && !state.fresh) {
    return (
      <div className="sheet door">
        <p>
          Choose four to eight digits. Whoever knows them can open this page; who does not stays in child
          mode.
        </p>
        <PinForm words="Set the PIN and open" onDone={onOpen} />
      </div>
    )
  }
  const needsProof = state.pin || !state.fresh
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    // A wrong one is not to be mended letter by letter: the field is empty for the next try.
    unlock.mutate(needsProof ? { [kind]: value } : {}, { onSuccess: onOpen, onError: () => setValue('') })
  }
  return (
    <form className="sheet door" onSubmit={send}>
      <p>
        Here are the sentences that were withheld, the chapters that wait for you, and your data. Children
        stay outside.
      </p>
      {needsProof && <ProofField kind={kind} value={value} onChange={setValue} />}
      <div role="alert">
        {unlock.error && (
          <div className="notice bad">
            <p>{problemWords(unlock.error)}</p>
          </div>
        )}
      </div>
      <p className="row">
        <button type="submit" className="button" disabled={unlock.isPending || (needsProof && value === '')}>
          {unlock.isPending ? 'One moment…' : 'Open'}
        </button>
        {state.pin && hasPassword && (
          <button
            type="button"
            className="quiet-link"
            onClick={() => {
              setKind(kind === 'pin' ? 'password' : 'pin')
              setValue('')
            }}
          >
            {kind === 'pin' ? 'Use the password instead' : 'Use the PIN instead'}
          </button>
        )}
      </p>
    </form>
  )
}
