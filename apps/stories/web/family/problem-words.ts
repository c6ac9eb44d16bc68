import { UnfoldError } from 'unfold/protocol'

/** What went wrong, in a sentence; of a refused form the first field's, because it says what to do. */
export function problemWords(error: Error): string {
  return (error instanceof UnfoldError && error.fields?.[0]?.message) || error.message
}
