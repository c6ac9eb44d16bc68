import { expect, it } from 'vitest'
import { parseModelName } from './model-name.ts'

it('reads a provider and its model, which may hold colons itself', () => {
  expect(parseModelName('openai:gpt-4o')).toEqual({ provider: 'openai', model: 'gpt-4o' })
  expect(parseModelName(' ollama:llama3.2:3b ')).toEqual({ provider: 'ollama', model: 'llama3.2:3b' })
  expect(parseModelName('openrouter:meta-llama/llama-3')).toEqual({
    provider: 'openrouter',
    model: 'meta-llama/llama-3',
  })
  expect(parseModelName('offline')).toEqual({ provider: 'offline', model: null })
})

it('refuses what is neither', () => {
  for (const text of ['', 'gpt-4o', ':gpt-4o', 'openai:', 'offline:fast', 'Open AI:x', 'openai:gpt 4o']) {
    expect(parseModelName(text), `text ${text}`).toBeNull()
  }
})
