import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgresBackend } from '../../../../packages/unfold/src/postgres/index.ts'
import { openSqliteBackend } from '../../../../packages/unfold/src/sqlite/index.ts'
import {
  createPostgresDatabase,
  type PostgresDatabase,
} from '../../../../packages/unfold/src/testing/postgres-database.ts'
import {
  type PostgresServer,
  startPostgres,
} from '../../../../packages/unfold/src/testing/postgres-server.ts'
import { Families, pathTo, Stories, STORIES_MIGRATIONS } from './index.ts'

let postgres: PostgresServer
let database: PostgresDatabase
beforeAll(async () => {
  postgres = await startPostgres()
  database = await createPostgresDatabase(postgres.url)
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

const BACKENDS = {
  SQLite: () => openSqliteBackend({ folder: ':memory:' }),
  PostgreSQL: () => openPostgresBackend({ connectionString: database.url }),
}

/** Statements of before there were limits, modes and trees. */
const BEFORE_TREES = 8

test.each(Object.entries(BACKENDS))(
  '%s: stories of before they were trees are one path, open to be read',
  async (_, open) => {
    await using backend = await open()
    await backend.migrate('stories', STORIES_MIGRATIONS.slice(0, BEFORE_TREES))
    const db = backend.records
    await db
      .insertInto('children')
      .values({
        id: 7,
        account_id: 'a',
        nickname: 'Ada',
        age: 8,
        language: 'english',
        reading_level: 'beginner',
        interests: '["space"]',
        created_at: 1,
      })
      .execute()
    await db
      .insertInto('stories')
      .values({
        id: 's',
        account_id: 'a',
        child_id: 7,
        title: 'Space Adventure',
        asked_title: null,
        theme: 'space',
        language: 'english',
        reading_level: 'beginner',
        total_chapters: 4,
        current_chapter: 3,
        is_completed: 0,
        created_at: 1,
        updated_at: 3,
      })
      .execute()
    for (const n of [1, 2, 3]) {
      await db
        .insertInto('chapters')
        .values({
          id: `s.${n}`,
          account_id: 'a',
          story_id: 's',
          chapter_number: n,
          run_id: `run-${n}`,
          title: `Trip ${n}`,
          paragraphs: '["Mia went."]',
          plot: '{}',
          is_ending: 0,
          word_count: 2,
          reading_time: 1,
          vocabulary_level: 'beginner',
          safety_score: 1,
          created_at: n,
        })
        .execute()
      await db
        .insertInto('choices')
        .values({
          chapter_id: `s.${n}`,
          account_id: 'a',
          question: 'Where to?',
          options: '[{"id":"0","text":"Left","description":""},{"id":"1","text":"Right","description":""}]',
          chosen_index: n === 1 ? 1 : null,
          own_words: n === 2 ? 'Fly up' : null,
          chosen_at: n < 3 ? n : null,
        })
        .execute()
    }
    await backend.migrate('stories', STORIES_MIGRATIONS)

    const stories = new Stories(backend.records)
    const story = (await stories.find('a', 's'))!
    expect(story).toMatchObject({ current_chapter: 3, current_chapter_id: 's.3' })
    const path = pathTo(await stories.chapters('s'), story.current_chapter_id)
    expect(path).toMatchObject([
      {
        chapterId: 's.1',
        parentId: null,
        choiceKey: null,
        choice: { made: { key: '#1', text: 'Right', own: false } },
      },
      {
        chapterId: 's.2',
        parentId: 's.1',
        choiceKey: '#1',
        ownWords: null,
        choice: { made: { text: 'Fly up', own: true } },
      },
      { chapterId: 's.3', parentId: 's.2', ownWords: 'Fly up', choice: { made: null } },
    ])
    // The same key that the child's words have today, so that they are no second branch.
    expect(path[2]!.choiceKey).toBe(path[1]!.choice!.made!.key)
    expect(path.map(({ runId, releasedAt }) => [runId, releasedAt])).toEqual([
      ['run-1', 1],
      ['run-2', 2],
      ['run-3', 3],
    ])
    const families = new Families(backend.records, (statements) => backend.transact(statements), Date.now)
    expect(await families.children('a')).toMatchObject([
      { limits: { avoid: [], spookiness: 1 }, mode: 'live' },
    ])
  },
)
