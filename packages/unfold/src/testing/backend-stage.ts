import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AcceptRequest, Backend, Limits, RunRecord, Statement } from '../core/index.ts'
import type { FlowEvent, Json, RunEvent, TerminalEvent } from '../protocol/index.ts'

/** One opened log on which the shared suite plays, with what a wing must lend to it. */
export interface LogStage {
  backend: Pick<Backend, 'log' | 'wakeUps'>
  /** The wing's own records, which must lie where its log does. */
  records: Kysely<any>
  /** Says to the store that it was restored. */
  newEpoch(): Promise<void>
  /** Moves the store's clock forward. */
  advance(ms: number): void
  close(): Promise<void>
}

/** One opened queue: it may come from another wing than the log. */
export interface QueueStage {
  backend: Pick<Backend, 'queue'>
  /** How long the queue leaves a run with a worker that gives no sign of life. */
  leaseMs: number
  /** Closes the store and opens the same one again. */
  reopen(): Promise<QueueStage>
  close(): Promise<void>
}

/** A wing that keeps all three contracts. */
export interface BackendStage extends LogStage, QueueStage {
  backend: Backend
}

export const NO_LIMITS: Limits = { concurrentRuns: 1e6, startsPerHour: 1e6, tokensPerDay: 1e12 }
export const COMPLETED: TerminalEvent = {
  type: 'run.completed',
  output: { pages: 2 },
  usage: { inputTokens: 3, outputTokens: 4, estimated: false },
}
export const CANCELLED: TerminalEvent = { type: 'run.cancelled' }
export const FAILED: TerminalEvent = {
  type: 'run.failed',
  error: { code: 'WORKFLOW_ERROR', message: 'It did not work.', retryable: true },
  partial: false,
}

/** Ids are random, so that tests can share a store. */
export function acceptRequest(overrides: Partial<AcceptRequest> = {}): AcceptRequest {
  return {
    runId: randomUUID(),
    accountId: randomUUID(),
    flow: 'tale',
    version: 1,
    input: { theme: 'sea' },
    shownInput: { theme: 'sea' },
    limits: NO_LIMITS,
    ...overrides,
  }
}

export function text(words: string): FlowEvent {
  return { type: 'text', part: 'page-1', text: words }
}

export function part(value: Json): FlowEvent {
  return { type: 'part', part: 'page-1', kind: 'paragraph', value }
}

export async function acceptRun(
  { backend }: Pick<LogStage, 'backend'>,
  overrides: Partial<AcceptRequest> = {},
): Promise<RunRecord> {
  const answer = await backend.log.accept(acceptRequest(overrides))
  if (answer.type !== 'accepted') throw new Error(`The run was not accepted: ${JSON.stringify(answer)}`)
  return answer.run
}

/** A run whose first attempt is open. */
export async function startRun(
  stage: Pick<LogStage, 'backend'>,
  overrides: Partial<AcceptRequest> = {},
): Promise<RunRecord> {
  const { runId } = await acceptRun(stage, overrides)
  const answer = await stage.backend.log.openAttempt(runId, 0)
  if (answer.type !== 'opened') throw new Error(`The attempt was not opened: ${answer.type}`)
  return answer.run
}

/** A run that ended, with one page. */
export async function endRun(
  stage: Pick<LogStage, 'backend'>,
  event: TerminalEvent = COMPLETED,
  overrides: Partial<AcceptRequest> = {},
): Promise<RunRecord> {
  const { runId } = await startRun(stage, overrides)
  await stage.backend.log.append(runId, 1, 1, [text('The sea was calm.')], [])
  await stage.backend.log.end(runId, 1, event, [], [])
  return (await stage.backend.log.find(runId))!
}

export async function compactAll({ backend }: Pick<LogStage, 'backend'>): Promise<void> {
  while ((await backend.log.compact(100)) > 0);
}

export function numbersOf(events: readonly RunEvent[]): number[] {
  return events.map((event) => event.seq)
}

/** Where a suite's flows save: one table with one unique name per row. */
export async function createSavedTable(records: Kysely<any>): Promise<void> {
  await records.schema
    .createTable('suite_saved')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('chapter', 'integer', (column) => column.notNull())
    .execute()
}

export function insertSaved(records: Kysely<any>, name: string): Statement {
  const { sql, parameters } = records.insertInto('suite_saved').values({ name, chapter: 1 }).compile()
  return { sql, parameters }
}

/** "Only if the next chapter is this one." */
export function advanceSaved(records: Kysely<any>, name: string, from: number, code = 'CONFLICT'): Statement {
  const { sql, parameters } = records
    .updateTable('suite_saved')
    .set({ chapter: from + 1 })
    .where('name', '=', name)
    .where('chapter', '=', from)
    .compile()
  return { sql, parameters, expect: { changes: 1, code } }
}

export async function readSaved(records: Kysely<any>, name: string): Promise<number | null> {
  const row = await records
    .selectFrom('suite_saved')
    .select('chapter')
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? Number(row.chapter) : null
}
