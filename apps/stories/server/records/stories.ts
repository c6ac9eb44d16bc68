import type { Kysely, Selectable } from 'kysely'
import type { Statement } from 'unfold/core'
import type { Json } from 'unfold/protocol'
import type { Chapter, Choice } from '../../shared/index.ts'
import type { StoriesTables } from './tables.ts'

export type StoryRow = Selectable<StoriesTables['stories']>

export interface SavedChoice {
  question: string
  options: Choice[]
  /** Null until it was made. */
  made: { text: string; own: boolean } | null
}

export interface SavedChapter {
  chapterId: string
  chapterNumber: number
  title: string
  paragraphs: string[]
  plot: Json
  choice: SavedChoice | null
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

  async chapters(storyId: string): Promise<SavedChapter[]> {
    const rows = await this.#db
      .selectFrom('chapters')
      .leftJoin('choices', 'choices.chapter_id', 'chapters.id')
      .selectAll('chapters')
      .select(['choices.question', 'choices.options', 'choices.chosen_index', 'choices.own_words'])
      .where('chapters.story_id', '=', storyId)
      .orderBy('chapters.chapter_number')
      .execute()
    return rows.map((row) => ({
      chapterId: row.id,
      chapterNumber: row.chapter_number,
      title: row.title,
      paragraphs: JSON.parse(row.paragraphs),
      plot: JSON.parse(row.plot),
      choice:
        row.options === null
          ? null
          : choiceFromRow(row.question!, row.options, row.chosen_index, row.own_words),
    }))
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

  /** Records what was chosen. A choice is made once: a second, different one answers `CONFLICT`. */
  choose(chapterId: string, choice: { index: number } | { text: string }, at: number): Statement {
    const index = 'index' in choice ? choice.index : null
    const words = 'text' in choice ? choice.text : null
    return compiled(
      this.#db
        .updateTable('choices')
        .set({ chosen_index: index, own_words: words, chosen_at: at })
        .where('chapter_id', '=', chapterId)
        .where((eb) =>
          eb.or([
            eb.and([eb('chosen_index', 'is', null), eb('own_words', 'is', null)]),
            index === null ? eb('own_words', '=', words) : eb('chosen_index', '=', index),
          ]),
        ),
      { changes: 1, code: 'CONFLICT' },
    )
  }

  /** The chapter, its choices and the story's new position. Refused when the story has moved on meanwhile. */
  save(saved: {
    accountId: string
    childId: number
    runId: string
    askedTitle: string | null
    plot: Json
    chapter: Chapter
    at: number
  }): Statement[] {
    const { accountId, childId, runId, chapter, at } = saved
    const chapterId = `${chapter.storyId}.${chapter.chapterNumber}`
    const position = {
      current_chapter: chapter.chapterNumber,
      is_completed: chapter.isEnding ? 1 : 0,
      updated_at: at,
    }
    const story =
      chapter.chapterNumber === 1
        ? compiled(
            this.#db.insertInto('stories').values({
              id: chapter.storyId,
              account_id: accountId,
              child_id: childId,
              title: chapter.storyTitle,
              asked_title: saved.askedTitle,
              theme: chapter.theme,
              language: chapter.language,
              reading_level: chapter.readingLevel,
              total_chapters: chapter.totalChapters,
              created_at: at,
              ...position,
            }),
          )
        : compiled(
            this.#db
              .updateTable('stories')
              .set(position)
              .where('id', '=', chapter.storyId)
              .where('account_id', '=', accountId)
              .where('current_chapter', '=', chapter.chapterNumber - 1),
            { changes: 1, code: 'CONFLICT' },
          )
    const statements = [
      story,
      compiled(
        this.#db.insertInto('chapters').values({
          id: chapterId,
          account_id: accountId,
          story_id: chapter.storyId,
          chapter_number: chapter.chapterNumber,
          run_id: runId,
          title: chapter.title,
          paragraphs: JSON.stringify(chapter.paragraphs),
          plot: JSON.stringify(saved.plot),
          is_ending: chapter.isEnding ? 1 : 0,
          word_count: chapter.metrics.word_count,
          reading_time: chapter.metrics.estimated_reading_time,
          vocabulary_level: chapter.metrics.vocabulary_level,
          safety_score: chapter.safety.score,
          created_at: at,
        }),
      ),
    ]
    if (chapter.question !== null) {
      statements.push(
        compiled(
          this.#db.insertInto('choices').values({
            chapter_id: chapterId,
            account_id: accountId,
            question: chapter.question,
            options: JSON.stringify(chapter.choices),
            chosen_index: null,
            own_words: null,
            chosen_at: null,
          }),
        ),
      )
    }
    return statements
  }
}

function compiled(
  query: { compile(): { sql: string; parameters: readonly unknown[] } },
  expect?: Statement['expect'],
): Statement {
  const { sql, parameters } = query.compile()
  return { sql, parameters, expect }
}

function choiceFromRow(
  question: string,
  options: string,
  index: number | null,
  words: string | null,
): SavedChoice {
  const list: Choice[] = JSON.parse(options)
  const chosen = index === null ? null : list[index]
  if (words !== null) return { question, options: list, made: { text: words, own: true } }
  return { question, options: list, made: chosen ? { text: chosen.text, own: false } : null }
}
