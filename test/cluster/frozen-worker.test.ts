import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from 'unfold/protocol'
import type { ScriptStep } from 'unfold/testing'
import { hasRedis } from '../../packages/unfold/src/testing/redis-server.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { readToEnd } from '../harness/sse-reader.ts'
import { expectWholeLog } from '../kill/killed-server.ts'
import { startToldModel } from '../harness/told-model.ts'
import { Member } from './cluster.ts'
import { type ClusterStores, useStores } from './stores.ts'
import { expectNoPartAskedTwice, postWalk, themeOf } from './walks.ts'

const TIMEOUT_MS = 90_000

describe('a frozen worker on PostgreSQL', () => {
  describeFrozen(false)
})

describe.skipIf(!hasRedis)('a frozen worker on PostgreSQL with Redis', () => {
  describeFrozen(true)
})

function describeFrozen(redis: boolean): void {
  const stores = useStores({ redis })

  it(
    'in the middle of the text holds nobody up, writes nothing more and leaves the model',
    { timeout: TIMEOUT_MS },
    async () => {
      const frozen = Promise.withResolvers<void>()
      /** The first call says half, and the rest only to a worker that does not hear it; then it would go on for ever. */
      const told = await startToldModel((call, steps): ScriptStep[] => {
        if (call > 1) return steps
        const half = Math.floor(steps.length / 4)
        return [
          ...steps.slice(0, half),
          { wait: frozen.promise },
          ...steps.slice(half, 2 * half),
          { stall: true },
        ]
      })
      await using _model = told.model
      await using stage = await Stage.open(stores(), told.model.url)
      const runId = await stage.start()
      await stage.until(runId, (events) => events.some((event) => event.type === 'text'))
      stage.worker.signal('SIGSTOP')
      frozen.resolve()
      await using _other = await stage.startWorker()

      const frames = await readToEnd(stage.streamUrl(runId))
      stage.worker.signal('SIGCONT')
      await told.stories[0]!.whenClosed
      expect(told.stories[0]!.completed).toBe(false)
      const events = await stage.expectQuietEnd(runId)
      expectWholeLog(events, frames)
      expectNoPartAskedTwice(events, themeOf(0), told.stories)
    },
  )

  it(
    'inside the transaction of the end holds nobody up, and saves nothing twice',
    { timeout: TIMEOUT_MS },
    async () => {
      const told = await startToldModel()
      await using _model = told.model
      await using stage = await Stage.open(stores(), told.model.url, 'freeze:postgres:in-commit:end')
      const runId = await stage.start()
      await stage.until(runId, (events) => events.some((event) => event.type === 'run.started'))
      await using _other = await stage.startWorker()

      const frames = await readToEnd(stage.streamUrl(runId))
      stage.worker.signal('SIGCONT')
      const events = await stage.expectQuietEnd(runId)
      expectWholeLog(events, frames)
      const chapters = await stage.query('SELECT run_id FROM chapters')
      expect(chapters).toEqual([{ run_id: runId }])
    },
  )
}

/** One API and the worker that will freeze; the other comes when the run is in hand. */
class Stage implements AsyncDisposable {
  readonly api: Member
  readonly worker: ServerProcess
  readonly query: (sql: string) => Promise<unknown[]>
  readonly #env: NodeJS.ProcessEnv
  readonly #resources: AsyncDisposableStack

  private constructor(parts: {
    api: ServerProcess
    worker: ServerProcess
    query: (sql: string) => Promise<unknown[]>
    env: NodeJS.ProcessEnv
    resources: AsyncDisposableStack
  }) {
    this.api = new Member(parts.api)
    this.worker = parts.worker
    this.query = parts.query
    this.#env = parts.env
    this.#resources = parts.resources
  }

  static async open(stores: ClusterStores, modelUrl: string, fault?: string): Promise<Stage> {
    await using resources = new AsyncDisposableStack()
    const database = resources.use(await stores.createDatabase())
    const env = {
      ...database.env,
      UNFOLD_MODEL: 'openai:scripted',
      OPENAI_BASE_URL: modelUrl,
      UNFOLD_LOG: 'error',
    }
    const api = resources.use(await ServerProcess.start({ ...env, UNFOLD_ROLE: 'api' }))
    const worker = resources.use(await ServerProcess.start({ ...env, UNFOLD_ROLE: 'worker' }, fault))
    const query = (sql: string) => database.query(sql)
    return new Stage({ api, worker, query, env, resources: resources.move() })
  }

  async start(): Promise<string> {
    return (await postWalk(this.api, themeOf(0), 'frozen')).runId!
  }

  startWorker(): Promise<ServerProcess> {
    return ServerProcess.start({ ...this.#env, UNFOLD_ROLE: 'worker' })
  }

  streamUrl(runId: string): string {
    return `${this.api.server.url}/api/runs/${runId}/stream`
  }

  async read(runId: string): Promise<RunEvent[]> {
    const response = await fetch(`${this.api.server.url}/api/runs/${runId}/events?after=0&limit=1000`)
    return ((await response.json()) as { events: RunEvent[] }).events
  }

  /** The test's own time limit bounds it. */
  async until(runId: string, holds: (events: RunEvent[]) => boolean): Promise<void> {
    while (!holds(await this.read(runId))) await delay(50)
  }

  /** The thawed worker was superseded, has said nothing of it, and is ready for the next run. */
  async expectQuietEnd(runId: string): Promise<RunEvent[]> {
    while ((await fetch(`${this.worker.url}/readyz`)).status !== 200) await delay(100)
    const events = await this.read(runId)
    expect(events.filter((event) => event.type === 'run.started').length).toBeGreaterThan(1)
    // It hands over, and ends, within its grace: nothing of the old attempt hangs on.
    await this.worker.kill('SIGTERM')
    expect(await this.read(runId)).toEqual(events)
    expect(this.worker.output).not.toContain(`"runId":"${runId}"`)
    return events
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}
