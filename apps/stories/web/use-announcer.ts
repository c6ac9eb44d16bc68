import { useEffect, useRef, useState } from 'react'

/** One message in so many milliseconds: a screen reader that is still speaking loses the rest of its sentence otherwise. */
const APART_MS = 3_000

/** What the status region says: at most one message in 3 s, and the newest of those that came meanwhile. */
export function useAnnouncer(message: string): string {
  const [said, setSaid] = useState('')
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (message === said) return undefined
    const waitMs = message === '' ? 0 : Math.max(0, last.current + APART_MS - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      setSaid(message)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [message, said])
  return said
}
