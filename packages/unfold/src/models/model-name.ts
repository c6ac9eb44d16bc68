/** A provider and its name of a model; `model` is null for `offline`, which has no others. */
export interface ModelName {
  provider: string
  model: string | null
}

/** `openai:gpt-4o`, `ollama:llama3.2:3b`, `offline`; null when it is none of these forms. */
export function parseModelName(text: string): ModelName | null {
  const [, provider, model] = /^([a-z][a-z0-9-]*)(?::(\S+))?$/.exec(text.trim()) ?? []
  if (provider === undefined) return null
  if (provider === 'offline') return model === undefined ? { provider, model: null } : null
  return model === undefined ? null : { provider, model }
}
