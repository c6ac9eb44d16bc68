import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createParser } from 'eventsource-parser'

export interface Message {
  id: string | undefined
  event: string | undefined
  data: string
}

/** A plain HTTP client of a stream: what it got, as text and as messages. */
export class StreamReader {
  readonly response: IncomingMessage
  readonly messages: Message[] = []
  comments = 0
  retryMs: number | null = null
  text = ''
  /** Resolves when the connection is over, whoever ended it. */
  readonly over: Promise<void>
  readonly #news: (() => void)[] = []

  private constructor(response: IncomingMessage) {
    this.response = response
    const parser = createParser({
      onEvent: ({ id, event, data }) => this.messages.push({ id, event, data }),
      onComment: () => this.comments++,
      onRetry: (ms) => (this.retryMs = ms),
    })
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      this.text += text
      parser.feed(text)
      for (const tell of this.#news.splice(0)) tell()
    })
    response.on('error', () => {})
    this.over = new Promise((resolve) =>
      response.on('close', () => {
        resolve()
        for (const tell of this.#news.splice(0)) tell()
      }),
    )
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<StreamReader> {
    const [response] = (await once(get(url, { agent: false, headers }), 'response')) as [IncomingMessage]
    return new StreamReader(response)
  }

  get seqs(): number[] {
    return this.messages.map((message) => Number(message.id))
  }

  /** Waits until it holds; a connection that is over before is a failure. */
  async until(condition: (reader: this) => boolean): Promise<void> {
    while (!condition(this)) {
      if (this.response.closed) throw new Error('the connection was over before that')
      await new Promise<void>((resolve) => void this.#news.push(resolve))
    }
  }

  close(): void {
    this.response.destroy()
  }
}
