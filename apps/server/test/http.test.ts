import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
const webFolder = mkdtempSync(join(tmpdir(), 'unfold-web-'))
const SCRIPT = `document.documentElement.dataset.theme = 'dark'`

beforeAll(async () => {
  mkdirSync(join(webFolder, 'assets'))
  writeFileSync(
    join(webFolder, 'index.html'),
    `<!doctype html><title>Unfold</title><script>${SCRIPT}</script>`,
  )
  writeFileSync(join(webFolder, 'assets', 'index-a1b2c3.js'), 'export {}')
  server = await openTestServer(openSqliteBackend, {
    webFolder,
    apps: async () => [
      {
        flows: [],
        routes: [],
        checks: [{ name: 'never', run: () => (broken ? Promise.reject(new Error()) : Promise.resolve()) }],
      },
    ],
  })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(webFolder, { recursive: true })
})
let broken = false

const html = { accept: 'text/html,application/xhtml+xml' }

test.each([
  ['a body that is no JSON', 400, 'BAD_REQUEST', '{"word":', 'application/json'],
  ['another media type', 415, 'UNSUPPORTED_MEDIA_TYPE', 'word=moss', 'application/x-www-form-urlencoded'],
  ['plain text', 415, 'UNSUPPORTED_MEDIA_TYPE', '{"word":"moss"}', 'text/plain'],
  [
    'a body beyond 64 KB',
    413,
    'PAYLOAD_TOO_LARGE',
    JSON.stringify({ word: 'm'.repeat(65_536) }),
    'application/json',
  ],
  ['a body of the wrong shape', 422, 'INVALID', '{"word":7}', 'application/json'],
])('%s answers %i as a problem document, and nothing is started', async (_what, status, code, body, type) => {
  const before = (await ask(server, 'GET', '/api/runs')).json.runs.length
  const answer = await ask(server, 'POST', '/api/runs/word', { body, headers: { 'content-type': type } })
  expect(answer).toMatchObject({
    status,
    json: { status, code, type: expect.stringMatching(/^urn:unfold:problem:/) },
  })
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect((await ask(server, 'GET', '/api/runs')).json.runs).toHaveLength(before)
})

test.each([
  ['GET', '/api/nothing'],
  ['GET', '/api/runs/word/nothing'],
  ['HEAD', '/api/nothing'],
  ['GET', `/api/runs/${'x'.repeat(300)}`],
  ['GET', '/assets/missing.js'],
  ['GET', '/assets/'],
  ['GET', '/assets/../index.html'],
  ['GET', '/assets/%2e%2e/index.html'],
  ['POST', '/shelf'],
])('%s %s is an unknown address, whoever asks', async (method, path) => {
  const answer = await ask(server, method, path, { headers: html })
  expect(answer.status).toBe(404)
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  if (method !== 'HEAD') expect(answer.json).toMatchObject({ code: 'NOT_FOUND' })
})

test.each([
  ['DELETE', '/api/runs', 'GET'],
  ['PATCH', '/api/tickets', 'POST'],
  ['GET', '/api/runs/x/cancel', 'POST'],
  ['POST', '/healthz', 'GET'],
  ['POST', '/docs', 'GET'],
])('%s %s is another method than %s, and says so', async (method, path, allow) => {
  const answer = await ask(server, method, path, { headers: html })
  expect(answer).toMatchObject({
    status: 405,
    headers: { allow },
    json: { code: 'METHOD_NOT_ALLOWED', title: `This address takes ${allow}, not ${method}.` },
  })
})

test('what is wrong with a field is told in plain words, on every way in', async () => {
  const wrong = async (method: string, path: string, body?: unknown) =>
    (await ask(server, method, path, { body })).json.fields
  expect(await wrong('POST', '/api/runs/word', { word: 7 })).toEqual([
    { field: 'body.word', message: 'must be text' },
  ])
  expect(await wrong('POST', '/api/runs/word', {})).toEqual([{ field: 'body.word', message: 'is missing' }])
  expect(await wrong('POST', '/api/tickets', {})).toEqual([
    { field: 'body', message: 'must have "run", or "start"' },
  ])
  expect(await wrong('GET', '/api/runs?limit=1&limit=2')).toEqual([
    { field: 'query.limit', message: 'must be text, not a list' },
  ])
})

