import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A network between a client and its server that breaks when it is told to. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number
  /** Breaks every open connection. */
  cut(): void
  /** Nothing passes over the open connections any more, and neither side is told; new ones are sound. */
  silence(): void
  /**
   * Breaks the next connection on which the client sends these words: before the server gets them, or when the server
   * has answered and the client has not heard. Resolves when it is done.
   */
  cutAt(words: string, when: 'before' | 'after'): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const lines = new Set<Line>()
  let trap: Trap | null = null
  const server = createServer((client) => {
    const line = new Line(client, connect(target), () => trap)
    lines.add(line)
    client.on('close', () => lines.delete(line))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const line of lines) line.cut()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    silence() {
      for (const line of lines) line.isSilent = true
    },
    async cutAt(words, when) {
      const { promise, resolve } = Promise.withResolvers<void>()
      trap = { words, when, sprung: resolve }
      await promise
      trap = null
    },
    async [Symbol.asyncDispose]() {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

interface Trap {
  words: string
  when: 'before' | 'after'
  sprung: () => void
}

class Line {
  isSilent = false
  readonly #client: Socket
  readonly #server: Socket
  /** Set while the answer to the words is awaited. */
  #awaited: Trap | null = null

  constructor(client: Socket, server: Socket, trapOf: () => Trap | null) {
    this.#client = client
    this.#server = server
    client.on('data', (bytes) => {
      if (this.isSilent) return
      const trap = trapOf()
      if (trap && bytes.includes(trap.words)) {
        if (trap.when === 'before') return this.#spring(trap)
        this.#awaited = trap
      }
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (this.isSilent) return
      if (this.#awaited) this.#spring(this.#awaited)
      else client.write(bytes)
    })
    for (const socket of [client, server]) {
      socket.on('error', () => {})
      socket.on('close', () => this.isSilent || this.cut())
    }
  }

  cut(): void {
    this.#client.destroy()
    this.#server.destroy()
  }

  #spring(trap: Trap): void {
    this.cut()
    trap.sprung()
  }
}
