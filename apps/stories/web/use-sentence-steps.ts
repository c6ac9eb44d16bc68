import { useEffect, useState } from 'react'
import type { Place } from './story-text.ts'

export interface SentenceSteps {
  /** The sentence that is shown; null until the first one is there, and while the mode is off. */
  at: number | null
  /** Words up to its end. */
  upTo: number | null
  hasNext: boolean
  hasBack: boolean
  moveTo: (at: number) => void
  step: (by: 1 | -1) => void
}

/** One sentence at a time, turned by the reader. The place is kept for this tab, so that a reload stays at it. */
export function useSentenceSteps(runId: string, places: readonly Place[], isOn: boolean): SentenceSteps {
  const [kept, setKept] = useState<number | null>(() => {
    const text = sessionStorage.getItem(keyOf(runId))
    return text === null ? null : Number(text)
  })
  if (!isOn && kept !== null && places.length > 0) setKept(null)
  useEffect(() => {
    if (kept === null) sessionStorage.removeItem(keyOf(runId))
    else sessionStorage.setItem(keyOf(runId), String(kept))
  }, [runId, kept])

  // Kept from before a reload, it may be ahead of what has arrived again.
  const at = isOn && kept !== null && places.length > 0 ? Math.min(kept, places.length - 1) : null
  const moveTo = (next: number) => setKept(Math.max(0, Math.min(next, places.length - 1)))
  return {
    at,
    upTo: at === null ? null : places[at]!.endWord,
    hasNext: at !== null && at < places.length - 1,
    hasBack: at !== null && at > 0,
    moveTo,
    step: (by) => at !== null && moveTo(at + by),
  }
}

const keyOf = (runId: string) => `unfold.sentence.${runId}`

/** Where these keys have a meaning of their own. */
const TYPED = 'input, select, textarea, dialog, [contenteditable]'
const PRESSED = 'button, a, summary'

/** Space and the arrows turn the sentence, wherever they mean nothing else; forward is where the story's lines go. */
export function useSentenceKeys(isOn: boolean, isRightToLeft: boolean, step: (by: 1 | -1) => void): void {
  useEffect(() => {
    if (!isOn) return undefined
    const turn = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const by = stepOfKey(event.key, isRightToLeft)
      if (by === null || !(event.target instanceof Element)) return
      if (event.target.closest(event.key === ' ' ? `${TYPED}, ${PRESSED}` : TYPED)) return
      event.preventDefault()
      step(by)
    }
    window.addEventListener('keydown', turn)
    return () => window.removeEventListener('keydown', turn)
  }, [isOn, isRightToLeft, step])
}

function stepOfKey(key: string, isRightToLeft: boolean): 1 | -1 | null {
  switch (key) {
    case ' ':
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'ArrowRight':
      return isRightToLeft ? -1 : 1
    case 'ArrowLeft':
      return isRightToLeft ? 1 : -1
    default:
      return null
  }
}
