import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemFromError, UnfoldError } from 'unfold/protocol'

/** For bytes that never became a request: an answer that reads as all others, and the end of the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // An answer that is under way would read this as its own text.
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse | null }
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent) {
    socket.destroy()
    return
  }
  const [status, words] = REASONS[error.code ?? ''] ?? [400, 'This is no readable HTTP request.']
  const body = JSON.stringify({ ...problemFromError(new UnfoldError('BAD_REQUEST', words)), status })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const REASONS: { [code: string]: [status: number, words: string] } = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The head of the request is too large.'],
}
