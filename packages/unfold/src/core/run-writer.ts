import type { FlowEvent, Json, RunState, TerminalEvent } from '../protocol/index.ts'
import { fold, UnfoldError } from '../protocol/index.ts'
import type { AppendAnswer, EndAnswer, Note, RunLog, Statement } from './run-log.ts'
import type { RunTails } from './run-tails.ts'

/** Why a writer stopped for good. `unreachable`: the store did not answer, the run must be handed to somebody else. */
export type WriterStop = 'superseded' | 'ended' | 'unreachable'

export interface RunWriterOptions {
  log: RunLog
  tails: RunTails
  runId: string
  attempt: number
  /** The folded log at the moment that the attempt was opened. */
  state: RunState
  /** Told once, when the log refuses this attempt or cannot be reached: stop, and write nothing more. */
  onStop: (stop: WriterStop, cause?: unknown) => void
  /** Told when an answer carries the cancel flag. */
  onCancel: () => void
  /** Waits between two tries of an append whose outcome is unknown. */
  sleep?: (ms: number) => Promise<void>
}

/** UTF-16 units of one text event; longer text is split between grapheme clusters. */
const MAX_EVENT_TEXT = 16_384
/** UTF-16 units of one value, as JSON: a value is shown whole or not at all, so it is not split. */
const MAX_VALUE = 262_144
/** UTF-16 units of all text and values of a run, earlier attempts included. */
const MAX_RUN_TEXT = 4_194_304
const APPEND_TRIES = 5

/**
 * One attempt's pen. What is said while a commit is in flight is gathered, text of one part merged, and goes with the
 * next one: latency is one commit, and the number of events adapts to the load. One append in flight, in order.
 */
export class RunWriter {
  readonly #options: RunWriterOptions
  #state: RunState
  #events: FlowEvent[] = []
  #notes: Note[] = []
  #n = 0
  #size = 0
  #sending: Promise<void> | null = null
  #stopped: WriterStop | null = null

  constructor(options: RunWriterOptions) {
    this.#options = options
    this.#state = options.state
    this.#size = sizeOf(options.state)
  }

  /** Everything committed so far, earlier attempts included. */
  get state(): RunState {
    return this.#state
  }

  emit(event: FlowEvent): void {
    if (this.#stopped) return
    if (event.type === 'text') return this.#emitText(event.part, event.text)
    if (event.type === 'part' || event.type === 'data') {
      const { length } = JSON.stringify(event.value)
      if (length > MAX_VALUE) throw new UnfoldError('TOO_LARGE', 'One value is larger than a run may show.')
      this.#grow(length)
    }
    this.#events.push(event)
    this.#schedule()
  }

  note(step: string, key: string, value: Json): void {
    if (this.#stopped) return
    this.#notes.push({ step, key, value })
    this.#schedule()
  }

  /** Resolves when everything said so far is committed, or the writer was stopped. */
  async flush(): Promise<void> {
    while (this.#sending) await this.#sending
  }

  /** Rejects, and stops as `unreachable`, when the store does not answer: then nobody knows whether it was stored. */
  async end(event: TerminalEvent, writes: readonly Statement[]): Promise<EndAnswer> {
    await this.flush()
    const { log, tails, runId, attempt } = this.#options
    const answer = await this.#persist(() => log.end(runId, attempt, event, writes, [])).catch(
      (error: unknown) => {
        this.#stop('unreachable', error)
        throw error
      },
    )
    if (answer.type === 'ok') {
      this.#stopped = 'ended'
      this.#state = fold(this.#state, answer.event)
      tails.publish(runId, [answer.event])
    }
    return answer
  }

  /** Tells the log that the worker lives, and learns what an append would. */
  async beat(): Promise<void> {
    if (this.#sending || this.#stopped) return
    this.#learn(await this.#options.log.beat(this.#options.runId, this.#options.attempt))
  }

  #emitText(part: string, text: string): void {
    if (text === '') return
    this.#grow(text.length)
    const last = this.#events.at(-1)
    if (last?.type === 'text' && last.part === part && last.text.length + text.length <= MAX_EVENT_TEXT) {
      last.text += text
    } else {
      for (const piece of splitText(text)) this.#events.push({ type: 'text', part, text: piece })
    }
    this.#schedule()
  }

  #grow(size: number): void {
    this.#size += size
    if (this.#size > MAX_RUN_TEXT)
      throw new UnfoldError('TOO_LARGE', 'The run wrote more than a run may hold.')
  }

  #schedule(): void {
    this.#sending ??= Promise.resolve().then(() => this.#send())
  }

  async #send(): Promise<void> {
    try {
      while ((this.#events.length > 0 || this.#notes.length > 0) && !this.#stopped) {
        const events = this.#events
        const notes = this.#notes
        this.#events = []
        this.#notes = []
        this.#n += 1
        const n = this.#n
        const { log, runId, attempt } = this.#options
        this.#learn(await this.#persist(() => log.append(runId, attempt, n, events, notes)))
      }
    } catch (error) {
      this.#stop('unreachable', error)
    } finally {
      this.#sending = null
    }
  }

  #learn(answer: AppendAnswer): void {
    if (answer.type === 'ok') {
      if (answer.events.length > 0) {
        for (const event of answer.events) this.#state = fold(this.#state, event)
        this.#options.tails.publish(this.#options.runId, answer.events)
      }
      if (answer.cancelling) this.#options.onCancel()
    } else this.#stop(answer.type === 'superseded' ? 'superseded' : 'ended')
  }

  #stop(stop: WriterStop, cause?: unknown): void {
    if (this.#stopped) return
    this.#stopped = stop
    this.#options.onStop(stop, cause)
  }

  /** The same write again, with the same number, until its outcome is known. */
  async #persist<T>(write: () => Promise<T>): Promise<T> {
    const sleep = this.#options.sleep ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)))
    for (let tries = 1; ; tries += 1) {
      try {
        return await write()
      } catch (error) {
        if (tries >= APPEND_TRIES) throw error
        await sleep(50 * 2 ** tries)
      }
    }
  }
}

/** What is there already, from the folded log: facts that were said again count once. */
function sizeOf({ parts, data }: RunState): number {
  const values = [...parts.flatMap((part) => (part.final ? [part.value] : [])), ...Object.values(data)]
  return (
    parts.reduce((size, { text }) => size + text.length, 0) +
    values.reduce<number>((size, value) => size + JSON.stringify(value).length, 0)
  )
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function* splitText(text: string): Generator<string> {
  let rest = text
  while (rest.length > MAX_EVENT_TEXT) {
    // The cluster that holds the limit begins at or before it.
    const cut = graphemes.segment(rest).containing(MAX_EVENT_TEXT)?.index || MAX_EVENT_TEXT
    yield rest.slice(0, cut)
    rest = rest.slice(cut)
  }
  if (rest !== '') yield rest
}
