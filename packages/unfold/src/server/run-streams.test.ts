import { EventSource } from 'eventsource'
import { describe, expect, test } from 'vitest'
import { foldAll, jsonFromEvent, type RunState } from '../protocol/index.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { RunServer, type RunServerOptions } from './run-server.fixture.ts'
import { StreamReader, type Message } from './stream-reader.fixture.ts'

const openServer = (options?: RunServerOptions) => RunServer.open(openSqliteBackend, options)

const dataOf = (messages: Message[]) => messages.map((message) => message.data)

describe('A stream', () => {
  test('gives head and prologue at once, every event under its number and type, and ends with the run', async () => {
    await using server = await openServer({ retryMs: 1234 })
    const { runId } = await server.start()
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    await reader.until((r) => r.retryMs !== null)
    expect(reader.text).toMatch(/^retry: 1234\n\n/)
    await server.open(runId)
    await server.append(runId, { type: 'text', part: 'a', text: 'One 🦊\n' })
    await reader.until((r) => r.messages.length === 3)
    await server.end(runId)
    await reader.over
    const log = await server.events(runId)
    expect(reader.messages).toEqual(
      log.map((event) => ({ id: String(event.seq), event: event.type, data: jsonFromEvent(event) })),
    )
    expect(server.streams.held).toEqual({ channels: 0, readers: 0, bufferBytes: 0, pendingBytes: 0 })
    expect(server.tails.open).toBe(0)
  })

  test('of an ended run replays the log and ends', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    await server.append(runId, { type: 'text', part: 'a', text: 'One.' })
    await server.end(runId)
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    await reader.over
    expect(reader.seqs).toEqual([1, 2, 3, 4])
    const last = await StreamReader.open(`${server.url}/api/runs/${runId}/stream?after=3`)
    await last.over
    expect(last.seqs).toEqual([4])
  })

  test('ends when the run is erased while it is read', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    await reader.until((r) => r.messages.length === 1)
    await server.backend.log.erase(runId)
    await reader.over
    expect(server.streams.held.channels).toBe(0)
    expect(server.tails.open).toBe(0)
  })

  test('of an ended run that is erased ends by drop, for nothing watches an ended log', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    for (let i = 0; i < 200; i++)
      await server.append(runId, { type: 'text', part: 'a', text: 'x'.repeat(65_536) })
    await server.end(runId)
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    reader.response.pause()
    await expect.poll(() => server.streams.held.pendingBytes).toBeGreaterThan(0)
    await server.backend.log.erase(runId)
    server.streams.drop(runId)
    expect(server.streams.held.bufferBytes).toBe(0)
    // Its client never reads: ending politely would keep the socket, and what it holds, for ever.
    await expect.poll(() => server.connections()).toBe(0)
  })

  test('goes on behind Last-Event-ID, which beats after', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    for (const text of ['One. ', 'Two. ', 'Three.'])
      await server.append(runId, { type: 'text', part: 'a', text })
    const url = `${server.url}/api/runs/${runId}/stream?after=1`
    const plain = await StreamReader.open(url)
    const resuming = await StreamReader.open(url, { 'last-event-id': '3' })
    await server.end(runId)
    await Promise.all([plain.over, resuming.over])
    expect(plain.seqs).toEqual([2, 3, 4, 5, 6])
    expect(resuming.seqs).toEqual([4, 5, 6])
  })

  test.each([['99'], ['4.x'], ['not a cursor']])(
    'answers the foreign cursor %s with a reset that carries the state, and goes on behind it',
    async (cursor) => {
      await using server = await openServer()
      const { runId } = await server.start()
      await server.open(runId)
      const state = await server.backend.log.snapshot(runId)
      const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`, {
        'last-event-id': cursor,
      })
      await reader.until((r) => r.messages.length === 1)
      await server.end(runId)
      await reader.over
      expect(reader.messages[0]).toEqual({ id: '2', event: 'reset', data: JSON.stringify({ state }) })
      expect(reader.messages.slice(1).map((m) => m.id)).toEqual(['3'])
    },
  )

  test('waits for the events that another process showed first, instead of a reset', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    const url = `${server.url}/api/runs/${runId}/stream`
    const first = await StreamReader.open(url)
    await first.until((r) => r.messages.length === 2)
    await server.commit(runId, { type: 'text', part: 'a', text: 'Told elsewhere.' })
    const moved = await StreamReader.open(url, { 'last-event-id': '3' })
    await server.append(runId, { type: 'text', part: 'a', text: 'Told here.' })
    await server.end(runId)
    await Promise.all([first.over, moved.over])
    expect(first.seqs).toEqual([1, 2, 3, 4, 5])
    expect(moved.messages.map((m) => [m.id, m.event])).toEqual([
      ['4', 'text'],
      ['5', 'run.completed'],
    ])
  })

  test('answers a position from before a restore with a reset, whatever way it is sent, and an ended run with no 204', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    const url = `${server.url}/api/runs/${runId}/stream`
    const first = await StreamReader.open(`${url}?after=1`)
    await first.until((r) => r.messages.length === 1)
    expect(first.messages[0]).toMatchObject({ id: '2', event: 'run.started' })
    await server.end(runId)
    await first.over
    expect((await StreamReader.open(`${url}?after=3`)).response.statusCode).toBe(204)

    const ask = async (query: string, lastEventId?: string) => {
      const headers: Record<string, string> =
        lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      const reader = await StreamReader.open(url + query, headers)
      await reader.over
      return { status: reader.response.statusCode, messages: reader.messages.map((m) => [m.id, m.event]) }
    }
    let before = '0'
    for (const _ of [1, 2]) {
      await server.backend.newEpoch()
      const { epoch } = (await server.backend.log.find(runId))!
      const reset = { status: 200, messages: [[`3~${epoch}`, 'reset']] }
      expect(await ask(`?after=1&epoch=${before}`)).toEqual(reset)
      expect(await ask(`?after=3&epoch=${before}`)).toEqual(reset)
      expect(await ask('?after=1')).toEqual(reset)
      expect(await ask('', '1')).toEqual(reset)
      expect(await ask('', `3~${before}`)).toEqual(reset)
      // Whoever has nothing yet is of every log.
      expect((await ask('?after=0')).messages.map(([id]) => id)).toEqual(
        [1, 2, 3].map((n) => `${n}~${epoch}`),
      )
      const rest = { status: 200, messages: [[`3~${epoch}`, 'run.completed']] }
      expect(await ask(`?after=2&epoch=${epoch}`)).toEqual(rest)
      expect(await ask(`?after=2~${epoch}`)).toEqual(rest)
      expect(await ask('', `2~${epoch}`)).toEqual(rest)
      expect((await ask('', `3~${epoch}`)).status).toBe(204)
      before = epoch
    }
  })

  test('from a snapshot folds to the same state as the whole log', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    await server.append(
      runId,
      { type: 'step.started', step: 's' },
      { type: 'text', part: 'a', text: 'One. ' },
    )
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream?from=snapshot`)
    await reader.until((r) => r.messages.length === 1)
    await server.append(runId, { type: 'text', part: 'a', text: 'Two.' })
    await server.end(runId)
    await reader.over
    const [first, ...tail] = reader.messages
    expect(first).toMatchObject({ id: '4', event: 'snapshot' })
    const { state } = JSON.parse(first!.data) as { state: RunState }
    const folded = foldAll(
      tail.map((m) => JSON.parse(m.data)),
      state,
    )
    expect(folded).toEqual(foldAll(await server.events(runId)))
  })

  test('that is fully read answers 204, so that an EventSource left open stops for good', async () => {
    await using server = await openServer({ retryMs: 1 })
    const { runId } = await server.start()
    const asked: string[] = []
    const source = new EventSource(`${server.url}/api/runs/${runId}/stream`, {
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        asked.push(`${new Headers(init.headers).get('last-event-id')} ${response.status}`)
        return response
      },
    })
    const got: string[] = []
    for (const type of ['run.accepted', 'run.started', 'text', 'run.completed']) {
      source.addEventListener(type, (event) => got.push(event.data))
    }
    await server.open(runId)
    await server.append(runId, { type: 'text', part: 'a', text: 'One.' })
    await server.end(runId)
    await expect.poll(() => source.readyState).toBe(EventSource.CLOSED)
    expect(asked).toEqual(['null 200', '4 204'])
    expect(got).toEqual((await server.events(runId)).map(jsonFromEvent))
  })

  test('hears a heartbeat only when it heard nothing else, and only between frames', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    await reader.until((r) => r.messages.length === 1)
    server.streams.beat()
    await server.open(runId)
    await reader.until((r) => r.messages.length === 2)
    server.streams.beat()
    expect(reader.comments).toBe(0)
    for (let i = 0; i < 50; i++) {
      await server.append(runId, { type: 'text', part: 'a', text: 'word '.repeat(i + 1) })
      server.streams.beat()
      server.streams.beat()
    }
    await server.end(runId)
    await reader.over
    expect(reader.comments).toBeGreaterThan(40)
    for (const { index } of reader.text.matchAll(/: heartbeat\n\n/g)) {
      expect(reader.text.slice(index - 2, index)).toBe('\n\n')
    }
    expect(dataOf(reader.messages)).toEqual((await server.events(runId)).map(jsonFromEvent))
  })

  test('is kept awake by the one timer of all readers', async () => {
    await using server = await openServer({ heartbeatMs: 10 })
    const { runId } = await server.start()
    const readers = await Promise.all(
      Array.from({ length: 3 }, () => StreamReader.open(`${server.url}/api/runs/${runId}/stream`)),
    )
    await Promise.all(readers.map((reader) => reader.until((r) => r.comments > 1)))
  })

  test('is sent away at shutdown with the time to come back', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    const url = `${server.url}/api/runs/${runId}/stream`
    const reader = await StreamReader.open(url)
    await reader.until((r) => r.messages.length === 1)
    server.streams.close(77)
    await reader.over
    expect(reader.retryMs).toBe(77)
    const late = await StreamReader.open(url)
    await late.over
    expect(late.text).toBe('retry: 77\n\n')
    expect(server.tails.open).toBe(0)
  })

  test.each([
    ['straight from the client', {}, undefined, 'close'],
    ['through a proxy', { 'x-forwarded-for': '10.0.0.1' }, 'chunked', 'keep-alive'],
    ['through a named proxy', { via: '1.1 cache' }, 'chunked', 'keep-alive'],
  ])('asked for %s is framed to fit', async (_name, headers, encoding, connection) => {
    await using server = await openServer()
    const { runId } = await server.start()
    const reader = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`, {
      connection: 'keep-alive',
      ...headers,
    })
    expect(reader.response.headers['transfer-encoding']).toBe(encoding)
    expect(reader.response.headers.connection).toBe(connection)
    await server.open(runId)
    await server.end(runId)
    await reader.until((r) => r.messages.length === 3)
    await reader.over
    expect(reader.seqs).toEqual([1, 2, 3])
  })
})
