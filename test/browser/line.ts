import { once } from 'node:events'
import net, { type AddressInfo, type Socket } from 'node:net'

/**
 * The network between a browser and the server, which a test can cut. Chromium's own offline mode refuses new requests
 * only and lets an open stream go on, so it alone proves nothing about a lost line.
 */
export class Line implements AsyncDisposable {
  readonly #sockets = new Set<Socket>()
  readonly #listener: net.Server
  #isCut = false

  private constructor(toPort: number) {
    this.#listener = net.createServer((near) => {
      if (this.#isCut) {
        near.destroy()
        return
      }
      const far = net.connect(toPort, 'localhost')
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          other.destroy()
        })
        // What a cut does to a socket is this line's purpose.
        socket.on('error', () => {})
        socket.pipe(other)
      }
    })
  }

  static async open(serverUrl: string): Promise<Line> {
    const line = new Line(Number(new URL(serverUrl).port))
    line.#listener.listen(0, 'localhost')
    await once(line.#listener, 'listening')
    return line
  }

  get url(): string {
    return `http://localhost:${(this.#listener.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    this.#listener.close()
    await once(this.#listener, 'close')
  }
}
