import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createNodeHandler } from './node-handler.ts'
import { defineRoute, type Route, type RouteRequest } from './route.ts'

const ran: RouteRequest[] = []
const faults: unknown[] = []
const common = { access: 'account', writes: false, summary: '' } as const
const routes: Route[] = [
  defineRoute({
    ...common,
    method: 'GET',
    path: '/cups/:id',
    schema: { params: z.object({ id: z.coerce.number() }), query: z.object({ of: z.string().optional() }) },
    run: async (request) => {
      ran.push(request)
      return { status: 200, body: { id: request.params.id, of: request.query.of, owner: request.account.id } }
    },
  }),
  defineRoute({
    ...common,
    method: 'POST',
    path: '/cups',
    writes: true,
    schema: { body: z.object({ name: z.string() }) },
    run: async (request) => {
      ran.push(request)
      return { status: 201, headers: { location: '/cups/1' }, text: '{"made":true}' }
    },
  }),
  defineRoute({
    ...common,
    method: 'GET',
    path: '/teas/:name',
    schema: { params: z.object({ name: z.string() }) },
    run: async ({ params }) => {
      const headers = { 'content-type': 'image/png' }
      return { status: 200, headers, bytes: new TextEncoder().encode(params.name) }
    },
  }),
  defineRoute({ ...common, method: 'POST', path: '/wash', writes: true, run: async () => ({ status: 204 }) }),
  defineRoute({
    ...common,
    method: 'GET',
    path: '/broken',
    access: 'public',
    run: () => Promise.reject(new Error('a secret of the house')),
  }),
  defineRoute({
    ...common,
    method: 'GET',
    path: '/stream',
    access: 'public',
    run: async ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('flowing')
      return 'streaming'
    },
  }),
]
const server = createServer(
  createNodeHandler({
    routes,
    authenticate: ({ headers }) => (headers['x-who'] ? { id: String(headers['x-who']), demo: false } : null),
    maxBodyBytes: 100,
    onError: (error) => faults.push(error),
  }),
)

beforeEach(async () => {
  ran.length = 0
  faults.length = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const ANN = { 'x-who': 'ann' }
const JSON_TYPE = { 'content-type': 'application/json' }

async function ask(method: string, path: string, headers: Record<string, string> = ANN, body = '') {
  const { port } = server.address() as AddressInfo
  const request = send({ port, host: '127.0.0.1', method, path, headers, agent: false })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, text: await text(response) }
}

test('a route gets its checked parameters and its caller, and answers as JSON that nobody stores', async () => {
  const answer = await ask('GET', '/cups/7?of=tea')
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ id: 7, of: 'tea', owner: 'ann' })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
})

test('ready-made text and headers of a reply go out as they are', async () => {
  const answer = await ask('POST', '/cups', { ...ANN, ...JSON_TYPE }, '{"name":"blue"}')
  expect(answer).toMatchObject({ status: 201, text: '{"made":true}', headers: { location: '/cups/1' } })
  expect(ran[0]!.body).toEqual({ name: 'blue' })
})

test('bytes of a reply go out as they are, and a parameter comes decoded', async () => {
  const answer = await ask('GET', '/teas/earl%20grey%2F2')
  expect(answer).toMatchObject({
    status: 200,
    text: 'earl grey/2',
    headers: { 'content-type': 'image/png', 'content-length': '11' },
  })
})

test('a method that an address does not take is refused with those that it takes', async () => {
  for (const method of ['DELETE', 'OPTIONS']) {
    const answer = await ask(method, '/cups')
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } })
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'METHOD_NOT_ALLOWED',
      title: `This address takes POST, not ${method}.`,
    })
  }
  expect(await ask('HEAD', '/cups/7')).toMatchObject({ status: 405, text: '', headers: { allow: 'GET' } })
  expect(ran).toEqual([])
})

