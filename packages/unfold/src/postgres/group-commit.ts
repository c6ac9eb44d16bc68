interface Asked<Item, Answer> {
  item: Item
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** Carries out one batch together; answers come in the order of the items. */
export type CommitBatch<Item, Answer> = (runIds: string[], items: Item[]) => Promise<Answer[]>

/** More in one statement makes the others wait longer than it saves. */
const MAX_BATCH = 500

/**
 * One commit in flight; what is asked for meanwhile gathers and goes with the next one, so the harder the store is
 * pressed, the larger its commits become. A batch holds at most one item of each run, in the order asked.
 */
export class GroupCommit<Item, Answer> {
  readonly #commit: CommitBatch<Item, Answer>
  readonly #isShared: (error: unknown) => boolean
  readonly #waiting = new Map<string, Asked<Item, Answer>[]>()
  #running: Promise<void> | null = null

  /** `isShared` tells a fault that meets every item of a batch alike from one that a single item has brought in. */
  constructor(commit: CommitBatch<Item, Answer>, isShared: (error: unknown) => boolean) {
    this.#commit = commit
    this.#isShared = isShared
  }

  ask(runId: string, item: Item): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const asked = { item, resolve, reject }
    const line = this.#waiting.get(runId)
    if (line) line.push(asked)
    else this.#waiting.set(runId, [asked])
    // After this turn of the event loop, so that runs woken by the same packet share a commit.
    this.#running ??= new Promise<void>((resume) => setImmediate(resume)).then(() => this.#run())
    return promise
  }

  /** Resolves when everything asked for is answered. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) await this.#carryOut(this.#take())
    this.#running = null
  }

  #take(): [runId: string, asked: Asked<Item, Answer>][] {
    const batch: [runId: string, asked: Asked<Item, Answer>][] = []
    for (const [runId, line] of [...this.#waiting].slice(0, MAX_BATCH)) {
      batch.push([runId, line.shift()!])
      // To the end of the line of runs, so that a full batch leaves nobody behind for long.
      this.#waiting.delete(runId)
      if (line.length > 0) this.#waiting.set(runId, line)
    }
    // One order for all processes: two that write the same rows (one of them superseded) wait in line, not in a circle.
    return batch.toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  async #carryOut(batch: [runId: string, asked: Asked<Item, Answer>][]): Promise<void> {
    try {
      const answers = await this.#commit(
        batch.map(([runId]) => runId),
        batch.map(([, { item }]) => item),
      )
      for (const [index, [, { resolve }]] of batch.entries()) resolve(answers[index]!)
    } catch (error) {
      if (batch.length === 1 || this.#isShared(error)) {
        for (const [, { reject }] of batch) reject(error)
        return
      }
      // One of them has broken it: each alone, so that only that one is told.
      for (const one of batch) await this.#carryOut([one])
    }
  }
}
