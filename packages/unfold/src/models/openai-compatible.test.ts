import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerJson, tokens, type Script, type ScriptStep } from '../testing/model-script.ts'
import {
  imagesOf,
  startScriptedModel,
  textOf,
  type RecordedRequest,
  type ScriptedModel,
} from '../testing/scripted-model.ts'
import type { ModelRequest } from './language-model.ts'
import { createOpenAiModel, type OpenAiModelOptions } from './openai-compatible.ts'
import { outcomeOf } from './stream-outcome.ts'

const KEY = 'sk-Very5ecretKey'
const messages = [{ role: 'user' as const, content: 'Tell me of a fox.' }]

let server: ScriptedModel
afterEach(() => server.close())

async function modelPlaying(
  script: Script | ScriptStep[] | ((request: RecordedRequest) => Script | ScriptStep[]),
  options: Partial<OpenAiModelOptions> = {},
) {
  server = await startScriptedModel({ script: typeof script === 'function' ? script : () => script })
  return createOpenAiModel({ id: 'openai:fox', baseUrl: server.url, apiKey: KEY, model: 'fox-1', ...options })
}

const story = 'Once upon a time a fox met "Ari\\" — and שָׁלוֹם 👋🏽!\n'

describe('an answer', () => {
  for (const writes of ['frame', 'byte', 'whole'] as const) {
    it(`is the same when the provider writes by ${writes}`, async () => {
      const model = await modelPlaying({ steps: tokens(story), writes })
      const { text, rest } = await outcomeOf(model.stream({ messages }))
      expect(text).toBe(story)
      expect(rest).toEqual([
        { usage: { inputTokens: 5, outputTokens: tokens(story).length, estimated: false } },
        { finish: 'stop' },
      ])
    })
  }

  it('comes as few texts when its tokens come together', async () => {
    const steps = tokens('word '.repeat(2000))
    const model = await modelPlaying({ steps, writes: 'whole' })
    const texts: string[] = []
    for await (const chunk of model.stream({ messages })) if ('text' in chunk) texts.push(chunk.text)
    expect(texts.join('')).toBe('word '.repeat(2000))
    expect(texts.length).toBeLessThan(steps.length / 20)
  })

  it('leaves each token before the next is sent', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const model = await modelPlaying([
      { text: 'Once' },
      { wait: first.promise },
      { text: ' upon' },
      { wait: second.promise },
      { text: ' a' },
    ])
    const stream = model.stream({ messages })[Symbol.asyncIterator]()
    expect(await stream.next()).toEqual({ done: false, value: { text: 'Once' } })
    first.resolve()
    expect(await stream.next()).toEqual({ done: false, value: { text: ' upon' } })
    second.resolve()
    expect(await stream.next()).toEqual({ done: false, value: { text: ' a' } })
    await stream.return?.()
  })

  it('is asked for with pictures behind the text, byte for byte, and with plain text where there are none', async () => {
    const model = await modelPlaying([...tokens('A coat.'), { finish: 'stop', usage: null }])
    const image = { mediaType: 'image/jpeg', bytes: new Uint8Array([255, 216, 255, 0, 7]) }
    const asked = [
      { role: 'system' as const, content: 'Look closely.' },
      {
        role: 'user' as const,
        content: 'What are they?',
        images: [image, { ...image, mediaType: 'image/png' }],
      },
    ]
    const { rest } = await outcomeOf(model.stream({ messages: asked }))
    const [request] = server.requests
    expect(request!.body.messages[0]).toEqual({ role: 'system', content: 'Look closely.' })
    expect(request!.body.messages[1]).toMatchObject({
      content: [
        { type: 'text', text: 'What are they?' },
        { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,/9j/AAc=' } },
        { type: 'image_url' },
      ],
    })
    expect(textOf(request!.body.messages[1])).toBe('What are they?')
    const bytes = Buffer.from(image.bytes)
    expect(imagesOf(request!)).toEqual([
      { mediaType: 'image/jpeg', bytes },
      { mediaType: 'image/png', bytes },
    ])
    expect(rest[0]).toMatchObject({ usage: { inputTokens: 1407, estimated: true } })
  })

  it('estimates the usage that a provider does not report', async () => {
    const model = await modelPlaying([...tokens('eight ch'), { finish: 'stop', usage: null }])
    const { rest } = await outcomeOf(model.stream({ messages }))
    expect(rest[0]).toEqual({ usage: { inputTokens: 5, outputTokens: 2, estimated: true } })
  })

  it('says when it was cut for length, and when it was refused', async () => {
    const model = await modelPlaying(({ index }) =>
      index === 0
        ? [...tokens('Once'), { finish: 'length' }]
        : index === 1
          ? [...tokens('Once'), { finish: 'content_filter' }]
          : [{ refusal: 'I cannot tell that.' }],
    )
    expect(await outcomeOf(model.stream({ messages }))).toMatchObject({
      text: 'Once',
      rest: [{}, { finish: 'length' }],
    })
    expect(await outcomeOf(model.stream({ messages }))).toMatchObject({ rest: [{}, { finish: 'refused' }] })
    expect(await outcomeOf(model.stream({ messages }))).toMatchObject({
      text: '',
      rest: [{}, { finish: 'refused' }],
    })
  })

  it('passes over reasoning and comments', async () => {
    const model = await modelPlaying([
      { raw: ': waking up\n\n' },
      { reasoning: 'A fox, then.' },
      ...tokens('Once'),
    ])
    expect(await outcomeOf(model.stream({ messages }))).toMatchObject({ text: 'Once', error: null })
  })

  it('is whole when the connection breaks after its finish reason', async () => {
    const model = await modelPlaying([
      ...tokens('Once'),
      { raw: 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n' },
      { cut: 'x', afterBytes: 9 },
    ])
    expect(await outcomeOf(model.stream({ messages }))).toMatchObject({
      text: 'Once',
      rest: [{}, { finish: 'stop' }],
    })
  })

  it('leaves the connection for the next call', async () => {
    const model = await modelPlaying(tokens('Once'))
    await outcomeOf(model.stream({ messages }))
    await server.requests[0]!.whenClosed
    await outcomeOf(model.stream({ messages }))
    expect(server.requests[1]!.clientPort).toBe(server.requests[0]!.clientPort)
  })
})

describe('a request', () => {
  it('carries the messages and the settings, zero among them', async () => {
    const model = await modelPlaying(tokens('Once'), { extra: { top_k: 5 } })
    await outcomeOf(model.stream({ messages, temperature: 0, maxOutputTokens: 90 }))
    expect(server.requests[0]!.body).toEqual({
      model: 'fox-1',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0,
      max_tokens: 90,
      top_k: 5,
    })
    expect(server.requests[0]!.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      accept: 'text/event-stream',
    })
  })

  it('leaves out what was not asked for', async () => {
    const model = await modelPlaying(tokens('Once'), { apiKey: undefined })
    await outcomeOf(model.stream({ messages }))
    const { body, headers } = server.requests[0]!
    expect(Object.keys(body)).toEqual(['model', 'messages', 'stream', 'stream_options'])
    expect(headers).not.toHaveProperty('authorization')
  })

  it('names the token limit as the server knows it', async () => {
    const model = await modelPlaying(tokens('Once'), { maxTokensField: 'max_completion_tokens' })
    await outcomeOf(model.stream({ messages, maxOutputTokens: 90 }))
    expect(server.requests[0]!.body).toMatchObject({ max_completion_tokens: 90 })
  })
})

