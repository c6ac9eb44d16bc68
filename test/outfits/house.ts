import { type Flow, RunTails } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { foldAll, type RunEvent, type RunState } from 'unfold/protocol'
import { createRunApi, createRunStreams, type Reply, type RouteRequest } from 'unfold/server'
import { openSqliteBackend, type SqliteBackend } from 'unfold/sqlite'
import { Worker } from 'unfold/worker'
import { createOutfitsApp } from '@unfold/outfits/server'
import { ACCOUNT, LIMITS } from '../harness/house-rules.ts'

/** The outfits on the embedded backend, with the demo wardrobe and without HTTP. */
export interface OutfitsHouse extends AsyncDisposable {
  backend: SqliteBackend
  tails: RunTails
  api: ReturnType<typeof createRunApi>
  start(body: object): Promise<string>
  ended(runId: string): Promise<RunEvent[]>
  state(runId: string): Promise<RunState>
  /** What a route answers, without HTTP; throws what it throws. */
  post(path: string, params: object, body?: object): Promise<any>
  /** What a poll answers. */
  job(runId: string): Promise<any>
}

export async function openOutfitsHouse(model: LanguageModel | null): Promise<OutfitsHouse> {
  const backend = await openSqliteBackend({ folder: ':memory:' })
  const tails = new RunTails(backend)
  const streams = createRunStreams({ log: backend.log, tails })
  const flows = new Map<string, Flow>()
  const api = createRunApi({ ...backend, tails, streams, flows, limits: LIMITS })
  const app = await createOutfitsApp(
    { backend, api, streams },
    { model, filesFolder: `${backend.folder}/files`, demoAccountId: ACCOUNT.id },
  )
  for (const flow of app.flows) flows.set(flow.name, flow)
  const worker = new Worker({ backend, tails, flows })
  const ended = async (runId: string) => {
    for await (const _ of tails.follow(runId, 0, AbortSignal.timeout(60_000))) {
      // The tail ends with the run.
    }
    return backend.log.read(runId, 0)
  }
  const call = async (method: string, path: string, params: object, body?: object) => {
    const route = app.routes.find((one) => one.method === method && one.path === path)!
    const request = { account: ACCOUNT, params, body: body && route.schema!.body!.parse(body), headers: {} }
    const reply = await route.run(request as unknown as RouteRequest)
    return (reply as Reply).body as any
  }
  return {
    backend,
    tails,
    api,
    ended,
    post: (path, params, body) => call('POST', path, params, body),
    job: (id) => call('GET', '/api/jobs/:id', { id }),
    async start(body) {
      const reply = await api.start('outfits', ACCOUNT, body as never, undefined)
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
