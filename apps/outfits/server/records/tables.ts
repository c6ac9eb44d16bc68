/** Stored rows. Lists and objects are JSON text; instants are milliseconds since the epoch. */
export interface OutfitsTables {
  items: {
    id: string
    account_id: string
    name: string
    sub_category: string
    /** Apart from the other details, because a measurement may write it without reading the row. */
    colors: string
    details: string
    ownership: string
    availability: string
    picture_id: string | null
    /** Quarters by which its owner turned the picture, clockwise, 0 to 3. */
    picture_turns: number
    source: string
    /** Names of the fields that a person has set since: no measurement or analysis writes them again. */
    corrected: string
    /** Counts changes, so that two tabs do not overwrite each other's. */
    revision: number
    created_at: number
    updated_at: number
  }
  profiles: {
    account_id: string
    style_words: string
    repeat_window_days: number
    updated_at: number
  }
  bans: {
    id: string
    account_id: string
    /** Pieces and occasions, sorted: the same ban is one row. */
    ban_key: string
    item_ids: string
    occasions: string
    reason: string | null
    expires_at: number | null
    created_at: number
  }
  kept_outfits: {
    id: string
    account_id: string
    /** The pieces' ids, sorted: the same look is one row, whoever proposed it and however often. */
    look_key: string
    outfit: string
    context: string
    run_id: string | null
    saved_at: number | null
    saved_reasons: string
    disliked_at: number | null
    dislike_reason: string | null
    created_at: number
  }
  wears: {
    id: string
    account_id: string
    outfit_id: string
    item_ids: string
    worn_at: number
  }
  considered: {
    item_id: string
    account_id: string
    /** Stays readable when the piece is removed. */
    name: string
    price: number | null
    source_url: string | null
    decision: string | null
    reason: string | null
    decided_at: number | null
    created_at: number
  }
  imports: {
    id: string
    account_id: string
    /** Pictures that were announced; fewer may have arrived yet. */
    total: number
    created_at: number
    /** From then on what did not arrive is no longer waited for. */
    closed_at: number | null
  }
  pictures: {
    id: string
    account_id: string
    import_id: string
    /** 1 to the import's total. */
    position: number
    file_name: string
    /**
     * `measuring`, `ready` (a piece is in the wardrobe), `needs_you` (a person has to say what it is), `unreadable`,
     * `removed` (only its place in the import is left, so that the numbers stay whole).
     */
    state: string
    reason: string | null
    run_id: string
    media_type: string
    bytes: number
    width: number
    height: number
    colors: string
    item_id: string | null
    /** 1: its owner says what it is, whatever is known of it by then. */
    asks: number
    /** JSON of the piece that it seems to be, for the owner to look over. */
    suggestion: string | null
    created_at: number
    updated_at: number
  }
}

/** Each statement runs once, in order, on SQLite and on PostgreSQL alike. */
export const OUTFITS_MIGRATIONS: readonly string[] = [
  `CREATE TABLE items (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sub_category TEXT NOT NULL,
    colors TEXT NOT NULL,
    details TEXT NOT NULL,
    ownership TEXT NOT NULL,
    availability TEXT NOT NULL,
    picture_id TEXT,
    source TEXT NOT NULL,
    corrected TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
  )`,
  `CREATE INDEX items_of_account ON items (account_id, created_at)`,
  `CREATE TABLE profiles (
    account_id TEXT PRIMARY KEY,
    style_words TEXT NOT NULL,
    repeat_window_days INTEGER NOT NULL,
    updated_at BIGINT NOT NULL
  )`,
  `CREATE TABLE bans (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    ban_key TEXT NOT NULL,
    item_ids TEXT NOT NULL,
    occasions TEXT NOT NULL,
    reason TEXT,
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, ban_key)
  )`,
  `CREATE TABLE kept_outfits (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    look_key TEXT NOT NULL,
    outfit TEXT NOT NULL,
    context TEXT NOT NULL,
    run_id TEXT,
    saved_at BIGINT,
    saved_reasons TEXT NOT NULL,
    disliked_at BIGINT,
    dislike_reason TEXT,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, look_key)
  )`,
  `CREATE TABLE wears (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    outfit_id TEXT NOT NULL REFERENCES kept_outfits (id) ON DELETE CASCADE,
    item_ids TEXT NOT NULL,
    worn_at BIGINT NOT NULL
  )`,
  `CREATE INDEX wears_of_account ON wears (account_id, worn_at)`,
  `CREATE TABLE considered (
    item_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    price DOUBLE PRECISION,
    source_url TEXT,
    decision TEXT,
    reason TEXT,
    decided_at BIGINT,
    created_at BIGINT NOT NULL
  )`,
  `CREATE INDEX considered_of_account ON considered (account_id, created_at)`,
  `CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    total INTEGER NOT NULL,
    created_at BIGINT NOT NULL
  )`,
  `CREATE INDEX imports_of_account ON imports (account_id, created_at)`,
  `CREATE TABLE pictures (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    run_id TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    colors TEXT NOT NULL,
    item_id TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (import_id, position)
  )`,
  `CREATE INDEX pictures_by_state ON pictures (state)`,
  `ALTER TABLE imports ADD COLUMN closed_at BIGINT`,
  `ALTER TABLE items ADD COLUMN picture_turns INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE pictures ADD COLUMN asks INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE pictures ADD COLUMN suggestion TEXT`,
]
