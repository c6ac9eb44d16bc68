/** One thing that the scripted model does. Only `status` must come first. */
export type ScriptStep =
  /** A token: one frame of content. */
  | { text: string }
  /** Reasoning in the dialect of Ollama and vLLM: no part of the answer. */
  | { reasoning: string }
  /** A word of refusal, as OpenAI streams it beside the content. */
  | { refusal: string }
  /** Goes on when the promise is settled: a test opens it when it has seen what it waits for. */
  | { wait: Promise<unknown> }
  /** A recorded timing, for benches and for watching. */
  | { afterMs: number }
  /** An HTTP error instead of a stream. */
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** Sends nothing more and keeps the connection open. */
  | { stall: true }
  /** Destroys the socket, after the first bytes of a frame that would carry this text. */
  | { cut: string; afterBytes: number }
  /** A clean end of the body without a finish. */
  | { end: true }
  /** These bytes as they are: comments, junk, malformed chunks. */
  | { raw: string | Uint8Array }
  /** An error event in the stream. */
  | { error: { message: string; code?: string | number | null; type?: string } }
  /** The end: a finish reason, usage where the request asked for it (unless null), `[DONE]`. */
  | { finish: string; usage?: { prompt_tokens: number; completion_tokens: number } | null }

export interface Script {
  /** Without an ending step of its own a script finishes with `stop`. */
  steps: readonly ScriptStep[]
  /** How frames are cut into writes: each alone (default), byte by byte, or everything up to the next pause at once. */
  writes?: 'frame' | 'byte' | 'whole'
  contentType?: string
}

/** A model's tokens: about four characters each, never within a surrogate pair. */
export function tokens(text: string): ScriptStep[] {
  return (text.match(/.{1,4}/gsu) ?? []).map((token) => ({ text: token }))
}

/** A structured answer, token by token. */
export function answerJson(value: unknown): ScriptStep[] {
  return tokens(JSON.stringify(value))
}

/** The same tokens at a steady pace. */
export function paced(steps: readonly ScriptStep[], ms: number): ScriptStep[] {
  return steps.flatMap((step) => [{ afterMs: ms }, step])
}
