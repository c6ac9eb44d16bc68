import { createParser } from 'eventsource-parser'
import { chunkFromData, type StoryChunk } from './story-chunks.ts'

/** One open connection to the seed's endpoint, with everything that came over it. */
export class StoryStream {
  readonly status: number
  readonly headers: Headers
  readonly chunks: StoryChunk[] = []
  readonly ids: string[] = []
  text = ''
  /** Resolves at the end of the body, whoever ended it. */
  readonly over: Promise<void>
  readonly #stop = new AbortController()
  #news = Promise.withResolvers<void>()

  private constructor(response: Response, stop: AbortController) {
    this.status = response.status
    this.headers = response.headers
    this.#stop = stop
    this.over = this.#read(response)
  }

  /** Throws when the answer is no stream, with its status and body. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<StoryStream> {
    const stop = new AbortController()
    const response = await fetch(url, { headers, signal: stop.signal })
    if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
    return new StoryStream(response, stop)
  }

  get prose(): string {
    return this.chunks.flatMap(({ type, data }) => (type === 'content' ? [data.chunk] : [])).join('')
  }

  /** Resolves as soon as what has come fits; rejects when the stream ends before. */
  async until(fits: (chunks: readonly StoryChunk[]) => boolean): Promise<void> {
    while (!fits(this.chunks)) {
      const over = this.over.then(() => {
        if (!fits(this.chunks))
          throw new Error(`the stream ended behind ${JSON.stringify(this.chunks.at(-1))}`)
      })
      await Promise.race([this.#news.promise, over])
    }
  }

  close(): void {
    this.#stop.abort()
  }

  async #read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, data }) => {
        this.ids.push(id ?? '')
        this.chunks.push(chunkFromData(data))
      },
    })
    try {
      for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
        this.text += text
        parser.feed(text)
        this.#news.resolve()
        this.#news = Promise.withResolvers()
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error
    }
  }
}