test('a command needs no body, whatever type it names, and a start without one answers 422', async () => {
  const { runId } = (await ask(server, 'POST', '/api/runs/word', { body: { word: 'moss' } })).json
  const headers = { 'content-type': 'application/json' }
  expect((await ask(server, 'POST', `/api/runs/${runId}/cancel`, { headers })).json.runId).toBe(runId)
  expect((await ask(server, 'POST', `/api/runs/${runId}/cancel`)).json.runId).toBe(runId)
  for (const path of ['/api/runs/word', '/api/tickets', '/api/auth/sign-in/email']) {
    expect(await ask(server, 'POST', path, { headers })).toMatchObject({
      status: 422,
      json: { code: 'INVALID' },
    })
    expect(await ask(server, 'POST', path)).toMatchObject({ status: 422, json: { code: 'INVALID' } })
  }
})

test('an address that cannot be read answers 400', async () => {
  expect(await ask(server, 'GET', '/api/runs/%E0%A4%A')).toMatchObject({
    status: 400,
    json: { code: 'BAD_REQUEST' },
  })
})

async function tell(address: string, bytes: string): Promise<string> {
  const socket = connect(server.port, address)
  socket.end(bytes)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

test.each([
  ['nonsense\r\n\r\n', 400, 'This is no readable HTTP request.'],
  [`GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'The head of the request'],
])('bytes that are no HTTP are answered as everything else is, and dropped', async (bytes, status, words) => {
  for (const address of ['127.0.0.1', '::1']) {
    const [head, body] = (await tell(address, bytes)).split('\r\n\r\n')
    expect(head).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*content-type: application/problem\\+json`),
    )
    expect(JSON.parse(body!)).toMatchObject({
      status,
      code: 'BAD_REQUEST',
      title: expect.stringContaining(words),
    })
  }
})

test('bytes that are no HTTP, behind a request that is being answered, do not stand in its answer', async () => {
  const { runId } = (await ask(server, 'POST', '/api/runs/word', { body: { word: 'moss' } })).json
  const socket = connect(server.port, '127.0.0.1')
  let text = ''
  socket.write(`GET /api/runs/${runId}/stream HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`)
  for await (const chunk of socket) {
    if (text === '') socket.write('nonsense\r\n\r\n')
    text += String(chunk)
  }
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test('every page is the one page, which is asked for anew each time; hashed files never change', async () => {
  for (const path of ['/', '/shelf', '/runs/abc?x=1']) {
    const page = await ask(server, 'GET', path, { headers: html })
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } })
    expect(page.text).toContain('<title>Unfold</title>')
  }
  const asset = await ask(server, 'GET', '/assets/index-a1b2c3.js')
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await ask(server, 'HEAD', '/', { headers: html })).status).toBe(200)
})

test("pages may run our scripts alone, in nobody else's frame", async () => {
  const { headers } = await ask(server, 'GET', '/', { headers: html })
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/)
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})

test('the front door opens to whoever takes anything, and every other page asks for HTML', async () => {
  const page = await ask(server, 'GET', '/', { headers: html })
  for (const accept of ['*/*', 'text/*', 'application/json, */*;q=0.1']) {
    const answer = await ask(server, 'GET', '/', { headers: { accept } })
    expect(answer).toMatchObject({ status: 200, text: page.text })
    expect(answer.headers['content-type']).toContain('text/html')
  }
  const refused = [
    ['/', 'application/json'],
    ['/read/x', '*/*'],
  ] as const
  for (const [path, accept] of refused)
    expect(await ask(server, 'GET', path, { headers: { accept } })).toMatchObject({ status: 404 })
})

test('pages that are not built yet are one plain sentence, and the API answers', async () => {
  await using bare = await openTestServer(openSqliteBackend)
  const page = await ask(bare, 'GET', '/', { headers: html })
  expect(page).toMatchObject({ status: 503, text: expect.stringContaining('npm run build') })
  expect((await ask(bare, 'GET', '/healthz')).status).toBe(200)
})

