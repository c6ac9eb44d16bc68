import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteBackend } from 'unfold/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApps } from '../src/apps.ts'
import { Tickets } from '../src/tickets.ts'
import { ask, bearer, openTestServer, SECRET, signUp, type TestServer } from './test-server.ts'

let server: TestServer
let now = Date.now()
let ruth: { token: string }
let runId: string
const start = { childId: 1, theme: 'space', chapterNumber: 1 }

beforeAll(async () => {
  server = await openTestServer(openSqliteBackend, { demo: false, now: () => now })
  ruth = await signUp(server, 'ruth')
  const run = await ask(server, 'POST', '/api/runs/word', {
    headers: bearer(ruth.token),
    body: { word: 'lantern' },
  })
  runId = run.json.runId
})
afterAll(() => server[Symbol.asyncDispose]())

const issue = async (body: unknown) =>
  ask(server, 'POST', '/api/tickets', { headers: bearer(ruth.token), body })

test('a read ticket opens the snapshot, the events and the stream of its run, and no other call', async () => {
  const issued = await issue({ run: runId })
  expect(issued.status).toBe(201)
  const { ticket, url, expiresAt } = issued.json
  expect(ticket).toMatch(/^utk_/)
  expect(expiresAt).toBe(now + 600_000)
  expect(url).toBe(`/api/runs/${runId}/stream?token=${ticket}`)

  const stream = await ask(server, 'GET', url)
  expect(stream).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  })
  expect((await ask(server, 'GET', `/api/runs/${runId}?token=${ticket}`)).json.runId).toBe(runId)
  expect((await ask(server, 'GET', `/api/runs/${runId}/events?token=${ticket}`)).status).toBe(200)
  expect((await ask(server, 'GET', `/api/runs?token=${ticket}`)).status).toBe(401)
  expect((await ask(server, 'POST', `/api/runs/${runId}/cancel?token=${ticket}`)).status).toBe(401)
  expect((await ask(server, 'GET', `/api/runs/${runId}`, { headers: bearer(ticket) })).status).toBe(401)
})

test('a ticket for one run is unknown at another', async () => {
  const other = await ask(server, 'POST', '/api/runs/word', {
    headers: bearer(ruth.token),
    body: { word: 'second' },
  })
  const { ticket } = (await issue({ run: runId })).json
  expect((await ask(server, 'GET', `/api/runs/${other.json.runId}?token=${ticket}`)).status).toBe(404)
})

test('after ten minutes a ticket opens nothing more, and a stream that is open goes on', async () => {
  const { ticket, url } = (await issue({ run: runId })).json
  const open = await fetch(`${server.origin}${url}`)
  const reader = open.body!.pipeThrough(new TextDecoderStream()).getReader()
  now += 600_000
  const path = `/api/runs/${runId}?token=${ticket}`
  expect(await ask(server, 'GET', path)).toMatchObject({ status: 401, json: { code: 'UNAUTHENTICATED' } })
  server.endWords()
  let text = ''
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value
  expect(text).toContain('event: run.completed')
})

test('a ticket that was forged, cut, altered or signed with another secret is no credential', async () => {
  const { ticket } = (await issue({ run: runId })).json as { ticket: string }
  const [body, signature] = ticket.slice(4).split('.') as [string, string]
  const altered = Buffer.from(Buffer.from(body, 'base64url').toString().replace(runId, 'another')).toString(
    'base64url',
  )
  const foreign = new Tickets({ secret: `${SECRET}!` }).issue(
    { id: 'x', demo: false },
    { kind: 'read', runId },
  )
  const { token } = ruth
  for (const forged of [
    '',
    'utk_',
    `utk_${body}`,
    `utk_${body}.`,
    `utk_${altered}.${signature}`,
    foreign.ticket,
    token,
  ]) {
    const answer = await ask(server, 'GET', `/api/runs/${runId}?token=${encodeURIComponent(forged)}`)
    expect([forged, answer.status]).toEqual([forged, 401])
  }
  const twice = await ask(server, 'GET', `/api/runs/${runId}?token=${ticket}&token=${ticket}`)
  expect(twice.status).toBe(401)
})

