import http from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import { createRunReader, type RunReaderOptions } from 'unfold/client'
import { foldAll, isTerminal, type RunEvent, type RunState } from 'unfold/protocol'
import { type ReadFrame, readToEnd } from '../harness/sse-reader.ts'

/** What a reader of the native form ended with: every event that it was given, doubled ones included, and what it believes. */
export interface NativeReading {
  events: RunEvent[] | null
  state: RunState
}

const eventsFrom = (frames: readonly ReadFrame[]): RunEvent[] => frames.map((frame) => JSON.parse(frame.data))
const readingFrom = (events: RunEvent[]): NativeReading => ({ events, state: foldAll(events) })

export async function readNative(url: string, dropAfterBytes?: () => number): Promise<NativeReading> {
  const options = dropAfterBytes ? { dropAfterBytes } : {}
  return readingFrom(eventsFrom(await readToEnd(`${url}/stream`, options)))
}

export async function readNativeSlowly(url: string, until?: Promise<void>): Promise<NativeReading> {
  return readingFrom(eventsFrom(await readSlowly(`${url}/stream`, until)))
}

/** Page by page, each held until there is news. */
export async function readPages(url: string, limit: number): Promise<NativeReading> {
  const events: RunEvent[] = []
  for (let cursor = 0; ;) {
    const response = await fetch(`${url}/events?after=${cursor}&wait=30&limit=${limit}`)
    const page = (await response.json()) as { events: RunEvent[]; cursor: number }
    events.push(...page.events)
    cursor = page.cursor
    if (events.some(isTerminal)) return readingFrom(events)
  }
}

/** The client of the library, over one of its ways to the server; late readers may begin with the folded state. */
export async function readWithClient(
  options: Pick<RunReaderOptions, 'url' | 'runId' | 'transport'>,
  from: 'first' | 'snapshot',
): Promise<NativeReading> {
  const events: RunEvent[] = []
  const reader = createRunReader({
    ...options,
    // Its pauses are for the good of servers; here fifty times as many polls are welcome.
    clock: {
      now: () => Date.now(),
      after: (ms, fn) => {
        const timer = setTimeout(fn, ms / 50)
        return () => clearTimeout(timer)
      },
    },
    ...(from === 'first' ? { onEvents: (batch) => void events.push(...batch) } : {}),
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  const unsubscribe = reader.subscribe(() => {
    if (reader.getState().connection.phase === 'ended') resolve()
  })
  await promise
  unsubscribe()
  reader.close()
  return { events: from === 'first' ? events : null, state: reader.getState().run }
}

/** Reads nothing for some turns after every piece; with `until`, nothing at all before that, and then everything. */
export async function readSlowly(url: string, until?: Promise<void>): Promise<ReadFrame[]> {
  const frames: ReadFrame[] = []
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  http.get(url, { agent: false }, resolve).on('error', reject)
  const response = await promise
  await until
  const parser = createParser({
    onEvent: ({ id, event, data }) => frames.push({ id: id ?? '', event: event ?? 'message', data }),
  })
  for await (const text of response.setEncoding('utf8')) {
    parser.feed(text as string)
    if (!until) for (let i = 0; i < 200; i++) await turn()
  }
  return frames
}
