import type { Json } from '../protocol/index.ts'
import { JsonReader } from './json-reader.ts'

/** Keys and indexes from the root; one array per value, shared by all events of that value. */
export type JsonPath = readonly (string | number)[]

export type RevealEvent =
  /** A string value has grown. Never ends between the halves of a surrogate pair. */
  | { type: 'text'; path: JsonPath; text: string }
  /** A value is finished, containers included; inner values come before the one that holds them. */
  | { type: 'value'; path: JsonPath; value: Json }
  /** An object names a key again: what follows under this path replaces what came before, as in JSON.parse. */
  | { type: 'duplicate'; path: JsonPath }
  /** The text is not JSON at character `at`, counted from 0 over all chunks. The last event. */
  | { type: 'malformed'; at: number; reason: MalformedReason }

export type MalformedReason = 'unexpected-character' | 'bad-escape' | 'bad-number' | 'too-deep' | 'too-long'

export interface JsonRevealOptions {
  /** What the answer has to be; everything before its first bracket is skipped. Default: object. */
  root?: 'object' | 'array'
  /** Containers within containers. Default 64. */
  maxDepth?: number
  /** Characters in all, what stands before the root included. Default 1,000,000. */
  maxLength?: number
}

export interface JsonReveal {
  /** What this chunk made known, in order. Takes any split of the text; never throws. */
  write(chunk: string): readonly RevealEvent[]
  /** `empty` when no root ever began, `truncated` when it began and did not end. */
  end(): 'complete' | 'truncated' | 'malformed' | 'empty'
  /** Characters looked at so far, so that a test can hold the cost linear without a stopwatch. */
  readonly examined: number
}

/**
 * Reads JSON while it arrives, in time linear in its length. Every character is looked at once (the one that ends a
 * number, twice); nothing is parsed again. Accepts what models write around and inside JSON: a fence or a sentence
 * before the root, anything after it, raw line breaks in strings, trailing commas.
 *
 * Measured: 5.8 KB in 1443 deltas take 0.09 to 0.25 ms, 2.5 to 7 times a bare loop over the characters, and 1.7 ms at 16 times
 * the length; JSON.parse at every delta takes 41 ms, and grows with the square.
 */
export function createJsonReveal(options: JsonRevealOptions = {}): JsonReveal {
  return new JsonReader(options)
}
