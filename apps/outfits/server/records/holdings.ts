import type { Store } from './store.ts'
import type { OutfitsTables } from './tables.ts'

type Table = keyof OutfitsTables

/** Every table with something of an account; what names another one first, so that it goes first too. */
const TABLES = [
  'wears',
  'kept_outfits',
  'considered',
  'bans',
  'pictures',
  'imports',
  'items',
  'profiles',
] as const
/** Columns that hold JSON. */
const LISTS: readonly string[] = [
  'colors',
  'details',
  'corrected',
  'style_words',
  'item_ids',
  'occasions',
  'outfit',
  'context',
  'saved_reasons',
]

/** All that the outfits keep of an account, whatever it is: for its export and its erasure. */
export class Holdings {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** By table, as it is stored. */
  async read(accountId: string): Promise<{ [table: string]: object[] }> {
    const tables = TABLES.filter((table) => table !== 'pictures')
    const entries = await Promise.all(
      tables.map(async (table) => [table, (await this.#rows(table, accountId)).map(plainFromRow)] as const),
    )
    return Object.fromEntries(entries)
  }

  async pictures(
    accountId: string,
  ): Promise<{ id: string; media_type: string; [column: string]: unknown }[]> {
    const rows = await this.#rows('pictures', accountId)
    return rows.map((row) => plainFromRow(row) as { id: string; media_type: string })
  }

  /** The pictures' files are the caller's to remove before. */
  async erase(accountId: string): Promise<void> {
    await this.#store.transact(
      TABLES.map((table) => this.#store.db.deleteFrom(table).where('account_id', '=', accountId).compile()),
    )
  }

  async #rows(table: Table, accountId: string): Promise<object[]> {
    return this.#store.db.selectFrom(table).selectAll().where('account_id', '=', accountId).execute()
  }
}

function plainFromRow(row: object): object {
  const columns = Object.entries(row).filter(([name]) => name !== 'account_id')
  return Object.fromEntries(
    columns.map(([name, value]) => [
      name,
      LISTS.includes(name) ? (JSON.parse(value as string) as unknown) : value,
    ]),
  )
}
