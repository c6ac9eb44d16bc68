import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStoryteller } from '@unfold/stories/server'
import type { Message } from 'unfold/models'

/**
 * A model provider on the OpenAI wire. The name of the model says how it answers:
 * `burst` sends TOKENS tokens at once; `slow` sends SLOW_FIRST at once, then one a second until the reader leaves;
 * `story` sends a chapter of the offline storyteller in tokens of four characters, at once.
 */
export interface Provider {
  /** Base address, as a client is given it. */
  url: string
  /** Tokens of the chapters sent so far. */
  storyTokens(): number
  close(): void
}

export const TOKENS = 200
export const SLOW_FIRST = 100
/** Begins each token, and stands in no other byte of any stream: what clients count. */
export const TOKEN_MARK = '~'
const WORDS = [' the', ' sea', ' fox', ' ran', ' to', ' a', ' red', ' hill']

const tokenText = (i: number) => `${TOKEN_MARK}${String(i).padStart(4, '0')}${WORDS[i % WORDS.length]}`

function frame(choice: { delta: object; finish_reason: string | null } | null, usage: object | null): string {
  const chunk = {
    id: 'chatcmpl-9f1c27d05be84a63',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'gpt-4o-mini-2024-07-18',
    service_tier: 'default',
    system_fingerprint: 'fp_3e81b90c47',
    choices: choice ? [{ index: 0, ...choice, logprobs: null }] : [],
    usage,
  }
  return `data: ${JSON.stringify(chunk)}\n\n`
}

const HEAD = frame({ delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }, null)
const token = (content: string) => frame({ delta: { content }, finish_reason: null }, null)
const tail = (tokens: number) =>
  frame({ delta: {}, finish_reason: 'stop' }, null) +
  frame(null, { prompt_tokens: 20, completion_tokens: tokens, total_tokens: tokens + 20 }) +
  'data: [DONE]\n\n'
const tokens = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => token(tokenText(from + i))).join('')

const BURST = Buffer.from(HEAD + tokens(0, TOKENS) + tail(TOKENS))
const SLOW_HEAD = Buffer.from(HEAD + tokens(0, SLOW_FIRST))

export async function openProvider(): Promise<Provider> {
  let storyTokens = 0
  const storyteller = createStoryteller()
  const slow = new Map<ServerResponse, { next: number; dueAt: number }>()
  const tick = setInterval(() => {
    const now = performance.now()
    for (const [response, run] of slow) {
      if (run.dueAt > now) continue
      response.write(token(tokenText(run.next++)))
      run.dueAt += 1000
    }
  }, 10)

  async function answer(
    response: ServerResponse,
    body: { model: string; messages: Message[] },
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    if (body.model === 'burst') return void response.end(BURST)
    if (body.model === 'slow') {
      response.write(SLOW_HEAD)
      // A phase of its own for each run: the tokens of all would come in one turn otherwise.
      slow.set(response, { next: SLOW_FIRST, dueAt: performance.now() + 1000 + Math.random() * 1000 })
      response.on('close', () => slow.delete(response))
      return
    }
    let json = ''
    for await (const chunk of storyteller.stream(body)) if ('text' in chunk) json += chunk.text
    const parts = json.match(/[^]{1,4}/g) ?? []
    storyTokens += parts.length
    response.end(HEAD + parts.map(token).join('') + tail(parts.length))
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      answer(response, JSON.parse(Buffer.concat(chunks).toString())).catch((error: unknown) => {
        process.stderr.write(`provider: ${String(error)}\n`)
        response.destroy()
      })
    })
  })
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 8192 }, () => resolve()),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    storyTokens: () => storyTokens,
    close() {
      clearInterval(tick)
      server.close()
      server.closeAllConnections()
    },
  }
}
