import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from 'unfold/server'
import { openSqliteBackend } from 'unfold/sqlite'
import { pictureOf } from '../../outfits/server/wardrobe/pictures.fixture.ts'
import { zipFrom } from '../../outfits/server/wardrobe/zip-file.fixture.ts'
import { createApps } from '../src/apps.ts'
import { Tickets } from '../src/tickets.ts'
import { exampleRequests } from './example-request.ts'
import { addStory } from './foreign-story.ts'
import { addWardrobe } from './foreign-wardrobe.ts'
import { type Answer, ask, bearer, openTestServer, SECRET, signUp, type TestServer } from './test-server.ts'

/**
 * Every registered route against every kind of credential and somebody else's ids. A new route joins by being
 * registered; a new kind of owned thing fails here until `foreign` holds one.
 */
const folder = mkdtempDisposableSync(path.join(tmpdir(), 'unfold-'))
const products = createApps({ kind: 'offline', why: 'a test', tokensPerS: 0 }, folder.path)
const server: TestServer = await openTestServer(openSqliteBackend, {
  demo: false,
  // Ruth's run stays under way until the last test, however slow the machine is.
  deadlineMs: 3_600_000,
  apps: async (engine) => [...(await products.createApps(engine))],
})
const { routes } = server.server
const named = (list: readonly Route[]) =>
  list.map((route) => [`${route.method} ${route.path}`, route] as const)

/** The one stream that answers 200 for a job that is not there for the caller, as its seed does: with this and no more. */
const JOB_STREAM = '/api/jobs/:id/stream'
const NO_JOB = 'event: error\ndata: {"error":"Job not found"}\n\n'

/** What only Ruth may see. */
const MARKERS = ['lanternfish', 'Rivka', 'moonstone']
/** By kind: something of Ruth's. */
const foreign: Record<string, string | number> = {}
/** By media type: what an upload route takes. */
const picture = await pictureOf('#1d2a4a', { width: 30, height: 40 })
const uploads = {
  'image/jpeg': picture,
  'text/csv': Buffer.from('name,kind,color\nNavy coat,coat,navy\n'),
  'application/zip': zipFrom([{ name: 'IMG_1.jpg', data: picture }]),
}
let ruth: { token: string; cookie: string }
let mallory: { token: string; cookie: string }

beforeAll(async () => {
  ruth = await signUp(server, 'ruth')
  mallory = await signUp(server, 'mallory')
  const headers = bearer(ruth.token)
  const run = await ask(server, 'POST', '/api/runs/word', { headers, body: { word: MARKERS[0] } })
  foreign['run'] = run.json.runId
  const child = await ask(server, 'POST', '/api/children', {
    headers,
    body: {
      nickname: MARKERS[1],
      age: 8,
      language: 'english',
      readingLevel: 'intermediate',
      interests: ['space'],
    },
  })
  if (child.status !== 201) throw new Error(`the child was answered ${child.status}: ${child.text}`)
  foreign['child'] = child.json.id
  Object.assign(foreign, await addStory(server, headers, foreign['child'] as number, MARKERS[0]!))
  Object.assign(foreign, await addWardrobe(server, headers, MARKERS[2]!, picture))
  // A label of whoever calls: another one is refused before anything else is looked at.
  foreign['account'] = await accountOf(mallory)
  while (!(await ask(server, 'GET', `/api/runs/${foreign['run']}`, { headers })).text.includes(MARKERS[0]!));
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  folder.remove()
})

const accountOf = async ({ token }: { token: string }): Promise<string> =>
  (await ask(server, 'GET', '/api/me', { headers: bearer(token) })).json.account.id

/** As the parent of her family, so that no lock stands before the question whose it is. */
let unlockedHeaders: Record<string, string> = {}
const unlocked = async ({ token }: { token: string }): Promise<Record<string, string>> => {
  const state = await ask(server, 'GET', '/api/parent', { headers: { ...bearer(token), ...unlockedHeaders } })
  // One of the routes that are tried locks it.
  if (state.json.unlocked !== true) {
    const body = { password: 'correct horse' }
    const { json } = await ask(server, 'POST', '/api/parent/unlock', { headers: bearer(token), body })
    unlockedHeaders = { 'x-unfold-parent': json.token }
  }
  return { ...bearer(token), ...unlockedHeaders }
}

