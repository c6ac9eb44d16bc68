import { useId, useState, type SubmitEvent } from 'react'
import { problemWords } from './problem-words.ts'
import { useChoosePin } from './queries.ts'

interface PinFormProps {
  words: string
  onDone?: () => void
}

export function PinForm({ words, onDone }: PinFormProps) {
  const id = useId()
  const choose = useChoosePin()
  const [pin, setPin] = useState('')
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    choose.mutate(
      { pin },
      {
        onSuccess: () => {
          setPin('')
          onDone?.()
        },
      },
    )
  }
  return (
    <form onSubmit={send}>
      <div className="field proof">
        <label htmlFor={id}>New PIN</label>
        <span className="hint" id={`${id}-hint`}>
          Four to eight digits.
        </span>
        <input
          id={id}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          aria-describedby={`${id}-hint`}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
      </div>
      <div role="alert">
        {choose.error && (
          <div className="notice bad">
            <p>{problemWords(choose.error)}</p>
          </div>
        )}
      </div>
      <p className="row">
        <button type="submit" className="button quiet" disabled={choose.isPending || !/^\d{4,8}$/.test(pin)}>
          {choose.isPending ? 'One moment…' : words}
        </button>
        <output className="soft">{choose.isSuccess ? 'The PIN is set.' : ''}</output>
      </p>
    </form>
  )
}
