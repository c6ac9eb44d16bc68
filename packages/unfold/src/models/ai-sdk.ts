import type {
  JSONSchema7,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { Usage } from '../protocol/index.ts'
import { faultFromSdkError } from './ai-sdk-faults.ts'
import { jsonSchemaFromShape } from './completion-request.ts'
import { TIMEOUTS, type Timeouts } from './exchange.ts'
import {
  ModelError,
  type Continuation,
  type FinishReason,
  type LanguageModel,
  type Message,
  type ModelChunk,
  type ModelRequest,
} from './language-model.ts'
import { estimateUsage } from './usage.ts'

/** How a model of the AI SDK is shown and asked. */
export interface AiSdkModelOptions {
  /** Shown to people; the model's own provider and name unless given. */
  id?: string
  continues?: Continuation
  timeouts?: Partial<Timeouts>
  /** Settings that only this provider knows, as the AI SDK takes them. */
  providerOptions?: LanguageModelV4CallOptions['providerOptions']
  now?: () => number
}

type SdkFinish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>

/**
 * Any model object of the Vercel AI SDK: Anthropic, Google, Bedrock... The model is called directly, not through
 * `streamText`: that would bring its own retries, its own idea of errors, and 30 us per token.
 */
export function createAiSdkModel(model: LanguageModelV4, options: AiSdkModelOptions = {}): LanguageModel {
  const id = options.id ?? `${model.provider}:${model.modelId}`
  return {
    id,
    continues: options.continues ?? 'sentence',
    offline: false,
    stream: (request) => streamFromSdk(model, id, request, options),
  }
}

async function* streamFromSdk(
  model: LanguageModelV4,
  id: string,
  request: ModelRequest,
  options: AiSdkModelOptions,
): AsyncGenerator<ModelChunk, void, undefined> {
  request.signal?.throwIfAborted()
  using call = new SdkCall(model, id, request, options)
  let chars = 0
  for (;;) {
    const part = await call.next()
    if (part.type === 'text-delta' && part.delta !== '') {
      chars += part.delta.length
      yield { text: part.delta }
    } else if (part.type === 'error') {
      throw faultFromSdkError(part.error, id, options.now)
    } else if (part.type === 'finish') {
      const finish = finishFromSdk(part.finishReason, chars, id)
      yield { usage: usageFromSdk(part.usage) ?? estimateUsage(request.messages, chars) }
      yield { finish }
      return
    }
  }
}

/** One call and its stream. Disposing it, the caller's signal and a silence all abort the provider's request. */
class SdkCall {
  readonly #id: string
  readonly #signal: AbortSignal | undefined
  readonly #timeouts: Timeouts
  readonly #now: (() => number) | undefined
  readonly #request = new AbortController()
  readonly #stopped = Promise.withResolvers<null>()
  readonly #opening: Promise<ReadableStreamDefaultReader<LanguageModelV4StreamPart>>
  #reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart> | null = null
  #timer: NodeJS.Timeout
  #began = false
  #fault: unknown = null

  constructor(model: LanguageModelV4, id: string, request: ModelRequest, options: AiSdkModelOptions) {
    this.#id = id
    this.#signal = request.signal
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts }
    this.#now = options.now
    this.#timer = setTimeout(this.#stalled, this.#timeouts.firstByteMs)
    this.#signal?.addEventListener('abort', this.#aborted)
    this.#opening = this.#open(model, optionsFromRequest(request, this.#request.signal, options))
    // Nobody may be reading any more when it fails.
    this.#opening.catch(() => {})
  }

  /** The next part. Throws `ModelError`, also at an end without a finish, or the signal's reason. */
  async next(): Promise<LanguageModelV4StreamPart> {
    // Not every provider heeds an abort before it answers.
    this.#reader ??= await Promise.race([this.#opening, this.#stopped.promise])
    const result = this.#fault || !this.#reader ? null : await this.#read(this.#reader)
    if (this.#fault) throw this.#fault
    if (!result || result.done) throw new ModelError('cut', `${this.#id} ended its answer without an end`)
    // The SDK says this itself before the provider has answered: it is no sign of life.
    if (result.value.type !== 'stream-start') this.#heard()
    return result.value
  }

  [Symbol.dispose](): void {
    this.#stop()
  }

  async #open(model: LanguageModelV4, options: LanguageModelV4CallOptions) {
    try {
      const { stream } = await model.doStream(options)
      return stream.getReader()
    } catch (error) {
      throw this.#fault ?? faultFromSdkError(error, this.#id, this.#now)
    }
  }

  async #read(reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>) {
    try {
      return await reader.read()
    } catch {
      return null
    }
  }

  #heard(): void {
    if (this.#began) {
      this.#timer.refresh()
      return
    }
    this.#began = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#stalled, this.#timeouts.idleMs)
  }

  #aborted = (): void => {
    this.#fault ??= this.#signal?.reason
    this.#stop()
  }

  #stalled = (): void => {
    this.#fault ??= new ModelError('stalled', `${this.#id} sent nothing for too long`)
    this.#stop()
  }

  /** Ends a read that is waiting, too. */
  #stop(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#aborted)
    this.#request.abort()
    this.#stopped.resolve(null)
    this.#opening.then((reader) => reader.cancel()).catch(() => {})
  }
}

function optionsFromRequest(
  { messages, schema, temperature, maxOutputTokens }: ModelRequest,
  abortSignal: AbortSignal,
  { providerOptions }: AiSdkModelOptions,
): LanguageModelV4CallOptions {
  return {
    prompt: messages.map(promptFromMessage),
    abortSignal,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(providerOptions ? { providerOptions } : {}),
    ...(schema
      ? {
          responseFormat: {
            type: 'json',
            name: schema.name,
            schema: jsonSchemaFromShape(schema.shape) as JSONSchema7,
          },
        }
      : {}),
  }
}

function promptFromMessage({ role, content, images = [] }: Message): LanguageModelV4Message {
  if (role === 'system') return { role, content }
  const seen = images.map(({ mediaType, bytes }): LanguageModelV4FilePart => ({
    type: 'file',
    mediaType,
    data: { type: 'data', data: bytes },
  }))
  return { role, content: [{ type: 'text', text: content }, ...seen] }
}

/**
 * A provider's stream that breaks off is often no error to its adapter, only a finish for no known reason
 * (`interrupted`, `other`): that is a cut, unless the provider itself gave a reason for an answer with text.
 */
function finishFromSdk({ unified, raw }: SdkFinish['finishReason'], chars: number, id: string): FinishReason {
  if (unified === 'stop' || unified === 'length') return unified
  if (unified === 'content-filter') return 'refused'
  if (unified === 'error') throw new ModelError('unavailable', `${id} reported an error in its stream`)
  if (unified === 'interrupted' || raw === undefined || chars === 0) {
    throw new ModelError('cut', `${id} ended its answer without an end`)
  }
  return 'other'
}

function usageFromSdk({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage | null {
  if (inputTokens.total === undefined || outputTokens.total === undefined) return null
  return { inputTokens: inputTokens.total, outputTokens: outputTokens.total, estimated: false }
}
