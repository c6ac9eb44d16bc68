import type { Usage } from '../protocol/index.ts'
import type { Message } from './language-model.ts'

/** Roughly what English costs in the common tokenisers; other scripts cost more, so it is marked as an estimate. */
const CHARS_PER_TOKEN = 4

/** What a picture of 512 by 512 costs with the providers that say so: 255 to about 1000. */
const TOKENS_PER_IMAGE = 700

/** Tokens of a call whose provider reported none, because it never does or because the call was cut. */
export function estimateUsage(messages: readonly Message[], outputChars: number): Usage {
  const inputChars = messages.reduce((sum, message) => sum + message.content.length, 0)
  const images = messages.reduce((sum, message) => sum + (message.images?.length ?? 0), 0)
  return {
    inputTokens: Math.ceil(inputChars / CHARS_PER_TOKEN) + images * TOKENS_PER_IMAGE,
    outputTokens: Math.ceil(outputChars / CHARS_PER_TOKEN),
    estimated: true,
  }
}
