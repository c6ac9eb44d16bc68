import type { RunState } from 'unfold/protocol'
import { requestOf, shortageOf, type Slot } from './job-slots.ts'

interface MissingOutfitProps {
  run: RunState
  slot: Slot
  isBusy: boolean
  /** Makes this one alone; null while the run goes on. */
  retry: (() => void) | null
}

/** A place that stayed empty says why, what would help, and how to go on. */
export function MissingOutfit({ run, slot, isBusy, retry }: MissingOutfitProps) {
  const shortage = shortageOf(run)
  return (
    <div>
      <p>{sayWhy(run, shortage?.sentence ?? null)}</p>
      {shortage?.missing && (
        <p className="soft">
          What would help: {shortage.missing}. <a href="/wardrobe?add=line">Add a piece</a>
        </p>
      )}
      {retry && (
        <button type="button" className="button quiet" disabled={isBusy} onClick={retry}>
          Try outfit {slot.number} again
        </button>
      )}
    </div>
  )
}

function sayWhy(run: RunState, shortage: string | null): string {
  const { status } = run
  if (shortage !== null) return shortage
  if (status === 'failed') return 'This one was not finished.'
  if (status === 'cancelled') return 'Stopped before this one.'
  if (requestOf(run).change) return 'This one is not made yet.'
  return 'No other outfit of these pieces passes every rule.'
}
