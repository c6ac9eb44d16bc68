import { expect, test } from 'vitest'
import type { UnfoldError } from '../protocol/index.ts'
import { cancelRun, retryRun, startRun } from './commands.ts'

interface Call {
  url: string
  init: RequestInit
}

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const calls: Call[] = []
  const fetch = (async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    return Response.json(body, { status, headers })
  }) as typeof globalThis.fetch
  return { calls, options: { url: 'http://h', fetch } }
}

const failure = (promise: Promise<unknown>): Promise<UnfoldError> =>
  promise.then(
    () => expect.fail('it was to be refused'),
    (error: UnfoldError) => error,
  )

test('a start sends its input and key, and answers the run', async () => {
  const { calls, options } = answering(201, { runId: 'r1' })
  const run = await startRun('story', { theme: 'space' }, { ...options, idempotencyKey: 'k', token: 't' })
  expect(run.runId).toBe('r1')
  expect(calls[0]!.url).toBe('http://h/api/runs/story')
  expect(calls[0]!.init.method).toBe('POST')
  expect(calls[0]!.init.body).toBe('{"theme":"space"}')
  expect(calls[0]!.init.headers).toMatchObject({
    'idempotency-key': 'k',
    authorization: 'Bearer t',
    'content-type': 'application/json',
  })
})

test('cancel and retry are posts without a body', async () => {
  const { calls, options } = answering(200, { runId: 'r2' })
  await cancelRun('a b', options)
  expect((await retryRun('r1', options)).runId).toBe('r2')
  expect(calls.map((c) => `${c.init.method} ${c.url}`)).toEqual([
    'POST http://h/api/runs/a%20b/cancel',
    'POST http://h/api/runs/r1/retry',
  ])
  expect(calls.map((c) => c.init.body)).toEqual([undefined, undefined])
})

test('a problem document becomes its error, fields and all', async () => {
  const fields = [{ field: 'body.theme', message: 'Choose one.' }]
  const { options } = answering(422, { code: 'INVALID', title: 'Some fields are wrong.', fields })
  const error = await failure(startRun('story', {}, options))
  expect(error).toMatchObject({ code: 'INVALID', message: 'Some fields are wrong.', fields })
})

test('a limit says when to come back', async () => {
  const { options } = answering(429, { code: 'LIMIT_EXCEEDED', title: 'Enough.' }, { 'retry-after': '12' })
  expect(await failure(startRun('story', {}, options))).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    retryAfterS: 12,
  })
})

test('an answer that is not of Unfold is named by its status', async () => {
  const { options } = answering(502, 'Bad Gateway')
  expect(await failure(startRun('story', {}, options))).toMatchObject({ code: 'UNAVAILABLE' })
  const { options: odd } = answering(405, { code: 'constructor' })
  expect(await failure(startRun('story', {}, odd))).toMatchObject({ code: 'METHOD_NOT_ALLOWED', status: 405 })
})

test.each([
  ['no server', {}, 'must be a whole one'],
  ['half an address', { url: 'localhost:8000' }, 'must be a whole one'],
  ['an address with a password', { url: 'http://me:secret@localhost:1' }, 'must not hold a name'],
  ['a token that no header can carry', { url: 'http://localhost:1', token: 'a\nb' }, 'no header can carry'],
])('%s is a mistake of the caller, and no line that is down', async (_what, options, words) => {
  expect(await failure(startRun('story', {}, options))).toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining(words),
  })
})

test('no answer at all is UNAVAILABLE with its cause', async () => {
  const cause = new TypeError('fetch failed')
  const fetch = () => Promise.reject(cause)
  expect(await failure(startRun('story', {}, { fetch }))).toMatchObject({ code: 'UNAVAILABLE', cause })
})
