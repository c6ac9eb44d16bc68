/** What one caller asks for, and what it was told. */
interface Entry<Item, Answer> {
  readonly runId: string
  readonly item: Item
  answer: Answer | undefined
  failure: { cause: unknown } | null
}

/** Carries out one batch together; answers come in the order of the items. */
export type CommitBatch<Item, Answer> = (
  batch: readonly { readonly runId: string; readonly item: Item }[],
) => Promise<Answer[]>

/** More in one statement makes the others wait longer than it saves. */
const MAX_BATCH = 500

/** At most one item of each run. All who ask wait for one promise: a promise each would be most of the work. */
class Batch<Item, Answer> {
  readonly entries: Entry<Item, Answer>[] = []
  readonly #runIds = new Set<string>()
  readonly #settled = Promise.withResolvers<void>()

  get settled(): Promise<void> {
    return this.#settled.promise
  }

  get isFull(): boolean {
    return this.entries.length >= MAX_BATCH
  }

  holds(runId: string): boolean {
    return this.#runIds.has(runId)
  }

  add(runId: string, item: Item): Entry<Item, Answer> {
    const entry: Entry<Item, Answer> = { runId, item, answer: undefined, failure: null }
    this.entries.push(entry)
    this.#runIds.add(runId)
    return entry
  }

  settle(): void {
    this.#settled.resolve()
  }
}

/**
 * One commit in flight; what is asked for meanwhile gathers and goes with the next one, so the harder the store is
 * pressed, the larger its commits become. Items of one run are carried out in the order asked.
 */
export class GroupCommit<Item, Answer> {
  readonly #commit: CommitBatch<Item, Answer>
  readonly #isShared: (error: unknown) => boolean
  readonly #waiting: Batch<Item, Answer>[] = []
  #running: Promise<void> | null = null

  /** `isShared` tells a fault that meets every item of a batch alike from one that a single item has brought in. */
  constructor(commit: CommitBatch<Item, Answer>, isShared: (error: unknown) => boolean) {
    this.#commit = commit
    this.#isShared = isShared
  }

  async ask(runId: string, item: Item): Promise<Answer> {
    const batch = this.#batchFor(runId)
    const entry = batch.add(runId, item)
    // After this turn of the event loop, so that runs woken by the same packet share a commit.
    this.#running ??= new Promise<void>((resume) => setImmediate(resume)).then(() => this.#run())
    await batch.settled
    if (entry.failure) throw entry.failure.cause
    return entry.answer!
  }

  /** Resolves when everything asked for is answered. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** The first with room behind the last that holds an item of this run. */
  #batchFor(runId: string): Batch<Item, Answer> {
    let found: Batch<Item, Answer> | null = null
    for (const batch of this.#waiting.toReversed()) {
      if (batch.holds(runId)) break
      if (!batch.isFull) found = batch
    }
    if (found) return found
    const batch = new Batch<Item, Answer>()
    this.#waiting.push(batch)
    return batch
  }

  async #run(): Promise<void> {
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      // One order for all processes: two that write the same rows (one of them superseded) wait in line, not in a circle.
      await this.#carryOut(batch.entries.toSorted((a, b) => (a.runId < b.runId ? -1 : 1)))
      batch.settle()
    }
    this.#running = null
  }

  async #carryOut(entries: readonly Entry<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#commit(entries)
      for (const [index, entry] of entries.entries()) entry.answer = answers[index]
    } catch (error) {
      if (entries.length === 1 || this.#isShared(error)) {
        for (const entry of entries) entry.failure = { cause: error }
        return
      }
      // One of them has broken it: each alone, so that only that one is told.
      for (const entry of entries) await this.#carryOut([entry])
    }
  }
}
