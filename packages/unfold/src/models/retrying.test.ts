import { describe, expect, it } from 'vitest'
import { ModelError, type LanguageModel, type ModelChunk } from './language-model.ts'
import { withRetries, type RetryOptions } from './retrying.ts'

type Try = (ModelChunk | Error)[]

/** A model that plays one list per call, throwing where an error stands. */
function modelOf(...tries: Try[]) {
  let calls = 0
  let open = 0
  const model: LanguageModel = {
    id: 'test:model',
    continues: 'prefix',
    offline: false,
    async *stream() {
      open++
      try {
        for (const item of tries[calls++] ?? []) {
          if (item instanceof Error) throw item
          yield item
        }
      } finally {
        open--
      }
    },
  }
  return { model, calls: () => calls, open: () => open }
}

const messages = [{ role: 'user' as const, content: 'hi' }]
const usage = { inputTokens: 1, outputTokens: 1, estimated: false }
const answer: Try = [{ text: 'Once' }, { usage }, { finish: 'stop' }]

async function play(tries: Try[], options: RetryOptions = {}, signal?: AbortSignal) {
  const { model, calls } = modelOf(...tries)
  const pauses: number[] = []
  const chunks: ModelChunk[] = []
  const retrying = withRetries(model, {
    random: () => 0.5,
    sleep: async (ms) => void pauses.push(ms),
    ...options,
  })
  let error: unknown = null
  try {
    for await (const chunk of retrying.stream({ messages, signal })) chunks.push(chunk)
  } catch (thrown) {
    error = thrown
  }
  return { chunks, pauses, error, calls: calls() }
}

describe('a model with retries', () => {
  it('is the same model to look at', () => {
    expect(withRetries(modelOf().model)).toMatchObject({
      id: 'test:model',
      continues: 'prefix',
      offline: false,
    })
  })

  for (const fault of ['busy', 'unavailable', 'stalled', 'malformed', 'cut'] as const) {
    it(`asks again when nothing was said: ${fault}`, async () => {
      const played = await play([[new ModelError(fault, 'no')], answer])
      expect(played).toMatchObject({ chunks: answer, error: null, calls: 2 })
    })
  }

  it('leaves an error after the first text to the caller', async () => {
    const cut = new ModelError('cut', 'gone')
    const played = await play([[{ text: 'Once' }, cut], answer])
    expect(played).toMatchObject({ chunks: [{ text: 'Once' }], error: cut, calls: 1 })
  })

  it('does not repeat what was refused, nor what is no fault of the provider', async () => {
    const rejected = new ModelError('rejected', 'wrong key')
    expect(await play([[rejected], answer])).toMatchObject({ error: rejected, calls: 1 })
    const bug = new TypeError('x is not a function')
    expect(await play([[bug], answer])).toMatchObject({ error: bug, calls: 1 })
  })

  it('doubles its pauses, draws them from zero up, and bounds them', async () => {
    const down: Try = [new ModelError('unavailable', 'down')]
    const options = { attempts: 6, baseMs: 100, maxMs: 500 }
    expect((await play([down, down, down, down, down, answer], options)).pauses).toEqual([
      50, 100, 200, 250, 250,
    ])
    expect((await play([down, answer], { ...options, random: () => 0 })).pauses).toEqual([0])
  })

  it('gives up with the last error', async () => {
    const errors = [1, 2, 3].map((n) => new ModelError('unavailable', `down ${n}`))
    const played = await play(
      errors.map((error) => [error]),
      { attempts: 3 },
    )
    expect(played).toMatchObject({ error: errors[2], calls: 3 })
    expect(played.pauses).toHaveLength(2)
  })

  it('waits as long as a busy provider asks, but not for ever', async () => {
    const busy: Try = [new ModelError('busy', 'busy', { retryAfterMs: 7000 })]
    const options = { baseMs: 100, maxMs: 500 }
    expect((await play([busy, answer], options)).pauses).toEqual([7050])
    expect(await play([busy, answer], { ...options, maxRetryAfterMs: 6999 })).toMatchObject({
      pauses: [],
      calls: 1,
    })
  })

  it('tells of each retry', async () => {
    const error = new ModelError('stalled', 'silent')
    const retries: unknown[] = []
    await play([[error], [error], answer], { baseMs: 100, onRetry: (retry) => retries.push(retry) })
    expect(retries).toEqual([
      { attempt: 1, delayMs: 50, error },
      { attempt: 2, delayMs: 100, error },
    ])
  })

  it('stops in the middle of a pause', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped')
    const played = await play(
      [[new ModelError('unavailable', 'down')], answer],
      {
        sleep: undefined,
        random: () => 1,
        baseMs: 3_600_000,
        maxMs: 3_600_000,
        onRetry: () => setImmediate(() => stop.abort(reason)),
      },
      stop.signal,
    )
    expect(played).toMatchObject({ error: reason, calls: 1 })
  })

  it('closes the stream beneath when its reader leaves', async () => {
    const { model, open } = modelOf(answer)
    for await (const _ of withRetries(model).stream({ messages })) {
      expect(open()).toBe(1)
      break
    }
    expect(open()).toBe(0)
  })
})
