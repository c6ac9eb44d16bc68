import type { Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import type { Considered, ConsiderStats, Decision, Item } from '../../shared/index.ts'
import type { Items } from './items.ts'
import { compiled, type Store, unknown } from './store.ts'
import type { OutfitsTables } from './tables.ts'

/** What a decision makes of the piece. */
const OWNERSHIP = { bought: 'owned', passed: 'passed', later: 'considering' } as const

export class ConsideredItems {
  readonly #store: Store
  readonly #items: Items

  constructor(store: Store, items: Items) {
    this.#store = store
    this.#items = items
  }

  /** Newest first. */
  async list(accountId: string): Promise<Considered[]> {
    const rows = await this.#store.db
      .selectFrom('considered')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .orderBy('item_id')
      .execute()
    return rows.map(consideredFromRow)
  }

  async add(accountId: string, item: Item, sourceUrl: string | null): Promise<void> {
    await this.#items.requireRoom(accountId, 1)
    await this.#store.transact([
      this.#items.adding(accountId, item),
      this.considering(accountId, item, sourceUrl),
    ])
  }

  /** For a transaction that adds the piece, too. */
  considering(accountId: string, item: Item, sourceUrl: string | null): Statement {
    return compiled(
      this.#store.db.insertInto('considered').values({
        item_id: item.id,
        account_id: accountId,
        name: item.name,
        price: item.price,
        source_url: sourceUrl,
        decision: null,
        reason: null,
        decided_at: null,
        created_at: item.createdAt,
      }),
    )
  }

  /** A decision may be changed: the newest one holds, for the piece and for the sums. */
  async decide(accountId: string, { itemId, decision, reason }: Decision): Promise<Considered> {
    const { db, now } = this.#store
    const at = now()
    const item = await this.#items.find(accountId, itemId)
    const answer = await this.#store.transact([
      compiled(
        db
          .updateTable('considered')
          .set({ decision, reason, decided_at: at, price: item?.price ?? null })
          .where('account_id', '=', accountId)
          .where('item_id', '=', itemId),
        { changes: 1, code: 'NOT_FOUND' },
      ),
      compiled(
        db
          .updateTable('items')
          .set((eb) => ({ ownership: OWNERSHIP[decision], updated_at: at, revision: eb('revision', '+', 1) }))
          .where('account_id', '=', accountId)
          .where('id', '=', itemId),
        { changes: 1, code: 'NOT_FOUND' },
      ),
    ])
    const row =
      answer.type === 'ok' ? (await this.list(accountId)).find((one) => one.itemId === itemId) : null
    if (!row) throw unknown('piece under consideration')
    return row
  }

  async stats(accountId: string): Promise<ConsiderStats> {
    const all = await this.list(accountId)
    const count = (decision: Considered['decision']) => all.filter((one) => one.decision === decision).length
    return {
      considered: all.length,
      bought: count('bought'),
      passed: count('passed'),
      decidingLater: count('later'),
      undecided: count(null),
      saved: all.reduce((sum, one) => sum + (one.decision === 'passed' ? (one.price ?? 0) : 0), 0),
    }
  }
}

function consideredFromRow(row: Selectable<OutfitsTables['considered']>): Considered {
  return {
    itemId: row.item_id,
    name: row.name,
    price: row.price,
    sourceUrl: row.source_url,
    decision: row.decision as Considered['decision'],
    reason: row.reason,
    decidedAt: row.decided_at,
    createdAt: row.created_at,
  }
}
