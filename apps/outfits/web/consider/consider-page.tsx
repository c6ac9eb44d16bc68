import type { ReactNode } from 'react'
import type { Item, Purchase } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import type { PageLink } from '../page-link.ts'
import { AddConsidered } from './add-considered.tsx'
import type { ConsideredList } from './consider-api.ts'
import { Verdict } from './verdict.tsx'

export interface ConsiderPageProps {
  /** The piece that is looked at; null for none, or while it is read. */
  purchase: Purchase | null
  /** It was asked for, and is not there. */
  isGone: boolean
  list: ConsideredList | null
  wardrobe: readonly Item[] | null
  /** Leads to a piece's page; null leads back to an empty one. */
  openPiece: (itemId: string | null) => void
  /** After a decision, or a new piece. */
  onChanged: () => void
  link: PageLink
}

/** Before one buys: what one has already, and what it would change. */
export function ConsiderPage(props: ConsiderPageProps) {
  const { purchase, list, wardrobe, openPiece, onChanged, link: Link } = props
  const pieces = new Map((wardrobe ?? []).map((item) => [item.id, item]))
  return (
    <div className="page consider">
      <title>Thinking of buying · Unfold</title>
      <h1>Thinking of buying something?</h1>
      <p className="lead">
        See what you own that is nearly the same, and how many outfits it would really open up. The rules
        count; nobody sells you anything.
      </p>
      {props.isGone && (
        <p className="notice">
          This piece is not on your list. It may have been removed, or it is somebody else’s.
        </p>
      )}
      {purchase ? (
        <>
          <Verdict key={purchase.item.id} purchase={purchase} pieces={pieces} onDecided={onChanged} />
          <p className="row">
            <Link to="/consider-buying/outfits" item={purchase.item.id} className="button">
              See outfits with it
            </Link>
            <button type="button" className="button quiet" onClick={() => openPiece(null)}>
              Look at another piece
            </button>
          </p>
        </>
      ) : (
        <AddConsidered
          openPiece={(itemId) => {
            onChanged()
            openPiece(itemId)
          }}
        />
      )}
      {list && list.considered.length > 0 && (
        <section aria-labelledby="considered">
          <h2 id="considered">What you thought of so far</h2>
          <p className="soft">{sumsOf(list)}</p>
          <ul className="considered-list">
            {list.considered.map(({ itemId, name, decision, reason }) => (
              <ConsideredLine
                key={itemId}
                item={pieces.get(itemId)}
                words={[decision === null ? 'not decided' : decision, reason].filter(Boolean).join(': ')}
                open={
                  <button type="button" className="quiet-button" onClick={() => openPiece(itemId)}>
                    {name}
                  </button>
                }
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function ConsideredLine({ item, words, open }: { item: Item | undefined; words: string; open: ReactNode }) {
  return (
    <li>
      {item ? <PiecePicture item={item} isNamed /> : <span />}
      <span>
        {item ? open : 'A piece that was removed'}
        <small className="soft">{words}</small>
      </span>
    </li>
  )
}

function sumsOf({ stats }: ConsideredList): string {
  const parts = [
    `${stats.considered} considered`,
    `${stats.bought} bought`,
    `${stats.passed} not bought`,
    ...(stats.saved > 0 ? [`${stats.saved} saved`] : []),
  ]
  return parts.join(', ')
}
