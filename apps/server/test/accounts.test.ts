import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, bearer, cookieOf, openTestServer, signUp, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer(openSqliteBackend, { demo: false })
})
afterAll(() => server[Symbol.asyncDispose]())

const account = { name: 'Ruth', email: 'ruth@example.org', password: 'correct horse' }

test('a new account is signed in at once, over cookie and over bearer token, until it signs out', async () => {
  const answer = await ask(server, 'POST', '/api/auth/sign-up/email', { body: account })
  expect(answer.status).toBe(200)
  expect(answer.json.user).toMatchObject({ name: 'Ruth', email: 'ruth@example.org' })
  const [setCookie] = answer.headers['set-cookie'] as string[]
  expect(setCookie).toMatch(/^unfold\.session_token=.*HttpOnly.*SameSite=Lax/i)

  for (const headers of [{ cookie: cookieOf(answer) }, bearer(answer.json.token)]) {
    const me = await ask(server, 'GET', '/api/me', { headers })
    expect(me.json.account).toEqual({ ...answer.json.user, demo: false })
    expect((await ask(server, 'GET', '/api/runs', { headers })).status).toBe(200)
  }

  const out = await ask(server, 'POST', '/api/auth/sign-out', { headers: { cookie: cookieOf(answer) } })
  expect(out.status).toBe(204)
  for (const headers of [{ cookie: cookieOf(answer) }, bearer(answer.json.token)]) {
    expect((await ask(server, 'GET', '/api/runs', { headers })).status).toBe(401)
  }
})

test('signing in again gives another session; a wrong password and an unknown email answer alike', async () => {
  const { email, password } = account
  const right = await ask(server, 'POST', '/api/auth/sign-in/email', { body: { email, password } })
  expect(right.status).toBe(200)
  expect((await ask(server, 'GET', '/api/me', { headers: bearer(right.json.token) })).json.account.name).toBe(
    'Ruth',
  )

  const wrong = await ask(server, 'POST', '/api/auth/sign-in/email', {
    body: { email, password: 'wrong horse' },
  })
  const unknown = await ask(server, 'POST', '/api/auth/sign-in/email', {
    body: { email: 'nobody@example.org', password },
  })
  expect(wrong.status).toBe(401)
  expect(wrong.json).toEqual(unknown.json)
  expect(wrong.headers['set-cookie']).toBeUndefined()
})

test('a short password and a missing name answer 422 with their fields, and a second account 409', async () => {
  const bad = await ask(server, 'POST', '/api/auth/sign-up/email', {
    body: { email: 'x@example.org', password: 'short' },
  })
  expect(bad.status).toBe(422)
  expect(bad.headers['content-type']).toMatch('application/problem+json')
  expect(bad.json.fields.map((field: { field: string }) => field.field)).toEqual([
    'body.name',
    'body.password',
  ])
  const stored = await ask(server, 'POST', '/api/auth/sign-in/email', {
    body: { email: 'x@example.org', password: 'short' },
  })
  expect(stored.status).toBe(401)

  const again = await ask(server, 'POST', '/api/auth/sign-up/email', { body: account })
  expect(again).toMatchObject({ status: 409, json: { code: 'CONFLICT' } })
})

test('a session that ends does not cut the stream of a reader who was allowed to open it', async () => {
  const { cookie } = await signUp(server, 'reader')
  const headers = { cookie }
  const { runId } = (await ask(server, 'POST', '/api/runs/word', { headers, body: { word: 'moss' } })).json
  const open = await fetch(`${server.origin}/api/runs/${runId}/stream`, { headers })
  expect((await ask(server, 'POST', '/api/auth/sign-out', { headers })).status).toBe(204)
  server.endWords()
  expect(await open.text()).toContain('event: run.completed')
  expect((await ask(server, 'GET', `/api/runs/${runId}/stream`, { headers })).status).toBe(401)
})

test('a session token that was cut, forged or left unsigned is no credential', async () => {
  const { token } = await signUp(server, 'mallory')
  const [raw] = decodeURIComponent(token).split('.')
  for (const forged of [raw!, `${raw}.${'A'.repeat(43)}=`, token.slice(0, -3), 'x', `${token}x`]) {
    const answer = await ask(server, 'GET', '/api/runs', { headers: bearer(forged) })
    expect(answer).toMatchObject({ status: 401, json: { code: 'UNAUTHENTICATED' } })
  }
  const odd = await ask(server, 'GET', '/api/runs', { headers: { authorization: `Basic ${token}` } })
  expect(odd.status).toBe(401)
})

test('a page with a dead cookie is told that nobody is signed in, and forgets the cookie', async () => {
  const answer = await ask(server, 'GET', '/api/me', {
    headers: { cookie: 'unfold.session_token=dead.beef' },
  })
  expect(answer).toMatchObject({ status: 200, json: { account: null } })
  expect(String(answer.headers['set-cookie'])).toMatch(/^unfold\.session_token=; Max-Age=0/)
})

test('too many attempts from one address are told when to come back', async () => {
  await using strict = await openTestServer(openSqliteBackend, { demo: false, attemptsPerMinute: 3 })
  const body = { email: account.email, password: 'guess after guess' }
  const attempts = async () =>
    (await ask(strict, 'POST', '/api/auth/sign-in/email', { body, address: '::1' })).status
  let last = 0
  for (let i = 0; i < 5 && last !== 429; i++) last = await attempts()
  expect(last).toBe(429)
  const limited = await ask(strict, 'POST', '/api/auth/sign-in/email', {
    body,
    address: '::1',
    headers: { 'x-unfold-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' },
  })
  expect(limited).toMatchObject({ status: 429, json: { code: 'LIMIT_EXCEEDED' } })
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
})
