import { describe, expect, test } from 'vitest'
import { EMPTY_RUN, foldAll, type EventBody, type RunEvent } from '../protocol/index.ts'
import { createRunReader, type RunReader, type RunReaderOptions, type RunView } from './run-reader.ts'
import {
  cut,
  events,
  problem,
  stall,
  startScriptedServer,
  stream,
  textFromEvents,
  type Act,
} from './scripted-server.fixture.ts'
import { createTestClock, type TestClock } from './test-clock.fixture.ts'

const BODIES: EventBody[] = [
  { type: 'run.accepted', flow: 'story', version: 1, input: { theme: 'space' }, continues: null },
  { type: 'run.started', attempt: 1 },
  { type: 'text', part: 'paragraph-1', text: 'Noa heißt sie. ' },
  { type: 'text', part: 'paragraph-1', text: 'היא רצה 🚀 up.' },
  { type: 'part', part: 'paragraph-1', kind: 'paragraph', value: 'Noa heißt sie. היא רצה 🚀 up.' },
  {
    type: 'run.completed',
    output: { title: 'Up' },
    usage: { inputTokens: 1, outputTokens: 2, estimated: false },
  },
]
const LOG: RunEvent[] = BODIES.map((body, i) => ({ seq: i + 1, at: 1_700_000_000_000 + i, ...body }))
const WHOLE = foldAll(LOG)

interface Setting extends AsyncDisposable {
  reader: RunReader
  clock: TestClock
  server: Awaited<ReturnType<typeof startScriptedServer>>
  seen: number[]
  phases: string[]
  until(isSo: (view: RunView) => boolean): Promise<RunView>
}

/** A reader on a scripted server. Waits between attempts pass at once; every other time is turned by the test. */
async function open(acts: Act[], options: Partial<RunReaderOptions> = {}): Promise<Setting> {
  const server = await startScriptedServer(acts)
  const clock = createTestClock()
  const seen: number[] = []
  const phases: string[] = []
  const reader = createRunReader({
    url: server.url,
    runId: 'r1',
    clock,
    random: () => 0.5,
    onEvents: (list) => seen.push(...list.map((e) => e.seq)),
    ...options,
  })
  const until = (isSo: (view: RunView) => boolean) =>
    new Promise<RunView>((resolve) => {
      const look = () => {
        const view = reader.getState()
        if (!isSo(view)) return
        unsubscribe()
        resolve(view)
      }
      const unsubscribe = reader.subscribe(look)
      queueMicrotask(look)
    })
  const passWaits = () => {
    const { phase, nextAt } = reader.getState().connection
    if (phases.at(-1) !== phase) phases.push(phase)
    if (nextAt !== null && nextAt > clock.now()) setImmediate(() => clock.advanceTo(nextAt))
  }
  const leave = reader.subscribe(passWaits)
  return {
    reader,
    clock,
    server,
    seen,
    phases,
    until,
    async [Symbol.asyncDispose]() {
      leave()
      reader.close()
      await server[Symbol.asyncDispose]()
      // Law of every resource: an owner that lets go of it.
      expect(clock.pending).toBe(0)
    },
  }
}

const isEnded = (view: RunView) => view.connection.phase === 'ended'

