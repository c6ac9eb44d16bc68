import type { ServerResponse } from 'node:http'
import type { Flow, Limits, RunLog, RunQueue, RunRecord, RunTails } from '../core/index.ts'
import { CANCELLED, DEFAULT_POLICY } from '../core/index.ts'
import type { FrameId, Json, RunEvent } from '../protocol/index.ts'
import { FIRST_EPOCH, frameIdFromText, jsonFromEvent, UnfoldError } from '../protocol/index.ts'
import { hashFromJson } from './canonical-json.ts'
import { readCarriedUnits } from './carried-units.ts'
import { nativeDialect } from './dialect.ts'
import { invalid, requireShape, unknownRun } from './problem-reply.ts'
import type { Account, Reply } from './route.ts'
import { newRunId } from './run-id.ts'
import { frameIdFromLastEventId, type RunStreams } from './run-streams.ts'
import type {
  CancelResult,
  EventsQuery,
  Links,
  ListQuery,
  RunSummary,
  StartedRun,
  StreamQuery,
} from './schemas.ts'
import { idempotencyMismatch, startRun, type StartRequest, type StartResult } from './start-run.ts'

/** The parts of a backend, what reads and serves it, and the flows that may be started. */
export interface RunApiOptions {
  log: RunLog
  queue: RunQueue
  tails: RunTails
  streams: RunStreams
  /** By name. */
  flows: ReadonlyMap<string, Flow>
  /** Of each account. */
  limits: Limits
  newRunId?: () => string
  /** False: stream endpoints answer 503 `STREAMING_OFF` and clients poll. */
  streaming?: boolean
}

type Caller = Pick<Account, 'id' | 'unlocked'>

const NO_STORE = { 'cache-control': 'no-store' }
/** Shared by nobody; within one browser, by nobody with another credential. */
const IMMUTABLE = {
  'cache-control': 'private, immutable, max-age=31536000',
  vary: 'Authorization, Cookie',
}

/**
 * The native API, apart from any framework: takes checked requests and the caller, answers replies, throws
 * `UnfoldError`. A run of somebody else answers exactly as an unknown one. Nothing that reads has a side effect.
 */
export class RunApi {
  readonly #options: RunApiOptions

  constructor(options: RunApiOptions) {
    this.#options = options
  }

