import { request as httpRequest } from 'node:http'
import { pino } from 'pino'
import type { Flow } from 'unfold/core'
import { z } from 'zod'
import {
  type App,
  createServer,
  type Engine,
  type Server,
  type ServerBackend,
  type ServerOptions,
} from '../src/server.ts'

export const SECRET = 'a secret of thirty-two characters'

/** Says its word, letter by letter, then waits until it is told to end. */
interface WordFlow {
  flow: Flow
  end: () => void
}

function createWordFlow(): WordFlow {
  const ended = Promise.withResolvers<void>()
  const flow: Flow<{ word: string }, { length: number }> = {
    name: 'word',
    version: 1,
    input: z.object({ word: z.string().min(1).max(40) }),
    output: z.object({ length: z.int() }),
    async run(ctx, { word }) {
      await ctx.step('spell', async (step) => {
        step.text('letters', word)
        await step.flush()
        return null
      })
      await Promise.race([ended.promise, aborted(ctx.signal)])
      ctx.signal.throwIfAborted()
      return { length: word.length }
    },
  }
  return { flow, end: () => ended.resolve() }
}

export interface TestServer extends AsyncDisposable {
  server: Server
  origin: string
  port: number
  /** Every line that the server logged. */
  logged: string[]
  /** Ends the runs of the `word` flow. */
  endWords: () => void
}

/** Which backend, each test says itself. */
export async function openTestServer(
  openBackend: (options: { folder: string }) => Promise<ServerBackend>,
  options: Partial<ServerOptions> & { host?: string; apps?: (engine: Engine) => Promise<App[]> } = {},
): Promise<TestServer> {
  const logged: string[] = []
  const words = createWordFlow()
  const server = await createServer({
    backend: await openBackend({ folder: ':memory:' }),
    createApps: async (given) => {
      return [{ flows: [words.flow], routes: [] }, ...((await options.apps?.(given)) ?? [])]
    },
    model: { id: 'offline', offline: true },
    secret: SECRET,
    demo: true,
    origins: [],
    streaming: true,
    limits: { concurrentRuns: 100, startsPerHour: 1000, tokensPerDay: 1_000_000 },
    deadlineMs: 60_000,
    webFolder: '/nonexistent',
    version: '0.0.0',
    log: pino({ level: 'debug', base: null }, { write: (line: string) => void logged.push(line) }),
    attemptsPerMinute: 1000,
    ...options,
  })
  const origin = await server.listen(options.host ?? 'localhost', 0)
  return {
    server,
    origin,
    port: Number(new URL(origin).port),
    logged,
    endWords: words.end,
    [Symbol.asyncDispose]: () => server.close(1000),
  }
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: any
}

/** A plain request with exactly these headers; `fetch` would choose `Host` and `Origin` by itself. */
export function ask(
  to: { port: number },
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown; address?: string } = {},
): Promise<Answer> {
  const { address = '127.0.0.1', body, headers = {} } = options
  const payload =
    typeof body === 'string' || body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const typed = payload === undefined ? {} : { 'content-type': 'application/json' }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const request = httpRequest(
    {
      host: address,
      port: to.port,
      method,
      path,
      agent: false,
      headers: { host: `localhost:${to.port}`, ...typed, ...headers },
    },
    (response) => {
      const chunks: Buffer[] = []
      const settle = () => {
        const text = Buffer.concat(chunks).toString()
        const isJson = /json/.test(response.headers['content-type'] ?? '')
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text,
          json: isJson && text ? JSON.parse(text) : null,
        })
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        // A stream does not end by itself: its first bytes are the answer here.
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          settle()
          request.destroy()
        }
      })
      response.on('end', settle)
      response.on('error', settle)
    },
  )
  request.on('error', reject)
  request.end(payload)
  return promise
}

export async function signUp(to: { port: number }, name: string): Promise<{ token: string; cookie: string }> {
  const answer = await ask(to, 'POST', '/api/auth/sign-up/email', {
    body: { name, email: `${name}@example.org`, password: 'correct horse' },
  })
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status}: ${answer.text}`)
  return { token: answer.json.token, cookie: cookieOf(answer) }
}

export function cookieOf(answer: Answer): string {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
