import type { ClientConfig, PoolClient } from 'pg'
import { Pool, types } from 'pg'
import { UnfoldError } from '../protocol/index.ts'
import { errorFromCause, isAnswer, isWorthRepeating } from './store-error.ts'

/** Planned once for each connection, under its name. */
export interface Prepared {
  name: string
  text: string
  /** Rows as arrays: cheaper, where there are many. */
  rowMode?: 'array'
}

export interface ConnectionSettings {
  connectionString: string
  schema: string
  /** Parameters of the session, as the server's command line takes them: `-c name=value`. */
  options?: string | undefined
}

/** What a transaction may do; it is over when the function that got it returns. */
export interface Transaction {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the columns of its SQL
  query<Row>(statement: Prepared | string, values?: unknown[]): Promise<Row[]>
  /** Also says how many rows were changed. */
  execute(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[]; changes: number }>
}

/**
 * A client that stops between two statements of a transaction (a frozen process, a cut network) loses its session
 * after this, so that its locks hold up nobody's takeover for longer. Our own transactions ask and are answered within
 * a millisecond; an event loop that stands still for this long is a reason to start again.
 */
const IDLE_IN_TRANSACTION_MS = 2000
/** Longer than the above: who waits behind a frozen client gets the lock when that is thrown out. */
const LOCK_TIMEOUT_MS = 4000
const STATEMENT_TIMEOUT_MS = 30_000
/** A server that is silent for this long is taken for gone: the connection is dropped, the write asked for again. */
const QUERY_TIMEOUT_MS = 10_000
const CONNECT_TIMEOUT_MS = 5000
const TRANSACTION_TRIES = 3

/** For all connections: timeouts that keep a stuck one from holding up the others, and numbers as numbers. */
export function configFromSettings({
  connectionString,
  schema,
  options = '',
}: ConnectionSettings): ClientConfig {
  return {
    connectionString,
    application_name: 'unfold',
    // Sent with the connection, so that a session is never seen without them.
    options: `-c search_path="${schema}" -c client_min_messages=warning ${options}`,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 1000,
    types: { getTypeParser: parserFromType },
  }
}

/** A pool that knows what is under way, so that closing waits for it and refuses what comes later. */
export class Database {
  readonly pool: Pool
  readonly #underWay = new Set<Promise<unknown>>()
  #closed = false

  constructor(
    settings: ConnectionSettings,
    options: { max: number; config?: ClientConfig; onError: (error: unknown) => void },
  ) {
    this.pool = new Pool({
      ...configFromSettings(settings),
      query_timeout: QUERY_TIMEOUT_MS,
      ...options.config,
      max: options.max,
      // Kept: a run that was silent for a while would wait for a new connection with its first words.
      idleTimeoutMillis: 0,
    })
    // A connection that breaks while nobody uses it is replaced at the next use.
    this.pool.on('error', options.onError)
    this.pool.on('connect', (client) => client.on('error', () => {}))
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the columns of its SQL
  query<Row>(statement: Prepared | string, values: unknown[] = []): Promise<Row[]> {
    return this.#track(async (client) => (await client.query(configOf(statement, values))).rows as Row[])
  }

  execute(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[]; changes: number }> {
    return this.#track((client) => execute(client, text, values))
  }

  /** All or nothing. `work` may be called again from its start when the server asks for it, so it changes nothing else. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#track(async (client) => {
      for (let tries = 1; ; tries++) {
        try {
          await client.query('BEGIN')
          const answer = await work({
            query: async (statement, values = []) => (await client.query(configOf(statement, values))).rows,
            execute: (text, values) => execute(client, text, values),
          })
          await client.query('COMMIT')
          return answer
        } catch (error) {
          // A broken connection rolls back by itself, and is not used again.
          if (isSessionAlive(error)) await client.query('ROLLBACK')
          if (!isWorthRepeating(error) || tries >= TRANSACTION_TRIES) throw error
        }
      }
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#underWay)
    await this.pool.end()
  }

  /** Lends a connection to one piece of work. A broken one, or one whose state is unknown, does not come back. */
  async #track<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    if (this.#closed) throw new UnfoldError('UNAVAILABLE', 'The store is closed.')
    const done = this.#lend(work)
    this.#underWay.add(done)
    try {
      return await done
    } catch (error) {
      throw error instanceof Refusal ? error : errorFromCause(error)
    } finally {
      this.#underWay.delete(done)
    }
  }

  async #lend<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    try {
      const answer = await work(client)
      client.release()
      return answer
    } catch (error) {
      client.release(!isSessionAlive(error))
      throw error
    }
  }
}

/** Leaves a transaction with nothing of it stored, and a code for the caller. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Stored in one way on every backend: truth as 0 and 1, an instant as ISO text; what has no column type is refused. */
export function valueFromParameter(parameter: unknown): string | number | bigint | Uint8Array | null {
  switch (typeof parameter) {
    case 'string':
    case 'number':
    case 'bigint':
      return parameter
    case 'boolean':
      return parameter ? 1 : 0
    case 'undefined':
      return null
    default:
      if (parameter === null || parameter instanceof Uint8Array) return parameter
      if (parameter instanceof Date) return parameter.toISOString()
      throw new TypeError('A SQL parameter must be text, a number, a boolean, an instant, bytes or null.')
  }
}

function isSessionAlive(error: unknown): boolean {
  return (
    error instanceof Refusal || error instanceof UnfoldError || error instanceof TypeError || isAnswer(error)
  )
}

function configOf(statement: Prepared | string, values: unknown[]) {
  return typeof statement === 'string' ? { text: statement, values } : { ...statement, values }
}

async function execute(client: PoolClient, text: string, values: unknown[]) {
  const { rows, rowCount } = await client.query(text, values)
  return { rows: rows as Record<string, unknown>[], changes: rowCount ?? 0 }
}

const INT8 = 20
const NUMERIC = 1700

/** Counts, sums and instants are far below 2^53; the driver would give them as text. */
function parserFromType(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary' && (oid === INT8 || oid === NUMERIC)) return Number
  return types.getTypeParser(oid, format)
}
