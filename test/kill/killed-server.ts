import { expect, it, onTestFinished } from 'vitest'
import { DEFAULT_POLICY } from 'unfold/core'
import type { RunEvent } from 'unfold/protocol'
import type { RecordedRequest, ScriptStep } from 'unfold/testing'
import { SEED, wholeFrom } from '../harness/random.ts'
import { ServerProcess } from '../harness/server-process.ts'
import { readToEnd, type ReadFrame } from '../harness/sse-reader.ts'
import { briefOf } from '../stories/chapters.ts'
import { startToldModel, WHOLE_WALK, walkOf } from '../harness/told-model.ts'

/** Where a server under test keeps its runs. */
export interface KillStores extends AsyncDisposable {
  env: NodeJS.ProcessEnv
  /** What was saved by the flow's own records, once the server is gone. */
  readChapters(server: ServerProcess): Promise<{ run_id: string; chapter_number: number }[]>
}

export interface KillOptions {
  openStores: () => Promise<KillStores>
  /** Named points at which the server kills itself. */
  faults: readonly string[]
  timeoutMs?: number
}

/** What holds on every backend: nothing is lost, nothing is told or asked for twice, the chapter is saved once. */
export function describeKilledServer({ openStores, faults, timeoutMs }: KillOptions): void {
  const timeout = timeoutMs === undefined ? {} : { timeout: timeoutMs }

  it.each(faults)(
    'at %s loses nothing, repeats nothing and saves the chapter once',
    timeout,
    async (fault) => {
      await using stores = await openStores()
      const told = await startToldModel()
      await using _model = told.model
      const env = { ...stores.env, UNFOLD_MODEL: 'openai:scripted', OPENAI_BASE_URL: told.model.url }
      await using server = await ServerProcess.start(env, fault)
      // A test that runs out of time never leaves its scope.
      onTestFinished(() => server[Symbol.asyncDispose]())
      const story = new KilledStory(server)
      const runId = await story.start(fault)
      const { native, late } = await story.read(runId)
      expect(server.lives).toBe(2)
      expect(late).toEqual(native)
      await story.expectWhole(runId, native, told.stories)
      expect(await stores.readChapters(server)).toEqual([{ run_id: runId, chapter_number: 1 }])
    },
  )

  it(`at random moments, again and again, behaves the same (seed ${SEED})`, timeout, async () => {
    const random = wholeFrom(SEED)
    // One less than the attempts that may come to nothing: on a slow machine each may fall before the first sentence.
    const kills = DEFAULT_POLICY.fruitlessAttempts - 1
    let killed = 0
    /** The model stands still at a random token until the server was killed: the moment is chosen, not hoped for. */
    const standStill = (_call: number, steps: ScriptStep[]): ScriptStep[] => {
      if (killed >= kills) return steps
      const at = random(steps.length)
      const dead = Promise.withResolvers<void>()
      setTimeout(() => {
        killed += 1
        void server.kill().then(() => dead.resolve())
      }, random(40))
      return [...steps.slice(0, at), { wait: dead.promise }, ...steps.slice(at)]
    }
    await using stores = await openStores()
    const told = await startToldModel(standStill)
    await using _model = told.model
    const env = { ...stores.env, UNFOLD_MODEL: 'openai:scripted', OPENAI_BASE_URL: told.model.url }
    await using server = await ServerProcess.start(env)
    // A test that runs out of time never leaves its scope.
    onTestFinished(() => server[Symbol.asyncDispose]())
    const story = new KilledStory(server)
    const runId = await story.start('random')
    const { native, late } = await story.read(runId)
    expect(server.lives).toBeGreaterThan(1)
    expect(late).toEqual(native)
    await story.expectWhole(runId, native, told.stories)
    expect(await stores.readChapters(server)).toEqual([{ run_id: runId, chapter_number: 1 }])
  })
}

/** One story on one server that may be gone at any moment, and is started again by whoever finds it so. */
class KilledStory {
  readonly #server: ServerProcess
  #reviving: Promise<void> | null = null

  constructor(server: ServerProcess) {
    this.#server = server
  }

  /** Asks until it is answered: the server may die on the way, and the key makes it one run all the same. */
  async start(key: string): Promise<string> {
    for (;;) {
      try {
        const response = await fetch(`${this.#server.url}/api/runs/story`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ childId: 1, theme: 'adventure' }),
        })
        const { runId } = (await response.json()) as { runId: string }
        return runId
      } catch {
        await this.#revive()
      }
    }
  }

  async read(runId: string): Promise<{ native: ReadFrame[]; late: ReadFrame[] }> {
    const url = `${this.#server.url}/api/runs/${runId}/stream`
    const beforeReconnect = async () => {
      if (!this.#server.alive) await this.#revive()
    }
    const native = await readToEnd(url, { beforeReconnect })
    return { native, late: await readToEnd(url, { beforeReconnect }) }
  }

  /** Everything that has to hold after any crash. Stops the server. */
  async expectWhole(
    runId: string,
    native: readonly ReadFrame[],
    stories: readonly RecordedRequest[],
  ): Promise<void> {
    const response = await fetch(`${this.#server.url}/api/runs/${runId}/events?after=0&limit=1000`)
    const { events } = (await response.json()) as { events: RunEvent[] }
    expectWholeLog(events, native)
    // Each continuing request carried what was committed, and was asked for the rest alone.
    for (const request of stories.slice(1)) {
      const committed: string[] = briefOf(request).committed?.paragraphs ?? []
      const walk = walkOf(committed.join(' '))
      expect(walk).toEqual(WHOLE_WALK.slice(0, walk.length))
    }
    await this.#server.kill('SIGTERM')
  }

  /** One restart at a time, whichever reader finds the server gone first. */
  #revive(): Promise<void> {
    this.#reviving ??= (async () => {
      // It may be killed while it starts, too.
      for (let alive = false; !alive;) {
        if (this.#server.over) throw new Error('The test is over.')
        await this.#server.gone()
        alive = await this.#server.start().then(
          () => true,
          () => false,
        )
      }
    })().finally(() => (this.#reviving = null))
    return this.#reviving
  }
}

/** A log without a gap, read as it is, ended once and well, and prose without a missing or doubled sentence. */
export function expectWholeLog(events: readonly RunEvent[], read: readonly ReadFrame[]): void {
  expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1))
  expect(read.map((f) => f.data)).toEqual(events.map((e) => JSON.stringify(e)))
  expect(events.filter((e) => /^run\.(completed|failed|cancelled)$/.test(e.type))).toHaveLength(1)
  expect(events.at(-1)?.type).toBe('run.completed')

  const shown = events.flatMap((e) => (e.type === 'text' ? [e.text] : [])).join('')
  expect(walkOf(shown)).toEqual(WHOLE_WALK)
  const { output } = events.at(-1) as RunEvent & { output: { paragraphs: string[] } }
  expect(walkOf(output.paragraphs.join(' '))).toEqual(WHOLE_WALK)
  for (const paragraph of output.paragraphs)
    expect(shown.replace(/\s/g, '')).toContain(paragraph.replace(/\s/g, ''))
}