describe('a reader on a stream', () => {
  test('reads a run to its end and has exactly the folded log', async () => {
    await using s = await open([stream(LOG)])
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
    expect(s.seen).toEqual([1, 2, 3, 4, 5, 6])
    expect(s.server.asked).toEqual(['/stream'])
  })

  test('loses and repeats nothing, after whichever byte the line is cut', async () => {
    const bytes = new TextEncoder().encode(textFromEvents(LOG))
    for (let k = 0; k < bytes.length; k += 11) {
      await using s = await open([cut(bytes.subarray(0, k)), stream(LOG)])
      const view = await s.until(isEnded)
      expect(view.run, `cut after byte ${k}`).toEqual(WHOLE)
      expect(s.seen, `cut after byte ${k}`).toEqual([1, 2, 3, 4, 5, 6])
    }
  })

  test('drops what a server sends again from the beginning', async () => {
    const bytes = new TextEncoder().encode(textFromEvents(LOG))
    await using s = await open([cut(bytes.subarray(0, 700)), cut(bytes)])
    await s.until(isEnded)
    expect(s.seen).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('asks for what comes after its cursor', async () => {
    await using s = await open([stream(LOG.slice(0, 3)), stream(LOG)])
    await s.until(isEnded)
    expect(s.server.asked).toEqual(['/stream', '/stream id=3'])
  })

  test('never takes a clean end of the line for the end of the run', async () => {
    await using s = await open([stream(LOG.slice(0, 4)), stall('')])
    await s.server.request(2)
    expect(s.reader.getState().connection.phase).toBe('reconnecting')
    expect(s.reader.getState().run.status).toBe('running')
    expect(s.phases).not.toContain('ended')
  })

  test('takes a missing event for a lost line and asks again', async () => {
    const gap = [...LOG.slice(0, 2), ...LOG.slice(4)]
    await using s = await open([stall(textFromEvents(gap)), stream(LOG)])
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/stream', '/stream id=2'])
  })

  test('steps over event types that it does not know', async () => {
    const future = { seq: 3, at: 1, type: 'run.paused' } as unknown as RunEvent
    const log = [...LOG.slice(0, 2), future, ...LOG.slice(2).map((e) => ({ ...e, seq: e.seq + 1 }))]
    await using s = await open([stream(log)])
    const view = await s.until(isEnded)
    expect(view.run).toEqual({ ...WHOLE, cursor: 7 })
  })

  test('opens with the folded state when nobody asked for the events', async () => {
    const snapshot = foldAll(LOG.slice(0, 4))
    const text = `id: 4\nevent: snapshot\ndata: ${JSON.stringify({ state: snapshot })}\n\n${textFromEvents(LOG.slice(4))}`
    await using s = await open([stall(text)], { onEvents: undefined })
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/stream?from=snapshot'])
  })

  test('starts over from a reset, with nothing left of what it believed', async () => {
    const other = LOG.slice(0, 2).map((e) => ({ ...e, at: 5 }))
    const state = JSON.stringify({ state: foldAll(other) })
    const reset = `id: 2\nevent: reset\ndata: ${state}\n\n`
    await using s = await open([stream(LOG.slice(0, 4)), stall(reset)])
    const view = await s.until((v) => v.run.acceptedAt === 5)
    expect(view.run).toEqual(foldAll(other))
  })
})

describe('a reader from before a restore', () => {
  const LOST: RunEvent = { seq: 4, at: 1, type: 'text', part: 'paragraph-1', text: 'What a restore lost.' }
  const state = JSON.stringify({ state: foldAll(LOG.slice(0, 3)) })
  const reset = `id: 3~7f\nevent: reset\ndata: ${state}\n\n`
  const rest = LOG.slice(3).map((e) => `id: ${e.seq}~7f\nevent: ${e.type}\ndata: ${JSON.stringify(e)}\n\n`)

  test('says which log its place is of, is told of the reset once, and ends with the restored log', async () => {
    const told: number[] = []
    await using s = await open(
      [
        stream([...LOG.slice(0, 3), LOST]),
        cut(Buffer.from(reset)),
        cut(Buffer.from(rest[0]!)),
        stall(rest.slice(1).join('')),
      ],
      { onReset: ({ cursor }) => told.push(cursor) },
    )
    const { run } = await s.until(({ connection }) => connection.phase === 'ended')
    expect(run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/stream', '/stream id=4', '/stream id=3~7f', '/stream id=4~7f'])
    expect(told).toEqual([3])
    expect(s.seen).toEqual([1, 2, 3, 4, 4, 5, 6])
  })

  test('says so in its polls, too', async () => {
    const answer =
      (list: RunEvent[], more: object): Act =>
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ events: list, ...more }))
      }
    const restored = { epoch: '7f', reset: true, snapshot: foldAll(LOG.slice(0, 3)) }
    await using s = await open(
      [
        answer([...LOG.slice(0, 3), LOST], { epoch: '0' }),
        answer([], restored),
        answer(LOG.slice(3), { epoch: '7f' }),
      ],
      { transport: 'poll' },
    )
    const { run } = await s.until(({ connection }) => connection.phase === 'ended')
    expect(run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/events?after=0', '/events?after=4&epoch=0', '/events?after=3&epoch=7f'])
  })
})

