import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasOwnRedis, hasRedis, type RedisServer, startRedis } from '../testing/redis-server.ts'
import { wakeUpPromises } from '../testing/wake-up-promises.ts'
import { openRedisWakeUps, type RedisWakeUps } from './wake-ups.ts'

describe.skipIf(!hasRedis)('wake-ups on Redis', () => {
  let server: RedisServer
  const opened: AsyncDisposable[] = []
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  afterEach(async () => {
    for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
  })

  const open = async (
    channel: string,
    onError: (error: unknown) => void = unexpected,
  ): Promise<RedisWakeUps> => {
    const wakeUps = await openRedisWakeUps({ redisUrl: server.url, channel, onError })
    opened.push(wakeUps)
    return wakeUps
  }

  describe('within a process', () => {
    let wakeUps: RedisWakeUps
    beforeAll(async () => {
      wakeUps = await openRedisWakeUps({ redisUrl: server.url, onError: unexpected })
    })
    afterAll(() => wakeUps[Symbol.asyncDispose]())
    wakeUpPromises(() => ({ backend: { wakeUps } }))

    test('a hint is heard before `notify` returns', () => {
      const heard: number[] = []
      const runId = randomUUID()
      const stop = wakeUps.subscribe(runId, (head) => heard.push(head))
      wakeUps.notify(runId, 5)
      expect(heard).toEqual([5])
      stop()
    })
  })

  test('a hint reaches the other processes, and comes back to its own only once', async () => {
    const channel = randomUUID()
    const [here, there] = [await open(channel), await open(channel)]
    const runId = randomUUID()
    const own: number[] = []
    here.subscribe(runId, (head) => own.push(head))
    const heard = heads(there, runId)
    here.notify(runId, 3)
    expect(await heard.next(1)).toEqual([3])
    // What the other process says next came after anything of ours that Redis sent back.
    const echo = heads(here, 'answer')
    there.notify('answer', 1)
    await echo.next(1)
    expect(own).toEqual([3])
  })

  test('one turn is one message, with the newest head of each run', async () => {
    const channel = randomUUID()
    const here = await open(channel)
    const listener = new Redis(server.url)
    const messages: string[] = []
    const second = Promise.withResolvers<void>()
    listener.on('message', (_channel, message) => {
      if (messages.push(message) === 2) second.resolve()
    })
    await listener.subscribe(channel)
    for (let head = 1; head <= 100; head++) here.notify('a', head)
    here.notify('b', 7)
    await new Promise((resolve) => setImmediate(resolve))
    here.notify('c', 1)
    await second.promise
    listener.disconnect()
    expect(messages.map((message) => JSON.parse(message).slice(1))).toEqual([
      [
        ['a', 100],
        ['b', 7],
      ],
      [['c', 1]],
    ])
  })

  test.skipIf(!hasOwnRedis)(
    'hints are lost while Redis is away, never thrown, and heard again when it is back',
    async () => {
      const channel = randomUUID()
      const errors: unknown[] = []
      const here = await open(channel, (error) => errors.push(error))
      const there = await open(channel, (error) => errors.push(error))
      const heard = heads(there, 'run')
      const own = heads(here, 'run')
      await server.restart()
      here.notify('run', 1)
      expect(await own.next(1)).toEqual([1])
      // Told over and over, as a writer does: the first that both ends have a connection for arrives.
      let head = 1
      const telling = setInterval(() => here.notify('run', ++head), 20)
      const [first] = await heard.next(1)
      clearInterval(telling)
      expect(first).toBeGreaterThan(1)
      expect(errors.every((error) => error instanceof Error)).toBe(true)
    },
  )

  test('a message that is none is reported and hurts nobody', async () => {
    const channel = randomUUID()
    const reported = Promise.withResolvers<unknown>()
    const here = await open(channel, reported.resolve)
    const stranger = new Redis(server.url)
    await stranger.publish(channel, '{')
    stranger.disconnect()
    expect(await reported.promise).toBeInstanceOf(SyntaxError)
    const there = await open(channel)
    const heard = heads(here, 'run')
    there.notify('run', 2)
    expect(await heard.next(1)).toEqual([2])
  })

  test('opening rejects when nothing listens there', async () => {
    await expect(openRedisWakeUps({ redisUrl: 'redis://127.0.0.1:1', onError: unexpected })).rejects.toThrow(
      'ECONNREFUSED',
    )
  })
})

function unexpected(error: unknown): void {
  throw error
}

/** What is heard of a run, to be waited for. */
function heads(wakeUps: RedisWakeUps, runId: string) {
  const heard: number[] = []
  let awaited: { count: number; resolve: (heads: number[]) => void } | null = null
  wakeUps.subscribe(runId, (head) => {
    heard.push(head)
    if (awaited && heard.length >= awaited.count) awaited.resolve([...heard])
  })
  return {
    next(count: number): Promise<number[]> {
      if (heard.length >= count) return Promise.resolve([...heard])
      return new Promise((resolve) => (awaited = { count, resolve }))
    },
  }
}
