import type { RunLog, RunRecord, RunTails, Watcher } from '../core/index.ts'
import type { Cursor, FrameId, RunEvent } from '../protocol/index.ts'
import { isTerminal, START, textFromFrame } from '../protocol/index.ts'
import type { Dialect } from './dialect.ts'
import { markFromRun, textFromDialectFrame } from './dialect.ts'
import { FrameBuffer } from './frame-buffer.ts'
import { replay } from './log-replay.ts'
import type { Reader, ReaderOwner } from './reader.ts'
import { UNSEATED } from './reader.ts'

/** Where a reader wants to begin. */
export interface Seat {
  after: FrameId
  fromSnapshot: boolean
}

/** True for a position that is not of this log: beyond its head, of another run or of an epoch before a restore. */
export function isForeign(run: RunRecord, dialect: Dialect, { cursor, runId, epoch }: FrameId): boolean {
  if (cursor.seq === 0) return false
  if (cursor.seq > run.head || epoch !== run.epoch) return true
  return runId === null ? dialect.namesRun === true : runId !== run.runId
}

export interface ChannelOptions {
  log: RunLog
  tails: RunTails
  runId: string
  dialect: Dialect
  maxBufferBytes: number
  /** Something is there to be written at the end of this turn. */
  onDirty: (channel: RunChannel) => void
  onEmpty: (channel: RunChannel) => void
  onError: (error: unknown) => void
}

/**
 * One run in one dialect, as long as somebody reads it: the shared bytes, fed by one watch of the log, and the readers
 * with their places in them.
 */
export class RunChannel implements ReaderOwner, Watcher {
  readonly runId: string
  readonly dialect: Dialect
  readonly readers = new Set<Reader>()
  readonly #options: ChannelOptions
  readonly #buffer: FrameBuffer
  /** Readers whose cursor the log has and this process has not seen yet: another process was faster. */
  readonly #early = new Map<Reader, Cursor>()
  #run: RunRecord | null = null
  #mark = ''
  #state: unknown
  /** Number of the newest event in the buffer. */
  #head = 0
  #ended = false
  #closed = false
  #watch: { close(): void } | null = null

  constructor(options: ChannelOptions) {
    this.#options = options
    this.#buffer = new FrameBuffer(options.maxBufferBytes)
    this.runId = options.runId
    this.dialect = options.dialect
    this.#guard(this.#open(), null)
  }

  get bufferBytes(): number {
    return this.#buffer.bytes
  }

  add(reader: Reader, seat: Seat): void {
    this.readers.add(reader)
    this.#guard(this.#seat(reader, seat), reader)
  }

