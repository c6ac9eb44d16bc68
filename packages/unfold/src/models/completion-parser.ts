import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Usage } from '../protocol/index.ts'
import { deltaFromData, type Delta } from './completion-delta.ts'
import { ModelError, type FinishReason } from './language-model.ts'

const BLANK_LINE = Buffer.from('\n\n')
const LF = 10
const CR = 13
const QUOTE = 34
const BACKSLASH = 92
const CONTENT_KEY = Buffer.from('"content":"')
const DATA = Buffer.from('data:')

/** No frame of a sane provider is larger; a body of junk without line breaks must not fill the memory. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024
/** Shapes learned in a row without one hit, after which a stream is known to vary (random padding, counters per chunk). */
const MAX_UNUSED_SHAPES = 16

/**
 * ASCII content of one feed, gathered so that it becomes a string once per socket chunk instead of once per token. One
 * buffer serves all streams, because a feed never waits.
 */
const SCRATCH = Buffer.allocUnsafeSlow(64 * 1024)

/** The bytes of a frame before and after its text, blank line included. */
interface Shape {
  prefix: Buffer
  suffix: Buffer
}

/**
 * Reads a chat-completions stream from bytes, with the same result however they are cut.
 *
 * A provider repeats one frame, token after token, and only the text in it changes. The first such frame is parsed in
 * full and remembered as a shape; a later one with equal bytes around its text needs neither the SSE parser nor
 * `JSON.parse`. Everything else (comments, CRLF, other fields, errors, usage) goes through `eventsource-parser`.
 */
export class CompletionParser {
  finish: FinishReason | null = null
  usage: Usage | null = null
  /** `[DONE]` was read. */
  done = false
  /** What made the stream unreadable; text before it stays available. */
  fault: ModelError | null = null
  /** An event or a comment was read: these bytes are an event stream, whatever it holds. */
  recognised = false

  readonly #id: string
  readonly #sse = createParser({
    maxBufferSize: MAX_FRAME_BYTES,
    onEvent: (event) => this.#event(event),
    onComment: () => {
      this.recognised = true
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') this.#overflow()
    },
  })
  #text = ''
  /** The beginning of a frame whose end has not come. */
  #held: Buffer[] = []
  #heldBytes = 0
  /** Set once a carriage return was seen: such a stream has no fast lane. */
  #decoder: TextDecoder | null = null
  #shape: Shape | null = null
  #unusedShapes = 0
  /** The text of the last event, when it held text and nothing else. */
  #plain: string | null = null

  constructor(id: string) {
    this.#id = id
  }

  /** The text that came since the last call. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }

  feed(bytes: Buffer): void {
    if (this.done || this.fault || bytes.length === 0) return
    if (this.#decoder) return this.#sse.feed(this.#decoder.decode(bytes, { stream: true }))
    let from = 0
    if (this.#held.length > 0) {
      from = endOfHeldFrame(this.#held.at(-1)!, bytes)
      if (from < 0) return this.#hold(bytes)
      this.#held.push(bytes.subarray(0, from))
      const frame = Buffer.concat(this.#held)
      this.#held = []
      this.#heldBytes = 0
      this.#frames(frame, 0)
    }
    const rest = this.#frames(bytes, from)
    if (rest < bytes.length) this.#hold(rest === 0 ? bytes : bytes.subarray(rest))
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (bytes.includes(CR)) {
      this.#decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      this.#sse.feed(this.#decoder.decode(Buffer.concat(this.#held), { stream: true }))
      this.#held = []
    } else if (this.#heldBytes > MAX_FRAME_BYTES) {
      this.#overflow()
    }
  }

  #overflow(): void {
    this.#held = []
    this.fault ??= new ModelError('malformed', `${this.#id} sent a frame without an end`)
  }

  /** Reads whole frames and answers where the first unfinished one begins. */
  #frames(bytes: Buffer, from: number): number {
    let at = from
    while (at < bytes.length && !this.done && !this.fault) {
      if (this.#shape) at = this.#repeats(this.#shape, bytes, at)
      const end = bytes.indexOf(BLANK_LINE, at)
      if (end < 0) break
      this.#frame(bytes, at, end + 2)
      at = end + 2
    }
    return at
  }

  /** Takes the text of every frame that repeats the shape, and answers where the first other frame begins. */
  #repeats({ prefix, suffix }: Shape, bytes: Buffer, from: number): number {
    const before = prefix.length
    const after = suffix.length
    const length = bytes.length
    let gathered = 0
    let at = from
    for (;;) {
      const start = at + before
      if (start + after > length || prefix.compare(bytes, at, start) !== 0) break
      let end = start
      let seen = 0
      let escaped = false
      for (;;) {
        // An unfinished frame, or a raw control character, which no JSON string may hold.
        if (end >= length || bytes[end]! < 32) return this.#gather(gathered, at)
        const byte = bytes[end]!
        if (byte === QUOTE) break
        if (byte === BACKSLASH) {
          escaped = true
          end++
        }
        seen |= byte
        end++
      }
      if (end + after > length || suffix.compare(bytes, end, end + after) !== 0) break
      if (!escaped && seen < 128 && end - start <= SCRATCH.length - gathered) {
        for (let i = start; i < end; i++) SCRATCH[gathered++] = bytes[i]!
      } else {
        const text = escaped
          ? unescaped(bytes.toString('utf8', start, end))
          : bytes.toString('utf8', start, end)
        if (text === null) break
        this.#gather(gathered, at)
        gathered = 0
        this.#text += text
      }
      this.#unusedShapes = 0
      at = end + after
    }
    return this.#gather(gathered, at)
  }

  #gather(count: number, at: number): number {
    if (count > 0) this.#text += SCRATCH.toString('latin1', 0, count)
    return at
  }

  #frame(bytes: Buffer, from: number, to: number): void {
    this.#plain = null
    this.#sse.feed(bytes.toString('utf8', from, to))
    if (this.#plain !== null && this.#unusedShapes < MAX_UNUSED_SHAPES) {
      const shape = shapeFromFrame(bytes.subarray(from, to), this.#plain)
      if (shape) {
        this.#shape = shape
        this.#unusedShapes++
      }
    }
  }

  #event({ event, data }: EventSourceMessage): void {
    this.recognised = true
    if (this.done || this.fault) return
    if (data === '[DONE]') {
      this.done = true
      return
    }
    try {
      this.#accept(deltaFromData(data, event, this.#id))
    } catch (error) {
      this.fault = error as ModelError
    }
  }

  #accept(delta: Delta): void {
    this.#text += delta.text
    if (delta.usage) this.usage = delta.usage
    if (delta.finish && this.finish !== 'refused') this.finish = delta.finish
    this.#plain = isPlain(delta) ? delta.text : null
  }
}

