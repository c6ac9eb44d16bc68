import { useEffect, useRef, useState } from 'react'

/** A text in a place of fixed height, so that nothing moves when it comes; what does not fit opens when asked for. */
export function Clamped({ text, label }: { text: string; label: string }) {
  const place = useRef<HTMLParagraphElement>(null)
  const [isCut, setCut] = useState(false)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => setCut(element.scrollHeight > element.clientHeight + 1)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="clamped" data-open={isOpen}>
      <p ref={place}>{text}</p>
      {(isCut || isOpen) && (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Less' : 'More'}
          <span className="visually-hidden"> of {label}</span>
        </button>
      )}
    </div>
  )
}
