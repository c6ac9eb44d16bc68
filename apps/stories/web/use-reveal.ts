import { useEffect, useState } from 'react'

export interface Reveal {
  /** Words shown. Never falls. */
  shown: number
  /** True when everything committed is shown. */
  isCaughtUp: boolean
  /** Shows what is there now; what comes later keeps the pace. */
  showAll: () => void
}

interface RevealOptions {
  runId: string
  /** Committed words; null until the run was read for the first time. */
  available: number | null
  /** No more will come. */
  isOver: boolean
  /** Words a minute; null as they are written. */
  pace: number | null
  isPaused: boolean
  /** The reader turns the page: so many words are shown, and no clock adds to them. Null lets the pace decide. */
  upTo: number | null
}

/** For a chapter that was just asked for: read from its first word, however fast it was written. */
export function beginReading(runId: string): void {
  if (localStorage.getItem(keyOf(runId)) === null) localStorage.setItem(keyOf(runId), '0')
}

/** For a new try, which opens with the words of the one before. */
export function carryReading(from: string, to: string): void {
  localStorage.setItem(keyOf(to), localStorage.getItem(keyOf(from)) ?? '0')
}

/** True for a chapter that was begun, and not read to its end, on this device. */
export function wasBegun(runId: string): boolean {
  return localStorage.getItem(keyOf(runId)) !== null
}

const keyOf = (runId: string) => `unfold.shown.${runId}`

/**
 * Shows committed words at a reading pace; what is withheld here is on the reader's own device already. A reload and a
 * second tab go on at the same word, and a first look at a chapter begins with what was there: nothing that was read
 * is played again.
 */
export function useReveal({ runId, available, isOver, pace, isPaused, upTo }: RevealOptions): Reveal {
  const [shown, setShown] = useState<number | null>(() => {
    const kept = localStorage.getItem(keyOf(runId))
    return kept === null ? null : Number(kept)
  })
  const isAtOnce = shown === null || (pace === null && !isPaused && upTo === null)
  if (available !== null && isAtOnce && shown !== available) setShown(available)
  if (upTo !== null && shown !== null && shown < upTo) setShown(upTo)

  const at = Math.min(shown ?? 0, available ?? 0)
  const isBehind = available !== null && at < available

  useEffect(() => {
    // A chapter that was read to its end needs no bookmark: opened again, it is there as a whole.
    if (isOver && !isBehind) localStorage.removeItem(keyOf(runId))
    else if (available !== null) localStorage.setItem(keyOf(runId), String(at))
  }, [runId, at, available, isOver, isBehind])

  const hasClock = isBehind && !isPaused && upTo === null && pace !== null
  useEffect(() => {
    if (!hasClock) return undefined
    const timer = setTimeout(() => setShown(at + 1), 60_000 / pace)
    return () => clearTimeout(timer)
  }, [hasClock, pace, at])

  return {
    shown: at,
    isCaughtUp: available !== null && !isBehind,
    showAll: () => setShown(available),
  }
}
