/* oxlint-disable unicorn/require-post-message-target-origin -- a thread's port is not a window */
import { parentPort, workerData } from 'node:worker_threads'
import { createFaultPoints } from '../core/fault-points.ts'
// Not from the room's door: the thread would load every schema of the protocol for it.
import { FIRST_EPOCH } from '../protocol/cursor.ts'
import { UnfoldError } from '../protocol/errors.ts'
import { createAcceptWrites } from './accept-writes.ts'
import { createAppendWrites } from './append-writes.ts'
import { isConstraintViolation, openWritable } from './database.ts'
import type { Synchronous } from './database.ts'
import { createLifeWrites } from './life-writes.ts'
import { createQueueWrites } from './queue-writes.ts'
import { createRecordWrites } from './record-writes.ts'
import { SCHEMA } from './schema.ts'
import { createUpkeepWrites } from './upkeep-writes.ts'
import { UsageBounds } from './usage-bounds.ts'
import type {
  WriteAnswers,
  WriteBatch,
  WriteContext,
  WriteFailure,
  WriteItem,
  WriteName,
  Writes,
} from './writes.ts'

export interface WriterData {
  file: string
  synchronous: Synchronous
  now: number
  fault: string | undefined
}

/** Writes that undo themselves when they throw: the transaction of the others goes on. */
const SELF_CONTAINED: ReadonlySet<WriteName> = new Set(['accept', 'end', 'endIdle', 'execute', 'transact'])

const REFUSABLE: ReadonlySet<WriteName> = new Set(['accept', 'end', 'transact'])

const { file, synchronous, now, fault } = workerData as WriterData
const database = openWritable(file, synchronous)
const { db } = database
const context: WriteContext = { database, now, nextPosition: 1, usage: new UsageBounds(database) }
const faults = createFaultPoints(fault)
const writes = openWrites()
const begin = db.prepare('BEGIN IMMEDIATE')
const commit = db.prepare('COMMIT')

parentPort!.on('message', (batch: WriteBatch | 'close') => {
  if (batch === 'close') {
    checkpoint()
    database.close()
    parentPort!.close()
    return
  }
  context.now = batch.now
  const answers = answerAll(batch.items)
  // Erased text leaves the write-ahead log as well.
  if (batch.items.some(([name]) => name === 'erase')) checkpoint()
  parentPort!.postMessage(answers)
})
parentPort!.postMessage('open')

function openWrites(): Writes {
  const records = createRecordWrites(context)
  db.exec(
    'CREATE TABLE IF NOT EXISTS unfold_migrations (name TEXT, step INTEGER, at INTEGER NOT NULL, PRIMARY KEY (name, step)) WITHOUT ROWID',
  )
  db.exec('BEGIN')
  records.migrate('unfold', SCHEMA)
  database.run(`INSERT OR IGNORE INTO unfold_meta (key, value) VALUES ('epoch', ?)`, FIRST_EPOCH)
  db.exec('COMMIT')
  const newest = database.get<{ position: number | null }>(
    'SELECT max(position) AS position FROM unfold_entries',
  )
  context.nextPosition = (newest?.position ?? 0) + 1
  return {
    ...records,
    ...createAppendWrites(context),
    ...createAcceptWrites(context),
    ...createLifeWrites(context),
    ...createUpkeepWrites(context),
    ...createQueueWrites(context),
  }
}

/** One transaction for all; when it breaks, each write gets one of its own, so that only the guilty one fails. */
function answerAll(items: WriteItem[]): WriteAnswers {
  const answers: WriteAnswers = { values: [], failures: null }
  try {
    begin.run()
    for (const item of items) answerOne(item, answers)
    if (faults) for (const [name] of items) faults(`sqlite:in-commit:${name}`)
    faults?.('sqlite:in-commit')
    commit.run()
    if (faults) for (const [name] of items) faults(`sqlite:after-commit:${name}`)
    faults?.('sqlite:after-commit')
    return answers
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    if (items.length > 1) return answerEach(items)
    // A deferred constraint is looked at in COMMIT; for who can be refused it is a refusal like any other.
    if (REFUSABLE.has(items[0]![0]) && isConstraintViolation(error)) {
      return { values: [{ type: 'refused', code: 'CONFLICT' }], failures: null }
    }
    return { values: [null], failures: [{ index: 0, failure: failureFrom(error) }] }
  }
}

function answerEach(items: WriteItem[]): WriteAnswers {
  const answers = items.map((item) => answerAll([item]))
  return {
    values: answers.flatMap(({ values }) => values),
    failures: answers.flatMap(({ failures }, index) =>
      failures ? [{ index, failure: failures[0]!.failure }] : [],
    ),
  }
}

function answerOne(item: WriteItem, answers: WriteAnswers): void {
  const [name, ...args] = item
  try {
    answers.values.push((writes[name] as (...args: unknown[]) => unknown)(...args))
  } catch (error) {
    if (!SELF_CONTAINED.has(name) || !db.isTransaction) throw error
    answers.failures ??= []
    answers.failures.push({ index: answers.values.push(null) - 1, failure: failureFrom(error) })
  }
}

function failureFrom(error: unknown): WriteFailure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof UnfoldError) return { code: error.code, message }
  return { code: isConstraintViolation(error) ? 'CONFLICT' : 'INTERNAL', message }
}

function checkpoint(): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}