describe('a reader whose owner makes a mistake', () => {
  test('shows it once, and does not ask for the same events for ever', async () => {
    const mistake = new Error('a mistake in a page')
    let calls = 0
    await using s = await open([stream(LOG.slice(0, 4))], {
      onEvents: () => {
        calls += 1
        throw mistake
      },
    })
    const { connection } = await s.until((view) => view.connection.phase === 'failed')
    expect(connection.error).toMatchObject({ code: 'INTERNAL', cause: mistake })
    s.reader.wake()
    expect(s.reader.getState().connection.phase).toBe('failed')
    expect([calls, s.server.asked]).toEqual([1, ['/stream']])
  })
})

describe('a reader that polls', () => {
  test('starts over from a reset as a stream does', async () => {
    const other = LOG.slice(0, 2).map((e) => ({ ...e, at: 5 }))
    const reset: Act = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ events: [], reset: true, snapshot: foldAll(other) }))
    }
    await using s = await open([events(LOG.slice(0, 4)), reset], { transport: 'poll' })
    const view = await s.until((v) => v.run.acceptedAt === 5)
    expect(view.run).toEqual(foldAll(other))
  })

  test('lets 2 s pass between two plain polls that bring nothing', async () => {
    await using s = await open([events(LOG.slice(0, 2)), events(LOG.slice(0, 2)), events(LOG)], {
      transport: 'poll',
    })
    const view = await s.until((v) => v.connection.nextAt !== null && v.connection.nextAt > s.clock.now())
    expect(view.connection.nextAt! - s.clock.now()).toBe(2_000)
    await s.until(isEnded)
  })
})

describe('a line that is bad', () => {
  test('goes to long polls at once where streaming is switched off', async () => {
    await using s = await open([problem(503, 'STREAMING_OFF'), events(LOG.slice(0, 2)), events(LOG)])
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/stream', '/events?after=0', '/events?after=2&wait=25'])
    expect(s.phases).not.toContain('reconnecting')
  })

  test('goes to long polls when a stream brings no byte within 5 s', async () => {
    await using s = await open([stall(''), events(LOG)])
    await s.server.request(1)
    s.clock.advanceTo(s.clock.now() + 4_999)
    expect(s.reader.getState().connection.transport).toBe('sse')
    s.clock.advanceTo(s.clock.now() + 1)
    await s.until(isEnded)
    expect(s.server.asked).toEqual(['/stream', '/events?after=0'])
  })

  test('reconnects when a live line says nothing for 45 s', async () => {
    await using s = await open([stall(textFromEvents(LOG.slice(0, 2))), stream(LOG)])
    await s.until((v) => v.run.cursor === 2)
    s.clock.advanceTo(s.clock.now() + 45_000)
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
    expect(s.server.asked).toEqual(['/stream', '/stream id=2'])
  })

  test('steps down to long polls after three fruitless streams, and to plain polls after three more', async () => {
    const broken = problem(502, 'UNAVAILABLE')
    await using s = await open([broken, broken, broken, broken, broken, broken, events(LOG)])
    const hops: string[] = []
    s.reader.subscribe(() => hops.push(s.reader.getState().connection.transport))
    await s.until(isEnded)
    expect([...new Set(hops)]).toEqual(['sse', 'long-poll', 'poll'])
    const paths = s.server.asked.map((path) => path.split('?')[0]!.slice(1))
    expect(paths.join(' ')).toBe('stream stream stream events events events events')
  })

  test('climbs back to the stream after its time below', async () => {
    await using s = await open([
      problem(503, 'STREAMING_OFF'),
      events(LOG.slice(0, 1)),
      (request, response) => {
        s.clock.advanceTo(s.clock.now() + 30_000)
        events(LOG.slice(0, 2))(request, response)
      },
      stream(LOG),
    ])
    await s.until(isEnded)
    expect(s.server.asked).toEqual(['/stream', '/events?after=0', '/events?after=1&wait=25', '/stream id=2'])
  })

  test('counts no failure while every connection brings something new', async () => {
    const failures: number[] = []
    const acts = LOG.slice(0, 5).map((_, i) => stream(LOG.slice(0, i + 1)))
    await using s = await open([...acts, stream(LOG)])
    s.reader.subscribe(() => failures.push(s.reader.getState().connection.failures))
    await s.until(isEnded)
    expect(Math.max(...failures)).toBe(1)
    expect(s.server.asked).toHaveLength(6)
  })

  test('waits as long as a server over its limit asks it to', async () => {
    await using s = await open([problem(429, 'LIMIT_EXCEEDED', { 'retry-after': '7' }), stall('')])
    const view = await s.until((v) => v.connection.nextAt !== null)
    expect(view.connection.nextAt! - s.clock.now()).toBe(7_000)
    expect(view.connection.error?.message).toBe('Said LIMIT_EXCEEDED.')
    await s.server.request(2)
  })

  test('takes the page of a captive portal for a lost line', async () => {
    const portal: Act = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<h1>Welcome to the train</h1>')
    }
    await using s = await open([portal, stream(LOG)])
    const view = await s.until(isEnded)
    expect(view.run).toEqual(WHOLE)
  })

  test('does not wait for a timer when the device wakes', async () => {
    const server = await startScriptedServer([problem(502, 'UNAVAILABLE'), stream(LOG)])
    const clock = createTestClock()
    const reader = createRunReader({ url: server.url, runId: 'r1', clock })
    const ended = new Promise<void>((resolve) => {
      reader.subscribe(() => {
        const { phase, nextAt } = reader.getState().connection
        if (phase === 'ended') resolve()
        if (nextAt !== null && nextAt > clock.now()) setImmediate(() => reader.wake())
      })
    })
    await ended
    expect(clock.now()).toBe(createTestClock().now())
    reader.close()
    await server[Symbol.asyncDispose]()
  })
})

