import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery, QueueConsumer } from '../core/index.ts'
import type { QueueStage } from './backend-stage.ts'

/** A worker whose every delivery waits for the test: `next` hands it out, with the way to settle it. */
export class Worker {
  readonly consumer: QueueConsumer
  readonly delivered: string[] = []
  readonly #arrived: Hand[] = []
  readonly #awaited: ((hand: Hand) => void)[] = []

  constructor(stage: Pick<QueueStage, 'backend'>, concurrency = 1) {
    this.consumer = stage.backend.queue.consume((delivery) => this.#take(delivery), { concurrency })
  }

  next(): Promise<Hand> {
    const hand = this.#arrived.shift()
    return hand ? Promise.resolve(hand) : new Promise((resolve) => this.#awaited.push(resolve))
  }

  #take(delivery: Delivery): Promise<void> {
    this.delivered.push(delivery.runId)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const hand = { ...delivery, settle: resolve, fail: () => reject(new Error('The worker failed.')) }
    const awaited = this.#awaited.shift()
    if (awaited) awaited(hand)
    else this.#arrived.push(hand)
    return promise
  }
}

interface Hand extends Delivery {
  settle(): void
  fail(): void
}

export function queuePromises(open: () => Promise<QueueStage>): void {
  // A store of its own for each test: a queue left full by one would be delivered to the next.
  let stage: QueueStage
  beforeEach(async () => {
    stage = await open()
  })
  afterEach(() => stage.close())

  const enqueue = async (priority: 'interactive' | 'bulk' = 'interactive') => {
    const runId = randomUUID()
    await stage.backend.queue.enqueue(runId, priority)
    return runId
  }

  test('a run is delivered whether it was enqueued before the worker came or after', async () => {
    const before = await enqueue()
    const worker = new Worker(stage)
    const first = await worker.next()
    expect(first.runId).toBe(before)
    first.settle()
    const after = await enqueue()
    const second = await worker.next()
    expect(second.runId).toBe(after)
    second.settle()
    await worker.consumer.stop(1000)
    expect(worker.delivered).toEqual([before, after])
  })

  test('interactive runs go before bulk ones, and each kind in the order of its arrival', async () => {
    const worker = new Worker(stage)
    await enqueue()
    const busy = await worker.next()
    const bulk = [await enqueue('bulk'), await enqueue('bulk')]
    const interactive = [await enqueue(), await enqueue()]
    busy.settle()
    const order: string[] = []
    for (let index = 0; index < 4; index++) {
      const hand = await worker.next()
      order.push(hand.runId)
      hand.settle()
    }
    expect(order).toEqual([...interactive, ...bulk])
    await worker.consumer.stop(1000)
  })

  test('enqueueing a run that waits or is in hand changes nothing; a settled one may come again', async () => {
    const runId = await enqueue()
    await Promise.all(Array.from({ length: 5 }, () => stage.backend.queue.enqueue(runId, 'bulk')))
    const worker = new Worker(stage, 5)
    const first = await worker.next()
    await stage.backend.queue.enqueue(runId, 'interactive')
    const marker = await enqueue('bulk')
    const second = await worker.next()
    expect(second.runId).toBe(marker)
    expect(worker.delivered).toEqual([runId, marker])
    first.settle()
    second.settle()
    await worker.consumer.stop(1000)
    await stage.backend.queue.enqueue(runId, 'interactive')
    const again = new Worker(stage)
    const third = await again.next()
    expect(third.runId).toBe(runId)
    third.settle()
    await again.consumer.stop(1000)
  })

  test('a worker has at most as many runs in hand as it asked for', async () => {
    for (let index = 0; index < 5; index++) await enqueue()
    const worker = new Worker(stage, 2)
    const hands = [await worker.next(), await worker.next()]
    expect(worker.delivered).toHaveLength(2)
    for (let index = 0; index < 3; index++) {
      hands.shift()!.settle()
      hands.push(await worker.next())
      expect(worker.delivered).toHaveLength(3 + index)
    }
    for (const hand of hands) hand.settle()
    await worker.consumer.stop(1000)
  })

  test('a run whose work fails is delivered again, until it is settled', async () => {
    const runId = await enqueue()
    const worker = new Worker(stage)
    for (let index = 0; index < 3; index++) {
      const hand = await worker.next()
      expect(hand.runId).toBe(runId)
      expect(hand.signal.aborted).toBe(false)
      hand.fail()
    }
    const last = await worker.next()
    last.settle()
    await worker.consumer.stop(1000)
    expect(worker.delivered).toEqual([runId, runId, runId, runId])
  })

  test('a run stays with a worker that takes longer than the lease', async () => {
    const runId = await enqueue()
    const worker = new Worker(stage)
    const hand = await worker.next()
    const idle = new Worker(stage)
    // What is shown is that nothing happens, so there is nothing else to wait for than time.
    await new Promise((resolve) => setTimeout(resolve, 4 * stage.leaseMs))
    expect(idle.delivered).toEqual([])
    expect(hand.signal.aborted).toBe(false)
    hand.settle()
    await Promise.all([worker.consumer.stop(1000), idle.consumer.stop(1000)])
    expect([...worker.delivered, ...idle.delivered]).toEqual([runId])
  })

  test('a worker that stops takes no more, and waits for what it has in hand', async () => {
    await enqueue()
    const worker = new Worker(stage)
    const hand = await worker.next()
    const stopped = worker.consumer.stop(60_000)
    const waiting = await enqueue()
    expect(hand.signal.aborted).toBe(false)
    hand.settle()
    await stopped
    expect(worker.delivered).toHaveLength(1)
    const other = new Worker(stage)
    const next = await other.next()
    expect(next.runId).toBe(waiting)
    next.settle()
    await other.consumer.stop(1000)
    expect(other.delivered).toEqual([waiting])
  })

  test('what a worker has not settled when its grace is over is aborted and delivered to another', async () => {
    const runId = await enqueue()
    const worker = new Worker(stage)
    const hand = await worker.next()
    const other = new Worker(stage)
    await worker.consumer.stop(1)
    expect(hand.signal.aborted).toBe(true)
    const again = await other.next()
    expect(again.runId).toBe(runId)
    // The late settling of the first worker takes nothing from the second.
    hand.settle()
    again.fail()
    const third = await other.next()
    expect(third.runId).toBe(runId)
    third.settle()
    await other.consumer.stop(1000)
  })

  test('what waits, and what is in hand, outlives the closing of the store', async () => {
    const inHand = await enqueue()
    const worker = new Worker(stage)
    await worker.next()
    const waiting = await enqueue('bulk')
    stage = await stage.reopen()
    const fresh = new Worker(stage, 2)
    const hands = [await fresh.next(), await fresh.next()]
    expect(hands.map((hand) => hand.runId)).toEqual([inHand, waiting])
    for (const hand of hands) hand.settle()
    await fresh.consumer.stop(1000)
  })
}
