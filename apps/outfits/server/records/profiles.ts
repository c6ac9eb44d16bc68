import { type Profile, profileSchema, styleWordsSchema } from '../../shared/index.ts'
import type { Item } from '../../shared/index.ts'
import type { Items } from './items.ts'
import { compiled, type Store } from './store.ts'

export class Profiles {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Of somebody who has said nothing yet: the three plain words. */
  async find(accountId: string): Promise<Profile> {
    const row = await this.#store.db
      .selectFrom('profiles')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (!row) return profileSchema.parse({ styleWords: styleWordsSchema.parse({}) })
    return profileSchema.parse({
      styleWords: JSON.parse(row.style_words),
      repeatWindowDays: row.repeat_window_days,
    })
  }

  async put(accountId: string, profile: Profile): Promise<void> {
    const columns = this.#columns(profile)
    await this.#store.db
      .insertInto('profiles')
      .values({ account_id: accountId, ...columns })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(columns))
      .execute()
  }

  /** Once in an account's life, so that a piece of it that was removed does not come back at the next start. */
  async seed(accountId: string, profile: Profile, items: Items, pieces: readonly Item[]): Promise<void> {
    await this.#store.transact([
      compiled(
        this.#store.db.insertInto('profiles').values({ account_id: accountId, ...this.#columns(profile) }),
      ),
      ...pieces.map((piece) => items.adding(accountId, piece)),
    ])
  }

  #columns({ styleWords, repeatWindowDays }: Profile) {
    return {
      style_words: JSON.stringify(styleWords),
      repeat_window_days: repeatWindowDays,
      updated_at: this.#store.now(),
    }
  }
}