test('whoever leaves in the middle of a body is no fault', async () => {
  const { port } = server.address() as AddressInfo
  const arrived = once(server, 'request')
  const headers = { ...ANN, ...JSON_TYPE, 'content-length': '50' }
  const request = send({ port, host: '127.0.0.1', method: 'POST', path: '/cups', headers, agent: false })
  request.on('error', () => {})
  request.write('{"name":')
  const [received] = (await arrived) as [IncomingMessage]
  const left = new Promise((resolve) => received.once('close', resolve))
  request.destroy()
  await left
  // A whole exchange later, whatever the cut led to has been told.
  expect((await ask('GET', '/cups/7')).status).toBe(200)
  expect(faults).toEqual([])
})

test('a command without a body needs none', async () => {
  expect(await ask('POST', '/wash')).toMatchObject({ status: 204, text: '' })
})

test('a handler that took the response over is left alone', async () => {
  expect(await ask('GET', '/stream', {})).toMatchObject({ status: 200, text: 'flowing' })
})

test.each([
  ['an unknown path', 'GET', '/plates', ANN, '', 404, 'NOT_FOUND'],
  ['a path that looks like a host', 'GET', '//', ANN, '', 404, 'NOT_FOUND'],
  ['another host before a path of ours', 'GET', '//elsewhere.example/cups/7', ANN, '', 404, 'NOT_FOUND'],
  ['a whole address', 'GET', 'http://elsewhere.example/plates', ANN, '', 404, 'NOT_FOUND'],
  ['what is no address', 'GET', 'http://[/cups', ANN, '', 400, 'BAD_REQUEST'],
  ['another method', 'DELETE', '/cups/7', ANN, '', 405, 'METHOD_NOT_ALLOWED'],
  ['what cannot be decoded', 'GET', '/teas/%E0%A4%A', ANN, '', 400, 'BAD_REQUEST'],
  ['a stranger', 'GET', '/cups/x', {}, '', 401, 'UNAUTHENTICATED'],
  ['a wrong parameter', 'GET', '/cups/x', ANN, '', 422, 'INVALID'],
  ['a wrong body', 'POST', '/cups', { ...ANN, ...JSON_TYPE }, '{"name":1}', 422, 'INVALID'],
  ['no body at all', 'POST', '/cups', ANN, '', 422, 'INVALID'],
  ['no JSON', 'POST', '/cups', { ...ANN, ...JSON_TYPE }, '{"name"', 400, 'BAD_REQUEST'],
  ['a form', 'POST', '/cups', ANN, 'name=blue', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a large body',
    'POST',
    '/cups',
    { ...ANN, ...JSON_TYPE },
    `{"name":"${'x'.repeat(100)}"}`,
    413,
    'PAYLOAD_TOO_LARGE',
  ],
  [
    'a foreign page',
    'POST',
    '/wash',
    { ...ANN, origin: 'https://elsewhere.example' },
    '',
    403,
    'FORBIDDEN_ORIGIN',
  ],
  ['a sandboxed page', 'POST', '/wash', { ...ANN, origin: 'null' }, '', 403, 'FORBIDDEN_ORIGIN'],
  [
    'a cross-site form',
    'POST',
    '/wash',
    { ...ANN, 'sec-fetch-site': 'cross-site' },
    '',
    403,
    'FORBIDDEN_ORIGIN',
  ],
] as const)(
  '%s is refused by name, and the handler does not run',
  async (_, method, path, headers, body, status, code) => {
    const answer = await ask(method, path, headers, body)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(answer.text)).toMatchObject({ code, status })
    expect(ran).toEqual([])
  },
)

test("our own page may write, and a fault of the handler's is told to the operator alone", async () => {
  const { port } = server.address() as AddressInfo
  expect(await ask('POST', '/wash', { ...ANN, origin: `http://127.0.0.1:${port}` })).toMatchObject({
    status: 204,
  })
  const answer = await ask('GET', '/broken', {})
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('secret')
  expect(faults).toMatchObject([{ message: 'a secret of the house' }])
})
