import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { Worker } from '../testing/queue-promises.ts'
import { type BullmqQueueOptions, type BullmqRunQueue, openBullmqQueue } from './run-queue.ts'
import { describeStores } from './store-suite.ts'
import { openQueueStore } from './store.ts'

/** Long beyond every test: what happens earlier did not wait for a lock to run out. */
const NEVER_MS = 600_000

describeStores(
  'a queue that is hurt',
  (get) => {
    const opened: BullmqRunQueue[] = []
    afterEach(async () => {
      for (const queue of opened.splice(0)) await queue[Symbol.asyncDispose]()
    })

    const open = async (options: Partial<BullmqQueueOptions> = {}) => {
      const { connection = get().newConnection() } = options
      const errors: unknown[] = []
      const queue = await openBullmqQueue({
        connection,
        lockMs: 800,
        stalledCheckMs: 200,
        retryMs: 50,
        onError: (error) => errors.push(error),
        ...options,
      })
      opened.push(queue)
      return { queue, connection, errors, stage: { backend: { queue } } }
    }

    const enqueue = async (queue: BullmqRunQueue) => {
      const runId = randomUUID()
      await queue.enqueue(runId, 'interactive')
      return runId
    }

    test('a worker that stops hands its run over at once, to the head of the line', async () => {
      const slow = { lockMs: NEVER_MS, stalledCheckMs: NEVER_MS }
      const { stage, queue, connection } = await open(slow)
      const runId = await enqueue(queue)
      const worker = new Worker(stage)
      const hand = await worker.next()
      const waiting = await enqueue(queue)
      await worker.consumer.stop(0)
      expect(hand.signal.aborted).toBe(true)
      const other = new Worker((await open({ ...slow, connection })).stage)
      const first = await other.next()
      expect(first.runId).toBe(runId)
      first.settle()
      const second = await other.next()
      expect(second.runId).toBe(waiting)
      second.settle()
      await other.consumer.stop(1000)
    })

    test('a handed-over bulk run reaches a worker that sits idle', async () => {
      const slow = { lockMs: NEVER_MS, stalledCheckMs: NEVER_MS }
      const { stage, queue, connection } = await open(slow)
      const runId = randomUUID()
      await queue.enqueue(runId, 'bulk')
      const worker = new Worker(stage)
      await worker.next()
      const other = new Worker((await open({ ...slow, connection })).stage)
      const again = other.next()
      await worker.consumer.stop(0)
      expect((await again).runId).toBe(runId)
    })

    test('a worker whose clock says that its lock is over gives the run up, and what it settles late counts for nothing', async () => {
      let aheadMs = 0
      const { stage, queue, connection } = await open({ now: () => Date.now() + aheadMs })
      const runId = await enqueue(queue)
      const worker = new Worker(stage)
      const hand = await worker.next()
      const aborted = new Promise((resolve) => hand.signal.addEventListener('abort', resolve))
      aheadMs = 10_000
      await aborted
      hand.settle()
      const other = new Worker((await open({ connection })).stage)
      const again = await Promise.race([worker.next(), other.next()])
      expect(again.runId).toBe(runId)
      again.settle()
    })

    test('nothing is left in the store of a run that failed, was handed over and was settled', async () => {
      const { stage, queue, connection } = await open()
      await enqueue(queue)
      const worker = new Worker(stage)
      ;(await worker.next()).fail()
      await worker.next()
      await worker.consumer.stop(0)
      const other = new Worker(stage)
      ;(await other.next()).settle()
      await other.consumer.stop(1000)
      const jobs = (await openQueueStore(connection)).openJobs()
      const counts = await jobs.getJobCounts()
      await jobs.close()
      expect(Object.values(counts).every((count) => count === 0)).toBe(true)
      expect(Object.keys(counts)).toContain('failed')
    })

    test('when the store is wiped, runs in hand come again by themselves and waiting ones when enqueued again', async () => {
      const { stage, queue, connection } = await open()
      const inHand = await enqueue(queue)
      const worker = new Worker(stage)
      const hand = await worker.next()
      const waiting = await enqueue(queue)
      const aborted = new Promise((resolve) => hand.signal.addEventListener('abort', resolve))
      await get().wipe(connection)
      await aborted
      const again = await worker.next()
      expect(again.runId).toBe(inHand)
      again.settle()
      await queue.enqueue(waiting, 'interactive')
      const second = await worker.next()
      expect(second.runId).toBe(waiting)
      second.settle()
      await worker.consumer.stop(1000)
    })

    test('a run that was in hand while the server restarted is settled, or comes again until it is', async () => {
      const { stage, queue, errors } = await open()
      const runId = await enqueue(queue)
      const worker = new Worker(stage, 2)
      const hand = await worker.next()
      await get().restart()
      hand.settle()
      await enqueueUntilTaken(queue, randomUUID(), worker, runId)
      expect(errors.every((error) => error instanceof Error)).toBe(true)
    })

    test('opening rejects, and says why, when nothing listens there', async () => {
      const connection =
        get().kind === 'Redis'
          ? { redisUrl: 'redis://127.0.0.1:1' }
          : { databaseUrl: 'postgres://postgres@127.0.0.1:1/postgres' }
      await expect(open({ connection })).rejects.toThrow('ECONNREFUSED')
    })
  },
  { hurt: true },
)

describeStores(
  'a queue whose server is gone',
  (get) => {
    test('refuses runs, gives up those in hand, and can be stopped and closed', async () => {
      const errors: unknown[] = []
      const queue = await openBullmqQueue({
        connection: get().newConnection(),
        lockMs: 800,
        onError: (error) => errors.push(error),
      })
      await queue.enqueue(randomUUID(), 'interactive')
      const worker = new Worker({ backend: { queue } })
      const hand = await worker.next()
      const aborted = new Promise((resolve) => hand.signal.addEventListener('abort', resolve))
      await get().end()
      await expect(queue.enqueue(randomUUID(), 'interactive')).rejects.toBeInstanceOf(Error)
      await aborted
      await worker.consumer.stop(0)
      await queue[Symbol.asyncDispose]()
      expect(errors.length).toBeGreaterThan(0)
    })
  },
  { hurt: true },
)

/** Enqueues as the sweep does, over and over, because a store that comes back may have lost it or refuse it. */
async function enqueueUntilTaken(
  queue: BullmqRunQueue,
  runId: string,
  worker: Worker,
  alsoSeen: string,
): Promise<void> {
  const sweep = setInterval(() => void queue.enqueue(runId, 'interactive').catch(() => undefined), 100)
  try {
    for (;;) {
      const hand = await worker.next()
      if (hand.runId !== runId) expect(hand.runId).toBe(alsoSeen)
      hand.settle()
      if (hand.runId === runId) return
    }
  } finally {
    clearInterval(sweep)
  }
}
