import type { Json } from '../protocol/index.ts'
import { ESCAPES, hexFromCode, isNumeric, JSON_NUMBER, LITERALS } from './json-lexicon.ts'
import type { JsonPath, JsonReveal, JsonRevealOptions, MalformedReason, RevealEvent } from './json-reveal.ts'
import { isHighSurrogate } from './surrogate-pair.ts'

const PRELUDE = 0
const VALUE = 1
/** A value, or the end of the array: after `[` and after a comma, which is how a trailing comma is let through. */
const ITEM = 2
/** A key, or the end of the object. */
const KEY = 3
const COLON = 4
const COMMA = 5
const STRING = 6
const ESCAPE = 7
const UNICODE = 8
const NUMBER = 9
const LITERAL = 10
const COMPLETE = 11
const MALFORMED = 12

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NONE: readonly RevealEvent[] = Object.freeze([])
const ROOT: JsonPath = Object.freeze([])

/** A container that is open, and the key that its next value goes under. */
type Frame =
  | { closer: ']'; path: JsonPath; items: Json[] }
  | { closer: '}'; path: JsonPath; members: Record<string, Json>; key: string }

/** The state machine behind `createJsonReveal`. */
export class JsonReader implements JsonReveal {
  readonly #opener: string
  readonly #maxDepth: number
  readonly #maxLength: number
  readonly #outer: Frame[] = []
  #frame: Frame | null = null
  #mode = PRELUDE
  #events: RevealEvent[] | null = null
  /** Characters of earlier chunks. */
  #before = 0
  #examined = 0
  #path: JsonPath = ROOT
  #isKey = false
  /** The string, number or literal being read. */
  #token = ''
  /** The end of `#token` that no event has carried yet. */
  #growth = ''
  #unit = 0
  #hexLeft = 0

  constructor(options: JsonRevealOptions) {
    this.#opener = options.root === 'array' ? '[' : '{'
    this.#maxDepth = options.maxDepth ?? 64
    this.#maxLength = options.maxLength ?? 1_000_000
  }

  get examined(): number {
    return this.#examined
  }

