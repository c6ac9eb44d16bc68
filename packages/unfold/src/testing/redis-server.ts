import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

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
    startGuarded([binary, '--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'])
  let server = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await stop(server)
      server = await start()
    },
    [Symbol.asyncDispose]: () => stop(server),
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

/** Stays until its input ends, which it does when its parent dies, even by SIGKILL. */
const GUARD = `"$@" & pid=$!; read word; kill -KILL $pid; wait $pid`

async function startGuarded(command: string[]): Promise<ChildProcess> {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', ...command], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<void>()
  const reader = createInterface(guard.stdout)
  reader.on('line', (line) => {
    if (lines.push(line) > 50) lines.shift()
    if (line.includes('Ready to accept connections')) ready.resolve()
  })
  reader.on('close', () => ready.reject(new Error(`Redis did not start:\n${lines.join('\n')}`)))
  await ready.promise
  return guard
}

async function stop(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null) return
  const exited = once(guard, 'exit')
  guard.stdin!.end()
  await exited
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
