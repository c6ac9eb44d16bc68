import path from 'node:path'
import { createOutfitsApp } from '@unfold/outfits/server'
import { createStoriesApp, createStoryteller } from '@unfold/stories/server'
import { DEMO_ACCOUNT } from './demo-account.ts'
import type { ModelChoice } from './model-choice.ts'
import { createProvidedModel } from './provided-model.ts'
import type { ServerOptions } from './server.ts'

/** The apps on the configured model, and what people are told about it. `folder` holds what is no row: the pictures. */
export function createApps(choice: ModelChoice, folder: string): Pick<ServerOptions, 'createApps' | 'model'> {
  const provided = createProvidedModel(choice)
  const tokensPerSecond = choice.kind === 'offline' ? choice.tokensPerS : 0
  const storyteller = provided ?? createStoryteller({ tokensPerSecond })
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
          offlineTokensPerSecond: tokensPerSecond,
          filesFolder: path.join(folder, 'files'),
          demoAccountId,
        }),
      ]
    },
  }
}
