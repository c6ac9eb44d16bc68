import { useId, useState } from 'react'
import { LOVED } from './outfit-words.ts'

interface LovePanelProps {
  isBusy: boolean
  send: (reasons: string[]) => void
}

export function LovePanel({ isBusy, send }: LovePanelProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [own, setOwn] = useState('')
  const id = useId()
  const toggle = (reason: string) =>
    setChosen(chosen.includes(reason) ? chosen.filter((one) => one !== reason) : [...chosen, reason])
  return (
    <div className="mark-panel">
      <fieldset>
        <legend>What do you like about it?</legend>
        {LOVED.map((reason) => (
          <label key={reason} className="line-pick">
            <input type="checkbox" checked={chosen.includes(reason)} onChange={() => toggle(reason)} />
            {reason}
          </label>
        ))}
        <label htmlFor={id}>In your own words</label>
        <input
          id={id}
          value={own}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
      </fieldset>
      <button
        type="button"
        className="button"
        disabled={isBusy}
        onClick={() => send([...chosen, own.trim()].filter((reason) => reason !== ''))}
      >
        Save it
      </button>
    </div>
  )
}