/** Sends each form of the request and answers the list. */
const send = (
  route: Route,
  headers: Record<string, string>,
  token?: string,
  ids = foreign,
): Promise<Answer[]> =>
  Promise.all(
    exampleRequests(route, ids, uploads).map((example) => {
      const sign = example.path.includes('?') ? '&' : '?'
      const search = token === undefined ? '' : `${sign}token=${encodeURIComponent(token)}`
      return ask(server, route.method, example.path + search, {
        headers: { ...example.headers, ...headers },
        body: example.body,
      })
    }),
  )

/** All that Ruth has, as she sees it: what a refused call must leave as it was. */
const ruthsThings = async () => {
  const paths = [
    `/api/runs/${foreign['run']}`,
    `/api/jobs/${foreign['job']}`,
    `/api/wardrobe/imports/${foreign['import']}`,
    '/api/runs',
    '/api/children',
    '/api/stories',
    `/api/stories/${foreign['story']}`,
    '/api/parent',
    '/api/wardrobe/items',
    '/api/wardrobe/profile',
    '/api/wardrobe/bans',
    '/api/wardrobe/imports',
    '/api/outfits/saved',
    '/api/outfits/disliked',
    '/api/outfits/worn',
    '/api/consider-buying/items',
  ]
  const answers = await Promise.all(
    paths.map((path) => ask(server, 'GET', path, { headers: bearer(ruth.token) })),
  )
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200))
  return answers.map(({ json }) => json)
}

test('only these routes are public', () => {
  const open = routes
    .filter((route) => route.access === 'public')
    .map((route) => `${route.method} ${route.path}`)
  expect(open.toSorted()).toEqual([
    'GET /api/doctor/stream',
    'GET /api/me',
    'GET /healthz',
    'GET /metrics',
    'GET /openapi.json',
    'GET /readyz',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/auth/sign-up/email',
  ])
})

test('every place for an id in a path says what it names', () => {
  for (const { path, owns = {} } of routes) {
    for (const [, name] of path.matchAll(/:(\w+)/g)) {
      if (name !== 'flow')
        expect([path, Object.keys(owns)]).toEqual([path, expect.arrayContaining([`params.${name}`])])
    }
  }
})

test('every route that is no GET is held by the origin guard', () => {
  expect(routes.filter((route) => route.method !== 'GET' && !route.writes)).toEqual([])
})

