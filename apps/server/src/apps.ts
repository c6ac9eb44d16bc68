import path from 'node:path'
import { createOutfitsApp } from '@unfold/outfits/server'
import { createStoriesApp, createStoryteller } from '@unfold/stories/server'
import type { LanguageModel } from 'unfold/models'
import { DEMO_ACCOUNT } from './demo-account.ts'
import type { ModelChoice } from './model-choice.ts'
import { createProvidedModel } from './provided-model.ts'
import type { ServerOptions } from './server.ts'
import { createTracedModel } from './tracing/traced-model.ts'
import type { Tracing } from './tracing/tracing.ts'

/** The apps on the configured model, and what people are told about it. `folder` holds what is no row: the pictures. */
export function createApps(
  choice: ModelChoice,
  folder: string,
  { tracing = null, vision = null }: { tracing?: Tracing | null; vision?: ModelChoice | null } = {},
): Pick<ServerOptions, 'createApps' | 'model'> {
  const traced = (model: LanguageModel) => (tracing ? createTracedModel(model, tracing) : model)
  const configured = createProvidedModel(choice)
  const provided = configured && traced(configured)
  const seeing = vision && createProvidedModel(vision)
  const tokensPerSecond = choice.kind === 'offline' ? choice.tokensPerS : 0
  const storyteller = provided ?? traced(createStoryteller({ tokensPerSecond }))
  return {
    model: { id: storyteller.id, offline: storyteller.offline },
    createApps: async (engine) => {
      const { safetyVerdicts } = engine.metrics
      const countVerdict = (verdict: string, lang: string) => safetyVerdicts.inc({ verdict, lang })
      const demoAccountId = DEMO_ACCOUNT.id
      return [
        await createStoriesApp(
          { ...engine, countVerdict },
          { model: storyteller, judge: provided, demoAccountId },
        ),
        await createOutfitsApp(engine, {
          model: provided,
          vision: seeing && traced(seeing),
          offlineTokensPerSecond: tokensPerSecond,
          filesFolder: path.join(folder, 'files'),
          demoAccountId,
        }),
      ]
    },
  }
}
