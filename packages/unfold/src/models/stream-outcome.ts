import { ModelError, type ModelChunk } from './language-model.ts'

/** For tests: what a caller sees of a stream. Texts are joined, and a fault is a value instead of a throw. */
export async function outcomeOf(stream: AsyncIterable<ModelChunk>) {
  let text = ''
  const rest: ModelChunk[] = []
  try {
    for await (const chunk of stream) {
      if ('text' in chunk) text += chunk.text
      else rest.push(chunk)
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    return { text, rest, error }
  }
  return { text, rest, error: null }
}
