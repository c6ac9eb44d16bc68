import type { Insertable, Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import { UnfoldError } from 'unfold/protocol'
import { categoryOf, type Item, itemSchema, type NewItem, subCategorySchema } from '../../shared/index.ts'
import { removing } from './pictures.ts'
import { compiled, type Store, unknown } from './store.ts'
import type { OutfitsTables } from './tables.ts'

export type ItemRow = Selectable<OutfitsTables['items']>

/** More than anybody owns, and few enough to be read at once. */
const MAX_ITEMS = 2000

/** What may change about a piece; a name that is missing stays as it is. */
export type ItemChange = Partial<NewItem & Pick<Item, 'availability'>>

/** The pieces of each account. Every query names the account that asks. */
export class Items {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Newest first. */
  async list(accountId: string): Promise<Item[]> {
    const rows = await this.#store.db
      .selectFrom('items')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(itemFromRow)
  }

  async find(accountId: string, itemId: string): Promise<Item | null> {
    const row = await this.#row(accountId, itemId)
    return row ? itemFromRow(row) : null
  }

  async require(accountId: string, itemId: string): Promise<Item> {
    const item = await this.find(accountId, itemId)
    if (!item) throw unknown('piece')
    return item
  }

  /** Throws when one of them is not a piece of this account. */
  async requireAll(accountId: string, itemIds: readonly string[]): Promise<void> {
    const rows = await this.#store.db
      .selectFrom('items')
      .select('id')
      .where('account_id', '=', accountId)
      .where('id', 'in', [...new Set(itemIds)])
      .execute()
    if (rows.length !== new Set(itemIds).size) throw unknown('piece')
  }

  /** How many more pieces the account may add. */
  async room(accountId: string): Promise<number> {
    const { n } = await this.#store.db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()
    return MAX_ITEMS - n
  }

  async requireRoom(accountId: string, pieces: number): Promise<void> {
    if ((await this.room(accountId)) >= pieces) return
    throw new UnfoldError('CONFLICT', `A wardrobe holds at most ${MAX_ITEMS} pieces here.`)
  }

  /** A piece as it will stand in the table; `add` stores it. */
  create(piece: NewItem, rest: Partial<Item> = {}): Item {
    const at = this.#store.now()
    return itemSchema.parse({ ...piece, id: this.#store.newId(), createdAt: at, updatedAt: at, ...rest })
  }

  async add(accountId: string, items: readonly Item[]): Promise<void> {
    await this.requireRoom(accountId, items.length)
    const answer = await this.#store.transact(items.map((item) => this.adding(accountId, item)))
    if (answer.type === 'refused') throw new UnfoldError('CONFLICT', 'This piece is in the wardrobe already.')
  }

  /** All of them in one statement, but for those whose id is there already. Answers the ids that were added. */
  async addOnce(accountId: string, items: readonly Item[]): Promise<string[]> {
    if (items.length === 0) return []
    await this.requireRoom(accountId, items.length)
    const added = await this.#store.db
      .insertInto('items')
      .values(items.map((item) => rowFromItem(accountId, item)))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    return added.map(({ id }) => id)
  }

  /** For a transaction with other statements. */
  adding(
    accountId: string,
    item: Item,
    more: { pictureId?: string; corrected?: readonly string[] } = {},
  ): Statement {
    return compiled(this.#store.db.insertInto('items').values(rowFromItem(accountId, item, more)))
  }

  /** What a person says wins from now on: the changed fields count as corrected. */
  async change(accountId: string, itemId: string, change: ItemChange): Promise<Item> {
    for (;;) {
      const row = await this.#row(accountId, itemId)
      if (!row) throw unknown('piece')
      const before = itemFromRow(row)
      const parsed = itemSchema.safeParse({ ...before, ...change, updatedAt: this.#store.now() })
      if (!parsed.success) {
        throw new UnfoldError('INVALID', 'This does not fit the piece.', {
          fields: parsed.error.issues.map((issue) => ({
            field: ['body', ...issue.path.map(String)].join('.'),
            message: issue.message,
          })),
        })
      }
      const corrected = new Set([...(JSON.parse(row.corrected) as string[]), ...Object.keys(change)])
      const { numUpdatedRows } = await this.#store.db
        .updateTable('items')
        .set({
          ...columnsFromItem(parsed.data),
          corrected: JSON.stringify([...corrected].toSorted()),
          revision: row.revision + 1,
        })
        .where('id', '=', itemId)
        .where('account_id', '=', accountId)
        .where('revision', '=', row.revision)
        .executeTakeFirst()
      // Somebody else changed or removed it meanwhile: look again.
      if (Number(numUpdatedRows) === 1) return parsed.data
    }
  }

  /** A measurement gives the piece its picture, and its colours unless a person has set them. */
  measured(
    accountId: string,
    itemId: string,
    pictureId: string,
    colors: Item['colors'],
    at: number,
  ): Statement[] {
    const update = () =>
      this.#store.db.updateTable('items').where('id', '=', itemId).where('account_id', '=', accountId)
    return [
      compiled(
        update().set((eb) => ({
          picture_id: pictureId,
          picture_turns: 0,
          updated_at: at,
          revision: eb('revision', '+', 1),
        })),
        { changes: 1, code: 'NOT_FOUND' },
      ),
      compiled(
        update()
          .set({ colors: JSON.stringify(colors) })
          .where('corrected', 'not like', '%"colors"%'),
      ),
    ]
  }

  /** The picture that a piece wears, and by how many quarters it was turned. */
  async requirePicture(accountId: string, itemId: string): Promise<{ pictureId: string; turns: number }> {
    const row = await this.#row(accountId, itemId)
    if (!row) throw unknown('piece')
    if (row.picture_id === null) throw new UnfoldError('CONFLICT', 'This piece has no picture.')
    return { pictureId: row.picture_id, turns: row.picture_turns }
  }

  /** Says how its picture lies now; false when it wears another one, or was turned by somebody else meanwhile. */
  async turned(
    accountId: string,
    itemId: string,
    pictureId: string,
    turns: { from: number; to: number },
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#store.db
      .updateTable('items')
      .set((eb) => ({
        picture_turns: turns.to,
        updated_at: this.#store.now(),
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', itemId)
      .where('account_id', '=', accountId)
      .where('picture_id', '=', pictureId)
      .where('picture_turns', '=', turns.from)
      .executeTakeFirst()
    return Number(numUpdatedRows) === 1
  }

  /** Answers its pictures, whose files are then to be removed. */
  async remove(accountId: string, itemId: string): Promise<string[]> {
    const { db } = this.#store
    const pictures = await db
      .selectFrom('pictures')
      .select('id')
      .where('account_id', '=', accountId)
      .where('item_id', '=', itemId)
      .execute()
    const answer = await this.#store.transact([
      compiled(db.deleteFrom('items').where('id', '=', itemId).where('account_id', '=', accountId), {
        changes: 1,
        code: 'NOT_FOUND',
      }),
      compiled(removing(this.#store, accountId).where('item_id', '=', itemId)),
    ])
    if (answer.type === 'refused') throw unknown('piece')
    return pictures.map(({ id }) => id)
  }

  #row(accountId: string, itemId: string): Promise<ItemRow | undefined> {
    return this.#store.db
      .selectFrom('items')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', itemId)
      .executeTakeFirst()
  }
}

function rowFromItem(
  accountId: string,
  item: Item,
  { pictureId, corrected = [] }: { pictureId?: string; corrected?: readonly string[] } = {},
): Insertable<OutfitsTables['items']> {
  return {
    ...columnsFromItem(item),
    id: item.id,
    account_id: accountId,
    picture_id: pictureId ?? null,
    picture_turns: 0,
    source: item.source,
    corrected: JSON.stringify(corrected),
    revision: 1,
    created_at: item.createdAt,
  }
}

function columnsFromItem(item: Item) {
  const {
    id: _id,
    category: _category,
    imagePath: _imagePath,
    source: _source,
    createdAt: _createdAt,
    name,
    subCategory,
    colors,
    ownership,
    availability,
    updatedAt,
    ...details
  } = item
  return {
    name,
    sub_category: subCategory,
    colors: JSON.stringify(colors),
    details: JSON.stringify(details),
    ownership,
    availability,
    updated_at: updatedAt,
  }
}

function itemFromRow(row: ItemRow): Item {
  const subCategory = subCategorySchema.parse(row.sub_category)
  return itemSchema.parse({
    ...(JSON.parse(row.details) as object),
    id: row.id,
    name: row.name,
    category: categoryOf(subCategory),
    subCategory,
    colors: JSON.parse(row.colors),
    ownership: row.ownership,
    availability: row.availability,
    imagePath: row.picture_id === null ? null : thumbnailPath(row.picture_id, row.picture_turns),
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })
}

/** Where a browser gets the small picture; the owner's credential is asked for there. */
export function thumbnailPath(pictureId: string, turns = 0): string {
  // Turned, it is another picture to whoever keeps it by its address.
  return `/api/wardrobe/pictures/${pictureId}/thumbnail${turns === 0 ? '' : `?turns=${turns}`}`
}