  /** For an app's own start routes: the flow's schema, limits and queue as for everybody. */
  startRun(request: StartRequest): Promise<StartResult> {
    const { log, queue, limits } = this.#options
    return startRun({ log, queue, limits, newRunId: this.#options.newRunId ?? newRunId }, request)
  }

  /** The run, when the caller may read it now; a foreign one and one that is held back are unknown. */
  async find(caller: Caller, runId: string): Promise<RunRecord | null> {
    const run = await this.#options.log.find(runId)
    return run?.accountId === caller.id && (await this.#mayRead(caller, run)) ? run : null
  }

  /** Nothing of the run is left but its tombstone: not in the log, not in a buffer, not at a reader of any process. */
  async erase(runId: string): Promise<void> {
    const { log, streams, tails } = this.#options
    await log.erase(runId)
    streams.drop(runId)
    tails.erased(runId)
  }

  /** The rollback switch: throws STREAMING_OFF when this installation answers polls alone. */
  requireStreaming(): void {
    if (this.#options.streaming === false) {
      throw new UnfoldError('STREAMING_OFF', 'Streaming is switched off on this server. Poll instead.')
    }
  }

  /**
   * 201 with a new run, 200 with the one that this key or claim has started before. Throws NOT_FOUND for an unknown flow,
   * INVALID with the fields, IDEMPOTENCY_MISMATCH, LIMIT_EXCEEDED with the time to wait.
   */
  async start(
    flowName: string,
    caller: Caller,
    input: Json,
    idempotencyKey: string | undefined,
  ): Promise<Reply> {
    const flow = this.#options.flows.get(flowName)
    if (!flow) throw new UnfoldError('NOT_FOUND', 'There is no such flow.')
    const request = { flow, accountId: caller.id, idempotencyKey, asked: input }
    if (!flow.start) return replyFromStart(await this.startRun({ ...request, input }))
    const body = requireShape(flow.start.body, input, 'body')
    // What the records say now must not change the answer to a key that was used.
    const known = await this.#findStarted(flow, caller, idempotencyKey, input)
    if (known) return replyFromStart({ run: known, created: false })
    return replyFromStart(await this.startRun({ ...request, ...(await flow.start.prepare(caller.id, body)) }))
  }

  async #findStarted(
    flow: Flow,
    caller: Caller,
    key: string | undefined,
    asked: Json,
  ): Promise<RunRecord | null> {
    if (key === undefined) return null
    const known = await this.#options.log.findByIdempotencyKey(caller.id, flow.name, key, hashFromJson(asked))
    if (known === 'mismatch') throw idempotencyMismatch()
    return known
  }

  /** A page of the caller's runs, newest first, and `next`: the `before` of the page behind it, null on the last. */
  async list(caller: Caller, query: ListQuery): Promise<Reply> {
    if (query.before !== undefined) {
      const from = await this.#options.log.find(query.before)
      if (from?.accountId !== caller.id)
        throw invalid([{ field: 'query.before', message: 'There is no such run; begin with the newest.' }])
    }
    // One more than asked for tells whether there is another page.
    const found = await this.#options.log.list({
      ...query,
      accountId: caller.id,
      limit: query.limit + 1,
    })
    const page = found.slice(0, query.limit)
    const next = found.length > page.length ? (page.at(-1)?.runId ?? null) : null
    const readable = await Promise.all(page.map((run) => this.#mayRead(caller, run)))
    const runs = page.filter((_, i) => readable[i])
    return { status: 200, headers: NO_STORE, body: { runs: runs.map(summaryFromRecord), next } }
  }

  /** The folded state up to the log's head. */
  async snapshot(caller: Caller, runId: string): Promise<Reply> {
    const run = await this.#require(caller, runId)
    const state = await this.#options.log.snapshot(runId)
    if (!state) throw unknownRun()
    const { status, cursor } = state
    return {
      status: 200,
      headers: NO_STORE,
      body: { runId, status, cursor, epoch: run.epoch, state, links: linksOf(runId) },
    }
  }

  /** A range of events; with `wait` it is held until there is one, the run ends or the caller leaves. */
  async events(caller: Caller, runId: string, query: EventsQuery, signal: AbortSignal): Promise<Reply> {
    const { log } = this.#options
    const { after, limit } = query
    const run = await this.#require(caller, runId)
    const epoch = query.epoch ?? FIRST_EPOCH
    if (after > run.head || (after > 0 && epoch !== run.epoch)) return this.#reset(run)
    let events: readonly RunEvent[] = await log.read(runId, after, limit)
    if (events.length === 0 && run.endedAt === null && query.wait > 0) {
      events = (await this.#next(runId, after, query.wait, signal)).slice(0, limit)
    }
    // What the page says of the run must not be older than its events.
    const now = run.endedAt === null ? await this.#require(caller, runId) : run
    const cursor = events.at(-1)?.seq ?? after
    const rest = { cursor, status: now.status, epoch: now.epoch }
    return {
      status: 200,
      // A cache outlives a restore: what it keeps must say in its address which log it is of.
      headers: run.endedAt === null || query.epoch !== run.epoch || caller.unlocked ? NO_STORE : IMMUTABLE,
      text: `{"events":[${events.map(jsonFromEvent).join(',')}],${JSON.stringify(rest).slice(1)}`,
    }
  }

  /** Takes the response over, unless the reader has everything (204) or may not read. */
  async stream(
    caller: Caller,
    runId: string,
    query: StreamQuery,
    response: ServerResponse,
  ): Promise<Reply | 'streaming'> {
    const { streams } = this.#options
    const run = await this.#require(caller, runId)
    this.requireStreaming()
    const last = frameIdFromLastEventId(response.req.headers['last-event-id'])
    const after = last ?? positionFromQuery(query)
    if (after && (await streams.isFullyRead(run, nativeDialect, after))) {
      return { status: 204, headers: NO_STORE }
    }
    streams.attach({
      runId,
      dialect: nativeDialect,
      after,
      fromSnapshot: last === null && query.from === 'snapshot',
      response,
    })
    return 'streaming'
  }

  /** A command on the run, from any device; asked again, it answers what is so by now. */
  async cancel(caller: Caller, runId: string): Promise<Reply> {
    const { log, tails } = this.#options
    const run = await this.#require(caller, runId)
    const answer = await log.cancel(runId, caller.id)
    if (answer.type === 'missing') throw unknownRun()
    if (answer.type === 'ok') {
      // No worker to obey, because the run is queued or its worker is silent: it ends here. Else the log refuses.
      await log.endIdle(runId, CANCELLED, DEFAULT_POLICY.cancelGraceMs)
      tails.publish(runId, await log.read(runId, run.head))
    }
    const state = await log.snapshot(runId)
    if (!state) throw unknownRun()
    const { status, cursor, parts } = state
    const kept = {
      parts: parts.filter((part) => part.final).length,
      characters: parts.reduce((n, part) => n + part.text.length, 0),
    }
    const body: CancelResult = { runId, status, cursor, kept }
    return { status: state.endedAt === null ? 202 : 200, headers: NO_STORE, body }
  }

  /** A new run that opens with what the ended one committed. The old log stays sealed. */
  async retry(caller: Caller, runId: string): Promise<Reply> {
    const run = await this.#require(caller, runId)
    if (run.endedAt === null) throw new UnfoldError('CONFLICT', 'This run is still going on.')
    if (run.status === 'completed') throw new UnfoldError('CONFLICT', 'This run has completed.')
    const flow = this.#options.flows.get(run.flow)
    if (!flow) throw new UnfoldError('CONFLICT', 'The flow of this run is not installed any more.')
    const continues = await readCarriedUnits(this.#options.log, runId)
    return replyFromStart(await this.startRun({ flow, accountId: caller.id, input: run.input, continues }))
  }

  async #require(caller: Caller, runId: string): Promise<RunRecord> {
    const run = await this.find(caller, runId)
    if (!run) throw unknownRun()
    return run
  }

  async #mayRead({ unlocked = false }: Caller, run: RunRecord): Promise<boolean> {
    return (await this.#options.flows.get(run.flow)?.mayRead?.(run, { unlocked })) ?? true
  }

  async #reset(run: RunRecord): Promise<Reply> {
    const snapshot = await this.#options.log.snapshot(run.runId)
    if (!snapshot) throw unknownRun()
    const { cursor, status } = snapshot
    return {
      status: 200,
      headers: NO_STORE,
      body: { events: [], cursor, status, epoch: run.epoch, reset: true, snapshot },
    }
  }

  async #next(
    runId: string,
    after: number,
    waitS: number,
    caller: AbortSignal,
  ): Promise<readonly RunEvent[]> {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(waitS * 1000)])
    for await (const batch of this.#options.tails.follow(runId, after, signal)) return batch
    return []
  }
}

/** What `createRunRoutes` makes endpoints of. */
export function createRunApi(options: RunApiOptions): RunApi {
  return new RunApi(options)
}

/** Where a run is read and stopped, as paths. */
export function linksOf(runId: string): Links {
  const self = `/api/runs/${runId}`
  return { self, events: `${self}/events`, stream: `${self}/stream`, cancel: `${self}/cancel` }
}

/** An id as a stream gave it says by itself which log it is of; beside a plain number the query does. */
function positionFromQuery({ after, epoch }: StreamQuery): FrameId | null {
  const id = after === undefined ? null : frameIdFromText(after)
  return id && epoch !== undefined && id.epoch === FIRST_EPOCH ? { ...id, epoch } : id
}

function replyFromStart({ run, created }: StartResult): Reply {
  const links = linksOf(run.runId)
  const body: StartedRun = { runId: run.runId, status: run.status, links }
  return { status: created ? 201 : 200, headers: { ...NO_STORE, location: links.self }, body }
}

function summaryFromRecord(run: RunRecord): RunSummary {
  const { runId, flow, status, attempt, head, cancelling, acceptedAt, endedAt, continues } = run
  return { runId, flow, status, attempt, cursor: head, cancelling, acceptedAt, endedAt, continues }
}
