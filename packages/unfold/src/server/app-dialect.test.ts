import { describe, expect, test } from 'vitest'
import { frameIdFromText } from '../protocol/index.ts'
import { openSqliteBackend } from '../sqlite/index.ts'
import { RunServer } from './run-server.fixture.ts'
import { frameIdFromLastEventId, type RunStreamsOptions } from './run-streams.ts'
import { StreamReader, type Message } from './stream-reader.fixture.ts'
import { STUMBLE, unnamedDialect, wordsDialect } from './words-dialect.fixture.ts'

/** A server that also answers `/words/{run}` in the dialect of the test, and `/unnamed/{run}` with the run in its ids. */
function openServer(options: Partial<RunStreamsOptions> = {}): Promise<RunServer> {
  const opening: Promise<RunServer> = RunServer.open(openSqliteBackend, options, (request, response, at) => {
    const [, name, runId] = at.pathname.split('/')
    if (name !== 'words' && name !== 'unnamed') return false
    const after = frameIdFromLastEventId(request.headers['last-event-id'])
    const dialect = name === 'words' ? wordsDialect : unnamedDialect
    void opening.then((server) => server.streams.attach({ runId: runId!, dialect, after, response }))
    return true
  })
  return opening
}

async function tellWords(server: RunServer): Promise<string> {
  const { runId } = await server.start()
  await server.open(runId)
  for (const text of ['Once upon ', 'a ', 'time there was a fox.']) {
    await server.append(runId, { type: 'step.started', step: 'write' }, { type: 'text', part: 'a', text })
  }
  await server.end(runId)
  return runId
}

const WHOLE = ['Once', 'upon', 'a', 'time', 'there', 'was', 'a', 'fox.']
const IDS = ['4.0', '4.1', '6.0', '8.0', '8.1', '8.2', '8.3', '8.4', '9.0']

const read = async (url: string, lastEventId?: string): Promise<Message[]> => {
  const reader = await StreamReader.open(
    url,
    lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  )
  await reader.over
  return reader.messages
}

