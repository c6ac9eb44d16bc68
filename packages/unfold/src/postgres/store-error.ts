import { DatabaseError } from 'pg'
import { UnfoldError } from '../protocol/index.ts'

/** The server answered, and its session lives on; anything else leaves a connection that must not be used again. */
export function isAnswer(cause: unknown): cause is DatabaseError {
  return cause instanceof DatabaseError && cause.severity === 'ERROR'
}

/** Whoever waits for a lock in the wrong order, or whose row changed below it: the same transaction may be tried again. */
export function isWorthRepeating(cause: unknown): boolean {
  return isAnswer(cause) && (cause.code === '40P01' || cause.code === '40001')
}

/** A constraint is a conflict, a silent or overloaded server is unavailable, the rest is a fault of ours. */
export function errorFromCause(cause: unknown): UnfoldError {
  if (cause instanceof UnfoldError) return cause
  if (!isAnswer(cause)) return new UnfoldError('UNAVAILABLE', 'The store did not answer.', { cause })
  switch (cause.code?.slice(0, 2)) {
    case '23':
      return new UnfoldError('CONFLICT', cause.message, { cause })
    case '40': // the victim of a deadlock
    case '53': // out of memory, disk or connections
    case '55': // a lock that was not given in time
    case '57': // a statement that took too long, a server that shuts down
      return new UnfoldError('UNAVAILABLE', cause.message, { cause })
    default:
      return new UnfoldError('INTERNAL', cause.message, { cause })
  }
}
