import { expect, test } from 'vitest'
import { createModerationChecker } from './index.ts'

const CONTEXT = { before: 'The owl flew.', kind: 'sentence', language: 'en', age: 7 }

function check(answer: () => Response | Promise<Response>, apiKey?: string) {
  const calls: { url: string; init: RequestInit }[] = []
  const checker = createModerationChecker({
    url: 'http://localhost/v1/moderations',
    apiKey,
    fetch: async (url, init) => {
      calls.push({ url: url as string, init: init! })
      return answer()
    },
  })
  const verdict = Promise.resolve(checker.check('It sang.', CONTEXT, new AbortController().signal))
  return { calls, verdict }
}

test('what is not flagged is safe, and was sent with the text before it', async () => {
  const { calls, verdict } = check(
    () => Response.json({ results: [{ flagged: false, categories: {} }] }),
    'key-1',
  )
  expect(await verdict).toEqual({ safe: true })
  expect(calls[0]!.url).toBe('http://localhost/v1/moderations')
  expect(calls[0]!.init.headers).toMatchObject({ authorization: 'Bearer key-1' })
  expect(JSON.parse(calls[0]!.init.body as string)).toEqual({ input: 'The owl flew. It sang.' })
})

test('what is flagged is unsafe, with the categories as the reason', async () => {
  const categories = { violence: true, hate: false, 'self-harm': true }
  const { verdict } = check(() => Response.json({ results: [{ flagged: true, categories }] }))
  expect(await verdict).toEqual({
    safe: false,
    rule: 'moderation',
    reason: 'Moderation found: violence, self-harm.',
  })
})

test('without a key no authorization is sent', async () => {
  const { calls, verdict } = check(() => Response.json({ results: [{ flagged: false }] }))
  await verdict
  expect(calls[0]!.init.headers).not.toHaveProperty('authorization')
})

test.each<[string, string, () => Response | Promise<Response>]>([
  ['an error status', 'answered 429', () => new Response('busy', { status: 429 })],
  ['no results', 'another shape', () => Response.json({ results: [] })],
  ['another shape', 'another shape', () => Response.json({ flagged: false })],
  ['no JSON', 'not valid JSON', () => new Response('<html>')],
  ['a broken connection', 'fetch failed', () => Promise.reject(new TypeError('fetch failed'))],
])('%s is no verdict', async (_, message, answer) => {
  await expect(check(answer).verdict).rejects.toThrow(message)
})
