import { useEffect, useRef, useState, type ReactNode } from 'react'

interface ConfirmButtonProps {
  children: string
  /** What will be lost. */
  question: ReactNode
  confirm: string
  keep: string
  isBusy: boolean
  onConfirm: () => void
}

/** For what cannot be undone: asked once more, in its own place. */
export function ConfirmButton({ children, question, confirm, keep, isBusy, onConfirm }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false)
  const first = useRef<HTMLButtonElement>(null)
  const asker = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    if (isAsking) first.current?.focus()
    else if (wasAsking.current) asker.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])
  if (!isAsking) {
    return (
      <button ref={asker} type="button" className="button quiet" onClick={() => setAsking(true)}>
        {children}
      </button>
    )
  }
  return (
    <div className="notice bad">
      <p>{question}</p>
      <p className="row">
        <button ref={first} type="button" className="button quiet" onClick={() => setAsking(false)}>
          {keep}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={onConfirm}>
          {confirm}
        </button>
      </p>
    </div>
  )
}
