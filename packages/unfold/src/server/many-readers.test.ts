import { setImmediate as turn } from 'node:timers/promises'
import { EventSource } from 'eventsource'
import { expect, test } from 'vitest'
import { foldAll, jsonFromEvent, type FlowEvent, type RunEvent, type RunState } from '../protocol/index.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { RunServer, type RunServerOptions } from './run-server.fixture.ts'
import { StreamReader } from './stream-reader.fixture.ts'

const openServer = (options?: RunServerOptions) => RunServer.open(openSqliteBackend, options)

const EVENT_TYPES = ['run.accepted', 'run.started', 'text', 'progress', 'run.completed']

/** mulberry32: a seed that is printed repeats the run. */
function randomFrom(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const isOver = (data: string[]) => data.at(-1)?.includes('"run.completed"') ?? false

async function readSteadily(url: string): Promise<string[]> {
  const reader = await StreamReader.open(`${url}/stream`)
  await reader.over
  return reader.messages.map((m) => m.data)
}

/** Cuts its connection at random bytes, frames in the middle included, and comes back behind what it has. */
async function readDropping(url: string, random: () => number): Promise<string[]> {
  const got: string[] = []
  let last: string | undefined
  while (!isOver(got)) {
    const headers: Record<string, string> = last === undefined ? {} : { 'last-event-id': last }
    const reader = await StreamReader.open(`${url}/stream`, headers)
    const bytes = 20 + random() * 20_000
    await Promise.race([reader.until((r) => r.text.length > bytes).catch(() => {}), reader.over])
    reader.close()
    got.push(...reader.messages.map((m) => m.data))
    last = reader.messages.at(-1)?.id ?? last
  }
  return got
}

/** Reads nothing for some turns after every piece, or, with `until`, nothing at all before that. */
async function readSlowly(url: string, turns: number, until?: Promise<void>): Promise<string[]> {
  const reader = await StreamReader.open(`${url}/stream`)
  reader.response.pause()
  await until
  const pause = async () => {
    reader.response.pause()
    for (let i = 0; i < turns; i++) await turn()
    reader.response.resume()
  }
  reader.response.on('data', () => void pause())
  reader.response.resume()
  await reader.over
  return reader.messages.map((m) => m.data)
}

async function readPolling(url: string, limit: number): Promise<string[]> {
  const got: string[] = []
  for (let cursor = 0; !isOver(got);) {
    const response = await fetch(`${url}/events?after=${cursor}&wait=30&limit=${limit}`)
    const page = (await response.json()) as { events: RunEvent[]; cursor: number }
    got.push(...page.events.map(jsonFromEvent))
    cursor = page.cursor
  }
  return got
}

async function readNatively(url: string): Promise<string[]> {
  const source = new EventSource(`${url}/stream`)
  const got: string[] = []
  await new Promise<void>((resolve) => {
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, (event) => {
        got.push(event.data)
        if (type === 'run.completed') resolve()
      })
    }
  })
  source.close()
  return got
}

test('Fifty readers that join, drop, dawdle, sleep and poll at random all end with the log', async () => {
  const seed = Date.now() & 0xffffff
  console.log(`seed ${seed}`)
  const random = randomFrom(seed)
  const maxBufferBytes = 32 * 1024
  await using server = await openServer({ maxBufferBytes, retryMs: 1 })
  const { runId } = await server.start()
  await server.open(runId)
  const url = `${server.url}/api/runs/${runId}`

  const steps = 150
  const joining = Promise.withResolvers<void>()
  const moments = Array.from({ length: steps }, () => Promise.withResolvers<void>())
  const ended = Promise.withResolvers<void>()
  const snapshots: Promise<RunState>[] = []
  const readers = Array.from({ length: 50 }, async (_, i): Promise<string[]> => {
    await (i < 5 ? joining : moments[Math.floor(random() * steps)]!).promise
    switch (i % 6) {
      case 0:
        return readDropping(url, random)
      case 1:
        return readSlowly(url, 1 + Math.floor(random() * 20))
      case 2:
        return readSlowly(url, 0, ended.promise)
      case 3:
        return readPolling(url, 1 + Math.floor(random() * 50))
      case 4:
        return readNatively(url)
      default:
        snapshots.push(readFromSnapshot(url))
        return readSteadily(url)
    }
  })

  joining.resolve()
  let mostBuffered = 0
  for (const moment of moments) {
    moment.resolve()
    const batch = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, n): FlowEvent => {
      if (random() < 0.2) {
        return { type: 'progress', stage: 'write', unit: 'line', done: n, total: 4, eta: null }
      }
      const text = `שלום 🦊 "${random()}"\n`.repeat(1 + Math.floor(random() ** 6 * 300))
      return { type: 'text', part: 'a', text }
    })
    await server.append(runId, ...batch)
    if (random() < 0.1) server.streams.beat()
    const { bufferBytes } = server.streams.held
    mostBuffered = Math.max(mostBuffered, bufferBytes)
  }
  await server.end(runId)
  ended.resolve()

  const log = await server.events(runId)
  const expected = log.map(jsonFromEvent)
  for (const got of await Promise.all(readers)) expect(got).toEqual(expected)
  for (const state of await Promise.all(snapshots)) expect(state).toEqual(foldAll(log))
  expect(mostBuffered).toBeLessThanOrEqual(maxBufferBytes)
  expect(server.errors).toEqual([])
  const nothing = { channels: 0, readers: 0, bufferBytes: 0, pendingBytes: 0 }
  await expect.poll(() => server.streams.held).toEqual(nothing)
  expect(server.tails.open).toBe(0)
})

async function readFromSnapshot(url: string): Promise<RunState> {
  const reader = await StreamReader.open(`${url}/stream?from=snapshot`)
  await reader.over
  const [first, ...tail] = reader.messages.map((m) => JSON.parse(m.data))
  return foldAll(tail, first.state)
}

test('A reader that never reads costs a bounded piece, and has everything when it reads at last', async () => {
  const maxBufferBytes = 512 * 1024
  await using server = await openServer({ maxBufferBytes })
  const { runId } = await server.start()
  await server.open(runId)
  const url = `${server.url}/api/runs/${runId}/stream`
  const steady = await StreamReader.open(url)
  const sleeping = await StreamReader.open(url)
  sleeping.response.pause()
  // Far more than the kernel takes for a socket that nobody reads.
  let most = { bufferBytes: 0, pendingBytes: 0 }
  for (let i = 0; i < 500; i++) {
    await server.append(runId, { type: 'text', part: 'a', text: `${i} `.repeat(8000) })
    await steady.until((r) => r.messages.length > i)
    const { bufferBytes, pendingBytes } = server.streams.held
    most = {
      bufferBytes: Math.max(most.bufferBytes, bufferBytes),
      pendingBytes: Math.max(most.pendingBytes, pendingBytes),
    }
  }
  await server.end(runId)
  await steady.over
  expect(sleeping.messages.length).toBeLessThan(steady.messages.length)
  expect(most.bufferBytes).toBeLessThanOrEqual(maxBufferBytes)
  expect(most.pendingBytes).toBeGreaterThan(0)
  expect(most.pendingBytes).toBeLessThanOrEqual(maxBufferBytes)
  sleeping.response.resume()
  await sleeping.over
  expect(sleeping.text.length).toBe(steady.text.length)
  expect(sleeping.seqs).toEqual(steady.seqs)
})
