import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerJson, tokens, type Script, type ScriptStep } from '../testing/model-script.ts'
import { startScriptedModel, type ScriptedModel } from '../testing/scripted-model.ts'
import { createAiSdkModel, type AiSdkModelOptions } from './ai-sdk.ts'
import type { LanguageModel, ModelError } from './language-model.ts'
import { outcomeOf } from './stream-outcome.ts'

const KEY = 'sk-Very5ecretKey'
const messages = [
  { role: 'system' as const, content: 'Be kind.' },
  { role: 'user' as const, content: 'Tell me of a fox.' },
  { role: 'assistant' as const, content: 'Once' },
]

function mockOf(parts: any[]) {
  return new MockLanguageModelV4({
    provider: 'mock',
    modelId: 'm-1',
    doStream: async () => ({ stream: convertArrayToReadableStream(parts) }),
  })
}

const usage = { inputTokens: { total: 3 }, outputTokens: { total: 2 } }
const text = (delta: string) => ({ type: 'text-delta', id: '0', delta })
const finish = (unified: string, raw?: string) => ({ type: 'finish', usage, finishReason: { unified, raw } })

describe('a model object of the AI SDK', () => {
  it('gives its text, its usage and its end, and nothing of its reasoning', async () => {
    const mock = mockOf([
      { type: 'stream-start', warnings: [] },
      { type: 'reasoning-delta', id: 'r', delta: 'hm' },
      { type: 'text-start', id: '0' },
      text('Once'),
      text(''),
      text(' upon'),
      { type: 'text-end', id: '0' },
      finish('stop', 'end_turn'),
    ])
    const model = createAiSdkModel(mock)
    expect(model).toMatchObject({ id: 'mock:m-1', continues: 'sentence', offline: false })
    const { text: said, rest } = await outcomeOf(model.stream({ messages }))
    expect(said).toBe('Once upon')
    expect(rest).toEqual([
      { usage: { inputTokens: 3, outputTokens: 2, estimated: false } },
      { finish: 'stop' },
    ])
  })

  it('is asked with the whole request, zero among its settings', async () => {
    const mock = mockOf([text('{}'), finish('stop')])
    const model = createAiSdkModel(mock, { id: 'fox', providerOptions: { mock: { effort: 'low' } } })
    const schema = { name: 'story', shape: z.object({ title: z.string() }) }
    await outcomeOf(model.stream({ messages, schema, temperature: 0, maxOutputTokens: 9 }))
    expect(mock.doStreamCalls[0]).toMatchObject({
      prompt: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: [{ type: 'text', text: 'Tell me of a fox.' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Once' }] },
      ],
      temperature: 0,
      maxOutputTokens: 9,
      providerOptions: { mock: { effort: 'low' } },
      responseFormat: {
        type: 'json',
        name: 'story',
        schema: { required: ['title'], additionalProperties: false },
      },
    })
  })

  it('shows pictures as files behind the text', async () => {
    const mock = mockOf([text('A coat.'), finish('stop')])
    const bytes = new Uint8Array([255, 216, 255])
    const image = { mediaType: 'image/jpeg', bytes }
    const asked = [{ role: 'user' as const, content: 'What is it?', images: [image] }]
    await outcomeOf(createAiSdkModel(mock).stream({ messages: asked }))
    expect(mock.doStreamCalls[0]!.prompt).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'file', mediaType: 'image/jpeg', data: { type: 'data', data: bytes } },
        ],
      },
    ])
  })

  it('says when it was cut for length, refused, or ended for a reason of its own', async () => {
    for (const [reason, expected] of [
      [finish('length'), 'length'],
      [finish('content-filter'), 'refused'],
      [finish('other', 'pause_turn'), 'other'],
    ] as const) {
      const { rest } = await outcomeOf(createAiSdkModel(mockOf([text('Once'), reason])).stream({ messages }))
      expect(rest.at(-1)).toEqual({ finish: expected })
    }
  })

  it('takes an end for no reason as a cut', async () => {
    for (const parts of [
      [text('Once')],
      [text('Once'), finish('interrupted')],
      [text('Once'), finish('other')],
      [finish('other', 'unknown')],
    ]) {
      const { error } = await outcomeOf(createAiSdkModel(mockOf(parts)).stream({ messages }))
      expect(error).toMatchObject({ fault: 'cut' })
    }
  })

  it('estimates a usage that is not reported', async () => {
    const unknown = { inputTokens: {}, outputTokens: {} }
    const mock = mockOf([text('eight ch'), { ...finish('stop'), usage: unknown }])
    const { rest } = await outcomeOf(createAiSdkModel(mock).stream({ messages }))
    expect(rest.at(0)).toEqual({ usage: { inputTokens: 8, outputTokens: 2, estimated: true } })
  })

  it('is left alone when it neither answers nor heeds an abort', async () => {
    const silent = new MockLanguageModelV4({ doStream: () => new Promise<never>(() => {}) })
    const model = createAiSdkModel(silent, { timeouts: { firstByteMs: 20 } })
    expect((await outcomeOf(model.stream({ messages }))).error).toMatchObject({ fault: 'stalled' })
    const stop = new AbortController()
    const stream = model.stream({ messages, signal: stop.signal })[Symbol.asyncIterator]()
    const next = stream.next()
    stop.abort(new Error('stopped'))
    await expect(next).rejects.toThrow('stopped')
  })
})

