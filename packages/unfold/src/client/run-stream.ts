import { createParser, type EventSourceMessage } from 'eventsource-parser'

/** What one read of the socket brought. A chunk without messages still proves that the line is alive. */
export interface StreamChunk {
  messages: EventSourceMessage[]
  /** The server's wish for the wait before the next connection. */
  retryMs: number | null
  heartbeat: boolean
}

/** A frame cut in the middle is never reported: the next connection brings it whole. */
export async function* chunksFromStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamChunk> {
  let chunk: StreamChunk
  const parser = createParser({
    onEvent: (message) => chunk.messages.push(message),
    onComment: () => (chunk.heartbeat = true),
    onRetry: (ms) => (chunk.retryMs = ms),
  })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      chunk = { messages: [], retryMs: null, heartbeat: false }
      parser.feed(decoder.decode(value, { stream: true }))
      yield chunk
    }
  } finally {
    // Also frees the socket when the consumer leaves early.
    await reader.cancel().catch(() => {})
  }
}
