import { createParser } from 'eventsource-parser'

export interface ReadFrame {
  id: string
  event: string
  data: string
}

interface SseReaderOptions {
  headers?: Record<string, string>
  /** Called before each reconnection: a test waits here until the server lives again. */
  beforeReconnect?: () => Promise<void>
  /** Drops the connection by itself after this many bytes, each time; a reader on a bad line. */
  dropAfterBytes?: () => number
  /** What a server says that cannot answer now: the reader comes back, as after a cut. */
  retryStatuses?: readonly number[]
  signal?: AbortSignal
}

/**
 * A plain reader as the format describes one: remembers the last id, comes back with `Last-Event-ID`, stops at 204.
 * It keeps every frame that it was sent, doubled ones included, so that a test can hold them against the log.
 */
export async function readToEnd(url: string, options: SseReaderOptions = {}): Promise<ReadFrame[]> {
  const frames: ReadFrame[] = []
  for (;;) {
    const last = frames.at(-1)?.id
    try {
      const headers = { ...options.headers, ...(last === undefined ? {} : { 'last-event-id': last }) }
      const response = await fetch(url, { headers, ...(options.signal ? { signal: options.signal } : {}) })
      if (response.status === 204) return frames
      if (options.retryStatuses?.includes(response.status)) throw new Error('Not now.')
      if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
      await readBody(response, frames, options.dropAfterBytes?.() ?? Infinity)
    } catch (error) {
      options.signal?.throwIfAborted()
      // A refused or cut connection is what this reader is for; an answer of the server is not.
      if (error instanceof Error && error.message.startsWith('answered')) throw error
      await options.beforeReconnect?.()
    }
  }
}

async function readBody(response: Response, frames: ReadFrame[], limit: number): Promise<void> {
  const parser = createParser({
    onEvent: ({ id, event, data }) => frames.push({ id: id ?? '', event: event ?? 'message', data }),
  })
  const decoder = new TextDecoder()
  let bytes = 0
  for await (const chunk of response.body!) {
    const rest = chunk.subarray(0, limit - bytes)
    parser.feed(decoder.decode(rest, { stream: true }))
    bytes += chunk.length
    // Leaving the loop closes the connection.
    if (bytes >= limit) return
  }
}
