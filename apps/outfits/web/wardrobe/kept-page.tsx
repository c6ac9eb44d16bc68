import { useEffect, useRef, useState } from 'react'
import type { KeptOutfit } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { KeptOutfitCard } from './kept-outfit.tsx'
import { ReadingTrouble } from './loaded.tsx'
import type { WardrobeFacts } from './piece-page.tsx'
import { dislikeOutfit, saveOutfit, unmarkOutfit, unwearOutfit, wearOutfit } from './wardrobe-api.ts'
import { WardrobeLink, WardrobeNav } from './wardrobe-link.tsx'
import { dayOf } from './words.ts'

export const KEPT_LISTS = ['saved', 'worn', 'disliked'] as const
export type KeptList = (typeof KEPT_LISTS)[number]

const LIST_WORDS: { readonly [list in KeptList]: string } = {
  saved: 'Saved',
  worn: 'Worn',
  disliked: 'Disliked',
}
const EMPTY_WORDS: { readonly [list in KeptList]: string } = {
  saved:
    'No outfit is saved yet. Save one where outfits are made, and it is kept here with what you love about it.',
  worn: 'No outfit is marked as worn yet. Mark a saved one on the day, and it does not come back too soon.',
  disliked: 'No outfit is disliked. One that you dislike is not proposed again.',
}

interface KeptPageProps extends WardrobeFacts {
  list: KeptList
  setList: (list: KeptList) => void
}

/** A change that was made just now, and its way back. */
interface Change {
  words: string
  undo: () => Promise<unknown>
}

/** Saved, worn and disliked outfits, each mark with its reason and the way to take it back. */
export function KeptPage({ list, setList, items, saved, worn, disliked, onChanged }: KeptPageProps) {
  const lists = { saved, worn, disliked }
  const { run, isBusy, problem } = useCommand()
  const [change, setChange] = useState<Change | null>(null)
  const outfits = lists[list].value

  const act = (work: () => Promise<unknown>, made: Change | null) =>
    void run(async () => {
      await work()
      setChange(made)
      onChanged()
    })

  return (
    <div className="page wardrobe">
      <title>Kept outfits · Unfold</title>
      <WardrobeNav current="/wardrobe/kept" />
      <h1>Kept outfits</h1>
      <fieldset className="kind-tabs">
        <legend className="visually-hidden">Which</legend>
        {KEPT_LISTS.map((one) => (
          <label key={one} className="chip">
            <input type="radio" name="list" checked={one === list} onChange={() => setList(one)} />
            {LIST_WORDS[one]} <span className="soft">{lists[one].value?.length ?? ''}</span>
          </label>
        ))}
      </fieldset>
      <ReadingTrouble of={items} what="The wardrobe" />
      <ReadingTrouble of={lists[list]} what="These outfits" />
      <Problem text={problem} />
      {change && (
        <Undo key={change.words} change={change} isBusy={isBusy} onUndo={() => act(change.undo, null)} />
      )}
      {outfits?.length === 0 && (
        <div className="kept-empty">
          <p>{EMPTY_WORDS[list]}</p>
          <WardrobeLink className="button" href="/occasion">
            Plan an outfit
          </WardrobeLink>
        </div>
      )}
      {outfits && items.value && (
        <ul className="kept-list">
          {outfits.map((kept) => (
            <KeptOutfitCard key={kept.id} kept={kept} items={items.value ?? []} said={sayMark(kept, list)}>
              {list === 'worn'
                ? kept.wornAt.map((at) => (
                    <button
                      key={at}
                      type="button"
                      className="button quiet"
                      disabled={isBusy}
                      onClick={() =>
                        act(() => unwearOutfit(kept.id, at), {
                          words: `No longer marked as worn on ${dayOf(at)}.`,
                          undo: () => wearOutfit(kept.id, at),
                        })
                      }
                    >
                      Not worn on {dayOf(at)}
                    </button>
                  ))
                : null}
              {list !== 'disliked' && <WoreToday kept={kept} isBusy={isBusy} act={act} />}
              {list !== 'worn' && (
                <button
                  type="button"
                  className="button quiet"
                  disabled={isBusy}
                  onClick={() => act(() => unmarkOutfit(kept.id, list), unmarkChange(kept, list))}
                >
                  {list === 'saved' ? 'Not saved any more' : 'Not disliked any more'}
                </button>
              )}
            </KeptOutfitCard>
          ))}
        </ul>
      )}
    </div>
  )
}

interface WoreTodayProps {
  kept: KeptOutfit
  isBusy: boolean
  act: (work: () => Promise<unknown>, made: Change | null) => void
}

function WoreToday({ kept, isBusy, act }: WoreTodayProps) {
  const today = new Date().toISOString().slice(0, 10)
  if (kept.wornAt.some((at) => new Date(at).toISOString().startsWith(today))) {
    return <span className="soft">Worn today</span>
  }
  return (
    <button
      type="button"
      className="button"
      disabled={isBusy}
      onClick={() => {
        const at = Date.now()
        act(() => wearOutfit(kept.id, at), {
          words: 'Marked as worn today.',
          undo: () => unwearOutfit(kept.id, at),
        })
      }}
    >
      Wore it today
    </button>
  )
}

/** Takes the focus: the button that led here is gone with its outfit. */
function Undo({ change, isBusy, onUndo }: { change: Change; isBusy: boolean; onUndo: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <div className="notice undo">
      <output>{change.words}</output>
      <button ref={button} type="button" className="button quiet" disabled={isBusy} onClick={onUndo}>
        Undo
      </button>
    </div>
  )
}

function unmarkChange(kept: KeptOutfit, mark: 'saved' | 'disliked'): Change {
  return mark === 'saved'
    ? { words: 'The outfit is not saved any more.', undo: () => saveOutfit(kept) }
    : {
        words: 'The outfit may be proposed again.',
        undo: () => dislikeOutfit(kept, kept.dislikeReason ?? 'Not my style'),
      }
}

function sayMark(
  { savedAt, savedReasons, dislikedAt, dislikeReason, wornAt }: KeptOutfit,
  list: KeptList,
): string {
  if (list === 'worn') return `Worn on ${wornAt.map(dayOf).join(', ')}.`
  if (list === 'saved') {
    const why = savedReasons.length > 0 ? `: ${savedReasons.join(', ')}` : ''
    return `Saved on ${dayOf(savedAt ?? 0)}${why}.`
  }
  return `Disliked on ${dayOf(dislikedAt ?? 0)}: ${dislikeReason}.`
}
