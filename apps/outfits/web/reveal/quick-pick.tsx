import type { ShownOutfit } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import type { Pieces } from './pieces.ts'

interface QuickPickProps {
  pick: ShownOutfit | null
  /** It will not come: the job is over, or has gone past it. */
  isOver: boolean
  pieces: Pieces
}

/** Something true within the first second, and said to be what it is: chosen by the rules, without a stylist. */
export function QuickPick({ pick, isOver, pieces }: QuickPickProps) {
  return (
    <section className="quick-pick" aria-labelledby="quick-pick">
      <div>
        <h2 id="quick-pick">Quick pick</h2>
        <p className="soft">Put together by your rules at once, in case you are in a hurry.</p>
      </div>
      {pick ? (
        <ul>
          {pick.items.map(({ id, name }) => {
            const item = pieces?.get(id)
            return (
              <li key={id} title={name}>
                {item ? <PiecePicture item={item} /> : <span className="quick-name">{name}</span>}
              </li>
            )
          })}
        </ul>
      ) : (
        <p className="soft quick-wait">{isOver ? 'There was none this time.' : 'Looking…'}</p>
      )}
    </section>
  )
}
