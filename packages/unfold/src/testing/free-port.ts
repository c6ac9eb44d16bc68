import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what systems deal to outgoing connections: one of those would take it before its server comes, or comes back. */
const LOWEST = 15_000
const HIGHEST = 32_000

/** On loopback, for a server that has to be told its port before it starts. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  }
  await new Promise((resolve) => server.close(resolve))
  return true
}
