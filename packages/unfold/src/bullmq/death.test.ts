import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { on, once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { Worker } from '../testing/queue-promises.ts'
import { type BullmqRunQueue, openBullmqQueue } from './run-queue.ts'
import { describeStores } from './store-suite.ts'
import type { QueueConnection } from './store.ts'

const HOLDING_PROCESS = fileURLToPath(new URL('holding-process.ts', import.meta.url))
/** The promise is 5 s; a machine with other things to do must not make this test fail. */
const PATIENCE_MS = 20_000

describeStores('a worker process that dies', (get) => {
  const processes: ChildProcess[] = []
  const queues: BullmqRunQueue[] = []
  const errors: unknown[] = []
  afterEach(async () => {
    for (const one of processes.splice(0)) {
      const exited = once(one, 'exit')
      if (one.exitCode === null && one.signalCode === null && one.kill('SIGKILL')) await exited
    }
    for (const queue of queues.splice(0)) await queue[Symbol.asyncDispose]()
    // Somebody else's death is no fault of this process.
    expect(errors.splice(0)).toEqual([])
  })

  const open = async (connection: QueueConnection) => {
    const queue = await openBullmqQueue({ connection, onError: (error) => errors.push(error) })
    queues.push(queue)
    return queue
  }

  const startHolding = (connection: QueueConnection) => {
    const child = spawn(process.execPath, [HOLDING_PROCESS, JSON.stringify(connection)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    processes.push(child)
    const lines = on(createInterface(child.stdout), 'line')
    const next = async () => String(((await lines.next()).value as string[])[0])
    return { child, next }
  }

  const report = (what: string, since: number) =>
    console.log(
      `${what} on ${get().kind}: the run came again after ${Math.round(performance.now() - since)} ms`,
    )

  test(
    'by SIGKILL loses its run to another worker, which had none of it before',
    async () => {
      const connection = get().newConnection()
      const queue = await open(connection)
      const holder = startHolding(connection)
      const runId = randomUUID()
      await queue.enqueue(runId, 'interactive')
      expect(await holder.next()).toBe(`held ${runId}`)
      const other = new Worker({ backend: { queue } })
      const marker = randomUUID()
      await queue.enqueue(marker, 'bulk')
      const first = await other.next()
      expect(first.runId).toBe(marker)
      first.settle()
      const killedAt = performance.now()
      holder.child.kill('SIGKILL')
      const again = await other.next()
      report('SIGKILL', killedAt)
      expect(again.runId).toBe(runId)
      again.settle()
      await other.consumer.stop(1000)
    },
    PATIENCE_MS,
  )

  test(
    'with all the others leaves its runs to the next that starts',
    async () => {
      const connection = get().newConnection()
      const queue = await open(connection)
      const holders = [startHolding(connection), startHolding(connection)]
      const runIds = [randomUUID(), randomUUID()]
      for (const runId of runIds) await queue.enqueue(runId, 'interactive')
      await Promise.all(holders.map((holder) => holder.next()))
      for (const { child } of holders) child.kill('SIGKILL')
      const killedAt = performance.now()
      const next = new Worker({ backend: { queue } }, 2)
      const hands = [await next.next(), await next.next()]
      report('SIGKILL of all', killedAt)
      expect(hands.map((hand) => hand.runId).toSorted()).toEqual(runIds.toSorted())
      for (const hand of hands) hand.settle()
      await next.consumer.stop(1000)
    },
    PATIENCE_MS,
  )

  test(
    'only seemingly, by SIGSTOP, loses its run, learns so when it thaws, and takes nothing from the new holder',
    async () => {
      const connection = get().newConnection()
      const queue = await open(connection)
      const holder = startHolding(connection)
      const runId = randomUUID()
      await queue.enqueue(runId, 'interactive')
      expect(await holder.next()).toBe(`held ${runId}`)
      const other = new Worker({ backend: { queue } })
      const frozenAt = performance.now()
      holder.child.kill('SIGSTOP')
      const again = await other.next()
      report('SIGSTOP', frozenAt)
      expect(again.runId).toBe(runId)
      holder.child.kill('SIGCONT')
      expect(await holder.next()).toBe(`lost ${runId}`)
      // The thawed worker takes the next run; after that its late end of the first has long been answered.
      const marker = randomUUID()
      await queue.enqueue(marker, 'interactive')
      expect(await holder.next()).toBe(`held ${marker}`)
      expect(again.signal.aborted).toBe(false)
      // Still in the new holder's hand, and nobody else's: a failure brings it back to the one that is free.
      again.fail()
      const third = await other.next()
      expect(third.runId).toBe(runId)
      third.settle()
      await other.consumer.stop(1000)
    },
    PATIENCE_MS,
  )
})
