import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { serve } from '../serve.ts'
import { CommandError, EXIT } from './exit.ts'

export interface OwnServer extends AsyncDisposable {
  url: string
}

/**
 * A server of this process, on a free port, for as long as it is needed. Its folder is a temporary one unless `data`
 * names one. Its own log is silent: stdout belongs to what was asked for.
 */
export async function openOwnServer(data: string | undefined): Promise<OwnServer> {
  await using resources = new AsyncDisposableStack()
  if (existsSync('.env')) process.loadEnvFile('.env')
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'unfold-')))
  if (data === undefined) resources.defer(() => rm(folder, { recursive: true, force: true }))
  const {
    UNFOLD_URL: _url,
    UNFOLD_TOKEN: _token,
    DATABASE_URL: _database,
    REDIS_URL: _redis,
    ...env
  } = process.env
  const ready = Promise.withResolvers<string>()
  let complaints = ''
  const stop = new AbortController()
  const served = serve({
    env: {
      ...env,
      HOST: '127.0.0.1',
      PORT: '0',
      UNFOLD_DATA: folder,
      UNFOLD_DEMO: 'on',
      UNFOLD_LOG: 'silent',
    },
    arguments: [],
    openBackend: openSqliteBackend,
    out: (text) => {
      const url = /http:\/\/\S+/.exec(text)?.[0]
      if (url) ready.resolve(url)
    },
    complain: (text) => (complaints += text),
    stop: stop.signal,
  })
  resources.defer(async () => {
    stop.abort()
    // A fault was told through `ready`.
    await Promise.allSettled([served])
  })
  void served.then(
    () => ready.reject(new CommandError(EXIT.usage, complaints.trim())),
    (error: unknown) => ready.reject(error),
  )
  const url = await ready.promise
  const opened = resources.move()
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
