import { afterEach, describe, expect, it } from 'vitest'
import { tokens, type Script, type ScriptStep } from '../testing/model-script.ts'
import { startScriptedModel, type ScriptedModel } from '../testing/scripted-model.ts'
import type { ModelError } from './language-model.ts'
import { createOpenAiModel, type OpenAiModelOptions } from './openai-compatible.ts'
import { outcomeOf } from './stream-outcome.ts'

const KEY = 'sk-Very5ecretKey'
const messages = [{ role: 'user' as const, content: 'Tell me of a fox.' }]

let server: ScriptedModel
afterEach(() => server.close())

async function modelPlaying(script: Script | ScriptStep[], options: Partial<OpenAiModelOptions> = {}) {
  server = await startScriptedModel({ script: () => script })
  return createOpenAiModel({ id: 'openai:fox', baseUrl: server.url, apiKey: KEY, model: 'fox-1', ...options })
}

describe('a fault of an OpenAI-compatible server', () => {
  const faults: [string, ScriptStep[] | Script, Partial<ModelError>, string][] = [
    [
      '429 with seconds',
      [{ status: 429, headers: { 'retry-after': '7' } }],
      { fault: 'busy', retryAfterMs: 7000 },
      '',
    ],
    [
      '429 with a date',
      [{ status: 429, headers: { 'retry-after': 'Fri, 20 Nov 2026 09:00:30 GMT' } }],
      { fault: 'busy', retryAfterMs: 30_000 },
      '',
    ],
    ['429 without a word', [{ status: 429 }], { fault: 'busy', retryAfterMs: undefined }, ''],
    [
      '429 for want of money',
      [{ status: 429, body: { error: { code: 'insufficient_quota' } } }],
      { fault: 'rejected', retryable: false },
      '',
    ],
    ['500', [{ status: 500 }], { fault: 'unavailable' }, ''],
    [
      '503 with a pause',
      [{ status: 503, headers: { 'retry-after': '2' } }],
      { fault: 'unavailable', retryAfterMs: 2000 },
      '',
    ],
    ['400', [{ status: 400 }], { fault: 'rejected', retryable: false }, ''],
    [
      '401',
      [{ status: 401, body: { error: { message: `bad key ${KEY}`, code: KEY } } }],
      { fault: 'rejected' },
      '',
    ],
    ['404', [{ status: 404 }], { fault: 'rejected' }, ''],
    ['a redirect', [{ status: 301, headers: { location: '/' } }], { fault: 'rejected' }, ''],
    [
      'a socket cut in mid-token',
      [...tokens('Once upon'), { cut: ' a', afterBytes: 140 }],
      { fault: 'cut' },
      'Once upon',
    ],
    ['a socket cut before the first byte', [{ cut: ' a', afterBytes: 0 }], { fault: 'cut' }, ''],
    ['a clean end without a finish', [...tokens('Once upon'), { end: true }], { fault: 'cut' }, 'Once upon'],
    ['an empty body', [{ end: true }], { fault: 'malformed' }, ''],
    [
      'junk',
      { steps: [{ raw: '<h1>It works!</h1>' }, { end: true }], contentType: 'text/html' },
      { fault: 'malformed' },
      '',
    ],
    ['junk as an event stream', [{ raw: 'lorem ipsum\n\ndolor' }, { end: true }], { fault: 'malformed' }, ''],
    [
      'an answer that is not streamed',
      { steps: [{ raw: '{"choices":[]}' }, { end: true }], contentType: 'application/json' },
      { fault: 'malformed' },
      '',
    ],
    [
      'a malformed chunk in the middle',
      [...tokens('Once upon'), { raw: 'data: {"choices":[{"del\n\n' }, ...tokens(' a time')],
      { fault: 'malformed' },
      'Once upon',
    ],
    [
      'an error event',
      [...tokens('Once upon'), { error: { message: `no ${KEY}`, code: 'server_error' } }],
      { fault: 'unavailable' },
      'Once upon',
    ],
  ]
  for (const [name, script, expected, kept] of faults) {
    it(`has a name and keeps what came before, and never tells the key: ${name}`, async () => {
      const model = await modelPlaying(script, {
        now: () => Date.parse('2026-11-20T09:00:00Z'),
      })
      const { text, rest, error } = await outcomeOf(model.stream({ messages }))
      expect(error).toMatchObject(expected)
      expect(text).toBe(kept)
      expect(rest).toEqual([])
      expect(error!.message).toMatch(/^openai:fox /)
      expect(inspected(error)).not.toContain(KEY)
      expect(inspected(error)).not.toContain(messages[0]!.content)
      await server.requests[0]!.whenClosed
    })
  }

  it('is "stalled" when nothing comes for too long, at first or in the middle', async () => {
    const silent = await modelPlaying([{ stall: true }], { timeouts: { firstByteMs: 30 } })
    expect(await outcomeOf(silent.stream({ messages }))).toMatchObject({
      text: '',
      error: { fault: 'stalled' },
    })
    await server.requests[0]!.whenClosed
    await server.close()
    const steps = [...tokens('Once upon'), { stall: true as const }]
    const stuck = await modelPlaying({ steps, writes: 'whole' }, { timeouts: { idleMs: 30 } })
    expect(await outcomeOf(stuck.stream({ messages }))).toMatchObject({
      text: 'Once upon',
      error: { fault: 'stalled' },
    })
    await server.requests[0]!.whenClosed
  })

  it('is "unavailable" when nobody listens', async () => {
    const model = await modelPlaying(tokens('Once'))
    await server.close()
    const { error } = await outcomeOf(model.stream({ messages }))
    expect(error).toMatchObject({
      fault: 'unavailable',
      message: 'openai:fox cannot be reached (ECONNREFUSED)',
    })
    expect(inspected(error)).not.toContain(KEY)
  })
})

function inspected(error: unknown): string {
  const seen: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    seen.push(at.message, at.stack ?? '', JSON.stringify(Object.entries(at)))
  }
  return seen.join('\n')
}
