import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestServer, type TestServer } from './test-server.ts'

const FRIEND = 'https://friend.example'
let server: TestServer
beforeAll(async () => {
  server = await openTestServer(openSqliteBackend, { origins: [FRIEND] })
})
afterAll(() => server[Symbol.asyncDispose]())

const start = (headers: Record<string, string>) =>
  ask(server, 'POST', '/api/runs/word', { headers, body: { word: 'moss' } })

test.each<Record<string, string>>([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:1' },
  { origin: 'https://friend.example.evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-purpose': 'prefetch' },
  { purpose: 'prefetch' },
])('a start with %o is refused, and nothing was started', async (headers) => {
  const before = (await ask(server, 'GET', '/api/runs')).json.runs.length
  expect(await start(headers)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN_ORIGIN' } })
  expect((await ask(server, 'GET', '/api/runs')).json.runs).toHaveLength(before)
})

test('our own pages, programs and the listed origins may start', async () => {
  const own = `http://localhost:${server.port}`
  expect((await start({})).status).toBe(201)
  expect((await start({ origin: own, 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  expect((await start({ 'sec-fetch-site': 'none' })).status).toBe(201)
  const friend = await start({ origin: FRIEND, 'sec-fetch-site': 'cross-site' })
  expect(friend.status).toBe(201)
  expect(friend.headers).toMatchObject({
    'access-control-allow-origin': FRIEND,
    'access-control-allow-credentials': 'true',
    vary: 'origin',
  })
})

test('a preflight allows the listed origin and no other', async () => {
  const asked = { 'access-control-request-method': 'POST' }
  const friend = await ask(server, 'OPTIONS', '/api/runs/word', { headers: { origin: FRIEND, ...asked } })
  expect(friend.status).toBe(204)
  // A page elsewhere has no cookie here: it sends a bearer token, and what the parent's lock gave for it.
  for (const header of ['authorization', 'idempotency-key', 'last-event-id', 'x-unfold-parent'])
    expect(friend.headers['access-control-allow-headers']).toMatch(header)
  const evil = await ask(server, 'OPTIONS', '/api/runs/word', {
    headers: { origin: 'https://evil.example', ...asked },
  })
  expect(evil.headers['access-control-allow-origin']).toBeUndefined()
})

test('reading needs no origin, and a foreign one gets no permission to see the answer', async () => {
  const answer = await ask(server, 'GET', '/api/runs', { headers: { origin: 'https://evil.example' } })
  expect(answer.status).toBe(200)
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
})
