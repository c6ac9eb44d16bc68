import http from 'node:http'
import { expect, test } from 'vitest'
import { defineFlow } from 'unfold/core'
import { foldAll } from 'unfold/protocol'
import type { RunStreams } from 'unfold/server'
import { openSqliteBackend } from 'unfold/sqlite'
import { z } from 'zod'
import { openTestServer } from '../../apps/server/test/test-server.ts'
import { readNative, readNativeSlowly } from './reader-kinds.ts'

/** In the server: what readers of one run share, and what is handed to sockets that do not take it. */
const SHARED_BYTES = 2 * 1024 * 1024
/** One slice of the shared bytes, and a frame that did not fit into it. */
const BYTES_PER_READER = 320 * 1024

const PIECES = 320
/** Three bytes each in UTF-8: with all pieces, more than the kernel takes for a socket that nobody reads. */
const PIECE = '語'.repeat(12_000)

test('Readers that never read cost a bounded piece each, and have everything when they read at last', async () => {
  let streams!: RunStreams
  const joined = Promise.withResolvers<void>()
  const sleepers = 8
  const most = { bufferBytes: 0, pendingBytes: 0, readers: 0 }
  const flow = defineFlow({
    name: 'long',
    version: 1,
    input: z.object({}),
    output: z.object({ pieces: z.int() }),
    run: async (ctx) => {
      await joined.promise
      return ctx.step('write', async (step) => {
        for (let i = 0; i < PIECES; i++) {
          step.text(`piece ${i}`, PIECE)
          await step.flush()
          const { held } = streams
          for (const name of ['bufferBytes', 'pendingBytes', 'readers'] as const)
            most[name] = Math.max(most[name], held[name])
        }
        return { pieces: PIECES }
      })
    },
  })
  await using server = await openTestServer(openSqliteBackend, {
    apps: async (engine) => {
      streams = engine.streams
      return [{ flows: [flow], routes: [] }]
    },
  })
  const started = await fetch(`${server.origin}/api/runs/long`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const { runId } = (await started.json()) as { runId: string }
  const url = `${server.origin}/api/runs/${runId}`

  const awake = Promise.withResolvers<void>()
  const sleeping = Array.from({ length: sleepers }, () => readNativeSlowly(url, awake.promise))
  const leaving = Array.from({ length: sleepers }, () => openWithoutReading(`${url}/stream`))
  const steady = readNative(url)
  await expect.poll(() => streams.held.readers).toBe(2 * sleepers + 1)
  joined.resolve()

  const whole = await steady
  expect(whole.state).toMatchObject({ status: 'completed', output: { pieces: PIECES } })
  expect(most.readers).toBe(2 * sleepers + 1)
  expect(most.bufferBytes).toBeLessThanOrEqual(SHARED_BYTES)
  expect(most.pendingBytes).toBeGreaterThan(0)
  expect(most.pendingBytes).toBeLessThanOrEqual(2 * sleepers * BYTES_PER_READER)
  // The run is over and they still have not read: nobody reads ahead for them.
  expect(streams.held.pendingBytes).toBeLessThanOrEqual(2 * sleepers * BYTES_PER_READER)

  for (const request of leaving) (await request).destroy()
  awake.resolve()
  for (const reading of await Promise.all(sleeping)) {
    expect(reading.events?.length).toBe(whole.events?.length)
    expect(foldAll(reading.events!)).toEqual(whole.state)
  }
  const nothing = { channels: 0, readers: 0, bufferBytes: 0, pendingBytes: 0 }
  await expect.poll(() => streams.held, { timeout: 10_000 }).toEqual(nothing)
}, 60_000)

function openWithoutReading(url: string): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  http.get(url, { agent: false }, resolve).on('error', reject)
  return promise
}
