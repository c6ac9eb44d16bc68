import { useEffect, useRef, type FocusEvent, type RefObject } from 'react'

/**
 * A focused control that goes away, or is switched off, leaves the focus at the top of the page, far from where its
 * owner was. This keeps it in the place around them; spread the answer onto that element and give it `tabIndex` -1.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>) {
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    if (focused.current === null || document.activeElement !== document.body) return
    focused.current = null
    place.current?.focus({ preventScroll: true })
  })
  return {
    onFocus: (event: FocusEvent) => (focused.current = event.target),
    // Told when a person moves on, and by Chromium when a control is switched off under them.
    onBlur: (event: FocusEvent) => {
      if (!event.target.matches(':disabled')) focused.current = null
    },
  }
}
