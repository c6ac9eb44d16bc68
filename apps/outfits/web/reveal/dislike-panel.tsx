import { useId, useState } from 'react'
import type { ShownOutfit } from '../../shared/index.ts'
import { DISLIKED } from './outfit-words.ts'

interface DislikePanelProps {
  items: ShownOutfit['items']
  isBusy: boolean
  /** `never`: pieces that are not worn together again; empty for none. */
  send: (reason: string, never: string[]) => void
}

/** A dislike has a reason, and may be a promise: what is never to come together again does not. */
export function DislikePanel({ items, isBusy, send }: DislikePanelProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const [never, setNever] = useState<readonly string[]>([])
  const id = useId()
  const reason = own.trim() === '' ? chosen : own.trim()
  const toggle = (itemId: string) =>
    setNever(never.includes(itemId) ? never.filter((one) => one !== itemId) : [...never, itemId])
  return (
    <div className="mark-panel">
      <fieldset>
        <legend>What is wrong with it?</legend>
        {DISLIKED.map((one) => (
          <label key={one} className="line-pick">
            <input
              type="radio"
              name={`${id}-reason`}
              checked={chosen === one}
              onChange={() => setChosen(one)}
            />
            {one}
          </label>
        ))}
        <label htmlFor={id}>In your own words</label>
        <input
          id={id}
          value={own}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
      </fieldset>
      <fieldset>
        <legend>Never together again, if you like</legend>
        {items.map((item) => (
          <label key={item.id} className="line-pick">
            <input type="checkbox" checked={never.includes(item.id)} onChange={() => toggle(item.id)} />
            {item.name}
          </label>
        ))}
        {never.length === 1 && <p className="hint">One piece alone is never proposed again.</p>}
      </fieldset>
      <button
        type="button"
        className="button"
        disabled={isBusy || reason === null}
        onClick={() => reason !== null && send(reason, [...never])}
      >
        Remember that
      </button>
    </div>
  )
}
