import { useEffect, useState } from 'react'
import { PACES, type Pace } from './pace.ts'

export interface Reveal {
  /** Words shown. Never falls. */
  shown: number
  /** True when everything committed is shown. */
  isCaughtUp: boolean
}

interface RevealOptions {
  runId: string
  /** Committed words; null until the run was read for the first time. */
  available: number | null
  /** No more will come. */
  isOver: boolean
  pace: Pace
  isPaused: boolean
}

/** For a chapter that was just asked for: read from its first word, however fast it was written. */
export function beginReading(runId: string): void {
  if (localStorage.getItem(keyOf(runId)) === null) localStorage.setItem(keyOf(runId), '0')
}

/** For a new try, which opens with the words of the one before. */
export function carryReading(from: string, to: string): void {
  localStorage.setItem(keyOf(to), localStorage.getItem(keyOf(from)) ?? '0')
}

const keyOf = (runId: string) => `unfold.shown.${runId}`

/**
 * Shows committed words at a reading pace; what is withheld here is on the reader's own device already. A reload and a
 * second tab go on at the same word, and a first look at a chapter begins with what was there: nothing that was read
 * is played again.
 */
export function useReveal({ runId, available, isOver, pace, isPaused }: RevealOptions): Reveal {
  const [shown, setShown] = useState<number | null>(() => {
    const kept = localStorage.getItem(keyOf(runId))
    return kept === null ? null : Number(kept)
  })
  const isAtOnce = shown === null || (pace === 'all' && !isPaused)
  if (available !== null && isAtOnce && shown !== available) setShown(available)

  const at = Math.min(shown ?? 0, available ?? 0)
  const isBehind = available !== null && at < available

  useEffect(() => {
    // A chapter that was read to its end needs no bookmark: opened again, it is there as a whole.
    if (isOver && !isBehind) localStorage.removeItem(keyOf(runId))
    else if (available !== null) localStorage.setItem(keyOf(runId), String(at))
  }, [runId, at, available, isOver, isBehind])

  useEffect(() => {
    if (!isBehind || isPaused) return undefined
    const timer = setTimeout(() => setShown(at + 1), 60_000 / PACES[pace])
    return () => clearTimeout(timer)
  }, [isBehind, isPaused, pace, at])

  return { shown: at, isCaughtUp: available !== null && !isBehind }
}
