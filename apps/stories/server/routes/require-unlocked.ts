import { UnfoldError } from 'unfold/protocol'
import type { Account } from 'unfold/server'

/** Throws FORBIDDEN in child mode, which every session is in until the parent unlocks it. */
export function requireUnlocked(account: Account): void {
  if (!account.unlocked)
    throw new UnfoldError('FORBIDDEN', 'This is for the parent: unlock the parent page first.')
}
