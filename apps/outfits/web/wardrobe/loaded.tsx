import type { ReactNode } from 'react'

/** Something of the server's, as far as it is known: both stand when an older answer could not be renewed. */
export interface Loaded<Value> {
  value: Value | undefined
  error: Error | null
}

/** That nothing could be read, in words; what was read before stays on the page. */
export function ReadingTrouble({ of, what }: { of: Loaded<unknown>; what: string }): ReactNode {
  if (!of.error) return null
  const again = of.value === undefined ? '' : ' What you see is from before.'
  return (
    <div className="notice bad" role="alert">
      <p>
        {what} could not be read: {of.error.message}
        {again} This page tries again by itself.
      </p>
    </div>
  )
}
