import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Flow } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import { openSqliteBackend } from 'unfold/sqlite'
import {
  type Answer,
  ask,
  bearer,
  openTestServer,
  signUp,
  type TestServer,
} from '../../../server/test/test-server.ts'
import type { Engine } from '../../../server/src/server.ts'
import { createWardrobe, type Wardrobe } from './index.ts'

export interface WardrobeServer extends AsyncDisposable {
  server: TestServer
  wardrobe: Wardrobe
  filesFolder: string
  /** What the next start of a server does. */
  createAgain(): Promise<Wardrobe>
  /** Runs of pictures wait until it is disposed of. */
  holdMeasuring(): Disposable
  /** A statement as a run's end would carry it out. */
  execute(sql: string, parameters: readonly unknown[]): Promise<void>
  /** A new account; answers how it asks. */
  signUp(
    name: string,
  ): Promise<(method: string, path: string, body?: unknown, headers?: object) => Promise<Answer>>
}

/** The real server with the wardrobe alone in it. */
export async function openWardrobeServer(vision: LanguageModel | null = null): Promise<WardrobeServer> {
  const filesFolder = await mkdtemp(path.join(tmpdir(), 'unfold-files-'))
  let wardrobe: Wardrobe
  let engine: Engine
  let held = Promise.withResolvers<void>()
  held.resolve()
  const create = () => createWardrobe(engine, { filesFolder, demoAccountId: 'demo', vision })
  const server = await openTestServer(openSqliteBackend, {
    apps: async (given) => {
      engine = given
      wardrobe = await create()
      const flows = wardrobe.flows.map((flow): Flow => ({
        ...flow,
        run: async (ctx, input) => {
          await Promise.race([held.promise, aborted(ctx.signal)])
          ctx.signal.throwIfAborted()
          return flow.run(ctx, input)
        },
      }))
      return [{ flows, routes: wardrobe.routes }]
    },
  })
  return {
    server,
    wardrobe: wardrobe!,
    filesFolder,
    createAgain: create,
    holdMeasuring() {
      held = Promise.withResolvers()
      return { [Symbol.dispose]: held.resolve }
    },
    async execute(sql, parameters) {
      await engine.backend.transact([{ sql, parameters }])
    },
    async signUp(name) {
      const { token } = await signUp(server, name)
      return (method, to, body, headers = {}) =>
        ask(server, method, to, { headers: { ...bearer(token), ...headers }, body })
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await rm(filesFolder, { recursive: true, force: true })
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
