import { createOpenAiModel, type LanguageModel, withRetries } from 'unfold/models'

/** What every house without HTTP goes by: generous limits, one account. */
export const LIMITS = { concurrentRuns: 50, startsPerHour: 1000, tokensPerDay: 1e9 }
export const ACCOUNT = { id: 'demo', demo: true }

export function scriptedModel(url: string): LanguageModel {
  const model = createOpenAiModel({ id: 'scripted', baseUrl: url, model: 'scripted' })
  // No test waits for a back-off.
  return withRetries(model, { sleep: async () => {} })
}
