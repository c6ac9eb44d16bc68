import type { ServerResponse } from 'node:http'
import type { RunLog, RunRecord, RunTails } from '../core/index.ts'
import type { FrameId } from '../protocol/index.ts'
import { FIRST_EPOCH, frameIdFromText, START } from '../protocol/index.ts'
import type { Dialect } from './dialect.ts'
import { findLastFrame } from './log-replay.ts'
import { Reader } from './reader.ts'
import { isForeign, RunChannel } from './run-channel.ts'
import { isCloseDelimitedFit, openSseResponse, retryText } from './sse-response.ts'

/** Times are milliseconds. */
export interface RunStreamsOptions {
  log: RunLog
  tails: RunTails
  /** No reader hears nothing for longer than this; default 15 s. */
  heartbeatMs?: number
  /** When a reader that was cut off comes back; default 2 s. */
  retryMs?: number
  /** Per run and dialect that somebody reads; default 2 MiB. A reader that falls behind it catches up from the log. */
  maxBufferBytes?: number
  onError?: (error: unknown) => void
}

/** One reader: which run, in which form, from where, and the response that becomes its stream. */
export interface AttachRequest {
  runId: string
  dialect: Dialect
  /** The position to go on behind, as the reader sent it; null: from the first event. */
  after: FrameId | null
  /** Begin with the folded state. The native dialect alone. */
  fromSnapshot?: boolean | undefined
  response: ServerResponse
  /** Default: where nothing in the request speaks against it. */
  closeDelimited?: boolean | undefined
  /** The connection is over, whoever ended it. */
  onClose?: (() => void) | undefined
}

const HEARTBEAT_MS = 15_000
const RETRY_MS = 2000
/** Some ten thousand ordinary events. */
const MAX_BUFFER_BYTES = 2 * 1024 * 1024

/** The position of whoever has nothing: every log has it. */
const NOTHING: FrameId = { cursor: START, runId: null, epoch: FIRST_EPOCH }
/** A position that no log has: it is answered with an explicit reset. */
const FOREIGN: FrameId = { ...NOTHING, cursor: { seq: Number.MAX_SAFE_INTEGER, frame: null } }

/** What a `Last-Event-ID` header says. Text that is no id of ours is a foreign one: silence would lose events. */
export function frameIdFromLastEventId(header: string | string[] | undefined): FrameId | null {
  if (typeof header !== 'string' || header === '') return null
  return frameIdFromText(header) ?? FOREIGN
}

/** All live readers of this process. One flush per turn of the event loop and one heartbeat timer serve them. */
export class RunStreams {
  readonly #log: RunLog
  readonly #tails: RunTails
  readonly #heartbeatMs: number
  readonly #retryMs: number
  readonly #maxBufferBytes: number
  readonly #onError: (error: unknown) => void
  readonly #channels = new Map<string, RunChannel>()
  readonly #dirty = new Set<RunChannel>()
  #flushing: NodeJS.Immediate | null = null
  #heart: NodeJS.Timeout | null = null
  #closedRetryMs: number | null = null

  constructor(options: RunStreamsOptions) {
    this.#log = options.log
    this.#tails = options.tails
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS
    this.#retryMs = options.retryMs ?? RETRY_MS
    this.#maxBufferBytes = options.maxBufferBytes ?? MAX_BUFFER_BYTES
    this.#onError = options.onError ?? (() => {})
  }

  /** Takes the response over. The caller has checked that the run exists and may be read. */
  attach(request: AttachRequest): void {
    const { runId, dialect, response } = request
    if (response.closed) return request.onClose?.()
    const out = openSseResponse(response, {
      retryMs: this.#closedRetryMs ?? this.#retryMs,
      closeDelimited: request.closeDelimited ?? isCloseDelimitedFit(response),
    })
    if (this.#closedRetryMs !== null) {
      response.end()
      return
    }
    const channel = this.#channel(runId, dialect)
    const reader = new Reader(channel, response, out, request.onClose)
    // Half of it: a reader that was written to right after one beat is passed over by the next.
    this.#heart ??= setInterval(() => this.beat(), this.#heartbeatMs / 2).unref()
    channel.add(reader, { after: request.after ?? NOTHING, fromSnapshot: request.fromSnapshot ?? false })
  }

  /**
   * True when the run has ended and a reader at this position has its last frame: the answer is 204, which stops a
   * browser's EventSource for good.
   */
  async isFullyRead(run: RunRecord, dialect: Dialect, after: FrameId): Promise<boolean> {
    const { cursor } = after
    if (run.endedAt === null || isForeign(run, dialect, after)) return false
    if (dialect.native) return cursor.seq === run.head
    const last = (await findLastFrame(this.#log, run, dialect)) ?? START
    if (cursor.seq !== last.seq) return cursor.seq > last.seq
    return cursor.frame === null || last.frame === null || cursor.frame >= last.frame
  }

  /** Ends every stream of a run that was erased, and lets go of its bytes. */
  drop(runId: string): void {
    for (const channel of this.#channels.values()) if (channel.runId === runId) channel.gone()
  }

  /** What the timer calls: a comment for every reader that heard nothing since the last call. */
  beat(): void {
    for (const channel of this.#channels.values()) for (const reader of channel.readers) reader.beat()
  }

  /** Shutdown: tells every reader when to come back, and ends. Later readers are sent away in the same way. */
  close(retryMs: number = this.#retryMs): void {
    this.#closedRetryMs = retryMs
    for (const channel of this.#channels.values()) {
      for (const reader of channel.readers) reader.cut(retryText(retryMs))
    }
    if (this.#flushing) clearImmediate(this.#flushing)
    this.#flushing = null
  }

  /** What is held now: `bufferBytes` shared by all readers of a run, `pendingBytes` waiting for slow sockets. */
  get held(): { channels: number; readers: number; bufferBytes: number; pendingBytes: number } {
    const held = { channels: this.#channels.size, readers: 0, bufferBytes: 0, pendingBytes: 0 }
    for (const channel of this.#channels.values()) {
      held.readers += channel.readers.size
      held.bufferBytes += channel.bufferBytes
      for (const reader of channel.readers) held.pendingBytes += reader.pendingBytes
    }
    return held
  }

  #channel(runId: string, dialect: Dialect): RunChannel {
    const key = `${dialect.name} ${runId}`
    const open = this.#channels.get(key)
    if (open) return open
    const channel = new RunChannel({
      log: this.#log,
      tails: this.#tails,
      runId,
      dialect,
      maxBufferBytes: this.#maxBufferBytes,
      onDirty: (dirty) => this.#flushSoon(dirty),
      onEmpty: (empty) => this.#forget(key, empty),
      onError: this.#onError,
    })
    this.#channels.set(key, channel)
    return channel
  }

  #flushSoon(channel: RunChannel): void {
    this.#dirty.add(channel)
    this.#flushing ??= setImmediate(() => {
      this.#flushing = null
      for (const dirty of this.#dirty) dirty.flush()
      this.#dirty.clear()
    })
  }

  #forget(key: string, channel: RunChannel): void {
    if (this.#channels.get(key) === channel) this.#channels.delete(key)
    this.#dirty.delete(channel)
    if (this.#channels.size === 0 && this.#heart) {
      clearInterval(this.#heart)
      this.#heart = null
    }
  }
}

/** The live readers of one process; one for all its runs and dialects. */
export function createRunStreams(options: RunStreamsOptions): RunStreams {
  return new RunStreams(options)
}
