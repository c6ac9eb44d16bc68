import { parseModelName } from 'unfold/models'

/** Which language model writes, and why: the start line says both. */
export type ModelChoice = { why: string } & (
  | { kind: 'offline'; tokensPerS: number }
  | { kind: 'openai'; model: string; baseUrl: string | undefined; apiKey: string | undefined }
  | { kind: 'ollama'; model: string; baseUrl: string; temperature: number; maxTokens: number }
)

const OPENAI_DEFAULT = 'gpt-4o'

interface ModelSettings {
  UNFOLD_MODEL?: string | undefined
  OPENAI_API_KEY?: string | undefined
  OPENAI_BASE_URL?: string | undefined
  OLLAMA_MODEL?: string | undefined
  OLLAMA_BASE_URL: string
  OLLAMA_TEMPERATURE: number
  OLLAMA_MAX_TOKENS: number
  UNFOLD_OFFLINE_TOKENS_PER_S: number
}

/** UNFOLD_MODEL wins; else OLLAMA_MODEL selects Ollama; else OPENAI_API_KEY selects OpenAI's default; else offline. */
export function chooseModel(settings: ModelSettings): ModelChoice | { mistake: string } {
  const asked = settings.UNFOLD_MODEL
  if (asked === undefined) {
    if (settings.OLLAMA_MODEL) return ollama(settings, settings.OLLAMA_MODEL, 'OLLAMA_MODEL is set')
    if (settings.OPENAI_API_KEY) return openai(settings, OPENAI_DEFAULT, 'OPENAI_API_KEY is set')
    return offline(settings, 'no model is configured')
  }
  const why = 'UNFOLD_MODEL asks for it'
  const { provider, model } = parseModelName(asked) ?? {}
  if (provider === 'offline') return offline(settings, why)
  if (provider === 'ollama' && model) return ollama(settings, model, why)
  if (provider === 'openai' && model) {
    if (settings.OPENAI_API_KEY || settings.OPENAI_BASE_URL) return openai(settings, model, why)
    return {
      mistake: `UNFOLD_MODEL asks for ${asked}, but OPENAI_API_KEY is not set; a server that needs no key is named by OPENAI_BASE_URL.`,
    }
  }
  return { mistake: `UNFOLD_MODEL must be offline, openai:<model> or ollama:<model>, not "${asked}".` }
}

function offline(settings: ModelSettings, why: string): ModelChoice {
  return { kind: 'offline', why, tokensPerS: settings.UNFOLD_OFFLINE_TOKENS_PER_S }
}

function openai(settings: ModelSettings, model: string, why: string): ModelChoice {
  return { kind: 'openai', why, model, baseUrl: settings.OPENAI_BASE_URL, apiKey: settings.OPENAI_API_KEY }
}

function ollama(settings: ModelSettings, model: string, why: string): ModelChoice {
  return {
    kind: 'ollama',
    why,
    model,
    baseUrl: settings.OLLAMA_BASE_URL,
    temperature: settings.OLLAMA_TEMPERATURE,
    maxTokens: settings.OLLAMA_MAX_TOKENS,
  }
}
