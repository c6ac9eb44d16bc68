import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findFreePort } from './free-port.ts'
import { startGuarded, stopGuarded } from './guarded-server.ts'

export interface RedisServer extends AsyncDisposable {
  readonly url: string
  /** Stops the server and starts it again on the same port, with nothing in it; refused for one that was only lent. */
  restart(): Promise<void>
}

/** A server of a test's own can be started: it may be wiped, restarted and ended. */
export const hasOwnRedis = findRedisBinary() !== null
/** Where there is no Redis at all, its suites are reported as skipped, by name. */
export const hasRedis = hasOwnRedis || Boolean(process.env['REDIS_URL'])

/**
 * A `redis-server` from the PATH on a port of its own, which dies with this process, however that dies. Without one the
 * server at `REDIS_URL`, which is left as it is: use a prefix of your own.
 */
export async function startRedis(): Promise<RedisServer> {
  const binary = findRedisBinary()
  if (binary === null) {
    const url = process.env['REDIS_URL']
    if (!url) throw new Error('There is no redis-server on the PATH, and no REDIS_URL.')
    const restart = () => Promise.reject(new Error('A server that was lent is not restarted.'))
    return { url, restart, [Symbol.asyncDispose]: async () => {} }
  }
  const port = await findFreePort()
  const start = () =>
    startGuarded({
      name: 'Redis',
      guard: GUARD,
      args: [binary, '--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      output: 'stdout',
      ready: 'Ready to accept connections',
    })
  let server = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await stopGuarded(server)
      server = await start()
    },
    [Symbol.asyncDispose]: () => stopGuarded(server),
  }
}

function findRedisBinary(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, 'redis-server')
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}

const GUARD = `"$@" & pid=$!; read word; kill -KILL $pid; wait $pid`
