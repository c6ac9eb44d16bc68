import type { z } from 'zod'
import type { Usage } from '../protocol/index.ts'

/** One turn of what the model is given. */
export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
  /** Seen behind the text, by models that see; a message of the user alone has them. */
  images?: readonly Image[] | undefined
}

/** A picture as bytes; nothing is fetched. */
export interface Image {
  /** For example `image/jpeg`. */
  mediaType: string
  bytes: Uint8Array
}

/** One call. `signal` ends it, and closes the provider's socket. */
export interface ModelRequest {
  messages: readonly Message[]
  /** Asks for JSON of this shape, keys in this order. What comes back is still data to be checked. */
  schema?: { name: string; shape: z.ZodType } | undefined
  /** 0 is a value, not absence. */
  temperature?: number | undefined
  maxOutputTokens?: number | undefined
  signal?: AbortSignal | undefined
}

/** `length`: the token limit cut it; `refused`: the model or its provider would not answer. */
export type FinishReason = 'stop' | 'length' | 'refused' | 'other'

/** `finish` comes once, last. A stream that ends without it was cut: the model room throws `ModelError` then. */
export type ModelChunk = { text: string } | { usage: Usage } | { finish: FinishReason }

/** How a model goes on from committed text: character by character, from a sentence end, or not at all. */
export type Continuation = 'prefix' | 'sentence' | 'none'

/** Messages in, a token stream out. One interface for a provider, a local server and the offline authors. */
export interface LanguageModel {
  /** For example `openai:gpt-4o`, `offline`. Shown to people and used as a metrics label. */
  readonly id: string
  readonly continues: Continuation
  /** True for the built-in authors: pages say so. */
  readonly offline: boolean
  /**
   * Throws `ModelError`, also in the middle. Breaking out of the loop, or aborting the signal, closes the provider's
   * socket before its next token is read; an aborted stream throws the signal's reason.
   */
  stream(request: ModelRequest): AsyncIterable<ModelChunk>
}

/** What went wrong with a call. */
export type ModelFault =
  /** 429, with the provider's Retry-After where it sent one. */
  | 'busy'
  /** 5xx, refused connection, DNS, TLS. */
  | 'unavailable'
  /** No byte for too long, before or within the stream. */
  | 'stalled'
  /** The stream ended without its end. */
  | 'cut'
  /** Bytes that are not the wire. */
  | 'malformed'
  /** 4xx other than 429: a wrong key, an unknown model. Not worth another try. */
  | 'rejected'

/** A call that failed; all but `rejected` are worth another try. Its message holds no key and no text of the call. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly fault: ModelFault
  /** What the provider asked for; absent where it named no time. */
  readonly retryAfterMs: number | undefined

  constructor(
    fault: ModelFault,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { cause: options.cause })
    this.fault = fault
    this.retryAfterMs = options.retryAfterMs
  }

  get retryable(): boolean {
    return this.fault !== 'rejected'
  }
}
