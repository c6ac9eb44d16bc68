import http from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Tickets } from '../../apps/server/src/tickets.ts'
import { type Family, SECRET, StoryServer } from '../harness/story-server.ts'

let server: StoryServer
let own: Family
let foreign: Family
let asked: number

beforeAll(async () => {
  server = await StoryServer.start()
  own = await server.signUp()
  foreign = await server.signUp()
})
afterAll(() => server[Symbol.asyncDispose]())

beforeEach(() => {
  asked = server.model.requests.length
})

const GOOD = { child_id: 1, theme: 'adventure' }

/** A plain request with exactly these headers: `fetch` would add its own `Sec-Fetch-Mode` and refuse `Origin`. */
function ask(
  query: Record<string, string | number>,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; type: string; body: any }> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  http.request(server.streamUrl(query), { method, headers, agent: false }, resolve).on('error', reject).end()
  return promise.then(async (response) => {
    const type = response.headers['content-type'] ?? ''
    if (type.startsWith('text/event-stream')) {
      response.destroy()
      return { status: response.statusCode!, type, body: null }
    }
    let text = ''
    for await (const chunk of response.setEncoding('utf8')) text += chunk
    return { status: response.statusCode!, type, body: text === '' ? null : JSON.parse(text) }
  })
}

/** What a refusal must leave behind: nothing, in any family, and no question to the model. */
async function expectNothingStarted(): Promise<void> {
  for (const headers of [{}, own.headers, foreign.headers]) expect(await server.runs(headers)).toEqual([])
  expect(server.model.requests).toHaveLength(asked)
}

describe('before any stream begins', () => {
  test('an unknown child answers 404 and a child of another family 403', async () => {
    const unknown = await ask({ ...GOOD, child_id: 987_654 }, own.headers)
    expect(unknown).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    for (const [childId, headers] of [
      [foreign.childId, own.headers],
      [1, own.headers],
      [own.childId, {}],
    ] as const) {
      const answer = await ask({ ...GOOD, child_id: childId }, headers)
      expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
      expect(answer.type).toMatch('application/problem+json')
    }
    await expectNothingStarted()
  })

  test.each<[string, Record<string, string | number>]>([
    ['child_id', { theme: 'adventure' }],
    ['child_id', { ...GOOD, child_id: 'one' }],
    ['child_id', { ...GOOD, child_id: '' }],
    ['child_id', { ...GOOD, child_id: 0 }],
    ['child_id', { ...GOOD, child_id: -1 }],
    ['child_id', { ...GOOD, child_id: '1.5' }],
    ['child_id', { ...GOOD, child_id: '1e400' }],
    ['theme', { child_id: 1 }],
    ['theme', { ...GOOD, theme: '' }],
    ['theme', { ...GOOD, theme: '   ' }],
    ['theme', { ...GOOD, theme: 'x'.repeat(61) }],
    ['chapter_number', { ...GOOD, chapter_number: 0 }],
    ['chapter_number', { ...GOOD, chapter_number: 'two' }],
    ['chapter_number', { ...GOOD, chapter_number: '' }],
    ['chapter_number', { ...GOOD, chapter_number: 11 }],
    ['title', { ...GOOD, title: '' }],
    ['title', { ...GOOD, title: 'x'.repeat(121) }],
  ])('a wrong or missing %s answers 422 and names it: %o', async (field, query) => {
    const answer = await ask(query)
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } })
    expect(answer.body.fields.map((f: { field: string }) => f.field)).toEqual([`query.${field}`])
    await expectNothingStarted()
  })

  test('a parameter that is given twice answers 422 and names it', async () => {
    const response = await fetch(`${server.streamUrl(GOOD)}&child_id=2`)
    expect(response.status).toBe(422)
    expect((await response.json()).fields).toMatchObject([{ field: 'query.child_id' }])
    await expectNothingStarted()
  })

  test('a theme or title that no child should read answers 422 and names its parameter', async () => {
    for (const field of ['theme', 'title']) {
      const answer = await ask({ ...GOOD, [field]: 'how to kill people with a knife' })
      expect(answer).toMatchObject({ status: 422, body: { fields: [{ field: `query.${field}` }] } })
    }
    await expectNothingStarted()
  })

  test.each<[string, Record<string, string>]>([
    ['a garbage bearer', { authorization: 'Bearer garbage' }],
    ['an unreadable credential', { authorization: 'Basic eDp5' }],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['a dead cookie', { cookie: 'unfold.session_token=dead.beef' }],
    ['no credential through a proxy', { 'x-forwarded-for': '203.0.113.9' }],
  ])('%s answers 401, where the demo account would be let in', async (_name, headers) => {
    expect(await ask(GOOD, headers)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    await expectNothingStarted()
  })

  test('an expired, forged or foreign ticket answers 401 or 403', async () => {
    const scope = { kind: 'start', childId: own.childId, theme: 'adventure', chapterNumber: 1 } as const
    const issue = (at: number, secret = SECRET) =>
      new Tickets({ secret, now: () => at }).issue({ id: 'someone', demo: false }, scope).ticket
    const query = { ...GOOD, child_id: own.childId }
    const now = Date.now()
    for (const token of [
      issue(now - 600_000),
      issue(now, `${SECRET}!`),
      issue(now).slice(0, -2),
      'utk_x.y',
      'x',
    ]) {
      expect(await ask({ ...query, token })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    }
    // Well signed, and still not for this child.
    expect(await ask({ ...query, token: issue(now) })).toMatchObject({ status: 403 })
    await expectNothingStarted()
  })

  test('a start ticket opens nothing but the chapter that it names', async () => {
    const start = { childId: own.childId, theme: 'adventure', chapterNumber: 1 }
    const { ticket: token } = await (await server.post('/api/tickets', { start }, own.headers)).json()
    const query = { ...GOOD, child_id: own.childId, token }
    const others: Record<string, string | number>[] = [
      { theme: 'space' },
      { chapter_number: 2 },
      { title: 'Another' },
    ]
    for (const other of others) {
      expect(await ask({ ...query, ...other })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    }
    await expectNothingStarted()
  })
})

describe('a request that nobody meant', () => {
  test('HEAD starts nothing', async () => {
    const { status } = await ask(GOOD, {}, 'HEAD')
    expect(status).toBeGreaterThanOrEqual(400)
    await expectNothingStarted()
  })

  test.each<[string, Record<string, string>]>([
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
    ['a prerender', { 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of an older browser', { purpose: 'prefetch' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another subdomain', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a page without origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
  ])('%s starts nothing and answers 403', async (_name, headers) => {
    expect(await ask(GOOD, headers)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_ORIGIN' } })
    await expectNothingStarted()
  })

  test('a Last-Event-ID without a story behind it starts nothing and answers 204', async () => {
    for (const id of ['1.0', '9999.3', 'junk']) {
      expect(await ask(GOOD, { 'last-event-id': id })).toMatchObject({ status: 204, body: null })
    }
    await expectNothingStarted()
  })

  test('an address typed by hand and a page of our own start a story', async () => {
    const { host } = new URL(server.url)
    const site: [string, Record<string, string>][] = [
      ['space', { 'sec-fetch-site': 'none' }],
      ['music', { 'sec-fetch-site': 'same-origin', origin: `http://${host}` }],
    ]
    for (const [theme, headers] of site) expect((await ask({ ...GOOD, theme }, headers)).status).toBe(200)
    expect(await server.runs()).toHaveLength(2)
  })
})
