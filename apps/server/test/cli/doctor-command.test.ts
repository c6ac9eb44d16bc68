import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBufferingProxy } from '../../../../test/deploy/proxies.ts'
import { createNodeHandler } from 'unfold/server'
import { createDoctorRoute } from '../../src/doctor-route.ts'
import { culpritFrom, isStreamed } from '../../src/cli/doctor-command.ts'
import { openTestServer, type TestServer } from '../test-server.ts'
import { unfold } from './cli-process.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer(openSqliteBackend)
})
afterAll(() => server[Symbol.asyncDispose]())

test('a direct line streams: five ticks, what was said on the way, and a 0', async () => {
  const { code, out, err } = await unfold(`doctor ${server.origin}`)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.match(/^tick \d/gm)).toEqual(['tick 1', 'tick 2', 'tick 3', 'tick 4', 'tick 5'])
  expect(out).toContain('x-accel-buffering: no\n')
  expect(out).toMatch(/It streams: every tick came when it was sent\.\n$/)
})

test('an address at which nobody is says so, with a 5', async () => {
  expect(await unfold('doctor http://localhost:1')).toEqual({
    code: 5,
    out: '',
    err: 'Nothing answers at http://localhost:1.\n',
  })
})

test('a proxy that lets streams pass is named as one, with a 0', async () => {
  await using proxy = await startBufferingProxy(server.port, true)
  const { code, out } = await unfold(`doctor ${proxy.url}/`)
  expect(code).toBe(0)
  expect(out).toMatch(/It streams: .*, through a proxy\.\n$/)
})

test('a proxy that gathers the stream is found out, named, and told what to change, with a 1', async () => {
  await using proxy = await startBufferingProxy(server.port, false)
  const { code, out } = await unfold(`doctor ${proxy.url}`)
  expect(code).toBe(1)
  expect(out).toContain('server: nginx/test\n')
  expect(out).toMatch(/Buffered: by nginx \(nginx\/test\)\. It needs "proxy_buffering off; gzip off;"/)
})

test('a line that is cut in the middle is told as such, with a 1', async () => {
  const cutter = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"tick":1,"proxied":false}\n\ndata: {"ti', () => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(cutter, 'listening')
  const { code, out } = await unfold(`doctor http://127.0.0.1:${(cutter.address() as AddressInfo).port}`)
  cutter.close()
  expect(code).toBe(1)
  expect(out).toMatch(/Cut: [01] of 5 ticks came\./)
})

test('nobody there, an address that is none, and a foreign server have codes of their own', async () => {
  expect(await unfold('doctor http://127.0.0.1:9')).toMatchObject({ code: 5, out: '' })
  expect(await unfold('doctor localhost:8000')).toMatchObject({ code: 2, out: '' })
  expect(await unfold(`doctor ${server.origin}/elsewhere`)).toMatchObject({ code: 4, out: '' })
})

test('ticks that come together were gathered; ticks that are all late were not', () => {
  const at = (...after: number[]) => after.map((afterMs, index) => ({ tick: index + 1, afterMs }))
  expect(isStreamed(at(0, 200, 400, 600, 800))).toBe(true)
  expect(isStreamed(at(0, 0, 0, 300, 500))).toBe(true)
  expect(isStreamed(at(0, 1, 1, 2, 2))).toBe(false)
  expect(isStreamed([])).toBe(false)
})

test('who buffers is read from what the answer says', () => {
  const who = (headers: Record<string, string>, proxied = false) => culpritFrom(new Headers(headers), proxied)
  expect(who({ 'content-encoding': 'gzip', server: 'nginx' })).toContain('by nginx, which compresses (gzip)')
  expect(who({ 'content-encoding': 'br' })).toContain('by somebody who compresses (br)')
  expect(who({ 'cf-ray': '1', server: 'cloudflare' })).toContain('Cloudflare')
  expect(who({ via: '1.1 varnish' })).toContain('by 1.1 varnish')
  expect(who({}, true)).toContain('does not give its name')
  expect(who({})).toContain('leaves no trace')
})

test('a crowd that tries lines is turned away, and the next is served when it has left', async () => {
  // Every line stays open until its reader leaves: how fast the crowd comes does not matter.
  const held = createDoctorRoute((signal) => once(signal, 'abort').then(() => {}))
  const handler = createNodeHandler({ routes: [held], authenticate: () => null })
  const http = createServer(handler).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/doctor/stream`
  const attempt = async () => {
    const controller = new AbortController()
    const response = await fetch(url, { signal: controller.signal })
    // Who stays holds the answer: one that nobody holds is collected, and its line is closed then.
    return { status: response.status, response, leave: () => controller.abort() }
  }
  const crowd = await Promise.all(Array.from({ length: 30 }, attempt))
  expect(crowd.filter(({ status }) => status === 200)).toHaveLength(20)
  expect(crowd.filter(({ status }) => status === 429)).toHaveLength(10)
  for (const { leave } of crowd) leave()
  let next = await attempt()
  while (next.status !== 200) next = await attempt()
  next.leave()
  http.closeAllConnections()
  await new Promise((done) => http.close(done))
})
