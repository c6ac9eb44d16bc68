import { setTimeout as delay } from 'node:timers/promises'
import { ServerProcess } from '../harness/server-process.ts'

/** API processes and workers on the same stores. */
export class Cluster implements AsyncDisposable {
  readonly apis: readonly Member[]
  readonly workers: readonly Member[]

  private constructor(apis: readonly Member[], workers: readonly Member[]) {
    this.apis = apis
    this.workers = workers
  }

  /** All at once: they meet at the migrations. */
  static async start(env: NodeJS.ProcessEnv, counts: { apis: number; workers: number }): Promise<Cluster> {
    await using started = new AsyncDisposableStack()
    const startMember = async (role: 'api' | 'worker') =>
      started.use(new Member(await ServerProcess.start({ ...env, UNFOLD_ROLE: role, UNFOLD_LOG: 'error' })))
    const roles = [...Array(counts.apis).fill('api'), ...Array(counts.workers).fill('worker')] as (
      | 'api'
      | 'worker'
    )[]
    const outcomes = await Promise.allSettled(roles.map(startMember))
    const members = outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
    started.move()
    return new Cluster(members.slice(0, counts.apis), members.slice(counts.apis))
  }

  get members(): readonly Member[] {
    return [...this.apis, ...this.workers]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.members.map((member) => member[Symbol.asyncDispose]()))
  }
}

/** A process and its supervisor, which brings it back when it was killed, and only then. */
export class Member implements AsyncDisposable {
  readonly server: ServerProcess
  #back: Promise<void> = Promise.resolve()
  #over = false

  constructor(server: ServerProcess) {
    this.server = server
  }

  /** Resolves when nobody is bringing it back. */
  get ready(): Promise<void> {
    return this.#back
  }

  killAndRestart(): Promise<void> {
    this.#back = this.#back.then(async () => {
      await this.server.kill()
      while (!this.#over && !this.server.alive) {
        // Its stores may be away; a supervisor tries again.
        await this.server.start().catch(() => delay(100))
      }
    })
    return this.#back
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over = true
    await this.server.kill()
    await this.#back
    await this.server[Symbol.asyncDispose]()
  }
}
