import type { Kysely } from 'kysely'
import { nameFromFirstChapter } from '../story-name.ts'
import type { StoriesTables } from './tables.ts'

/** Which chapters the child may read. Every query names the account that asks. */
export class Releases {
  readonly #db: Kysely<StoriesTables>

  constructor(db: Kysely<StoriesTables>) {
    this.#db = db
  }

  /** When the chapter of a run was opened to the child; null for one that is held, or not written yet. */
  async releasedAt(accountId: string, runId: string): Promise<number | null> {
    const row = await this.#db
      .selectFrom('chapters')
      .select('released_at')
      .where('account_id', '=', accountId)
      .where('run_id', '=', runId)
      .executeTakeFirst()
    return row?.released_at ?? null
  }

  /** Chapters that wait for a grown-up, the oldest first. */
  held(accountId: string) {
    return this.#db
      .selectFrom('chapters')
      .innerJoin('stories', 'stories.id', 'chapters.story_id')
      .innerJoin('children', 'children.id', 'stories.child_id')
      .select(['chapters.id', 'chapters.run_id', 'chapters.chapter_number', 'chapters.title'])
      .select(['chapters.created_at', 'stories.id as story_id', 'stories.title as story_title'])
      .select(['children.id as child_id', 'children.nickname', 'children.mode'])
      .where('chapters.account_id', '=', accountId)
      .where('chapters.released_at', 'is', null)
      .orderBy('chapters.created_at')
      .limit(200)
      .execute()
  }

  /** Opens a chapter to the child and answers since when it is open; null for an unknown or foreign one. */
  async release(accountId: string, chapterId: string, at: number): Promise<number | null> {
    await this.#db
      .updateTable('chapters')
      .set({ released_at: at })
      .where('account_id', '=', accountId)
      .where('id', '=', chapterId)
      .where('released_at', 'is', null)
      .execute()
    const row = await this.#db
      .selectFrom('chapters')
      .select(['released_at', 'chapter_number', 'story_id', 'title'])
      .where('account_id', '=', accountId)
      .where('id', '=', chapterId)
      .executeTakeFirst()
    if (row?.chapter_number === 1) await this.#nameStory(accountId, row.story_id, row.title)
    return row?.released_at ?? null
  }

  /** A held first chapter lent its story no name. Asked again, it says the same. */
  async #nameStory(accountId: string, storyId: string, title: string): Promise<void> {
    const name = nameFromFirstChapter(title)
    if (name === null) return
    await this.#db
      .updateTable('stories')
      .set({ title: name })
      .where('account_id', '=', accountId)
      .where('id', '=', storyId)
      .where('asked_title', 'is', null)
      .execute()
  }
}
