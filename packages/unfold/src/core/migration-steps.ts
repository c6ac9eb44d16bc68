import { UnfoldError } from '../protocol/errors.ts'

/**
 * The steps of a list that a store still lacks, in order. A store that has taken more steps than the list has was
 * written by a newer program, whose data this one would misread: it is refused, with the way back.
 */
export function findMissingSteps(
  name: string,
  taken: readonly number[],
  statements: readonly string[],
): number[] {
  const known = new Set(taken)
  const last = Math.max(-1, ...known)
  if (last >= statements.length) {
    throw new UnfoldError(
      'CONFLICT',
      `A newer version has written this store (“${name}” is at step ${last + 1}, this version knows ${statements.length}). Start that version, or restore the back-up taken before it.`,
    )
  }
  return [...statements.keys()].filter((step) => !known.has(step))
}
