import { type Ban, banSchema } from '../../shared/index.ts'
import { type Store, unknown } from './store.ts'

/** What is never worn together: hard facts, listed, editable, with an end where one was given. */
export class Bans {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Those that hold now, oldest first. */
  async list(accountId: string): Promise<Ban[]> {
    const rows = await this.#store.db
      .selectFrom('bans')
      .selectAll()
      .where('account_id', '=', accountId)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', this.#store.now())]))
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) =>
      banSchema.parse({
        id: row.id,
        itemIds: JSON.parse(row.item_ids),
        occasions: JSON.parse(row.occasions),
        reason: row.reason,
        expiresAt: row.expires_at,
      }),
    )
  }

  /** Said again, it is the same ban, with the newer reason and end. */
  async add(accountId: string, ban: Omit<Ban, 'id'>): Promise<Ban> {
    const itemIds = [...new Set(ban.itemIds)].toSorted()
    const occasions = [...new Set(ban.occasions)].toSorted()
    const row = await this.#store.db
      .insertInto('bans')
      .values({
        id: this.#store.newId(),
        account_id: accountId,
        ban_key: JSON.stringify([itemIds, occasions]),
        item_ids: JSON.stringify(itemIds),
        occasions: JSON.stringify(occasions),
        reason: ban.reason,
        expires_at: ban.expiresAt,
        created_at: this.#store.now(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'ban_key'])
          .doUpdateSet({ reason: ban.reason, expires_at: ban.expiresAt }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    return { ...ban, id: row.id, itemIds, occasions }
  }

  async remove(accountId: string, banId: string): Promise<void> {
    const { numDeletedRows } = await this.#store.db
      .deleteFrom('bans')
      .where('account_id', '=', accountId)
      .where('id', '=', banId)
      .executeTakeFirst()
    if (Number(numDeletedRows) === 0) throw unknown('pair')
  }
}
