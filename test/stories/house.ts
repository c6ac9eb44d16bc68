import { type Flow, type RunLog, RunTails } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { foldAll, type RunEvent, type RunState } from 'unfold/protocol'
import type { Checker } from 'unfold/reveal'
import { createRunApi, createRunStreams } from 'unfold/server'
import { openSqliteBackend, type SqliteBackend } from 'unfold/sqlite'
import { Worker } from 'unfold/worker'
import { ACCOUNT, LIMITS } from '../harness/house-rules.ts'
import { createStoriesApp, type StoriesApp, type StoriesEngine } from '@unfold/stories/server'
import { Families } from '../../apps/stories/server/records/index.ts'
import type { ChildChange } from '../../apps/stories/shared/index.ts'

export { scriptedModel } from '../harness/house-rules.ts'

export interface HouseOptions {
  model: LanguageModel
  checkers?: readonly Checker[]
  checkTimeoutMs?: number
  folder?: string
  /** Stands between the worker and the log, for faults that no store has by itself. */
  wrapLog?: (log: RunLog) => RunLog
  countVerdict?: StoriesEngine['countVerdict']
}

/** The stories on the embedded backend, without HTTP: flow, worker, log. */
export interface House extends AsyncDisposable {
  backend: SqliteBackend
  tails: RunTails
  app: StoriesApp
  worker: Worker
  start(body: object): Promise<string>
  /** The whole log once it is sealed. */
  ended(runId: string): Promise<RunEvent[]>
  state(runId: string): Promise<RunState>
  api: ReturnType<typeof createRunApi>
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const opened = await openSqliteBackend({ folder: options.folder ?? ':memory:' })
  const backend = { ...opened, log: options.wrapLog?.(opened.log) ?? opened.log }
  const faults: unknown[] = []
  const onError = (error: unknown) => void faults.push(error)
  const tails = new RunTails({ ...backend, onError })
  const streams = createRunStreams({ log: backend.log, tails, onError })
  const flows = new Map<string, Flow>()
  const api = createRunApi({ ...backend, tails, streams, flows, limits: LIMITS })
  const app = await createStoriesApp(
    { backend, api, streams, countVerdict: options.countVerdict },
    {
      model: options.model,
      judge: null,
      checkers: options.checkers ?? [],
      demoAccountId: ACCOUNT.id,
      ...(options.checkTimeoutMs === undefined ? {} : { checkTimeoutMs: options.checkTimeoutMs }),
    },
  )
  for (const flow of app.flows) flows.set(flow.name, flow)
  const worker = new Worker({ backend, tails, flows, onError })
  const ended = async (runId: string) => {
    for await (const _ of tails.follow(runId, 0, AbortSignal.timeout(30_000))) {
      // Only the end is waited for; it closes the tail.
    }
    return backend.log.read(runId, 0)
  }
  return {
    backend,
    tails,
    app,
    worker,
    api,
    ended,
    async start(body) {
      const reply = await api.start('story', ACCOUNT, body as never, undefined)
      return (reply.body as { runId: string }).runId
    },
    state: async (runId) => foldAll(await ended(runId)),
    async [Symbol.asyncDispose]() {
      await worker.stop(1000)
      streams.close(0)
      await backend[Symbol.asyncDispose]()
    },
  }
}

/** What the family's page would change of a child. */
export async function changeChild(house: House, childId: number, change: ChildChange): Promise<void> {
  const families = new Families(house.backend.records, (writes) => house.backend.transact(writes), Date.now)
  await families.change(ACCOUNT.id, childId, change)
}
