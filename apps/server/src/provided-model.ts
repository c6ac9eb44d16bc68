import { createOpenAiModel, type LanguageModel, withRetries } from 'unfold/models'
import type { ModelChoice } from './model-choice.ts'

/** The configured provider's model; null when the apps' own offline authors write. */
export function createProvidedModel(choice: ModelChoice): LanguageModel | null {
  if (choice.kind === 'offline') return null
  const id = `${choice.kind}:${choice.model}`
  if (choice.kind === 'openai') {
    const { model, apiKey, baseUrl = 'https://api.openai.com/v1' } = choice
    return withRetries(createOpenAiModel({ id, model, baseUrl, apiKey }))
  }
  return withRetries(
    createOpenAiModel({
      id,
      model: choice.model,
      baseUrl: new URL('v1', choice.baseUrl.replace(/\/*$/, '/')).href,
      // What the operator sets for this model wins over what a flow would ask of any.
      extra: { temperature: choice.temperature, max_tokens: choice.maxTokens },
    }),
  )
}
