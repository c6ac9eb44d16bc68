/** Stored rows. Lists and objects are JSON text; instants are milliseconds since the epoch. */
export interface StoriesTables {
  children: {
    id: number
    account_id: string
    nickname: string
    age: number
    language: string
    reading_level: string
    interests: string
    /** Topics, as a list. */
    avoid: string
    spookiness: number
    mode: string
    created_at: number
  }
  stories: {
    id: string
    account_id: string
    child_id: number
    title: string
    /** What was asked for, null when the story named itself: a start without a title continues any title. */
    asked_title: string | null
    /** Name and pronoun as JSON, null when the author chose. */
    hero: string | null
    theme: string
    language: string
    reading_level: string
    total_chapters: number
    /** The session's position in the tree: number and id of the newest chapter of the path that was taken last. */
    current_chapter: number
    current_chapter_id: string
    /** The path that was taken last has come to its end. */
    is_completed: number
    created_at: number
    updated_at: number
  }
  chapters: {
    id: string
    account_id: string
    story_id: string
    chapter_number: number
    /** The chapter that it goes on from, null for the first; and by which choice: one chapter for each. */
    parent_id: string | null
    choice_key: string | null
    choice_text: string | null
    run_id: string
    title: string
    paragraphs: string
    plot: string
    is_ending: number
    word_count: number
    reading_time: number
    vocabulary_level: string
    /** Band and facts as JSON; null for chapters of before they were kept. */
    reading: string | null
    safety_score: number
    /** When the child was let in; null while it waits for a grown-up. */
    released_at: number | null
    created_at: number
  }
  story_counters: {
    name: string
    value: number
  }
  choices: {
    chapter_id: string
    account_id: string
    question: string
    options: string
    /** One of the two is set once the child has chosen: the choice that was made last. */
    chosen_index: number | null
    own_words: string | null
    chosen_at: number | null
  }
}

/** Each statement runs once, in order, on SQLite and on PostgreSQL alike. */
export const STORIES_MIGRATIONS: readonly string[] = [
  `CREATE TABLE children (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    nickname TEXT NOT NULL,
    age INTEGER NOT NULL,
    language TEXT NOT NULL,
    reading_level TEXT NOT NULL,
    interests TEXT NOT NULL,
    created_at BIGINT NOT NULL
  )`,
  `CREATE INDEX children_of_account ON children (account_id)`,
  `CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    child_id INTEGER NOT NULL REFERENCES children (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    asked_title TEXT,
    theme TEXT NOT NULL,
    language TEXT NOT NULL,
    reading_level TEXT NOT NULL,
    total_chapters INTEGER NOT NULL,
    current_chapter INTEGER NOT NULL,
    is_completed INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
  )`,
  `CREATE INDEX stories_of_child ON stories (child_id, updated_at)`,
  `CREATE TABLE chapters (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_number INTEGER NOT NULL,
    run_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    plot TEXT NOT NULL,
    is_ending INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    reading_time INTEGER NOT NULL,
    vocabulary_level TEXT NOT NULL,
    safety_score REAL NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (story_id, chapter_number)
  )`,
  `CREATE TABLE choices (
    chapter_id TEXT PRIMARY KEY REFERENCES chapters (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    question TEXT NOT NULL,
    options TEXT NOT NULL,
    chosen_index INTEGER,
    own_words TEXT,
    chosen_at BIGINT
  )`,
  // Numbers that both stores hand out alike; 1 and 2 are the demo family's.
  `CREATE TABLE story_counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)`,
  `INSERT INTO story_counters (name, value)
    SELECT 'child', CASE WHEN max(id) > 2 THEN max(id) ELSE 2 END FROM children`,
  `ALTER TABLE children ADD COLUMN avoid TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE children ADD COLUMN spookiness INTEGER NOT NULL DEFAULT 1`,
  `ALTER TABLE children ADD COLUMN mode TEXT NOT NULL DEFAULT 'live'`,
  // A story is a tree: chapters know what they go on from, and there may be several of a number. SQLite changes no
  // constraint of a table, so that both are written anew.
  `CREATE TABLE old_chapters AS SELECT * FROM chapters`,
  `CREATE TABLE old_choices AS SELECT * FROM choices`,
  `DROP TABLE choices`,
  `DROP TABLE chapters`,
  `CREATE TABLE chapters (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_number INTEGER NOT NULL,
    parent_id TEXT REFERENCES chapters (id) ON DELETE CASCADE,
    choice_key TEXT,
    choice_text TEXT,
    run_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    plot TEXT NOT NULL,
    is_ending INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    reading_time INTEGER NOT NULL,
    vocabulary_level TEXT NOT NULL,
    safety_score REAL NOT NULL,
    released_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (parent_id, choice_key)
  )`,
  `INSERT INTO chapters SELECT c.id, c.account_id, c.story_id, c.chapter_number, p.id,
    CASE WHEN p.id IS NULL THEN NULL WHEN made.chosen_index IS NULL THEN 'own:' || lower(made.own_words)
      ELSE '#' || made.chosen_index END,
    made.own_words, c.run_id, c.title, c.paragraphs, c.plot, c.is_ending, c.word_count, c.reading_time,
    c.vocabulary_level, c.safety_score, c.created_at, c.created_at
    FROM old_chapters c
    LEFT JOIN old_chapters p ON p.story_id = c.story_id AND p.chapter_number = c.chapter_number - 1
    LEFT JOIN old_choices made ON made.chapter_id = p.id
    ORDER BY c.chapter_number`,
  `CREATE INDEX chapters_of_story ON chapters (story_id)`,
  `CREATE TABLE choices (
    chapter_id TEXT PRIMARY KEY REFERENCES chapters (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    question TEXT NOT NULL,
    options TEXT NOT NULL,
    chosen_index INTEGER,
    own_words TEXT,
    chosen_at BIGINT
  )`,
  `INSERT INTO choices SELECT chapter_id, account_id, question, options, chosen_index, own_words, chosen_at FROM old_choices`,
  `DROP TABLE old_choices`,
  `DROP TABLE old_chapters`,
  `ALTER TABLE stories ADD COLUMN current_chapter_id TEXT NOT NULL DEFAULT ''`,
  `UPDATE stories SET current_chapter_id = id || '.' || current_chapter`,
  `CREATE INDEX stories_of_account ON stories (account_id, updated_at)`,
  `CREATE INDEX chapters_held ON chapters (account_id) WHERE released_at IS NULL`,
  `ALTER TABLE chapters ADD COLUMN reading TEXT`,
  `ALTER TABLE stories ADD COLUMN hero TEXT`,
]
