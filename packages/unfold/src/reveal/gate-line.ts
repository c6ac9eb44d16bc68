import type { GateContext } from './checker.ts'
import type { Gate, GateVerdict } from './gate.ts'

export type SafeVerdict = Extract<GateVerdict, { safe: true }>
export type UnsafeVerdict = Extract<GateVerdict, { safe: false }>

/** What has happened to the segments. One object can count for several lines: a run's budgets span its rewrites. */
export interface GateCounts {
  /** Taken in; those behind a rejected one are never judged, so this depends on how far the model was ahead. */
  proposed: number
  committed: number
  /** Found unsafe. */
  rejected: number
  /** Stopped because a checker timed out, crashed or gave no verdict. */
  missing: number
}

export interface GateLineOptions<Context extends GateContext> {
  gate: Gate<Context>
  context: Omit<Context, 'before' | 'kind'>
  /** Text that is committed already: the window of the first check. */
  before?: string
  /** The segment may be shown. The next one is checked when this has returned. */
  commit(segment: string, verdict: SafeVerdict, kind: string): void | Promise<void>
  /** Called at most once, last. The segment is for the private lane only. */
  reject(segment: string, verdict: UnsafeVerdict, kind: string): void | Promise<void>
  /** Segments that may wait or be in check before `propose` makes the model wait. Default 8. */
  maxPending?: number
  signal?: AbortSignal | undefined
  counts?: GateCounts
}

export interface GateLine {
  /**
   * Hands a segment in; the model may go on writing while it is checked. Resolves when there is room for another one:
   * false when the line is closed and nothing more is taken. Rejects when the signal aborted or `commit` threw.
   * `isApart`: it begins a paragraph, and is read on a line of its own.
   */
  propose(segment: string, kind?: string, isApart?: boolean): Promise<boolean>
  /** Resolves when everything proposed so far is committed or dropped; rejects as `propose` does. */
  drained(): Promise<'clean' | 'rejected'>
  readonly counts: Readonly<GateCounts>
}

export function createGateCounts(): GateCounts {
  return { proposed: 0, committed: 0, rejected: 0, missing: 0 }
}

/**
 * Segments pass the gate one by one, in order. The first that is not found safe closes the line for good: it, all that
 * waits behind it and all that is proposed later is never committed.
 */
export function createGateLine<Context extends GateContext = GateContext>(
  options: GateLineOptions<Context>,
): GateLine {
  return new OrderedLine(options)
}

interface Pending {
  segment: string
  kind: string
  isApart: boolean
}

type State = { is: 'open' } | { is: 'rejected' } | { is: 'failed'; error: unknown }

class OrderedLine<Context extends GateContext> implements GateLine {
  readonly #o: GateLineOptions<Context>
  readonly #maxPending: number
  readonly counts: GateCounts
  #state: State = { is: 'open' }
  #before: string
  #lastKind: string | null = null
  #pending: Pending[] = []
  #work: Promise<void> | null = null
  #waiting: (() => void)[] = []

  constructor(options: GateLineOptions<Context>) {
    this.#o = options
    this.#maxPending = options.maxPending ?? 8
    this.#before = options.before ?? ''
    this.counts = options.counts ?? createGateCounts()
  }

  async propose(segment: string, kind = 'sentence', isApart = false): Promise<boolean> {
    if (this.#isOpen()) {
      this.#o.signal?.throwIfAborted()
      this.counts.proposed++
      this.#pending.push({ segment, kind, isApart })
      this.#work ??= this.#checkPending()
    }
    while (this.#isOpen() && this.#pending.length >= this.#maxPending) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    return this.#isOpen()
  }

  async drained(): Promise<'clean' | 'rejected'> {
    while (this.#work) await this.#work
    return this.#isOpen() ? 'clean' : 'rejected'
  }

  #isOpen(): boolean {
    if (this.#state.is === 'failed') throw this.#state.error
    return this.#state.is === 'open'
  }

  /** Never rejects: what went wrong is told to those who propose or drain. */
  async #checkPending(): Promise<void> {
    try {
      for (let next = this.#pending[0]; next; next = this.#pending[0]) {
        const verdict = await this.#o.gate.check(next.segment, this.#context(next), this.#o.signal)
        if (!verdict.safe) {
          await this.#reject(next, verdict)
          break
        }
        this.#o.signal?.throwIfAborted()
        await this.#o.commit(next.segment, verdict, next.kind)
        this.counts.committed++
        this.#extend(next)
        this.#pending.shift()
        this.#wake()
      }
    } catch (error) {
      this.#state = { is: 'failed', error }
      this.#pending = []
    } finally {
      this.#work = null
      this.#wake()
    }
  }

  async #reject({ segment, kind }: Pending, verdict: UnsafeVerdict): Promise<void> {
    this.#state = { is: 'rejected' }
    this.#pending = []
    if (verdict.cause === 'rejected') this.counts.rejected++
    else this.counts.missing++
    await this.#o.reject(segment, verdict, kind)
  }

  #context(next: Pending): Context {
    return { ...this.#o.context, before: this.#window(next), kind: next.kind } as Context
  }

  /** Sentences follow each other as they are: a word may be split over two. All else stands on a line of its own. */
  #window({ kind, isApart }: Pending): string {
    const follows = kind === 'sentence' && (this.#lastKind === null || this.#lastKind === 'sentence')
    const joins = follows && !isApart
    return joins || this.#before === '' || this.#before.endsWith('\n') ? this.#before : `${this.#before}\n`
  }

  #extend(next: Pending): void {
    this.#before = this.#window(next) + next.segment
    this.#lastKind = next.kind
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