describe('structured output', () => {
  const shape = z.object({
    title: z.string(),
    paragraphs: z.array(z.object({ text: z.string(), mood: z.string().optional() })),
    age: z.int().optional(),
  })
  const request: ModelRequest = { messages, schema: { name: 'story', shape } }
  const value = { title: 'The "Fox"', paragraphs: [{ text: 'שלום', mood: 'calm' }], age: 7 }

  it('asks for the shape strictly, its keys in order, closed and all required', async () => {
    const model = await modelPlaying(answerJson(value))
    const { text } = await outcomeOf(model.stream(request))
    expect(shape.parse(JSON.parse(text))).toEqual(value)
    const { json_schema: asked, type } = server.requests[0]!.body.response_format!
    expect(type).toBe('json_schema')
    expect(asked).toMatchObject({ name: 'story', strict: true })
    expect(asked!.schema).not.toHaveProperty('$schema')
    expect(Object.keys(asked!.schema.properties)).toEqual(['title', 'paragraphs', 'age'])
    expect(asked!.schema).toMatchObject({
      required: ['title', 'paragraphs', 'age'],
      additionalProperties: false,
      properties: { paragraphs: { items: { required: ['text', 'mood'], additionalProperties: false } } },
    })
  })

  it('falls back once to plain JSON where the server refuses schemas, and remembers it', async () => {
    const model = await modelPlaying(({ body }) =>
      body.response_format?.type === 'json_schema' ? [{ status: 400 }] : answerJson(value),
    )
    expect((await outcomeOf(model.stream(request))).text).toBe(JSON.stringify(value))
    expect((await outcomeOf(model.stream(request))).text).toBe(JSON.stringify(value))
    const formats = server.requests.map(({ body }) => body.response_format?.type)
    expect(formats).toEqual(['json_schema', 'json_object', 'json_object'])
  })

  it('does not blame the schema for a request that is refused without it too', async () => {
    const model = await modelPlaying([{ status: 400, body: { error: { code: 'context_length_exceeded' } } }])
    const { error } = await outcomeOf(model.stream(request))
    expect(error).toMatchObject({
      fault: 'rejected',
      message: expect.stringContaining('context_length_exceeded'),
    })
    await outcomeOf(model.stream(request))
    expect(server.requests.map(({ body }) => body.response_format?.type).at(-2)).toBe('json_schema')
  })
})

