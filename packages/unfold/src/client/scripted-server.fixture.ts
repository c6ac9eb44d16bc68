import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jsonFromEvent, SSE_HEADERS, textFromFrame, type RunEvent } from '../protocol/index.ts'

export type Act = (request: IncomingMessage, response: ServerResponse) => void

export interface ScriptedServer extends AsyncDisposable {
  url: string
  /** Method, path and cursor of every request, in order. */
  asked: string[]
  /** Resolves when the n-th request (from 1) is there. */
  request(n: number): Promise<void>
}

/** A real server on a free port: the n-th request is answered by the n-th act, later ones by the last. */
export async function startScriptedServer(acts: Act[]): Promise<ScriptedServer> {
  const asked: string[] = []
  const waiting: { n: number; resolve: () => void }[] = []
  const server = createServer((request, response) => {
    const cursor = request.headers['last-event-id']?.toString()
    asked.push(`${request.url?.replace('/api/runs/r1', '')}${cursor === undefined ? '' : ` id=${cursor}`}`)
    for (const { n, resolve } of waiting) if (asked.length >= n) resolve()
    acts[Math.min(asked.length, acts.length) - 1]!(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    request: (n) =>
      asked.length >= n ? Promise.resolve() : new Promise((resolve) => waiting.push({ n, resolve })),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function textFromEvents(list: readonly RunEvent[]): string {
  return list.map((e) => textFromFrame({ id: String(e.seq), event: null, data: jsonFromEvent(e) })).join('')
}

const cursorOf = (request: IncomingMessage) => Number(request.headers['last-event-id'] ?? 0)

/** As a good server does: what comes after the cursor, then a clean end. */
export function stream(list: readonly RunEvent[]): Act {
  return (request, response) => {
    response.writeHead(200, SSE_HEADERS)
    response.end(`: hello\n\n${textFromEvents(list.filter((e) => e.seq > cursorOf(request)))}`)
  }
}

/** Sends exactly these bytes, whatever the cursor, and cuts the socket. */
export function cut(bytes: Uint8Array): Act {
  return (_request, response) => {
    response.writeHead(200, SSE_HEADERS)
    response.flushHeaders()
    if (bytes.length === 0) response.destroy()
    else response.write(bytes, () => response.destroy())
  }
}

/** Sends this and leaves the line open, silent. */
export function stall(text: string): Act {
  return (_request, response) => {
    response.writeHead(200, SSE_HEADERS)
    response.flushHeaders()
    if (text !== '') response.write(text)
  }
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Act {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers })
    response.end(JSON.stringify({ type: `urn:x:${code}`, title: `Said ${code}.`, status, code }))
  }
}

/** The answer of a poll. */
export function events(list: readonly RunEvent[]): Act {
  return (request, response) => {
    const after = Number(new URL(request.url!, 'http://x').searchParams.get('after'))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ events: list.filter((e) => e.seq > after) }))
  }
}
