import type { Selectable } from 'kysely'
import {
  type KeptContext,
  type KeptOutfit,
  type Outfit,
  outfitSchema,
  type Wear,
} from '../../shared/index.ts'
import { compiled, type Store, unknown } from './store.ts'
import type { OutfitsTables } from './tables.ts'

export interface Mark {
  outfit: Outfit
  context: KeptContext
  runId: string | null
}

/** Saved, disliked and worn outfits. The same pieces are one look: a change of mind changes its row. */
export class KeptOutfits {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async list(accountId: string, which: 'saved' | 'disliked' | 'worn'): Promise<KeptOutfit[]> {
    const { db } = this.#store
    let query = db.selectFrom('kept_outfits').selectAll().where('account_id', '=', accountId)
    if (which === 'saved') query = query.where('saved_at', 'is not', null).orderBy('saved_at', 'desc')
    else if (which === 'disliked')
      query = query.where('disliked_at', 'is not', null).orderBy('disliked_at', 'desc')
    const rows = await query.orderBy('created_at', 'desc').orderBy('id').execute()
    const wears = await this.#wearsByOutfit(accountId)
    const kept = rows.map((row) => keptFromRow(row, wears.get(row.id) ?? []))
    if (which !== 'worn') return kept
    return kept.filter((one) => one.wornAt.length > 0).toSorted((a, b) => b.wornAt[0]! - a.wornAt[0]!)
  }

  async save(accountId: string, mark: Mark, reasons: string[]): Promise<KeptOutfit> {
    return this.#keep(accountId, mark, {
      saved_at: this.#store.now(),
      saved_reasons: JSON.stringify(reasons),
      disliked_at: null,
      dislike_reason: null,
    })
  }

  async dislike(accountId: string, mark: Mark, reason: string): Promise<KeptOutfit> {
    return this.#keep(accountId, mark, {
      saved_at: null,
      saved_reasons: '[]',
      disliked_at: this.#store.now(),
      dislike_reason: reason,
    })
  }

  /** Takes a mark back. What was worn stays in the wear log. */
  async unmark(accountId: string, outfitId: string, mark: 'saved' | 'disliked'): Promise<void> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('kept_outfits')
      .set(
        mark === 'saved'
          ? { saved_at: null, saved_reasons: '[]' }
          : { disliked_at: null, dislike_reason: null },
      )
      .where('account_id', '=', accountId)
      .where('id', '=', outfitId)
      .where(`${mark}_at`, 'is not', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) throw unknown('outfit')
  }

  /** Once a day is enough: a second mark on one calendar day (UTC) is the same wear. */
  async wear(accountId: string, outfitId: string, wornAt: number): Promise<KeptOutfit> {
    const { db } = this.#store
    const kept = await this.#require(accountId, outfitId)
    await this.#store.transact([
      compiled(
        db
          .insertInto('wears')
          .values({
            id: wearId(outfitId, wornAt),
            account_id: accountId,
            outfit_id: outfitId,
            item_ids: JSON.stringify(kept.outfit.itemIds),
            worn_at: wornAt,
          })
          .onConflict((conflict) => conflict.column('id').doNothing()),
      ),
    ])
    return this.#require(accountId, outfitId)
  }

  /** Takes back that it was worn on the day of that instant. */
  async unwear(accountId: string, outfitId: string, wornAt: number): Promise<KeptOutfit> {
    await this.#store.db
      .deleteFrom('wears')
      .where('account_id', '=', accountId)
      .where('id', '=', wearId(outfitId, wornAt))
      .execute()
    return this.#require(accountId, outfitId)
  }

  /** The wear log, newest first: what the repeat window looks at. */
  async wears(accountId: string, since = 0): Promise<Wear[]> {
    const rows = await this.#store.db
      .selectFrom('wears')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('worn_at', '>=', since)
      .orderBy('worn_at', 'desc')
      .execute()
    return rows.map((row) => ({ itemIds: JSON.parse(row.item_ids), wornAt: row.worn_at }))
  }

  async #keep(
    accountId: string,
    { outfit, context, runId }: Mark,
    marks: Pick<
      Selectable<OutfitsTables['kept_outfits']>,
      'saved_at' | 'saved_reasons' | 'disliked_at' | 'dislike_reason'
    >,
  ): Promise<KeptOutfit> {
    const { db, now, newId } = this.#store
    const said = { outfit: JSON.stringify(outfit), context: JSON.stringify(context), run_id: runId, ...marks }
    const row = await db
      .insertInto('kept_outfits')
      .values({
        id: newId(),
        account_id: accountId,
        look_key: JSON.stringify(outfit.itemIds.toSorted()),
        created_at: now(),
        ...said,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'look_key']).doUpdateSet(said))
      .returningAll()
      .executeTakeFirstOrThrow()
    return keptFromRow(row, (await this.#wearsByOutfit(accountId)).get(row.id) ?? [])
  }

  async #require(accountId: string, outfitId: string): Promise<KeptOutfit> {
    const row = await this.#store.db
      .selectFrom('kept_outfits')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', outfitId)
      .executeTakeFirst()
    if (!row) throw unknown('outfit')
    return keptFromRow(row, (await this.#wearsByOutfit(accountId)).get(row.id) ?? [])
  }

  async #wearsByOutfit(accountId: string): Promise<Map<string, number[]>> {
    const rows = await this.#store.db
      .selectFrom('wears')
      .select(['outfit_id', 'worn_at'])
      .where('account_id', '=', accountId)
      .orderBy('worn_at', 'desc')
      .execute()
    const wears = new Map<string, number[]>()
    for (const { outfit_id: id, worn_at: at } of rows) wears.set(id, [...(wears.get(id) ?? []), at])
    return wears
  }
}

/** One for each day. */
function wearId(outfitId: string, wornAt: number): string {
  return `${outfitId}.${new Date(wornAt).toISOString().slice(0, 10)}`
}

function keptFromRow(row: Selectable<OutfitsTables['kept_outfits']>, wornAt: number[]): KeptOutfit {
  return {
    id: row.id,
    outfit: outfitSchema.parse(JSON.parse(row.outfit)),
    context: JSON.parse(row.context) as KeptContext,
    runId: row.run_id,
    savedAt: row.saved_at,
    savedReasons: JSON.parse(row.saved_reasons) as string[],
    dislikedAt: row.disliked_at,
    dislikeReason: row.dislike_reason,
    wornAt,
  }
}