describe('stopping', () => {
  const cases: [string, (model: ReturnType<typeof createOpenAiModel>) => Promise<void>][] = [
    [
      'breaking out of the loop',
      async (model) => {
        for await (const chunk of model.stream({ messages })) if ('text' in chunk) break
      },
    ],
    [
      'aborting between two texts',
      async (model) => {
        const stop = new AbortController()
        const read = async () => {
          for await (const _ of model.stream({ messages, signal: stop.signal }))
            stop.abort(new Error('stopped'))
        }
        await expect(read()).rejects.toThrow('stopped')
      },
    ],
    [
      'aborting while the next text is awaited',
      async (model) => {
        const stop = new AbortController()
        const stream = model.stream({ messages, signal: stop.signal })[Symbol.asyncIterator]()
        await stream.next()
        const next = stream.next()
        stop.abort(new Error('stopped'))
        await expect(next).rejects.toThrow('stopped')
      },
    ],
  ]
  for (const [name, stop] of cases) {
    it(`closes the provider's socket before its next token: ${name}`, async () => {
      const gate = Promise.withResolvers<void>()
      const model = await modelPlaying([...tokens('Once'), { wait: gate.promise }, ...tokens(' upon a time')])
      await stop(model)
      await server.requests[0]!.whenClosed
      gate.resolve()
      expect(server.requests[0]).toMatchObject({ tokensSent: 1, completed: false })
    })
  }

  it('reaches a provider that has not answered yet', async () => {
    const asked = Promise.withResolvers<void>()
    const model = await modelPlaying(() => {
      asked.resolve()
      return [{ wait: new Promise(() => {}) }]
    })
    const stop = new AbortController()
    const next = model.stream({ messages, signal: stop.signal })[Symbol.asyncIterator]().next()
    await asked.promise
    stop.abort(new Error('stopped'))
    await expect(next).rejects.toThrow('stopped')
    await server.requests[0]!.whenClosed
  })

  it('asks nothing when it was stopped before', async () => {
    const model = await modelPlaying(tokens('Once'))
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(outcomeOf(model.stream({ messages, signal }))).rejects.toThrow('stopped')
    expect(server.requests).toEqual([])
  })
})
