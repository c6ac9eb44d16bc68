import { type Attributes, type Span, SpanKind } from '@opentelemetry/api'
import type { LanguageModel, Message, ModelChunk, ModelRequest } from 'unfold/models'
import { errorTypeOf, markFailed } from './failed-span.ts'
import type { Tracing } from './tracing.ts'

/**
 * The same model; each call is a client span by the conventions for generative AI
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/).
 */
export function createTracedModel(model: LanguageModel, tracing: Tracing): LanguageModel {
  const { id, continues, offline } = model
  return { id, continues, offline, stream: (request) => streamTraced(model, request, tracing) }
}

async function* streamTraced(
  model: LanguageModel,
  request: ModelRequest,
  tracing: Tracing,
): AsyncGenerator<ModelChunk, void, undefined> {
  const [provider = model.id, name = provider] = model.id.split(/:(.*)/s)
  const span = tracing.start(`chat ${name}`, SpanKind.CLIENT, {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': name,
    'gen_ai.request.stream': true,
    'gen_ai.output.type': request.schema ? 'json' : 'text',
    ...(request.temperature !== undefined && { 'gen_ai.request.temperature': request.temperature }),
    ...(request.maxOutputTokens !== undefined && { 'gen_ai.request.max_tokens': request.maxOutputTokens }),
    ...(tracing.content && { 'gen_ai.input.messages': JSON.stringify(request.messages.map(toTraced)) }),
  })
  const startedAt = performance.now()
  const answer: string[] = []
  let begun = false
  let over = false
  try {
    for await (const chunk of model.stream(request)) {
      if ('text' in chunk) {
        if (!begun) span.setAttribute('gen_ai.response.time_to_first_chunk', secondsSince(startedAt))
        begun = true
        if (tracing.content) answer.push(chunk.text)
      } else span.setAttributes(attributesOf(chunk))
      yield chunk
    }
    over = true
  } catch (error) {
    over = true
    markFailed(span, request.signal?.aborted ? errorTypeOf(request.signal.reason) : errorTypeOf(error))
    throw error
  } finally {
    // Who reads may leave before the end: the gate does when it rejects a sentence.
    if (!over) markFailed(span, 'left')
    endCall(span, tracing.content ? answer.join('') : null)
  }
}

function endCall(span: Span, answer: string | null): void {
  if (answer !== null) {
    const message = { role: 'assistant', parts: [{ type: 'text', content: answer }] }
    span.setAttribute('gen_ai.output.messages', JSON.stringify([message]))
  }
  span.end()
}

function attributesOf(chunk: Exclude<ModelChunk, { text: string }>): Attributes {
  if ('finish' in chunk) return { 'gen_ai.response.finish_reasons': [chunk.finish] }
  const { inputTokens, outputTokens, estimated } = chunk.usage
  return {
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
    ...(estimated && { 'unfold.usage.estimated': true }),
  }
}

/** Of a picture only that there was one: its bytes are nobody's business there. */
function toTraced({ role, content, images = [] }: Message) {
  const seen = images.map(({ mediaType }) => ({ type: 'image', mediaType }))
  return { role, parts: [{ type: 'text', content }, ...seen] }
}

function secondsSince(startedAt: number): number {
  return Math.round(performance.now() - startedAt) / 1000
}