describe('a run that cannot be read', () => {
  test.each([
    [404, 'NOT_FOUND', 'gone'],
    [401, 'UNAUTHENTICATED', 'denied'],
    [422, 'INVALID', 'failed'],
  ])('rests on %i with the words of the server', async (status, code, phase) => {
    await using s = await open([problem(status, code)])
    const view = await s.until((v) => v.connection.phase === phase)
    expect(view.connection.error?.message).toBe(`Said ${code}.`)
    expect(s.server.asked).toHaveLength(1)
  })

  test('is read again when its reader has signed in elsewhere', async () => {
    await using s = await open([problem(401, 'UNAUTHENTICATED'), stream(LOG)])
    await s.until((v) => v.connection.phase === 'denied')
    s.reader.wake()
    expect((await s.until(isEnded)).run).toEqual(WHOLE)
  })
})

describe('listening', () => {
  test('costs nothing before the first listener and after the last', async () => {
    let isClosed: () => void = () => {}
    const closed = new Promise<void>((resolve) => (isClosed = resolve))
    const server = await startScriptedServer([
      (request, response) => {
        response.on('close', isClosed)
        stall(textFromEvents(LOG.slice(0, 3)))(request, response)
      },
      stream(LOG),
    ])
    const clock = createTestClock()
    const reader = createRunReader({ url: server.url, runId: 'r1', clock })
    expect(reader.getState().run).toBe(EMPTY_RUN)
    expect(server.asked).toEqual([])

    const at3 = new Promise<void>((resolve) => {
      const leave = reader.subscribe(() => {
        if (reader.getState().run.cursor !== 3) return
        leave()
        resolve()
      })
    })
    await at3
    await closed
    expect(reader.getState().connection.phase).toBe('idle')

    await new Promise<void>((resolve) => {
      reader.subscribe(() => reader.getState().connection.phase === 'ended' && resolve())
    })
    expect(server.asked).toEqual(['/stream?from=snapshot', '/stream id=3'])
    expect(reader.getState().run).toEqual(WHOLE)
    await server[Symbol.asyncDispose]()
  })

  test('is told once per delivery, not once per event', async () => {
    await using s = await open([stream(LOG)])
    const cursors: number[] = []
    s.reader.subscribe(() => cursors.push(s.reader.getState().run.cursor))
    await s.until(isEnded)
    expect(new Set(cursors).size).toBeLessThan(LOG.length)
    expect(cursors.at(-1)).toBe(6)
  })
})
