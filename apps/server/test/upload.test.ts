import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defineRoute, type RouteRequest } from 'unfold/server'
import { openSqliteBackend } from 'unfold/sqlite'
import { openTestServer, type TestServer } from './test-server.ts'

const LIMIT = 2_000_000
/** What arrived whole, by byte count. */
const arrived: number[] = []
let begun = 0
/** How the handler's reading failed. */
const failures: unknown[] = []

const echo = defineRoute({
  method: 'PUT',
  path: '/api/echo',
  access: 'account',
  writes: true,
  summary: 'Answers the bytes that it was sent.',
  upload: { types: ['image/png', 'application/zip'], maxBytes: LIMIT },
  async run({ body, headers }: RouteRequest<unknown, unknown, Readable | undefined>) {
    if (!body) return { status: 200, body: 'nothing' }
    begun++
    const bytes = await buffer(body).catch((error: unknown) => {
      failures.push(error)
      throw error
    })
    arrived.push(bytes.length)
    return { status: 200, headers: { 'content-type': headers['content-type']! }, bytes }
  },
})

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(openSqliteBackend, { apps: async () => [{ flows: [], routes: [echo] }] })
})
afterAll(() => server[Symbol.asyncDispose]())

const put = (body: BodyInit | undefined, type: string | undefined, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/echo`, {
    method: 'PUT',
    headers: { ...(type ? { 'content-type': type } : {}), ...headers },
    // Without a length the server can only count.
    ...(body instanceof ReadableStream ? { body, duplex: 'half' } : { body }),
  })

describe('a route that takes an upload', () => {
  test('gets the bytes as they came, and answers bytes', async () => {
    const sent = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 256)
    const answer = await put(sent, 'image/png')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(Buffer.from(await answer.arrayBuffer()).equals(sent)).toBe(true)
  })

  test('takes no other media type, JSON included', async () => {
    for (const type of ['image/gif', 'application/json', 'text/plain']) {
      const answer = await put('{}', type)
      expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'UNSUPPORTED_MEDIA_TYPE' }])
    }
  })

  test('is reached without a body', async () => {
    expect(await (await put(undefined, undefined)).json()).toBe('nothing')
  })

  test('refuses what is too large, announced or not, and never has it whole', async () => {
    const before = arrived.length
    const large = new Uint8Array(LIMIT + 1)
    const unannounced = new Blob([large]).stream()
    for (const body of [large, unannounced]) {
      const answer = await put(body, 'application/zip')
      expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'PAYLOAD_TOO_LARGE' }])
    }
    expect(arrived).toHaveLength(before)
    expect((await put(new Uint8Array(LIMIT), 'application/zip')).status).toBe(200)
  })

  test('is held by the origin guard', async () => {
    const answer = await put('x', 'image/png', { origin: 'https://evil.example' })
    expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN_ORIGIN' })
  })

  test('calls an upload that was cut off no fault of its own', async () => {
    const request = httpRequest(`${server.origin}/api/echo`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png', 'content-length': 1000 },
    })
    request.on('error', () => {})
    const sofar = begun
    request.write('half')
    await expect.poll(() => begun).toBe(sofar + 1)
    const before = failures.length
    request.destroy()
    await expect.poll(() => failures.slice(before)).toMatchObject([{ code: 'BAD_REQUEST' }])
    expect(server.logged.join()).not.toContain('request failed')
  })

  test('leaves the other routes to JSON', async () => {
    const answer = await fetch(`${server.origin}/api/runs/word`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: 'x',
    })
    expect(answer.status).toBe(415)
  })
})