test('a start ticket carries the story and a name for its one run, and is refused for a foreign child', async () => {
  const { ticket, url } = (await issue({ start: { ...start, title: 'The lamp & the sea' } })).json
  const address = new URL(url, server.origin)
  expect(address.pathname).toBe('/api/v1/stories/generate/stream')
  expect(Object.fromEntries(address.searchParams)).toEqual({
    child_id: '1',
    theme: 'space',
    chapter_number: '1',
    title: 'The lamp & the sea',
    token: ticket,
  })
  const checked = new Tickets({ secret: SECRET, now: () => now }).check(ticket)
  expect(checked?.ticket).toMatchObject({ kind: 'start', ...start, title: 'The lamp & the sea' })

  await using strict = await openTestServer(openSqliteBackend, {
    apps: async () => [{ flows: [], routes: [], mayStart: async (_account, { childId }) => childId === 2 }],
  })
  expect((await ask(strict, 'POST', '/api/tickets', { body: { start } })).status).toBe(404)
  expect(
    (await ask(strict, 'POST', '/api/tickets', { body: { start: { ...start, childId: 2 } } })).status,
  ).toBe(201)
})

test('a start ticket starts its story once, however often it is shown, and no other story', async () => {
  using folder = mkdtempDisposableSync(path.join(tmpdir(), 'unfold-'))
  const stories = createApps({ kind: 'offline', why: 'a test', tokensPerS: 0 }, folder.path)
  await using own = await openTestServer(openSqliteBackend, {
    demo: false,
    apps: async (engine) => [...(await stories.createApps(engine))],
  })
  const headers = bearer((await signUp(own, 'story')).token)
  const child = {
    nickname: 'Noa',
    age: 8,
    language: 'english',
    readingLevel: 'beginner',
    interests: ['space'],
  }
  const { id } = (await ask(own, 'POST', '/api/children', { headers, body: child })).json
  const asked = { start: { ...start, childId: id, title: ' The lamp ' } }
  const { url } = (await ask(own, 'POST', '/api/tickets', { headers, body: asked })).json

  const first = await (await fetch(own.origin + url)).text()
  const again = await (await fetch(own.origin + url)).text()
  expect(first).toContain('"type":"complete"')
  expect(again).toBe(first)
  expect((await ask(own, 'GET', url.replace('theme=space', 'theme=music'))).status).toBe(403)
  expect((await ask(own, 'GET', '/api/runs', { headers })).json.runs).toHaveLength(1)
})

test('a ticket of the demo account stays on this machine', async () => {
  await using demo = await openTestServer(openSqliteBackend)
  const run = await ask(demo, 'POST', '/api/runs/word', { body: { word: 'moss' } })
  const { ticket } = (await ask(demo, 'POST', '/api/tickets', { body: { run: run.json.runId } })).json
  const path = `/api/runs/${run.json.runId}?token=${ticket}`
  expect((await ask(demo, 'GET', path)).status).toBe(200)
  expect((await ask(demo, 'GET', path, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401)
  expect((await ask(demo, 'GET', `/api/runs/${run.json.runId}?token=YOUR_TOKEN`)).status).toBe(200)
})

test.each([
  [{}, 'body'],
  [{ run: '' }, 'body.run'],
  [{ run: 1 }, 'body.run'],
  [{ run: 'a', start }, 'body'],
  [{ start: { ...start, childId: 'one' } }, 'body.start.childId'],
  [[], 'body'],
])('a ticket asked for with %o answers 422 and names %s', async (body, field) => {
  const answer = await issue(body)
  expect(answer.status).toBe(422)
  expect(answer.json.fields.map((problem: { field: string }) => problem.field)).toEqual([field])
})

test('no token, cookie, query or word of a run reaches a log line', async () => {
  const { ticket } = (await issue({ run: runId })).json
  await ask(server, 'GET', `/api/runs/${runId}?token=${ticket}&child=Ruthie`)
  const log = server.logged.join('')
  expect(log).toContain('"route":"/api/runs/:id"')
  for (const secret of [ticket, ruth.token, 'utk_', runId, 'lantern', 'Ruthie', 'ruth@example.org']) {
    expect(log).not.toContain(secret)
  }
})
