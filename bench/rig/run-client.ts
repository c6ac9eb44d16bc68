import { connect, type Socket } from 'node:net'

/** How a run is asked for: peers answer one GET; the engine starts a run, then streams it on the same connection. */
export type Ask = { get: string } | { start: string; body: object }

export interface RunClient {
  /** Everything that came, once the answer is over. */
  done: Promise<string>
  /** Token marks seen so far. */
  marks(): number
  abort(): void
}

const TILDE = '~'.charCodeAt(0)
const LAST_CHUNK = '\r\n0\r\n\r\n'

/** A client on a bare socket, because it shares two cores with the server that it measures. */
export function openRun(port: number, ask: Ask, options: { keep: boolean }): RunClient {
  const received: Buffer[] = []
  let marks = 0
  let reply: string | null = 'get' in ask ? null : ''
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  if ('get' in ask) get(socket, port, ask.get, 'close')
  else post(socket, port, `/api/runs/${ask.start}`, ask.body)
  socket.on('data', (bytes: Buffer) => {
    if (reply !== null) {
      reply += bytes.toString('latin1')
      const runId = runIdFromReply(reply)
      if (runId === null) return
      reply = null
      get(socket, port, `/api/runs/${runId}/stream`, 'close')
      return
    }
    for (let at = bytes.indexOf(TILDE); at >= 0; at = bytes.indexOf(TILDE, at + 1)) marks++
    if (options.keep) received.push(bytes)
    // Some libraries answer "keep-alive" to whoever asked them to close.
    if (bytes.toString('latin1', Math.max(0, bytes.length - LAST_CHUNK.length)) === LAST_CHUNK) socket.end()
  })
  const done = new Promise<string>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')))
  })
  done.catch(() => {})
  return { done, marks: () => marks, abort: () => socket.destroy() }
}

function get(socket: Socket, port: number, path: string, connection: string): void {
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nConnection: ${connection}\r\n\r\n`,
  )
}

function post(socket: Socket, port: number, path: string, body: object): void {
  const json = JSON.stringify(body)
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  )
}

/** Null until the whole reply is there, framed by its length or in chunks. */
function runIdFromReply(reply: string): string | null {
  const end = reply.indexOf('\r\n\r\n')
  if (end < 0) return null
  const length = /content-length: (\d+)/i.exec(reply)?.[1]
  if (length === undefined ? !reply.endsWith(LAST_CHUNK) : reply.length < end + 4 + Number(length))
    return null
  const runId = /"runId":"([^"]+)"/.exec(reply)?.[1]
  if (runId === undefined) throw new Error(`The run was not started: ${reply}`)
  return runId
}

/** Starts a run and answers its id. */
export async function startRun(port: number, flow: string, input: object): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/runs/${flow}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const { runId } = (await response.json()) as { runId?: string }
  if (runId === undefined) throw new Error(`${flow} was not started: ${response.status}`)
  return runId
}

export async function readCursor(port: number, runId: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/api/runs/${runId}`)
  return ((await response.json()) as { cursor: number }).cursor
}
