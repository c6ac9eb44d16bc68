import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

/** What the parent asks a process under test, and the answer. */
export type Command = (argument: any) => unknown

/** CPU of all threads of this process so far, garbage collection included. Microseconds. */
function cpuUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function memory(): Promise<NodeJS.MemoryUsage> {
  // Twice with a pause: finalizers and freed pages of the first collection are counted by the second.
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 50))
  globalThis.gc?.()
  return process.memoryUsage()
}

/** Tells the parent where this process listens, and answers its questions from now on. */
export function announce(port: number, commands: Record<string, Command> = {}): void {
  const all: Record<string, Command> = { cpuUs, memory, ...commands }
  const answer = async ({ id, name, argument }: { id: number; name: string; argument: unknown }) => {
    try {
      process.send!({ id, value: await all[name]!(argument) })
    } catch (error) {
      process.send!({ id, fault: error instanceof Error ? error.stack : String(error) })
    }
  }
  process.on('message', (asked: Parameters<typeof answer>[0]) => void answer(asked))
  // Without the parent there is nobody to serve.
  process.on('disconnect', () => process.exit(0))
  process.send!({ port })
}

/** A plain server of this machine's Node, as peers are put behind in their own documentation. */
export function serve(
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
  commands?: Record<string, Command>,
): void {
  const server = createServer({ requestTimeout: 0 }, (request, response) => void listener(request, response))
  server.listen({ port: 0, host: '127.0.0.1', backlog: 8192 }, () =>
    announce((server.address() as AddressInfo).port, commands),
  )
}

/** On the disk of the checkout: a temporary folder is often memory, where a durable commit costs nothing. */
export function openScratchFolder(): string {
  const results = fileURLToPath(new URL('../results/', import.meta.url))
  mkdirSync(results, { recursive: true })
  const folder = mkdtempSync(`${results}scratch-`)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const SSE_HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' }