  /** Writes what the reader lacks, block by block, until its socket has enough. */
  push(reader: Reader): void {
    if (reader.offset === UNSEATED) return
    while (reader.offset < this.#buffer.end) {
      if (reader.blocked) return
      const bytes = this.#buffer.slice(reader.offset)
      reader.offset += bytes.length
      reader.write(bytes)
    }
    if (this.#ended) reader.end()
  }

  flush(): void {
    for (const reader of this.readers) this.push(reader)
  }

  left(reader: Reader): void {
    this.readers.delete(reader)
    this.#early.delete(reader)
    if (this.readers.size > 0 || this.#closed) return
    this.#closed = true
    this.#watch?.close()
    this.#options.onEmpty(this)
  }

  events(batch: readonly RunEvent[]): void {
    try {
      for (const event of batch) this.#append(event)
    } catch (error) {
      // A dialect that stumbles loses its own readers; whoever published the events must not feel it.
      this.#options.onError(error)
      return this.gone()
    }
    for (const [reader, cursor] of this.#early) {
      if (cursor.seq > this.#head) continue
      this.#early.delete(reader)
      this.#place(reader, cursor)
    }
    this.#options.onDirty(this)
  }

  /** The run was erased, or is unknown. */
  gone(): void {
    for (const reader of this.readers) reader.cut('')
  }

  async #open(): Promise<void> {
    const run = await this.#options.log.find(this.runId)
    if (this.#closed) return
    if (!run) return this.gone()
    this.#run = run
    this.#mark = markFromRun(this.dialect, run)
    this.#state = this.dialect.initial(run)
    this.#watch = this.#options.tails.watch(this.runId, 0, this)
  }

  #append(event: RunEvent): void {
    const [state, frames] = this.dialect.render(this.#state, event)
    this.#state = state
    for (let i = 0; i < frames.length; i++) {
      const text = textFromDialectFrame(this.dialect, frames[i]!, event.seq, i, this.#mark)
      this.#buffer.append(text, event.seq, i)
    }
    this.#head = event.seq
    this.#ended ||= isTerminal(event)
    while (this.#buffer.bytes > this.#options.maxBufferBytes && this.#buffer.headEnd !== null)
      this.#dropHead()
  }

  #dropHead(): void {
    const end = this.#buffer.headEnd!
    const lagging = [...this.readers]
      .filter((reader) => reader.offset !== UNSEATED && reader.offset < end)
      .map((reader) => ({ reader, cursor: this.#buffer.cursorAt(reader.offset) }))
    this.#buffer.dropHead()
    for (const { reader, cursor } of lagging) {
      reader.offset = UNSEATED
      this.#guard(this.#catchUp(reader, cursor), reader)
    }
  }

  async #seat(reader: Reader, { after, fromSnapshot }: Seat): Promise<void> {
    const tellsState = fromSnapshot && this.dialect.native
    if (!tellsState && after.cursor.seq === 0) return this.#place(reader, START)
    // Asked anew for each reader: this process may not have seen yet what another one showed it.
    const run = await this.#options.log.find(this.runId)
    if (reader.closed) return
    if (!run) return reader.end()
    if (tellsState) return this.#tellState(reader, run, 'snapshot')
    if (!isForeign(run, this.dialect, after)) return this.#place(reader, after.cursor)
    if (this.dialect.native) return this.#tellState(reader, run, 'reset')
    // The id takes the place of the one that led here: a reader cut off now comes back at the start.
    const id = `0${markFromRun(this.dialect, run)}`
    reader.write(textFromFrame({ id, event: 'reset', data: '{}' }))
    this.#place(reader, START)
  }

  /** Gives the folded state instead of the events that led to it, and goes on behind it. */
  async #tellState(reader: Reader, run: RunRecord, event: 'snapshot' | 'reset'): Promise<void> {
    const state = await this.#options.log.snapshot(this.runId)
    if (reader.closed) return
    if (!state) return reader.end()
    const id = state.cursor + markFromRun(this.dialect, run)
    reader.write(textFromFrame({ id, event, data: JSON.stringify({ state }) }))
    this.#place(reader, { seq: state.cursor, frame: null })
  }

  #place(reader: Reader, cursor: Cursor): void {
    if (cursor.seq > this.#head) {
      this.#early.set(reader, cursor)
      return
    }
    const offset = this.#buffer.offsetAfter(cursor)
    if (offset === null) return this.#guard(this.#catchUp(reader, cursor), reader)
    reader.offset = offset
    this.push(reader)
  }

  /** For a reader behind the buffer: from the log, as fast as its socket takes it, until the buffer can take over. */
  async #catchUp(reader: Reader, cursor: Cursor): Promise<void> {
    await reader.writable()
    for await (const chunk of replay(this.#options.log, this.#run!, this.dialect, cursor)) {
      if (reader.closed) return
      if (chunk.text !== '') reader.write(chunk.text)
      if (this.#buffer.offsetAfter(chunk.cursor) !== null) return this.#place(reader, chunk.cursor)
      await reader.writable()
      if (reader.closed) return
    }
    // The log has less than the buffer had: it was erased.
    reader.end()
  }

  /** A store that fails cuts the readers off: they come back, and a cut never reads as a run's end. */
  #guard(work: Promise<void>, reader: Reader | null): void {
    work.catch((error: unknown) => {
      this.#options.onError(error)
      if (reader) reader.end()
      else this.gone()
    })
  }
}
