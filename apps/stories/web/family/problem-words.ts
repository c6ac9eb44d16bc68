import { UnfoldError } from 'unfold/protocol'

/** What went wrong, in a sentence; of a refused form the first field's, because it says what to do. */
export function problemWords(error: Error): string {
  if (error instanceof UnfoldError) {
    if (error.code === 'FORBIDDEN' && error.fields === undefined)
      return `${error.message} A grown-up opens this on the parents’ page.`
    return error.fields?.[0]?.message ?? error.message
  }
  return error.message
}
