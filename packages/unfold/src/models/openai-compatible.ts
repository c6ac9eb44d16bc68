import http from 'node:http'
import https from 'node:https'
import { CompletionParser } from './completion-parser.ts'
import { bodyFromRequest, type CompletionSettings, type JsonMode } from './completion-request.ts'
import { Exchange, TIMEOUTS, type Timeouts } from './exchange.ts'
import {
  ModelError,
  type Continuation,
  type LanguageModel,
  type ModelChunk,
  type ModelRequest,
} from './language-model.ts'
import { codeFromErrorBody, faultFromStatus, retryAfterMsFromHeaders } from './provider-faults.ts'
import { estimateUsage } from './usage.ts'

/** Where the model is, and what its provider does differently. */
export interface OpenAiModelOptions {
  /** Shown to people, for example `openai:gpt-4o`. */
  id: string
  /** Up to and without `/chat/completions`, for example `http://localhost:11434/v1`. */
  baseUrl: string
  apiKey?: string | undefined
  /** The provider's name of the model. */
  model: string
  /** Chat models start a new answer, so that they go on from a sentence end unless one is known to do better. */
  continues?: Continuation
  timeouts?: Partial<Timeouts>
  maxTokensField?: CompletionSettings['maxTokensField']
  headers?: Readonly<Record<string, string>>
  /** Fields of the request's body that only this provider knows. */
  extra?: CompletionSettings['extra']
  /** Keep-alive connections, one pool per model unless given. */
  agent?: http.Agent
  now?: () => number
}

const MAX_ERROR_BYTES = 64 * 1024

/**
 * A model behind the OpenAI chat-completions wire: OpenAI, Ollama, vLLM, llama.cpp, LM Studio, OpenRouter, Groq...
 * Tokens that arrive together are yielded together, one text per read of the socket.
 */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  return new OpenAiModel(options)
}

class OpenAiModel implements LanguageModel {
  readonly id: string
  readonly continues: Continuation
  readonly offline = false
  readonly #url: URL
  readonly #headers: Record<string, string>
  readonly #settings: CompletionSettings
  readonly #timeouts: Timeouts
  readonly #agent: http.Agent
  readonly #now: () => number
  /** Falls back for good when a server takes the same request without its schema. */
  #jsonMode: JsonMode = 'json_schema'

  constructor(options: OpenAiModelOptions) {
    this.id = options.id
    this.continues = options.continues ?? 'sentence'
    this.#url = new URL(options.baseUrl)
    this.#url.pathname = `${this.#url.pathname.replace(/\/+$/, '')}/chat/completions`
    this.#headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      // Keys are pasted into files and variables, where a line break likes to follow them.
      ...(options.apiKey ? { authorization: `Bearer ${options.apiKey.trim()}` } : {}),
      ...options.headers,
    }
    const atOpenAi = this.#url.hostname === 'api.openai.com'
    this.#settings = {
      model: options.model,
      maxTokensField: options.maxTokensField ?? (atOpenAi ? 'max_completion_tokens' : 'max_tokens'),
      extra: options.extra ?? {},
    }
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts }
    const { Agent } = this.#url.protocol === 'https:' ? https : http
    this.#agent = options.agent ?? new Agent({ keepAlive: true })
    this.#now = options.now ?? Date.now
  }

  async *stream(request: ModelRequest): AsyncGenerator<ModelChunk, void, undefined> {
    const exchange = await this.#open(request)
    const parser = new CompletionParser(this.id)
    let chars = 0
    try {
      while (!parser.done && !parser.fault) {
        const chunks = await readUntilFinished(exchange, parser)
        if (!chunks) break
        for (const bytes of chunks) parser.feed(bytes)
        const text = parser.take()
        chars += text.length
        if (text !== '') yield { text }
      }
      request.signal?.throwIfAborted()
      const finish = parser.finish ?? (parser.done ? 'stop' : null)
      if (!finish) throw parser.fault ?? this.#unfinished(parser)
      yield { usage: parser.usage ?? estimateUsage(request.messages, chars) }
      yield { finish }
    } finally {
      exchange.close(parser.done)
    }
  }

  /** An exchange whose answer is a stream. */
  async #open(request: ModelRequest): Promise<Exchange> {
    const mode = this.#jsonMode
    const exchange = this.#post(request, mode)
    if (mode === 'json_object' || !request.schema) return this.#requireStream(exchange)
    if ((await headOf(exchange)).statusCode !== 400) return this.#requireStream(exchange)
    exchange.close(false)
    const withoutSchema = await this.#requireStream(this.#post(request, 'json_object'))
    // Only now is it known that the schema was what the server refused.
    this.#jsonMode = 'json_object'
    return withoutSchema
  }

  #post(request: ModelRequest, mode: JsonMode): Exchange {
    return new Exchange({
      id: this.id,
      url: this.#url,
      headers: this.#headers,
      body: bodyFromRequest(request, this.#settings, mode),
      agent: this.#agent,
      timeouts: this.#timeouts,
      signal: request.signal,
    })
  }

  async #requireStream(exchange: Exchange): Promise<Exchange> {
    const { statusCode = 0, headers } = await headOf(exchange)
    const isJson = headers['content-type']?.startsWith('application/json') ?? false
    if (statusCode === 200 && !isJson) return exchange
    try {
      if (statusCode === 200) throw new ModelError('malformed', `${this.id} answered without streaming`)
      throw faultFromStatus(this.id, statusCode, {
        code: codeFromErrorBody(await beginningOf(exchange)),
        retryAfterMs: retryAfterMsFromHeaders(headers, this.#now),
      })
    } finally {
      exchange.close(false)
    }
  }

  #unfinished(parser: CompletionParser): ModelError {
    return parser.recognised
      ? new ModelError('cut', `${this.id} ended its answer without an end`)
      : new ModelError('malformed', `${this.id} answered with something that is not an event stream`)
  }
}

async function headOf(exchange: Exchange): Promise<http.IncomingMessage> {
  try {
    return await exchange.response()
  } catch (error) {
    exchange.close(false)
    throw error
  }
}

/** What happens to a connection after the finish reason takes nothing from the answer. */
async function readUntilFinished(exchange: Exchange, parser: CompletionParser): Promise<Buffer[] | null> {
  try {
    return await exchange.read()
  } catch (error) {
    if (parser.finish) return null
    throw error
  }
}

/** As much of an error's body as there is; a broken one must not hide the status. */
async function beginningOf(exchange: Exchange): Promise<string> {
  const body: Buffer[] = []
  let bytes = 0
  try {
    while (bytes < MAX_ERROR_BYTES) {
      const chunks = await exchange.read()
      if (!chunks) break
      body.push(...chunks)
      bytes += chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
  }
  return Buffer.concat(body).toString()
}