describe('a provider behind the AI SDK', () => {
  let server: ScriptedModel
  afterEach(() => server.close())

  async function modelPlaying(
    script: Script | ScriptStep[],
    timeouts: AiSdkModelOptions['timeouts'] = {},
  ): Promise<LanguageModel> {
    server = await startScriptedModel({ script: () => script })
    const provider = createOpenAICompatible({
      name: 'fox',
      baseURL: server.url,
      apiKey: KEY,
      includeUsage: true,
      supportsStructuredOutputs: true,
    })
    const model: LanguageModelV4 = provider('fox-1')
    return createAiSdkModel(model, { id: 'sdk:fox', timeouts })
  }

  it('gives a structured answer with its usage', async () => {
    const shape = z.object({ title: z.string(), pages: z.array(z.string()) })
    const value = { title: 'The "Fox"', pages: ['שלום 👋'] }
    const model = await modelPlaying(answerJson(value))
    const { text: said, rest } = await outcomeOf(model.stream({ messages, schema: { name: 'story', shape } }))
    expect(JSON.parse(said)).toEqual(value)
    expect(rest.at(0)).toMatchObject({ usage: { estimated: false } })
    expect(server.requests[0]!.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { strict: true, schema: { required: ['title', 'pages'] } },
    })
  })

  const faults: [string, ScriptStep[], Partial<ModelError>, string][] = [
    ['429', [{ status: 429, headers: { 'retry-after': '7' } }], { fault: 'busy', retryAfterMs: 7000 }, ''],
    ['500', [{ status: 500 }], { fault: 'unavailable' }, ''],
    ['401', [{ status: 401, body: { error: { message: `bad key ${KEY}` } } }], { fault: 'rejected' }, ''],
    [
      'a socket cut in mid-token',
      [...tokens('Once upon'), { cut: ' a', afterBytes: 140 }],
      { fault: 'cut' },
      'Once upon',
    ],
    ['a clean end without a finish', [...tokens('Once upon'), { end: true }], { fault: 'cut' }, 'Once upon'],
    ['junk', [{ raw: '<h1>It works!</h1>' }, { end: true }], { fault: 'cut' }, ''],
    ['a malformed chunk', [...tokens('Once'), { raw: 'data: {"choi\n\n' }], { fault: 'malformed' }, 'Once'],
    [
      'an error event',
      [...tokens('Once'), { error: { message: `no ${KEY}` } }],
      { fault: 'unavailable' },
      'Once',
    ],
  ]
  for (const [name, script, expected, kept] of faults) {
    it(`has a fault with a name, keeps what came before, and never tells the key: ${name}`, async () => {
      const model = await modelPlaying(script)
      const { text: said, rest, error } = await outcomeOf(model.stream({ messages }))
      expect(error).toMatchObject(expected)
      expect(said).toBe(kept)
      expect(rest).toEqual([])
      expect(error!.message).not.toContain(KEY)
      expect(error!.cause).toBeUndefined()
      await server.requests[0]!.whenClosed
    })
  }

  it('is "stalled" when nothing comes for too long, at first or in the middle', async () => {
    const silent = await modelPlaying([{ stall: true }], { firstByteMs: 30 })
    expect(await outcomeOf(silent.stream({ messages }))).toMatchObject({
      text: '',
      error: { fault: 'stalled' },
    })
    await server.requests[0]!.whenClosed
    await server.close()
    const stuck = await modelPlaying(
      { steps: [{ text: 'Once' }, { stall: true }], writes: 'whole' },
      { idleMs: 30 },
    )
    expect(await outcomeOf(stuck.stream({ messages }))).toMatchObject({
      text: 'Once',
      error: { fault: 'stalled' },
    })
    await server.requests[0]!.whenClosed
  })

  it('is "unavailable" when nobody listens', async () => {
    const model = await modelPlaying([])
    await server.close()
    expect((await outcomeOf(model.stream({ messages }))).error).toMatchObject({ fault: 'unavailable' })
  })

  for (const how of ['break', 'abort'] as const) {
    it(`closes the provider's socket before its next token: ${how}`, async () => {
      const gate = Promise.withResolvers<void>()
      const model = await modelPlaying([...tokens('Once'), { wait: gate.promise }, ...tokens(' upon a time')])
      const stop = new AbortController()
      const read = async () => {
        for await (const _ of model.stream({ messages, signal: stop.signal })) {
          if (how === 'break') break
          stop.abort(new Error('stopped'))
        }
      }
      if (how === 'break') await read()
      else await expect(read()).rejects.toThrow('stopped')
      await server.requests[0]!.whenClosed
      gate.resolve()
      expect(server.requests[0]).toMatchObject({ tokensSent: 1, completed: false })
    })
  }
})
