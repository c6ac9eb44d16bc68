import type { Usage } from '../protocol/index.ts'
import { ModelError, type FinishReason } from './language-model.ts'

/** What one chunk of a chat-completions stream says. */
export interface Delta {
  text: string
  finish: FinishReason | null
  usage: Usage | null
}

/**
 * Reads one chunk. Providers differ in what they add, so that unknown fields and unknown objects are passed over
 * (reasoning among them: it is not the answer), and only what cannot be the wire is an error.
 */
export function deltaFromData(data: string, event: string | undefined, id: string): Delta {
  const chunk = recordFrom(parsed(data, id))
  if (!chunk) throw malformed(id)
  if (event === 'error' || (chunk['error'] ?? null) !== null) throw providerFault(chunk, id)
  const choices = chunk['choices']
  const choice = Array.isArray(choices) ? recordFrom(choices[0]) : null
  const delta = recordFrom(choice?.['delta'])
  const refused = typeof delta?.['refusal'] === 'string' && delta['refusal'] !== ''
  return {
    text: textFromContent(delta?.['content'], id),
    finish: refused ? 'refused' : finishFromReason(choice?.['finish_reason']),
    usage: usageFromWire(chunk['usage']),
  }
}

function parsed(data: string, id: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    // The parser's own message quotes the data, which may be a child's text.
    throw malformed(id)
  }
}

/** A string, nothing, or (Mistral) a list of typed pieces. */
function textFromContent(content: unknown, id: string): string {
  if (typeof content === 'string') return content
  if (content === null || content === undefined) return ''
  if (!Array.isArray(content)) throw malformed(id)
  return content
    .map((piece: unknown) => recordFrom(piece))
    .map((piece) => (piece?.['type'] === 'text' && typeof piece['text'] === 'string' ? piece['text'] : ''))
    .join('')
}

function finishFromReason(reason: unknown): FinishReason | null {
  if (typeof reason !== 'string' || reason === '') return null
  if (reason === 'stop' || reason === 'length') return reason
  return reason === 'content_filter' ? 'refused' : 'other'
}

function usageFromWire(value: unknown): Usage | null {
  const usage = recordFrom(value)
  const inputTokens = usage?.['prompt_tokens']
  const outputTokens = usage?.['completion_tokens'] ?? 0
  return isCount(inputTokens) && isCount(outputTokens)
    ? { inputTokens, outputTokens, estimated: false }
    : null
}

function providerFault(chunk: Record<string, unknown>, id: string): ModelError {
  const error = recordFrom(chunk['error']) ?? chunk
  if (error['code'] === 429 || error['code'] === '429' || error['code'] === 'rate_limit_exceeded') {
    return new ModelError('busy', `${id} is too busy to go on`)
  }
  return new ModelError('unavailable', `${id} reported an error in its stream`)
}

function malformed(id: string): ModelError {
  return new ModelError('malformed', `${id} sent a chunk that is not a chat completion`)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function recordFrom(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
