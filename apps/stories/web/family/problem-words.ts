import { UnfoldError } from 'unfold/protocol'

/** What went wrong, in a sentence; of a refused form the first field's, because it says what to do. */
export function problemWords(error: Error): string {
  return (error instanceof UnfoldError && error.fields?.[0]?.message) || error.message
}

/** The same on a page before the lock: the way leads over the parents' page. */
export function problemBeforeLock(error: Error): string {
  const isLocked = error instanceof UnfoldError && error.code === 'FORBIDDEN' && error.fields === undefined
  return isLocked ? 'A grown-up opens this on the parents’ page first.' : problemWords(error)
}
