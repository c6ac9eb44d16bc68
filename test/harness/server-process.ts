import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../../packages/unfold/src/testing/free-port.ts'

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))

/** The server as a user runs it: a process of its own, on one port and one data folder over all its lives. */
export class ServerProcess implements AsyncDisposable {
  static readonly #running = new Set<ServerProcess>()

  /** Also what a test that ran out of time has left behind, frozen ones included: for `afterAll`. */
  static async endAll(): Promise<void> {
    await Promise.all([...ServerProcess.#running].map((server) => server[Symbol.asyncDispose]()))
  }

  readonly url: string
  readonly folder: string
  readonly #port: number
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | null = null
  /** Everything that it said, over all its lives. */
  output = ''
  lives = 0
  /** Disposed: it is not started again, whoever still waits for it. */
  over = false

  private constructor(port: number, env: NodeJS.ProcessEnv) {
    this.#port = port
    this.url = `http://localhost:${port}`
    this.folder = mkdtempSync(path.join(tmpdir(), 'unfold-server-'))
    this.#env = env
    ServerProcess.#running.add(this)
  }

  static async start(env: NodeJS.ProcessEnv = {}, fault?: string): Promise<ServerProcess> {
    const server = new ServerProcess(await findFreePort(), env)
    try {
      await server.start(fault)
      return server
    } catch (error) {
      await server[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Resolves when it listens. */
  async start(fault?: string): Promise<void> {
    if (this.over) throw new Error('This server is over.')
    this.lives += 1
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env.PATH,
        PORT: String(this.#port),
        UNFOLD_DATA: this.folder,
        UNFOLD_OFFLINE_TOKENS_PER_S: '0',
        ...this.#env,
        ...(fault === undefined ? {} : { UNFOLD_FAULT: fault }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    const ready = Promise.withResolvers<void>()
    const hear = (text: Buffer) => {
      this.output += text
      if (String(text).includes('Unfold is ready')) ready.resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) =>
      ready.reject(new Error(`the server ended with ${code}: ${this.output.slice(-2000)}`)),
    )
    await ready.promise
  }

  /** Resolves when the process is gone, whoever ended it. */
  async gone(): Promise<void> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.#child?.kill(signal)
    await this.gone()
  }

  /** SIGSTOP freezes it: its connections stay open, and it answers nothing. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal)
  }

  get alive(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.over = true
    await this.kill()
    ServerProcess.#running.delete(this)
    rmSync(this.folder, { recursive: true, force: true })
  }
}
