import { useState, type SubmitEvent } from 'react'
import { type Ban, CATEGORIES, type Item } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { BanList } from './ban-list.tsx'
import { SelectField, TextField } from './fields.tsx'
import { addBan } from './wardrobe-api.ts'
import { CATEGORY_WORDS } from './words.ts'

interface PieceBansProps {
  item: Item
  items: readonly Item[]
  bans: readonly Ban[]
  onChanged: () => void
}

/** "Never these two together": a hard fact that no outfit breaks. */
export function PieceBans({ item, items, bans, onChanged }: PieceBansProps) {
  const { run, isBusy, problem } = useCommand()
  const [other, setOther] = useState('')
  const [reason, setReason] = useState('')
  const own = bans.filter(({ itemIds }) => itemIds.includes(item.id))
  const others = items.filter(({ id }) => id !== item.id)
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    if (other === '') return
    void run(async () => {
      const itemIds = [item.id, other]
      await addBan({ itemIds, reason: reason.trim() || null, occasions: [], expiresAt: null })
      setOther('')
      setReason('')
      onChanged()
    })
  }
  return (
    <section aria-labelledby="piece-bans">
      <h2 id="piece-bans">Never together with</h2>
      {own.length > 0 && <BanList bans={own} items={items} onChanged={onChanged} />}
      <form className="ban-form" onSubmit={send}>
        <SelectField
          label="The other piece"
          none="Choose a piece"
          value={other}
          options={others.map(({ id, name }) => [id, name])}
          groups={CATEGORIES.map(
            (category) =>
              [
                CATEGORY_WORDS[category],
                others.filter((one) => one.category === category).map(({ id }) => id),
              ] as const,
          ).filter(([, ids]) => ids.length > 0)}
          onPick={setOther}
        />
        <TextField label="Why, if you like" maxLength={300} value={reason} onText={setReason} />
        <button type="submit" className="button quiet" disabled={isBusy || other === ''}>
          Never these two together
        </button>
      </form>
      <Problem text={problem} />
    </section>
  )
}
