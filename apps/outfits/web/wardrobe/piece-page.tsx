import { useEffect, useRef, useState } from 'react'
import type { Availability, Ban, Item, KeptOutfit } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { type Loaded, ReadingTrouble } from './loaded.tsx'
import { PieceBans } from './piece-bans.tsx'
import { changesBetween } from './piece-draft.ts'
import { PieceFacts } from './piece-facts.tsx'
import { PieceForm } from './piece-form.tsx'
import { PieceHistory } from './piece-history.tsx'
import { PiecePictureTools } from './piece-picture-tools.tsx'
import { changePiece, removePiece } from './wardrobe-api.ts'
import { WardrobeLink, WardrobeNav } from './wardrobe-link.tsx'
import { AVAILABILITY_WORDS } from './words.ts'

export interface WardrobeFacts {
  items: Loaded<Item[]>
  bans: Loaded<Ban[]>
  saved: Loaded<KeptOutfit[]>
  worn: Loaded<KeptOutfit[]>
  disliked: Loaded<KeptOutfit[]>
  /** Something was changed: read it anew. */
  onChanged: () => void
}

interface PiecePageProps extends WardrobeFacts {
  itemId: string
  /** It is gone: there is nothing more to show here. */
  onRemoved: () => void
}

/** One piece: how it looks, what is known of it, and what it never goes with. */
export function PiecePage({ itemId, onRemoved, ...facts }: PiecePageProps) {
  const { items, bans, saved, worn, disliked, onChanged } = facts
  const item = items.value?.find(({ id }) => id === itemId)
  if (!item) {
    return (
      <div className="page wardrobe">
        <WardrobeNav />
        <ReadingTrouble of={items} what="The wardrobe" />
        {items.value && (
          <>
            <title>Not here · Unfold</title>
            <h1>This piece is not here</h1>
            <p>It may have been removed. </p>
            <WardrobeLink className="button" href="/wardrobe">
              To the wardrobe
            </WardrobeLink>
          </>
        )}
      </div>
    )
  }
  return (
    <div className="page wardrobe">
      <title>{`${item.name} · Unfold`}</title>
      <WardrobeNav />
      <ReadingTrouble of={items} what="The wardrobe" />
      <div className="piece-page">
        <PiecePictureTools item={item} onChanged={onChanged} />
        <div>
          <h1>{item.name}</h1>
          {item.ownership !== 'owned' && (
            <p className="lead">
              {item.ownership === 'considering' ? 'You think of buying it.' : 'You did not buy it.'}
            </p>
          )}
          <PieceWords key={item.id} item={item} onChanged={onChanged} />
          {item.ownership === 'owned' && <PiecePlace item={item} onChanged={onChanged} />}
          <ReadingTrouble of={bans} what="The rules" />
          {bans.value && items.value && (
            <PieceBans item={item} items={items.value} bans={bans.value} onChanged={onChanged} />
          )}
          {items.value && worn.value && saved.value && disliked.value && (
            <PieceHistory
              item={item}
              items={items.value}
              worn={worn.value}
              saved={saved.value}
              disliked={disliked.value}
            />
          )}
          <RemovePiece item={item} onRemoved={onRemoved} />
        </div>
      </div>
    </div>
  )
}

/** What is known, and its correction in the same place. */
function PieceWords({ item, onChanged }: { item: Item; onChanged: () => void }) {
  const [isCorrecting, setCorrecting] = useState(false)
  const [said, setSaid] = useState('')
  const corrector = useRef<HTMLButtonElement>(null)
  const wasCorrecting = useRef(false)
  useEffect(() => {
    if (wasCorrecting.current && !isCorrecting) corrector.current?.focus()
    wasCorrecting.current = isCorrecting
  }, [isCorrecting])
  if (isCorrecting) {
    return (
      <PieceForm
        initial={item}
        submit="Keep this"
        isOpened
        onCancel={() => setCorrecting(false)}
        onPiece={async (piece) => {
          const changes = changesBetween(item, piece)
          if (Object.keys(changes).length > 0) {
            await changePiece(item.id, changes)
            setSaid('Kept. What you have said is never measured over.')
            onChanged()
          }
          setCorrecting(false)
        }}
      />
    )
  }
  return (
    <>
      <PieceFacts item={item} />
      <p className="row">
        <button ref={corrector} type="button" className="button" onClick={() => setCorrecting(true)}>
          Correct it
        </button>
        <output className="soft">{said}</output>
      </p>
    </>
  )
}

const PLACES = Object.entries(AVAILABILITY_WORDS) as [Availability, string][]

function PiecePlace({ item, onChanged }: { item: Item; onChanged: () => void }) {
  const { run, problem } = useCommand()
  // Chosen and not answered yet; what is stored holds again when it failed.
  const [chosen, setChosen] = useState<Availability | null>(null)
  const shown = chosen ?? item.availability
  const put = (availability: Availability) =>
    run(async () => {
      setChosen(availability)
      try {
        await changePiece(item.id, { availability })
        onChanged()
      } catch (error) {
        setChosen(null)
        throw error
      }
    })
  return (
    <fieldset className="kind-tabs piece-place-tabs">
      <legend>Where it is</legend>
      {PLACES.map(([one, words]) => (
        <label key={one} className="chip">
          <input type="radio" name="availability" checked={shown === one} onChange={() => void put(one)} />
          {words}
        </label>
      ))}
      <p className="soft">
        {shown === 'ready' ? 'It may be in outfits.' : 'It is in no outfit until it is ready again.'}
      </p>
      <Problem text={problem} />
    </fieldset>
  )
}

function RemovePiece({ item, onRemoved }: { item: Item; onRemoved: () => void }) {
  const { run, isBusy, problem } = useCommand()
  return (
    <section aria-labelledby="piece-remove">
      <h2 id="piece-remove">Not yours any more?</h2>
      <p>Archive it above to keep what was worn with it, or remove it.</p>
      <ConfirmButton
        question={`${item.name} and its photo will be gone for good. Outfits that you kept with it stay, without it.`}
        confirm="Remove it"
        keep="Leave it"
        isBusy={isBusy}
        onConfirm={() =>
          void run(async () => {
            await removePiece(item.id)
            onRemoved()
          })
        }
      >
        Remove it for good
      </ConfirmButton>
      <Problem text={problem} />
    </section>
  )
}