/** Where the held frame ends within the next bytes, or -1. Its blank line may lie across the border. */
function endOfHeldFrame(held: Buffer, next: Buffer): number {
  if (held[held.length - 1] === LF && next[0] === LF) return 1
  const end = next.indexOf(BLANK_LINE)
  return end < 0 ? -1 : end + 2
}

/** What an escaped JSON string holds, or null when it is not one. */
function unescaped(inside: string): string | null {
  try {
    return JSON.parse(`"${inside}"`) as string
  } catch {
    return null
  }
}

function isPlain(delta: Delta): boolean {
  return delta.text !== '' && delta.finish === null && delta.usage === null
}

/**
 * The shape of a frame that held `text` and nothing else; null where the text cannot be located without doubt. The proof
 * is a probe: with another text in the same place the frame must still mean that text alone. (The same text may stand
 * in two fields, and the first may be the wrong one.)
 */
function shapeFromFrame(frame: Buffer, text: string): Shape | null {
  const oneLine = frame.indexOf(LF) === frame.length - 2
  const key = frame.indexOf(CONTENT_KEY)
  if (!oneLine || key < 0 || DATA.compare(frame, 0, DATA.length) !== 0) return null
  const start = key + CONTENT_KEY.length
  const inside = Buffer.from(JSON.stringify(text)).subarray(1, -1)
  const end = start + inside.length
  if (inside.compare(frame, start, end) !== 0 || frame[end] !== QUOTE) return null
  const prefix = Buffer.from(frame.subarray(0, start))
  const suffix = Buffer.from(frame.subarray(end))
  const probe = `${text}?`
  try {
    const json = prefix.toString('utf8', DATA.length) + JSON.stringify(probe).slice(1, -1) + suffix.toString()
    const delta = deltaFromData(json, undefined, '')
    return isPlain(delta) && delta.text === probe ? { prefix, suffix } : null
  } catch {
    return null
  }
}
