import type { Ban, Item } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { dayOf } from './words.ts'
import { removeBan } from './wardrobe-api.ts'
import { WardrobeLink } from './wardrobe-link.tsx'

interface BanListProps {
  bans: readonly Ban[]
  items: readonly Item[]
  onChanged: () => void
}

/** What is never worn together, each with the way out of it. */
export function BanList({ bans, items, onChanged }: BanListProps) {
  const { run, isBusy, problem } = useCommand()
  const nameOf = (itemId: string) => items.find(({ id }) => id === itemId)?.name
  return (
    <>
      <ul className="ban-list">
        {bans.map((ban) => (
          <li key={ban.id}>
            <span>
              {ban.itemIds.map((itemId, i) => {
                const name = nameOf(itemId)
                return (
                  <span key={itemId}>
                    {i > 0 && ' and '}
                    {name ? (
                      <WardrobeLink href={`/wardrobe/${encodeURIComponent(itemId)}`}>{name}</WardrobeLink>
                    ) : (
                      'a piece that is gone'
                    )}
                  </span>
                )
              })}
              {ban.occasions.length > 0 && `, not for ${ban.occasions.join(' or ')}`}
              {ban.reason && <span className="soft">: {ban.reason}</span>}
              {ban.expiresAt !== null && <span className="soft"> (until {dayOf(ban.expiresAt)})</span>}
            </span>
            <button
              type="button"
              className="button quiet"
              disabled={isBusy}
              onClick={() =>
                void run(async () => {
                  await removeBan(ban.id)
                  onChanged()
                })
              }
            >
              Allow again
              <span className="visually-hidden">
                : {ban.itemIds.map(nameOf).filter(Boolean).join(' and ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </>
  )
}
