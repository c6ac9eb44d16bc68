import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { own } from './subject.ts'

export interface Arrivals {
  events: number
  /** Milliseconds from the publisher's stamp to the read of the socket. */
  p50: number
  p99: number
  /** Connections that the server ended. */
  lost: number
}

/** Readers of one stream, in a process of their own. */
export interface LoadClient {
  reset(): Promise<void>
  stats(): Promise<Arrivals>
  stop(): Promise<void>
}

const READY_MS = 60_000

/** Resolves when every reader has its response head. */
export async function openLoadClient(port: number, readers: number, path: string): Promise<LoadClient> {
  const [command, ...before] = commandLine()
  const child = spawn(command!, [...before, String(port), String(readers), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  own(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => JSON.parse((await lines.next()).value as string)
  const timer = setTimeout(() => child.kill(), READY_MS)
  const { refused } = await answer()
  clearTimeout(timer)
  if (refused > 0) throw new Error(`${refused} of ${readers} readers were refused at ${path}`)
  const ask = (line: string) => {
    child.stdin.write(`${line}\n`)
    return answer()
  }
  return {
    reset: () => ask('reset'),
    stats: () => ask('stats'),
    async stop() {
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

let made: string[] | null = null

/** In C where there is a compiler: a client of Node's takes as much of the machine as the servers do. */
function commandLine(): string[] {
  if (made) return made
  const source = fileURLToPath(new URL('load-client.c', import.meta.url))
  const results = fileURLToPath(new URL('../results/', import.meta.url))
  const binary = `${results}load-client`
  mkdirSync(results, { recursive: true })
  try {
    execFileSync('cc', ['-O2', '-o', binary, source], { stdio: 'pipe' })
    made = [binary]
  } catch {
    process.stderr.write(
      'No C compiler for epoll here: the readers are a process of Node, latencies with many are its own.\n',
    )
    made = [process.execPath, '--no-warnings', fileURLToPath(new URL('load-client-node.ts', import.meta.url))]
  }
  return made
}
