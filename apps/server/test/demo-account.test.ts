import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, bearer, openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(openSqliteBackend)
})
afterAll(() => server[Symbol.asyncDispose]())

const runsAs = async (headers: Record<string, string>, address?: string) =>
  (await ask(server, 'GET', '/api/runs', { headers, ...(address ? { address } : {}) })).status

test('whoever sits at this machine needs no credential, over both loopback addresses', async () => {
  const { port } = server
  expect(await runsAs({})).toBe(200)
  expect(await runsAs({ host: `127.0.0.1:${port}` })).toBe(200)
  expect(await runsAs({ host: `[::1]:${port}` }, '::1')).toBe(200)
  expect(await runsAs({ host: 'LOCALHOST' }, '::1')).toBe(200)
  expect(await runsAs(bearer('YOUR_TOKEN'))).toBe(200)
  const me = await ask(server, 'GET', '/api/me')
  expect(me.json).toMatchObject({
    account: { id: 'demo', demo: true },
    model: { id: 'offline', offline: true },
  })
})

test.each<Record<string, string>>([
  { host: 'unfold.example' },
  { host: 'localhost.example' },
  { host: '127.0.0.1.example:80' },
  { host: '192.168.0.7' },
  { forwarded: 'for=203.0.113.9' },
  { 'x-forwarded-for': '127.0.0.1' },
  { 'x-forwarded-host': 'localhost' },
  { 'x-forwarded-proto': 'https' },
  { 'x-forwarded-anything': '' },
])('with %o somebody else may be asking, and the demo account does not answer', async (headers) => {
  expect(await runsAs(headers)).toBe(401)
  expect(await runsAs({ ...headers, ...bearer('YOUR_TOKEN') })).toBe(401)
  expect((await ask(server, 'GET', '/api/me', { headers })).json.account).toBeNull()
})

test('a wrong credential is never taken for the demo account', async () => {
  expect(await runsAs(bearer('something'))).toBe(401)
  expect(await runsAs({ cookie: 'unfold.session_token=something' })).toBe(401)
  expect(await runsAs({ authorization: 'Basic YWxhZGRpbg==' })).toBe(401)
  expect((await ask(server, 'GET', '/api/me', { headers: bearer('something') })).status).toBe(401)
})

test('switched off, it answers nobody', async () => {
  await using off = await openTestServer(openSqliteBackend, { demo: false })
  expect((await ask(off, 'GET', '/api/runs')).status).toBe(401)
  expect((await ask(off, 'GET', '/api/runs', { headers: bearer('YOUR_TOKEN') })).status).toBe(401)
})
