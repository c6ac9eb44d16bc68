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
  UNFOLD_VISION_MODEL?: string | undefined
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
  const named = modelNamed(settings, 'UNFOLD_MODEL', asked)
  if (named) return named
  if (parseModelName(asked)?.provider === 'offline') return offline(settings, 'UNFOLD_MODEL asks for it')
  return { mistake: `UNFOLD_MODEL must be offline, openai:<model> or ollama:<model>, not "${asked}".` }
}

/** Null: none is asked for. The built-in authors do not see. */
export function chooseVisionModel(settings: ModelSettings): ModelChoice | { mistake: string } | null {
  const asked = settings.UNFOLD_VISION_MODEL
  if (asked === undefined) return null
  return (
    modelNamed(settings, 'UNFOLD_VISION_MODEL', asked) ?? {
      mistake: `UNFOLD_VISION_MODEL must be openai:<model> or ollama:<model>, not "${asked}".`,
    }
  )
}

/** A provider's model; null when the text names none. */
function modelNamed(
  settings: ModelSettings,
  variable: string,
  asked: string,
): ModelChoice | { mistake: string } | null {
  const why = `${variable} asks for it`
  const { provider, model } = parseModelName(asked) ?? {}
  if (provider === 'ollama' && model) return ollama(settings, model, why)
  if (provider === 'openai' && model) {
    if (settings.OPENAI_API_KEY || settings.OPENAI_BASE_URL) return openai(settings, model, why)
    return {
      mistake: `${variable} asks for ${asked}, but OPENAI_API_KEY is not set; a server that needs no key is named by OPENAI_BASE_URL.`,
    }
  }
  return null
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
