import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../testing/postgres-server.ts'
import { Worker } from '../testing/queue-promises.ts'
import { openBullmqQueue } from './run-queue.ts'

test('a worker that starts while PostgreSQL refuses it begins when it is let in', async () => {
  await using server = await startPostgres({ url: '' })
  const admin = new pg.Client(server.url)
  await admin.connect()
  await admin.query('CREATE DATABASE refusing')
  const databaseUrl = server.url.replace(/postgres$/, 'refusing')
  const errors: Error[] = []
  const twice = Promise.withResolvers<void>()
  await using queue = await openBullmqQueue({
    connection: { databaseUrl },
    onError: (error) => {
      errors.push(error as Error)
      if (errors.filter(({ message }) => REFUSED.test(message)).length >= 2) twice.resolve()
    },
  })
  const runId = randomUUID()
  await queue.enqueue(runId, 'interactive')
  await admin.query('ALTER DATABASE refusing ALLOW_CONNECTIONS false')
  const worker = new Worker({ backend: { queue } })
  await twice.promise
  expect(worker.delivered).toEqual([])
  await admin.query('ALTER DATABASE refusing ALLOW_CONNECTIONS true')
  const hand = await worker.next()
  expect(hand.runId).toBe(runId)
  hand.settle()
  await worker.consumer.stop(1000)
  await admin.end()
})

const REFUSED = /not currently accepting connections/