describe.each(named(routes.filter((route) => route.access !== 'public')))('%s', (_name, route) => {
  const tickets = new Tickets({ secret: SECRET })
  const old = new Tickets({ secret: SECRET, now: () => Date.now() - 600_001 })
  const owner = { id: 'ruth', demo: false }

  test('answers 401 without a credential and with any that is wrong, expired or for the demo account', async () => {
    const before = await ruthsThings()
    const runId = String(foreign['run'])
    const expired = old.issue(owner, { kind: 'read', runId }).ticket
    const demo = tickets.issue({ id: 'demo', demo: true }, { kind: 'read', runId }).ticket
    const sent = await Promise.all([
      send(route, {}),
      send(route, bearer('YOUR_TOKEN')),
      send(route, bearer('garbage')),
      send(route, bearer(`${ruth.token}x`)),
      send(route, { cookie: 'unfold.session_token=garbage' }),
      send(route, { authorization: 'Basic cnV0aDpob3JzZQ==' }),
      send(route, {}, 'garbage'),
      send(route, {}, 'YOUR_TOKEN'),
      send(route, {}, expired),
      send(route, {}, demo),
      send(route, {}, ruth.token),
    ])
    const answers = sent.flat()
    expect(answers.map((answer) => [answer.status, answer.json?.code])).toEqual(
      answers.map(() => [401, 'UNAUTHENTICATED']),
    )
    expect(await ruthsThings()).toEqual(before)
  })

  test('gives another account nothing of hers, and changes nothing', async () => {
    const before = await ruthsThings()
    for (const headers of [bearer(mallory.token), { cookie: mallory.cookie }, await unlocked(mallory)]) {
      for (const answer of await send(route, headers)) {
        if (route.path === JOB_STREAM) expect([answer.status, answer.text]).toEqual([200, NO_JOB])
        else if (route.owns) expect([403, 404]).toContain(answer.status)
        else expect(answer.status).toBeLessThan(500)
        for (const marker of MARKERS) expect(answer.text).not.toContain(marker)
      }
    }
    expect(await ruthsThings()).toEqual(before)
  })

  test('gives a ticket for something else nothing', async () => {
    const before = await ruthsThings()
    const { id } = (await ask(server, 'GET', '/api/me', { headers: bearer(ruth.token) })).json.account
    for (const account of [
      { id, demo: false },
      { id: 'nobody', demo: false },
    ]) {
      const { ticket } = tickets.issue(account, { kind: 'read', runId: 'another' })
      for (const answer of await send(route, {}, ticket)) {
        expect([401, 403, 404]).toContain(answer.status)
        for (const marker of MARKERS) expect(answer.text).not.toContain(marker)
      }
    }
    expect(await ruthsThings()).toEqual(before)
  })
})

describe.each(named(routes.filter((route) => route.writes)))('%s', (_name, route) => {
  test('refuses a foreign origin, also of the owner', async () => {
    const before = await ruthsThings()
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of elsewhere) {
      for (const answer of await send(route, { ...bearer(ruth.token), ...headers })) {
        expect(answer).toMatchObject({ status: 403, json: { code: 'FORBIDDEN_ORIGIN' } })
      }
    }
    expect(await ruthsThings()).toEqual(before)
  })
})

describe.each(named(routes.filter((route) => route.owns)))('%s', (_name, route) => {
  test('answers an id of nobody as it answers one of somebody else, and says no word about which', async () => {
    const headers = await unlocked(mallory)
    const hers = (await send(route, headers)).map((answer) => [answer.status, answer.text])
    const strangers = Object.entries(foreign).map(([kind, id]) => [
      kind,
      typeof id === 'number' ? 299 : 'nobodys',
    ])
    const ids = { ...Object.fromEntries(strangers), account: foreign['account'] }
    const nobodys = (await send(route, headers, undefined, ids)).map((answer) => [answer.status, answer.text])
    // The one exception, ruled by the seed: another family's child at the story stream.
    if (route.path !== '/api/v1/stories/generate/stream') expect(hers).toEqual(nobodys)
    else expect([hers[0]![0], nobodys[0]![0]]).toEqual([403, 404])
  })
})

test('a run of the story flow cannot be started for a foreign child', async () => {
  const body = { childId: foreign['child'], theme: 'space', chapterNumber: 1 }
  const answer = await ask(server, 'POST', '/api/runs/story', { headers: bearer(mallory.token), body })
  expect([403, 404]).toContain(answer.status)
  expect((await ask(server, 'GET', '/api/runs', { headers: bearer(mallory.token) })).text).not.toContain(
    '"flow":"story"',
  )
})

describe.each(named(routes.filter((route) => Object.values(route.owns ?? {}).includes('account'))))(
  '%s',
  (_name, route) => {
    test('answers 403 to the label of somebody else, whoever that is, and starts nothing', async () => {
      const headers = bearer(mallory.token)
      const before = (await ask(server, 'GET', '/api/runs', { headers })).json
      for (const account of [await accountOf(ruth), 'nobody', 'test']) {
        const answers = await send(route, headers, undefined, { ...foreign, account })
        expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 403))
      }
      expect((await ask(server, 'GET', '/api/runs', { headers })).json).toEqual(before)
    })
  },
)
