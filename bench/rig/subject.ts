import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { descendantsOf } from './stores.ts'

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill()))

/** Processes of this run, itself and what servers fork included: everything else on the machine is a neighbour. */
export function ownPids(): number[] {
  return descendantsOf(process.pid)
}

export function own(child: ChildProcess): void {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

/** A server under test, in a process of its own. */
export interface Subject {
  port: number
  /** Microseconds of CPU so far, of all its threads. */
  cpuUs(): Promise<number>
  /** After a collection. */
  memory(): Promise<NodeJS.MemoryUsage>
  ask(name: string, argument?: unknown): Promise<any>
  stop(): Promise<void>
}

export async function startSubject(file: string, env: Record<string, string> = {}): Promise<Subject> {
  const child = fork(fileURLToPath(new URL(`../servers/${file}.ts`, import.meta.url)), [], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: ['--expose-gc', '--no-warnings', ...(process.env.BENCH_NODE_ARGS?.split(' ') ?? [])],
    // Some servers talk on their output, where the tables go.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  own(child)
  const asked = new Map<number, PromiseWithResolvers<unknown>>()
  const listening = Promise.withResolvers<number>()
  child.on('message', (message: { port: number } | { id: number; value?: unknown; fault?: string }) => {
    if ('port' in message) return listening.resolve(message.port)
    const answer = asked.get(message.id)!
    asked.delete(message.id)
    if (message.fault === undefined) answer.resolve(message.value)
    else answer.reject(new Error(`${file}: ${message.fault}`))
  })
  child.once('exit', (code) => {
    const gone = new Error(`${file} ended with ${code}`)
    listening.reject(gone)
    for (const { reject } of asked.values()) reject(gone)
  })
  let id = 0
  const ask = (name: string, argument?: unknown) => {
    const answer = Promise.withResolvers<any>()
    asked.set(++id, answer)
    child.send({ id, name, argument })
    return answer.promise
  }
  return {
    port: await listening.promise,
    ask,
    cpuUs: () => ask('cpuUs'),
    memory: () => ask('memory'),
    async stop() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      // The servers remove their scratch folders when they end by themselves.
      child.disconnect()
      await exited
    },
  }
}
