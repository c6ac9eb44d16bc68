import { useId, useRef, useState } from 'react'
import type { KeptOutfit, ShownOutfit } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { DislikePanel } from './dislike-panel.tsx'
import { LovePanel } from './love-panel.tsx'
import {
  banTogether,
  dislikeOutfit,
  keptOf,
  saveOutfit,
  unmarkOutfit,
  wearOutfit,
  type MarkedIn,
} from './outfit-marks.ts'
import { PiecesPanel } from './pieces-panel.tsx'
import type { Pieces } from './pieces.ts'

type Panel = 'love' | 'dislike' | 'pieces'

interface OutfitActionsProps {
  number: number
  outfit: ShownOutfit
  pieces: Pieces
  anchors: readonly string[]
  where: MarkedIn
  /** Milliseconds since the epoch. */
  now: number
  kept: readonly KeptOutfit[]
  onKept: () => Promise<void>
  /** Swaps one piece and keeps the rest; null while the run goes on. */
  swap: ((itemId: string) => Promise<void>) | null
  /** The stylist failed at this one and may be asked again; null where there is no reason to. */
  askAgain: (() => Promise<void>) | null
}

/** Save with a reason, dislike with a reason, wore it, and the pieces one by one. Nothing is kept before it is sent. */
export function OutfitActions(props: OutfitActionsProps) {
  const { number, outfit, where, onKept } = props
  const [open, setOpen] = useState<Panel | null>(null)
  const command = useCommand()
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const kept = keptOf(outfit, props.kept)
  const isSaved = (kept?.savedAt ?? null) !== null
  const isDisliked = (kept?.dislikedAt ?? null) !== null
  const isWornToday = kept?.wornAt.some((at) => dayOf(at) === dayOf(props.now)) ?? false

  const send = (what: () => Promise<unknown>) =>
    command.run(async () => {
      await what()
      await onKept()
      setOpen(null)
      // The button that sent it is gone with its panel.
      row.current?.focus()
    })
  const toggle = (panel: Panel) => setOpen(open === panel ? null : panel)
  const of = <span className="visually-hidden"> outfit {number}</span>
  const opens = (panel: Panel) => ({
    'aria-expanded': open === panel,
    'aria-controls': `${id}-panel`,
    onClick: () => toggle(panel),
  })

  return (
    <>
      <div className="mark-row" ref={row} tabIndex={-1}>
        {isSaved ? (
          <button
            type="button"
            className="mark-button"
            aria-pressed
            disabled={command.isBusy}
            onClick={() => void send(() => unmarkOutfit(kept!, 'saved'))}
          >
            Saved{of}
          </button>
        ) : (
          <button type="button" className="mark-button" {...opens('love')}>
            Save{of}
          </button>
        )}
        {isDisliked ? (
          <button
            type="button"
            className="mark-button"
            aria-pressed
            disabled={command.isBusy}
            onClick={() => void send(() => unmarkOutfit(kept!, 'disliked'))}
          >
            Disliked{of}
          </button>
        ) : (
          <button type="button" className="mark-button" {...opens('dislike')}>
            Not for me{of}
          </button>
        )}
        <button
          type="button"
          className="mark-button"
          aria-pressed={isWornToday}
          disabled={command.isBusy || isWornToday}
          onClick={() => void send(() => wearOutfit(outfit, where, kept))}
        >
          {isWornToday ? 'Worn today' : 'Wore it'}
          {of}
        </button>
        <button type="button" className="mark-button" {...opens('pieces')}>
          {outfit.items.length} pieces<span className="visually-hidden"> of outfit {number}</span>
        </button>
        {props.askAgain && (
          <button
            type="button"
            className="mark-button"
            disabled={command.isBusy}
            onClick={() => void command.run(props.askAgain!)}
          >
            Ask the stylist again<span className="visually-hidden"> for outfit {number}</span>
          </button>
        )}
      </div>
      <div id={`${id}-panel`}>
        {open === 'love' && (
          <LovePanel
            isBusy={command.isBusy}
            send={(reasons) => void send(() => saveOutfit(outfit, where, reasons))}
          />
        )}
        {open === 'dislike' && (
          <DislikePanel
            items={outfit.items}
            isBusy={command.isBusy}
            send={(reason, never) =>
              void send(async () => {
                if (never.length > 0) await banTogether(never, reason)
                await dislikeOutfit(outfit, where, reason)
              })
            }
          />
        )}
        {open === 'pieces' && (
          <PiecesPanel
            outfit={outfit}
            pieces={props.pieces}
            anchors={props.anchors}
            isBusy={command.isBusy}
            swap={props.swap && ((itemId) => void command.run(() => props.swap!(itemId)))}
          />
        )}
      </div>
      <Problem text={command.problem} />
    </>
  )
}

function dayOf(at: number): string {
  return new Date(at).toDateString()
}
