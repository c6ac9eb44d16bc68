import type { Kysely } from 'kysely'
import type { Statement } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import type { OutfitsTables } from './tables.ts'

/** What the records of this app are kept with. */
export interface Store {
  db: Kysely<OutfitsTables>
  /** All or nothing. */
  transact: (statements: readonly Statement[]) => Promise<{ type: 'ok' } | { type: 'refused'; code: string }>
  now: () => number
  newId: () => string
}

export function compiled(
  query: { compile(): { sql: string; parameters: readonly unknown[] } },
  expect?: Statement['expect'],
): Statement {
  const { sql, parameters } = query.compile()
  return { sql, parameters, expect }
}

/** The same words for an unknown thing and for somebody else's: nobody learns which it was. */
export function unknown(what: string): UnfoldError {
  return new UnfoldError('NOT_FOUND', `There is no such ${what}.`)
}