  write(chunk: string): readonly RevealEvent[] {
    if (this.#mode >= COMPLETE) return NONE
    const end = Math.min(chunk.length, this.#maxLength - this.#before)
    let at = 0
    while (at < end && this.#mode < COMPLETE) at = this.#step(chunk, at, end)
    if (end < chunk.length && this.#mode < COMPLETE) this.#fail(end, 'too-long')
    else if (this.#growth !== '') this.#show()
    this.#before += end
    const events = this.#events
    this.#events = null
    return events ?? NONE
  }

  end(): 'complete' | 'truncated' | 'malformed' | 'empty' {
    if (this.#mode === COMPLETE) return 'complete'
    if (this.#mode === MALFORMED) return 'malformed'
    return this.#mode === PRELUDE ? 'empty' : 'truncated'
  }

  /** Takes at least one character, or leaves the mode; answers where to go on. */
  #step(chunk: string, at: number, end: number): number {
    switch (this.#mode) {
      case STRING:
        return this.#string(chunk, at, end)
      case ESCAPE:
        return this.#escape(chunk, at)
      case UNICODE:
        return this.#hexDigit(chunk, at)
      case NUMBER:
        return this.#number(chunk, at, end)
      case LITERAL:
        return this.#literal(chunk, at)
      case PRELUDE:
        return this.#prelude(chunk, at, end)
      default:
        return this.#structure(chunk, at)
    }
  }

  #prelude(chunk: string, at: number, end: number): number {
    const found = chunk.indexOf(this.#opener, at)
    const until = found < 0 || found > end ? end : found
    this.#examined += until - at
    if (until < end) this.#mode = VALUE
    return until
  }

  #string(chunk: string, from: number, end: number): number {
    let at = from
    let code = 0
    for (; at < end; at++) {
      code = chunk.charCodeAt(at)
      if (code === QUOTE || code === BACKSLASH) break
    }
    this.#examined += at - from
    if (at > from) this.#grow(chunk.slice(from, at))
    if (at === end) return at
    this.#examined++
    if (code === BACKSLASH) this.#mode = ESCAPE
    else if (this.#isKey) this.#endKey()
    else this.#endString()
    return at + 1
  }

  #escape(chunk: string, at: number): number {
    this.#examined++
    const letter = chunk[at]!
    if (letter === 'u') {
      this.#mode = UNICODE
      this.#unit = 0
      this.#hexLeft = 4
      return at + 1
    }
    const meant = ESCAPES[letter]
    if (meant === undefined) return this.#fail(at, 'bad-escape')
    this.#grow(meant)
    this.#mode = STRING
    return at + 1
  }

  #hexDigit(chunk: string, at: number): number {
    this.#examined++
    const digit = hexFromCode(chunk.charCodeAt(at))
    if (digit < 0) return this.#fail(at, 'bad-escape')
    this.#unit = this.#unit * 16 + digit
    if (--this.#hexLeft === 0) {
      this.#grow(String.fromCharCode(this.#unit))
      this.#mode = STRING
    }
    return at + 1
  }

  #number(chunk: string, from: number, end: number): number {
    let at = from
    while (at < end && isNumeric(chunk.charCodeAt(at))) at++
    this.#examined += at - from
    this.#token += chunk.slice(from, at)
    if (at === end) return at
    if (!JSON_NUMBER.test(this.#token)) return this.#fail(at, 'bad-number')
    this.#finish(Number(this.#token))
    return at
  }

  #literal(chunk: string, at: number): number {
    this.#examined++
    const { word, value } = LITERALS[this.#token[0]!]!
    if (chunk[at] !== word[this.#token.length]) return this.#fail(at, 'unexpected-character')
    this.#token += chunk[at]
    if (this.#token.length === word.length) this.#finish(value)
    return at + 1
  }

  #structure(chunk: string, at: number): number {
    this.#examined++
    const sign = chunk[at]!
    if (sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t') return at + 1
    const frame = this.#frame
    switch (this.#mode) {
      case COMMA:
        if (sign === ',') this.#mode = frame!.closer === ']' ? ITEM : KEY
        else if (sign === frame!.closer) this.#close()
        else return this.#fail(at, 'unexpected-character')
        return at + 1
      case KEY:
        if (sign === '"') this.#openString(true)
        else if (sign === '}') this.#close()
        else return this.#fail(at, 'unexpected-character')
        return at + 1
      case COLON:
        if (sign !== ':') return this.#fail(at, 'unexpected-character')
        this.#mode = VALUE
        return at + 1
      default:
        if (sign === ']' && this.#mode === ITEM) this.#close()
        else return this.#openValue(sign, at)
        return at + 1
    }
  }

  #openValue(sign: string, at: number): number {
    const frame = this.#frame
    if (frame?.closer === ']') this.#path = [...frame.path, frame.items.length]
    if (sign === '"') {
      this.#openString(false)
    } else if (sign === '{' || sign === '[') {
      if (frame && this.#outer.length + 1 >= this.#maxDepth) return this.#fail(at, 'too-deep')
      if (frame) this.#outer.push(frame)
      if (sign === '[') this.#frame = { closer: ']', path: this.#path, items: [] }
      else this.#frame = { closer: '}', path: this.#path, members: {}, key: '' }
      this.#mode = sign === '[' ? ITEM : KEY
    } else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      this.#token = sign
      this.#mode = NUMBER
    } else if (LITERALS[sign]) {
      this.#token = sign
      this.#mode = LITERAL
    } else {
      return this.#fail(at, 'unexpected-character')
    }
    return at + 1
  }

  #openString(isKey: boolean): void {
    this.#isKey = isKey
    this.#token = ''
    this.#mode = STRING
  }

  #grow(text: string): void {
    this.#token += text
    if (!this.#isKey) this.#growth += text
  }

  /** Tells the growth of an unfinished string; half a surrogate pair waits for the other half. */
  #show(): void {
    const growth = this.#growth
    const cut = isHighSurrogate(growth.charCodeAt(growth.length - 1)) ? growth.length - 1 : growth.length
    this.#growth = growth.slice(cut)
    if (cut > 0) this.#emit({ type: 'text', path: this.#path, text: growth.slice(0, cut) })
  }

  #endString(): void {
    if (this.#growth !== '') this.#emit({ type: 'text', path: this.#path, text: this.#growth })
    this.#growth = ''
    this.#finish(this.#token)
  }

  #endKey(): void {
    const frame = this.#frame!
    if (frame.closer === ']') return
    frame.key = this.#token
    this.#path = [...frame.path, this.#token]
    this.#isKey = false
    this.#mode = COLON
    if (Object.hasOwn(frame.members, this.#token)) this.#emit({ type: 'duplicate', path: this.#path })
  }

  #close(): void {
    const frame = this.#frame!
    this.#frame = this.#outer.pop() ?? null
    this.#path = frame.path
    this.#finish(frame.closer === ']' ? frame.items : frame.members)
  }

  #finish(value: Json): void {
    const frame = this.#frame
    this.#emit({ type: 'value', path: this.#path, value })
    this.#mode = frame ? COMMA : COMPLETE
    if (!frame) return
    if (frame.closer === ']') frame.items.push(value)
    // Assigning to `__proto__` would set the prototype; JSON.parse makes a member of it.
    else if (frame.key === '__proto__') {
      const member = { value, configurable: true, enumerable: true, writable: true }
      Object.defineProperty(frame.members, frame.key, member)
    } else frame.members[frame.key] = value
  }

  #fail(at: number, reason: MalformedReason): number {
    if (this.#growth !== '') this.#show()
    this.#growth = ''
    this.#mode = MALFORMED
    this.#emit({ type: 'malformed', at: this.#before + at, reason })
    return at
  }

  #emit(event: RevealEvent): void {
    if (this.#events) this.#events.push(event)
    else this.#events = [event]
  }
}
