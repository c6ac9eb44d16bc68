import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import type { Script, ScriptStep } from './model-script.ts'

/** What a chat-completions request says; `messages` and the rest as the client sent them. */
export interface CompletionBody {
  model: string
  messages: { role: string; content: string | readonly ContentPart[] }[]
  stream?: boolean
  stream_options?: { include_usage?: boolean }
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: any } }
  [field: string]: unknown
}

type ContentPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

/** What a message says in words. */
export function textOf(message: CompletionBody['messages'][number] | undefined): string {
  const { content = '' } = message ?? {}
  if (typeof content === 'string') return content
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** The pictures of a request, as their bytes. */
export function imagesOf({ body }: RecordedRequest): { mediaType: string; bytes: Buffer }[] {
  const parts = body.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
  return parts.flatMap((part) => {
    if (part.type !== 'image_url') return []
    const [, mediaType, base64] = /^data:([^;]+);base64,(.*)$/s.exec(part.image_url.url) ?? []
    if (base64 === undefined) throw new Error('A picture is no data URL.')
    return [{ mediaType: mediaType!, bytes: Buffer.from(base64, 'base64') }]
  })
}

export interface RecordedRequest {
  /** Counts from 0. */
  index: number
  body: CompletionBody
  headers: http.IncomingHttpHeaders
  /** Equal for requests that share a connection. */
  clientPort: number | undefined
  /** Steps with text that were written to the socket; it stops growing once the client is gone. */
  tokensSent: number
  /** The script was played to its end, before the client left. */
  completed: boolean
  /** Settles when the answer is over: read to its end, or its socket closed by either side. */
  whenClosed: Promise<void>
}

export interface ScriptedModelOptions {
  script: (
    request: RecordedRequest,
  ) => Script | readonly ScriptStep[] | Promise<Script | readonly ScriptStep[]>
  /** A free one unless given. */
  port?: number
}

export interface ScriptedModel extends AsyncDisposable {
  /** The base URL of the API: `http://127.0.0.1:PORT/v1`. */
  url: string
  requests: RecordedRequest[]
  close(): Promise<void>
}

/**
 * A provider that does as it is told: a real HTTP server on loopback that speaks the OpenAI chat-completions wire and
 * plays a script per request. Nothing in it waits by the clock unless a script says so.
 */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const requests: RecordedRequest[] = []
  const server = http.createServer((incoming, response) => {
    answer(incoming, response, requests, options).catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/v1`, requests, close, [Symbol.asyncDispose]: close }
}

async function answer(
  incoming: http.IncomingMessage,
  response: http.ServerResponse,
  requests: RecordedRequest[],
  { script }: ScriptedModelOptions,
): Promise<void> {
  if (incoming.method !== 'POST' || incoming.url !== '/v1/chat/completions') {
    response.writeHead(404).end()
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const closed = Promise.withResolvers<void>()
  response.once('close', () => closed.resolve())
  const request: RecordedRequest = {
    index: requests.length,
    body: JSON.parse(Buffer.concat(chunks).toString()) as CompletionBody,
    headers: incoming.headers,
    clientPort: incoming.socket.remotePort,
    tokensSent: 0,
    completed: false,
    whenClosed: closed.promise,
  }
  requests.push(request)
  const played = await script(request)
  await new Performance(request, response, 'steps' in played ? played : { steps: played }).play()
}

/** One script on its way into one response. */
class Performance {
  readonly #request: RecordedRequest
  readonly #response: http.ServerResponse
  readonly #script: Script
  readonly #left = new AbortController()
  #together: Buffer[] = []
  #started = false

  constructor(request: RecordedRequest, response: http.ServerResponse, script: Script) {
    this.#request = request
    this.#response = response
    this.#script = script
    response.once('close', () => this.#left.abort())
  }

  async play(): Promise<void> {
    for (const step of this.#script.steps) {
      if (this.#gone) return
      if (await this.#perform(step)) return
    }
    if (!this.#gone) await this.#perform({ finish: 'stop' })
  }

  get #gone(): boolean {
    return this.#left.signal.aborted || this.#response.destroyed
  }

  /** Answers true when nothing may follow. */
  async #perform(step: ScriptStep): Promise<boolean> {
    if ('text' in step) return this.#token({ content: step.text })
    if ('reasoning' in step) return this.#token({ reasoning_content: step.reasoning })
    if ('refusal' in step) return this.#token({ content: null, refusal: step.refusal })
    if ('raw' in step) return this.#write(Buffer.from(step.raw as string))
    if ('error' in step) return this.#write(frame({ error: step.error }))
    if ('status' in step) return this.#refuse(step)
    if ('cut' in step) return this.#cut(step.cut, step.afterBytes)
    if ('finish' in step) return this.#finish(step.finish, step.usage)
    await this.#flush()
    if ('wait' in step) await Promise.race([step.wait, this.#request.whenClosed])
    else if ('afterMs' in step) await this.#pause(step.afterMs)
    else if ('end' in step) this.#response.end()
    else await this.#request.whenClosed
    return 'end' in step || 'stall' in step
  }

  async #token(delta: object): Promise<false> {
    await this.#write(this.#chunk(delta, null))
    if (!this.#gone) this.#request.tokensSent++
    return false
  }

  #chunk(delta: object, finishReason: string | null): Buffer {
    return frame({ ...this.#envelope(), choices: [{ index: 0, delta, finish_reason: finishReason }] })
  }

  #envelope() {
    const { index, body } = this.#request
    return {
      id: `chatcmpl-${index}`,
      object: 'chat.completion.chunk',
      created: 1_700_000_000,
      model: body.model,
    }
  }

  async #write(bytes: Buffer): Promise<false> {
    this.#start()
    const { writes = 'frame' } = this.#script
    if (writes === 'whole') this.#together.push(bytes)
    else if (writes === 'frame') await this.#send(bytes)
    else {
      for (let at = 0; at < bytes.length && !this.#gone; at++) {
        await this.#send(bytes.subarray(at, at + 1))
        await turn()
      }
    }
    return false
  }

  async #flush(): Promise<void> {
    this.#start()
    const bytes = Buffer.concat(this.#together)
    this.#together = []
    if (bytes.length > 0) await this.#send(bytes)
  }

  async #send(bytes: Buffer): Promise<void> {
    if (this.#gone || this.#response.write(bytes)) return
    await Promise.race([once(this.#response, 'drain'), this.#request.whenClosed])
  }

  #start(): void {
    if (this.#started) return
    this.#started = true
    const contentType = this.#script.contentType ?? 'text/event-stream'
    this.#response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' })
    this.#response.flushHeaders()
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#left.signal }).catch(() => {})
  }

  async #finish(reason: string, usage: Extract<ScriptStep, { finish: string }>['usage']): Promise<true> {
    await this.#write(this.#chunk({}, reason))
    const { body, tokensSent } = this.#request
    if (body.stream_options?.include_usage && usage !== null) {
      const promptChars = body.messages.reduce((sum, message) => sum + textOf(message).length, 0)
      const counted = usage ?? { prompt_tokens: Math.ceil(promptChars / 4), completion_tokens: tokensSent }
      await this.#write(frame({ ...this.#envelope(), choices: [], usage: counted }))
    }
    await this.#write(Buffer.from('data: [DONE]\n\n'))
    await this.#flush()
    this.#request.completed = !this.#gone
    this.#response.end()
    return true
  }

  async #refuse({ status, headers, body }: Extract<ScriptStep, { status: number }>): Promise<true> {
    this.#response.writeHead(status, { 'content-type': 'application/json', ...headers })
    this.#response.end(JSON.stringify(body ?? { error: { message: `scripted ${status}` } }))
    return true
  }

  async #cut(text: string, afterBytes: number): Promise<true> {
    this.#start()
    const bytes = Buffer.concat([
      ...this.#together,
      this.#chunk({ content: text }, null).subarray(0, afterBytes),
    ])
    // Let the bytes out before the socket dies: a reset would overtake them.
    if (bytes.length > 0) await new Promise((resolve) => this.#response.write(bytes, resolve))
    this.#response.destroy()
    return true
  }
}

function frame(value: unknown): Buffer {
  return Buffer.from(`data: ${JSON.stringify(value)}\n\n`)
}