test('HEAD starts nothing, holds nothing open and runs no handler of a run', async () => {
  const { runId } = (await ask(server, 'POST', '/api/runs/word', { body: { word: 'moss' } })).json
  for (const path of ['/api/runs', `/api/runs/${runId}`, `/api/runs/${runId}/stream`]) {
    expect(await ask(server, 'HEAD', path)).toMatchObject({
      status: 405,
      text: '',
      headers: { allow: expect.stringContaining('GET') },
    })
  }
  expect((await ask(server, 'HEAD', '/healthz')).status).toBe(200)
})

test('with streaming off the stream answers 503, and polling goes on', async () => {
  await using off = await openTestServer(openSqliteBackend, { streaming: false })
  const { runId } = (await ask(off, 'POST', '/api/runs/word', { body: { word: 'moss' } })).json
  const stream = await ask(off, 'GET', `/api/runs/${runId}/stream`)
  expect(stream).toMatchObject({ status: 503, json: { code: 'STREAMING_OFF' } })
  expect((await ask(off, 'GET', `/api/runs/${runId}/events`)).status).toBe(200)
  expect((await ask(off, 'GET', '/api/me')).json.streaming).toBe(false)
})

test('readiness names each check, and fails with any of them; health does not', async () => {
  expect(await ask(server, 'GET', '/readyz')).toMatchObject({
    status: 200,
    json: {
      status: 'ready',
      checks: [
        { name: 'store', ok: true },
        { name: 'worker', ok: true },
        { name: 'never', ok: true },
      ],
    },
  })
  broken = true
  const answer = await ask(server, 'GET', '/readyz')
  expect(answer).toMatchObject({ status: 503, json: { status: 'not ready' } })
  expect(answer.json.checks).toContainEqual({ name: 'never', ok: false })
  expect((await ask(server, 'GET', '/healthz')).status).toBe(200)
})

test('metrics count runs by flow and outcome, readers, and what waits', async () => {
  const { runId } = (await ask(server, 'POST', '/api/runs/word', { body: { word: 'moss' } })).json
  const open = await fetch(`${server.origin}/api/runs/${runId}/stream`)
  expect((await ask(server, 'GET', '/metrics')).text).toMatch(/^unfold_stream_clients 1$/m)
  server.endWords()
  await open.text()
  const { text } = await ask(server, 'GET', '/metrics')
  expect(text).toMatch(/^unfold_runs_total\{flow="word",outcome="completed"\} [1-9]/m)
  expect(text).toMatch(/^unfold_run_duration_seconds_count\{flow="word"\} [1-9]/m)
  expect(text).toMatch(/^unfold_time_to_first_commit_seconds_count\{flow="word"\} [1-9]/m)
  expect(text).toMatch(/^unfold_queue_depth 0$/m)
  expect(text).toMatch(/^unfold_worker_heartbeat_age_seconds [\d.]+$/m)
})

test('the documentation names every registered route, and its page needs nothing from elsewhere', async () => {
  const { paths } = (await ask(server, 'GET', '/openapi.json')).json
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const registered = server.server.routes.map(
    (route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(documented.toSorted()).toEqual(registered.toSorted())
  for (const [path, methods] of Object.entries<any>(paths)) {
    for (const operation of Object.values<any>(methods))
      expect([path, operation.summary]).toEqual([path, expect.any(String)])
  }
  for (const [path, methods] of Object.entries<any>(paths)) {
    for (const { responses } of Object.values<any>(methods)) {
      expect([path, Object.keys(responses.default.content)]).toEqual([path, ['application/problem+json']])
    }
  }
  expect(paths['/api/runs/{id}/stream'].get.responses['200'].content).toHaveProperty('text/event-stream')
  const headersOf = (operation: any) =>
    operation.parameters.flatMap((one: any) => (one.in === 'header' ? one.name : []))
  expect(headersOf(paths['/api/runs/{flow}'].post)).toEqual(['idempotency-key'])
  expect(headersOf(paths['/api/runs/{id}/stream'].get)).toEqual(['last-event-id'])
  const page = await ask(server, 'GET', '/docs', { headers: html })
  expect(page.status).toBe(200)
  expect(page.text).toContain('swagger-ui')
  expect(page.text).not.toMatch(/(src|href)="https?:/)
})
