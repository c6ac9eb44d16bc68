/**
 * Tables of the embedded backend, applied in order, each once. Append to the list; never change what was released. The
 * prefix leaves every other name to accounts and records, which share the file.
 *
 * - Events lie one row per append, in arrival order, and each row names the one before it of the same run. An index on
 *   the run instead would touch a page per run in every commit: 6.4 us an event against 1.6, at 100 to a commit. An ended
 *   run becomes one row of `sealed_logs`.
 * - `runs` is rewritten whole by every append, so what is large (the input) lives in a table of its own.
 * - An erased run leaves its row and goes to `tombstones`: every read then answers as for an unknown run by itself.
 */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE unfold_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE unfold_runs (
    run INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    flow TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    head INTEGER NOT NULL,
    last_entry INTEGER,
    entry_before INTEGER,
    last_at INTEGER NOT NULL,
    append_n INTEGER NOT NULL,
    append_count INTEGER NOT NULL,
    append_head INTEGER NOT NULL,
    cancelling INTEGER NOT NULL,
    fruitless INTEGER NOT NULL,
    accepted_at INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    ended_at INTEGER,
    continues TEXT,
    variant TEXT NOT NULL,
    counted INTEGER NOT NULL,
    UNIQUE (continues, variant)
  )`,
  `CREATE INDEX unfold_runs_by_account ON unfold_runs (account_id, run)`,
  `CREATE INDEX unfold_runs_by_start ON unfold_runs (account_id, accepted_at) WHERE counted = 1`,
  `CREATE INDEX unfold_runs_open ON unfold_runs (account_id) WHERE ended_at IS NULL`,
  `CREATE INDEX unfold_runs_completed ON unfold_runs (flow, ended_at) WHERE status = 'completed'`,
  `CREATE TABLE unfold_inputs (run INTEGER PRIMARY KEY, input TEXT NOT NULL)`,
  `CREATE TABLE unfold_entries (
    position INTEGER PRIMARY KEY,
    before INTEGER,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bodies TEXT NOT NULL
  )`,
  `CREATE TABLE unfold_sealed_logs (run INTEGER PRIMARY KEY, log TEXT NOT NULL)`,
  `CREATE TABLE unfold_uncompacted (run INTEGER PRIMARY KEY)`,
  `CREATE TABLE unfold_notes (
    run INTEGER NOT NULL,
    step TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, step, key)
  ) WITHOUT ROWID`,
  `CREATE TABLE unfold_idempotency (
    account_id TEXT NOT NULL,
    flow TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    run INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, flow, key)
  ) WITHOUT ROWID`,
  `CREATE INDEX unfold_idempotency_by_run ON unfold_idempotency (run)`,
  `CREATE INDEX unfold_idempotency_by_age ON unfold_idempotency (at)`,
  `CREATE TABLE unfold_claims (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (account_id, key, run)
  ) WITHOUT ROWID`,
  `CREATE INDEX unfold_claims_by_run ON unfold_claims (run)`,
  `CREATE TABLE unfold_calls (
    run INTEGER NOT NULL,
    call_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (run, call_id)
  ) WITHOUT ROWID`,
  `CREATE INDEX unfold_calls_by_account ON unfold_calls (account_id, at, tokens)`,
  `CREATE INDEX unfold_calls_by_age ON unfold_calls (at)`,
  `CREATE TABLE unfold_tombstones (
    run_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    erased_at INTEGER NOT NULL
  ) WITHOUT ROWID`,
  `CREATE INDEX unfold_tombstones_by_start ON unfold_tombstones (account_id, accepted_at)`,
  `CREATE TABLE unfold_queue (
    position INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL UNIQUE,
    priority INTEGER NOT NULL,
    available_at INTEGER NOT NULL,
    lease INTEGER,
    lease_until INTEGER,
    returns INTEGER NOT NULL
  )`,
]
