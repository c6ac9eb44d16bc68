import type { Kysely, Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import type { Answer, Chapter, Hero } from '../../shared/index.ts'
import { nameFromFirstChapter } from '../story-name.ts'
import { chapterFromRow, type SavedChapter } from './story-tree.ts'
import type { StoriesTables } from './tables.ts'

export type StoryRow = Selectable<StoriesTables['stories']>

/** Whom the family named; null where the author chose. */
export function heroFromRow({ hero }: StoryRow): Hero | null {
  return hero === null ? null : JSON.parse(hero)
}

/** Stories with their chapters and choices, and the statements that a run's end carries. */
export class Stories {
  readonly #db: Kysely<StoriesTables>

  constructor(db: Kysely<StoriesTables>) {
    this.#db = db
  }

  find(accountId: string, storyId: string): Promise<StoryRow | undefined> {
    return this.#db
      .selectFrom('stories')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('id', '=', storyId)
      .executeTakeFirst()
  }

  /** Newest first; `before` is the id of the last story of the page before. */
  async list(of: {
    accountId: string
    childId?: number | undefined
    completed?: boolean | undefined
    /** Stories of which a chapter is being written: they count as not completed, wherever they stand. */
    writing?: readonly string[] | undefined
    before?: string | undefined
    limit: number
  }): Promise<StoryRow[]> {
    let query = this.#db.selectFrom('stories').selectAll().where('account_id', '=', of.accountId)
    if (of.childId !== undefined) query = query.where('child_id', '=', of.childId)
    const { completed, writing = [] } = of
    if (completed !== undefined) {
      query = query.where((eb) => {
        const isCompleted = eb('is_completed', '=', completed ? 1 : 0)
        if (writing.length === 0) return isCompleted
        return completed
          ? eb.and([isCompleted, eb('id', 'not in', writing)])
          : eb.or([isCompleted, eb('id', 'in', writing)])
      })
    }
    if (of.before !== undefined) {
      const last = await this.find(of.accountId, of.before)
      if (!last) return []
      query = query.where((eb) =>
        eb.or([
          eb('updated_at', '<', last.updated_at),
          eb.and([eb('updated_at', '=', last.updated_at), eb('id', '<', last.id)]),
        ]),
      )
    }
    return query.orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(of.limit).execute()
  }

  /** Runs and releases of some chapters, by chapter. */
  async positions(chapterIds: readonly string[]) {
    if (chapterIds.length === 0) return new Map<string, { runId: string; releasedAt: number | null }>()
    const rows = await this.#db
      .selectFrom('chapters')
      .select(['id', 'run_id as runId', 'released_at as releasedAt'])
      .where('id', 'in', chapterIds)
      .execute()
    return new Map(rows.map(({ id, ...position }) => [id, position]))
  }

  /** Those of these stories that have a record. */
  async known(storyIds: readonly string[]): Promise<Set<string>> {
    if (storyIds.length === 0) return new Set()
    const rows = await this.#db.selectFrom('stories').select('id').where('id', 'in', storyIds).execute()
    return new Set(rows.map(({ id }) => id))
  }

  /** Endings that were reached, by story. */
  async endings(storyIds: readonly string[]): Promise<Map<string, number>> {
    if (storyIds.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('chapters')
      .select((eb) => ['story_id', eb.fn.countAll<number>().as('n')])
      .where('story_id', 'in', storyIds)
      .where('is_ending', '=', 1)
      .groupBy('story_id')
      .execute()
    return new Map(rows.map((row) => [row.story_id, row.n]))
  }

  /** Its chapters and choices go with it; its runs are the log's. */
  async remove(accountId: string, storyId: string): Promise<void> {
    await this.#db
      .deleteFrom('stories')
      .where('account_id', '=', accountId)
      .where('id', '=', storyId)
      .execute()
  }

  /** The child's newest story of a theme and, when one was asked for, a title; `open` leaves the finished ones out. */
  newest(
    of: { accountId: string; childId: number; theme: string; title: string | null },
    { open }: { open: boolean },
  ): Promise<StoryRow | undefined> {
    let query = this.#db
      .selectFrom('stories')
      .selectAll()
      .where('account_id', '=', of.accountId)
      .where('child_id', '=', of.childId)
      .where('theme', '=', of.theme)
    if (open) query = query.where('is_completed', '=', 0)
    if (of.title !== null) query = query.where('asked_title', '=', of.title)
    return query.orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  }

  /** All branches, first chapters first, older before newer ones of a number. */
  async chapters(storyId: string): Promise<SavedChapter[]> {
    const rows = await this.#db
      .selectFrom('chapters')
      .leftJoin('choices', 'choices.chapter_id', 'chapters.id')
      .selectAll('chapters')
      .select(['choices.question', 'choices.options', 'choices.chosen_index', 'choices.own_words'])
      .where('chapters.story_id', '=', storyId)
      .orderBy('chapters.chapter_number')
      .orderBy('chapters.created_at')
      .orderBy('chapters.id')
      .execute()
    return rows.map(chapterFromRow)
  }

  /** Plots of the child's earlier stories, newest first: what a new story should not repeat. */
  async recentPlots(childId: number, limit: number): Promise<Json[]> {
    const rows = await this.#db
      .selectFrom((eb) =>
        eb
          .selectFrom('stories')
          .select(['id', 'updated_at'])
          .where('child_id', '=', childId)
          // The index ends here: a long shelf is neither joined nor sorted whole.
          .orderBy('updated_at', 'desc')
          .limit(limit)
          .as('recent'),
      )
      .innerJoin('chapters', (join) =>
        join.onRef('chapters.story_id', '=', 'recent.id').on('chapters.chapter_number', '=', 1),
      )
      .select('chapters.plot')
      .orderBy('recent.updated_at', 'desc')
      .execute()
    return rows.map((row) => JSON.parse(row.plot))
  }

  /**
   * Records what was chosen. A choice is made once: a second, different one answers `CONFLICT`, unless the child went back
   * to choose `otherwise`.
   */
  choose(chapterId: string, answer: Answer, at: number, otherwise = false): Statement {
    const index = 'index' in answer ? answer.index : null
    const words = 'text' in answer ? answer.text : null
    let query = this.#db
      .updateTable('choices')
      .set({ chosen_index: index, own_words: words, chosen_at: at })
      .where('chapter_id', '=', chapterId)
    if (!otherwise) {
      query = query.where((eb) =>
        eb.or([
          eb.and([eb('chosen_index', 'is', null), eb('own_words', 'is', null)]),
          index === null ? eb('own_words', '=', words) : eb('chosen_index', '=', index),
        ]),
      )
    }
    return compiled(query, { changes: 1, code: 'CONFLICT' })
  }

  /** The story stands at a chapter that is there: the child went back to a branch. */
  stand(storyId: string, chapter: SavedChapter, at: number): Statement {
    return compiled(
      this.#db
        .updateTable('stories')
        .set({
          current_chapter: chapter.chapterNumber,
          current_chapter_id: chapter.chapterId,
          is_completed: chapter.isEnding ? 1 : 0,
          updated_at: at,
        })
        .where('id', '=', storyId),
    )
  }

  /** The chapter, its choices and the story's new position. Refused when the story or the chapter before is gone. */
  save(saved: ChapterRecord): Statement[] {
    const { accountId, chapter } = saved
    const statements = [this.#saveStory(saved), this.#saveChapter(saved)]
    if (chapter.question === null) return statements
    const choice = this.#db.insertInto('choices').values({
      chapter_id: saved.runId,
      account_id: accountId,
      question: chapter.question,
      options: JSON.stringify(chapter.choices),
      chosen_index: null,
      own_words: null,
      chosen_at: null,
    })
    return [...statements, compiled(choice)]
  }

  #saveStory({ accountId, childId, runId, askedTitle, hero, isHeld, chapter, at }: ChapterRecord): Statement {
    const position = {
      current_chapter: chapter.chapterNumber,
      current_chapter_id: runId,
      is_completed: chapter.isEnding ? 1 : 0,
      updated_at: at,
    }
    if (chapter.chapterNumber > 1) {
      return compiled(
        this.#db
          .updateTable('stories')
          .set(position)
          .where('id', '=', chapter.storyId)
          .where('account_id', '=', accountId),
        { changes: 1, code: 'CONFLICT' },
      )
    }
    return compiled(
      this.#db.insertInto('stories').values({
        id: chapter.storyId,
        account_id: accountId,
        child_id: childId,
        // Nothing of a held chapter is on the child's shelf: its story is named when it is released.
        title: (askedTitle === null && !isHeld && nameFromFirstChapter(chapter.title)) || chapter.storyTitle,
        asked_title: askedTitle,
        hero: hero && JSON.stringify(hero),
        theme: chapter.theme,
        language: chapter.language,
        reading_level: chapter.readingLevel,
        total_chapters: chapter.totalChapters,
        created_at: at,
        ...position,
      }),
    )
  }

  #saveChapter({ accountId, runId, after, plot, isHeld, chapter, at }: ChapterRecord): Statement {
    const { metrics } = chapter
    return compiled(
      this.#db.insertInto('chapters').values({
        id: runId,
        account_id: accountId,
        story_id: chapter.storyId,
        chapter_number: chapter.chapterNumber,
        parent_id: after?.chapterId ?? null,
        choice_key: after?.choiceKey ?? null,
        choice_text: after?.ownWords ?? null,
        run_id: runId,
        title: chapter.title,
        paragraphs: JSON.stringify(chapter.paragraphs),
        plot: JSON.stringify(plot),
        is_ending: chapter.isEnding ? 1 : 0,
        word_count: metrics.word_count,
        reading_time: metrics.estimated_reading_time,
        vocabulary_level: metrics.vocabulary_level,
        reading: JSON.stringify(metrics.reading),
        safety_score: chapter.safety.score,
        released_at: isHeld ? null : at,
        created_at: at,
      }),
    )
  }
}

/** A chapter as a run's end saves it; its id is the run's. */
interface ChapterRecord {
  accountId: string
  childId: number
  runId: string
  askedTitle: string | null
  hero: Hero | null
  /** What it goes on from; null for a first chapter. */
  after: { chapterId: string; choiceKey: string; ownWords: string | null } | null
  plot: Json
  /** It waits for a grown-up before the child may read it. */
  isHeld: boolean
  chapter: Chapter
  at: number
}

function compiled(
  query: { compile(): { sql: string; parameters: readonly unknown[] } },
  expect?: Statement['expect'],
): Statement {
  const { sql, parameters } = query.compile()
  return { sql, parameters, expect }
}