describe('A stream in an app dialect', () => {
  test('numbers its frames by event and place, and goes on behind any of them', async () => {
    await using server = await openServer()
    const url = `${server.url}/words/${await tellWords(server)}`
    const whole = await read(url)
    expect(whole.map((m) => m.id)).toEqual(IDS)
    expect(whole.slice(0, -1).map((m) => JSON.parse(m.data)[1])).toEqual(WHOLE)
    for (const [index, id] of IDS.entries()) expect(await read(url, id)).toEqual(whole.slice(index + 1))
    // Positions between frames: the whole of an event, and events that gave none.
    expect(await read(url, '4')).toEqual(whole.slice(2))
    expect(await read(url, '5.0')).toEqual(whole.slice(2))
    expect(await read(url, '3')).toEqual(whole)
  })

  test('answers a foreign cursor with a reset and everything from the start', async () => {
    await using server = await openServer()
    const url = `${server.url}/words/${await tellWords(server)}`
    const [reset, ...rest] = await read(url, '400.2')
    expect(reset).toEqual({ id: '0', event: 'reset', data: '{}' })
    expect(rest).toEqual(await read(url))
    expect(await read(url, reset!.id)).toEqual(rest)
  })

  test('is fully read at the last frame of an ended run, and not before', async () => {
    await using server = await openServer()
    const runId = await tellWords(server)
    const { runId: openId } = await server.start()
    await server.open(openId)
    const isFullyRead = async (id: string, after: string) =>
      server.streams.isFullyRead((await server.backend.log.find(id))!, wordsDialect, frameIdFromText(after)!)
    for (const id of IDS.slice(0, -1)) expect(await isFullyRead(runId, id)).toBe(false)
    expect(await isFullyRead(runId, '9.0')).toBe(true)
    expect(await isFullyRead(runId, '9')).toBe(true)
    expect(await isFullyRead(runId, '10.0')).toBe(false)
    expect(await isFullyRead(openId, '2')).toBe(false)
    expect(await isFullyRead(runId, '9.0~of-another-epoch')).toBe(false)
    expect(await isFullyRead(runId, '9.0@another-run')).toBe(false)
  })

  test('behind a restore resets whoever comes from before, and whom it resets never again', async () => {
    await using server = await openServer()
    const runId = await tellWords(server)
    const url = `${server.url}/words/${runId}`
    const before = await read(url)
    await server.backend.newEpoch()
    const { epoch } = (await server.backend.log.find(runId))!
    const whole = await read(url)
    expect(whole.map((m) => m.id)).toEqual(IDS.map((id) => `${id}~${epoch}`))
    expect(whole.map((m) => m.data)).toEqual(before.map((m) => m.data))
    // Also the last frame of an ended run: by now it may mean something else.
    for (const id of IDS) {
      const [reset, ...rest] = await read(url, id)
      expect(reset).toEqual({ id: `0~${epoch}`, event: 'reset', data: '{}' })
      expect(rest).toEqual(whole)
    }
    expect(await read(url, `0~${epoch}`)).toEqual(whole)
    expect(await read(url, whole[3]!.id)).toEqual(whole.slice(4))
    await server.backend.newEpoch()
    expect((await read(url, whole[3]!.id))[0]!.event).toBe('reset')
  })

  test('says in its ids which run it is of, where its address does not', async () => {
    await using server = await openServer()
    const [first, second] = [await tellWords(server), await tellWords(server)]
    const whole = await read(`${server.url}/unnamed/${first}`)
    expect(whole.map((m) => m.id)).toEqual(IDS.map((id) => `${id}@${first}`))
    expect(await read(`${server.url}/unnamed/${first}`, whole[1]!.id)).toEqual(whole.slice(2))
    for (const id of [whole[1]!.id!, '4.1', '400.0']) {
      const [reset, ...rest] = await read(`${server.url}/unnamed/${second}`, id)
      expect(reset).toEqual({ id: `0@${second}`, event: 'reset', data: '{}' })
      expect(rest.map((m) => m.id)).toEqual(IDS.map((it) => `${it}@${second}`))
    }
  })

  test('that stumbles over an event cuts its own readers, and nobody else feels it', async () => {
    await using server = await openServer()
    const { runId } = await server.start()
    await server.open(runId)
    const app = await StreamReader.open(`${server.url}/words/${runId}`)
    const native = await StreamReader.open(`${server.url}/api/runs/${runId}/stream`)
    await native.until((r) => r.messages.length === 2)
    await server.append(runId, { type: 'text', part: 'a', text: `fine ${STUMBLE}` })
    await app.over
    expect(app.messages).toEqual([])
    expect(server.errors).toHaveLength(1)
    await server.end(runId)
    await native.over
    expect(native.seqs).toEqual([1, 2, 3, 4])
  })

  test('is made anew from the start of the log for a reader whom the shared bytes left behind', async () => {
    await using server = await openServer({ maxBufferBytes: 1024 })
    const { runId } = await server.start()
    await server.open(runId)
    const url = `${server.url}/words/${runId}`
    const first = await StreamReader.open(url)
    for (let i = 0; i < 100; i++) {
      await server.append(runId, { type: 'text', part: 'a', text: `w${i} `.repeat(10) })
    }
    await first.until((r) => r.messages.length === 1000)
    expect(server.streams.held.bufferBytes).toBeLessThanOrEqual(1024)
    const late = await StreamReader.open(url)
    const middle = await StreamReader.open(url, { 'last-event-id': '50.4' })
    await late.until((r) => r.messages.length === 1000)
    await server.end(runId)
    await Promise.all([first.over, late.over, middle.over])
    expect(late.messages).toEqual(first.messages)
    expect(middle.messages).toEqual(first.messages.slice(475))
    expect(first.messages.slice(0, -1).map((m) => JSON.parse(m.data)[0])).toEqual(
      Array.from({ length: 1000 }, (_, i) => i + 1),
    )
  })
})
