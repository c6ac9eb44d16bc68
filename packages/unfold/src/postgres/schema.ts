/**
 * Tables of the log on PostgreSQL, applied in order, each once. Append to the list; never change what was released. The
 * prefix leaves every other name to accounts and records, which share the schema.
 *
 * - Every append rewrites its run's row of `unfold_heads`, so that table has what moves while a run is made, and little
 *   else: each column that an index names is compared at each rewriting. None of them changes by an append, and pages
 *   have room, so the rewriting stays within the page (a HOT update) and touches no index.
 * - JSON lies in `text`: `jsonb` refuses U+0000 and half surrogate pairs, forgets the order of keys, and costs a parse.
 * - There are no foreign keys: each would lock the run's row once more for every entry. Whatever removes a run locks
 *   its row first, and so does whatever adds to it.
 */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE unfold_meta (key text PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE unfold_runs (
    run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id text COLLATE "C" NOT NULL UNIQUE,
    account_id text NOT NULL,
    flow text NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    attempt integer NOT NULL,
    head integer NOT NULL,
    last_at bigint NOT NULL,
    append_n integer NOT NULL,
    append_count integer NOT NULL,
    append_head integer NOT NULL,
    end_attempt integer,
    cancelling boolean NOT NULL,
    fruitless integer NOT NULL,
    accepted_at bigint NOT NULL,
    heartbeat_at bigint NOT NULL,
    ended_at bigint,
    continues text,
    variant text NOT NULL,
    counted boolean NOT NULL,
    UNIQUE (continues, variant)
  ) WITH (fillfactor = 50)`,
  `CREATE INDEX unfold_runs_by_account ON unfold_runs (account_id, run)`,
  `CREATE INDEX unfold_runs_by_start ON unfold_runs (account_id, accepted_at) WHERE counted`,
  `CREATE INDEX unfold_runs_open ON unfold_runs (account_id) WHERE ended_at IS NULL`,
  `CREATE INDEX unfold_runs_completed ON unfold_runs (flow, ended_at) WHERE status = 'completed'`,
  `CREATE TABLE unfold_inputs (run bigint PRIMARY KEY, input text NOT NULL)`,
  `CREATE TABLE unfold_entries (
    run bigint NOT NULL,
    seq integer NOT NULL,
    at bigint NOT NULL,
    bodies text NOT NULL,
    PRIMARY KEY (run, seq)
  )`,
  `CREATE TABLE unfold_sealed_logs (run bigint PRIMARY KEY, log text NOT NULL)`,
  `CREATE TABLE unfold_uncompacted (run bigint PRIMARY KEY)`,
  `CREATE TABLE unfold_notes (
    run bigint NOT NULL,
    step text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (run, step, key)
  )`,
  `CREATE TABLE unfold_idempotency (
    account_id text NOT NULL,
    flow text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    run bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (account_id, flow, key)
  )`,
  `CREATE INDEX unfold_idempotency_by_run ON unfold_idempotency (run)`,
  `CREATE INDEX unfold_idempotency_by_age ON unfold_idempotency (at)`,
  `CREATE TABLE unfold_claims (
    account_id text NOT NULL,
    key text NOT NULL,
    run bigint NOT NULL,
    PRIMARY KEY (account_id, key, run)
  )`,
  `CREATE INDEX unfold_claims_by_run ON unfold_claims (run)`,
  `CREATE TABLE unfold_calls (
    run bigint NOT NULL,
    call_id text NOT NULL,
    account_id text NOT NULL,
    at bigint NOT NULL,
    tokens bigint NOT NULL,
    PRIMARY KEY (run, call_id)
  )`,
  `CREATE INDEX unfold_calls_by_account ON unfold_calls (account_id, at) INCLUDE (tokens)`,
  `CREATE INDEX unfold_calls_by_age ON unfold_calls (at)`,
  `CREATE TABLE unfold_tombstones (
    run_id text PRIMARY KEY,
    account_id text NOT NULL,
    accepted_at bigint NOT NULL,
    erased_at bigint NOT NULL
  )`,
  `CREATE INDEX unfold_tombstones_by_start ON unfold_tombstones (account_id, accepted_at)`,
  // What moves leaves the run's row, which is never written again. An older process that still runs must not append
  // between the copy and the end of the columns that it knows.
  `LOCK TABLE unfold_runs`,
  `CREATE TABLE unfold_heads (
    run bigint NOT NULL,
    last_at bigint NOT NULL,
    heartbeat_at bigint NOT NULL,
    attempt integer NOT NULL,
    head integer NOT NULL,
    append_n integer NOT NULL,
    append_count integer NOT NULL,
    append_head integer NOT NULL,
    fruitless integer NOT NULL,
    cancelling boolean NOT NULL,
    counted boolean NOT NULL,
    run_id text COLLATE "C" PRIMARY KEY,
    account_id text NOT NULL,
    status text NOT NULL,
    ended_at bigint,
    end_attempt integer
  ) WITH (fillfactor = 50)`,
  `INSERT INTO unfold_heads
    SELECT run, last_at, heartbeat_at, attempt, head, append_n, append_count, append_head, fruitless, cancelling, counted,
      run_id, account_id, status, ended_at, end_attempt
    FROM unfold_runs`,
  `CREATE INDEX unfold_heads_open ON unfold_heads (account_id) WHERE ended_at IS NULL`,
  `CREATE TABLE unfold_durations (
    run bigint PRIMARY KEY,
    flow text NOT NULL,
    ended_at bigint NOT NULL,
    ms bigint NOT NULL
  )`,
  `INSERT INTO unfold_durations
    SELECT run, flow, ended_at, ended_at - accepted_at FROM unfold_runs WHERE status = 'completed' AND continues IS NULL`,
  `CREATE INDEX unfold_durations_by_flow ON unfold_durations (flow, ended_at, run)`,
  `ALTER TABLE unfold_runs ADD COLUMN input text`,
  `UPDATE unfold_runs r SET input = i.input FROM unfold_inputs i WHERE i.run = r.run`,
  `ALTER TABLE unfold_runs ALTER COLUMN input SET NOT NULL, DROP COLUMN status, DROP COLUMN attempt, DROP COLUMN head,
    DROP COLUMN last_at, DROP COLUMN append_n, DROP COLUMN append_count, DROP COLUMN append_head, DROP COLUMN end_attempt,
    DROP COLUMN cancelling, DROP COLUMN fruitless, DROP COLUMN heartbeat_at, DROP COLUMN ended_at, RESET (fillfactor)`,
  `DROP TABLE unfold_inputs`,
]
