import { useEffect, useRef, type RefObject } from 'react'

/** Distance above the bottom of the window within which the end of the text counts as being read. */
const NEAR_PX = 320

/** Keeps the newest line in sight while words come and the reader is at it; stops the moment they scroll away. */
export function useFollow(end: RefObject<HTMLElement | null>, isGrowing: boolean): void {
  const isFollowing = useRef(false)

  useEffect(() => {
    const look = () => {
      const top = end.current?.getBoundingClientRect().top ?? 0
      isFollowing.current = top > 0 && top < window.innerHeight + NEAR_PX / 2
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [end])

  useEffect(() => {
    if (isGrowing && isFollowing.current) end.current?.scrollIntoView({ block: 'nearest' })
  })
}
