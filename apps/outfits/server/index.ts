import type { Flow } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import type { Route } from 'unfold/server'
import type { OutfitsEngine } from './engine.ts'
import { createOfflineStylist } from './flow/offline-stylist.ts'
import { OutfitChanges } from './flow/outfit-changes.ts'
import { OutfitStarts } from './flow/outfit-starts.ts'
import { createOutfitsFlow } from './flow/outfits-flow.ts'
import { createChangeRoutes } from './routes/change-routes.ts'
import { createJobRoutes } from './routes/job-routes.ts'
import { createWardrobe } from './wardrobe/index.ts'

export { jobDialect } from './job-dialect.ts'
export type { OutfitsEngine } from './engine.ts'

export interface OutfitsOptions {
  /** Null: the built-in stylist, the deterministic ranker, writes. */
  model: LanguageModel | null
  /** Says what a photo shows; null: nobody does. */
  vision?: LanguageModel | null
  /** Pace of the built-in stylist; 0 is as fast as it can. */
  offlineTokensPerSecond?: number
  /** Where pictures lie. */
  filesFolder: string
  demoAccountId: string
  temperature?: number | undefined
  now?: () => number
}

export interface OutfitsApp {
  flows: readonly Flow[]
  routes: readonly Route[]
  exportOf: (accountId: string) => Promise<Record<string, unknown>>
  eraseOf: (accountId: string) => Promise<void>
}

/** The outfits, put together on an engine: wardrobe, flow, job API. */
export async function createOutfitsApp(engine: OutfitsEngine, options: OutfitsOptions): Promise<OutfitsApp> {
  const { model, offlineTokensPerSecond = 0, now = Date.now } = options
  const wardrobe = await createWardrobe(engine, { ...options, now })
  const starts = new OutfitStarts({ ...wardrobe, now })
  const flow = createOutfitsFlow({
    modelFor: (asked) => model ?? createOfflineStylist(asked, offlineTokensPerSecond),
    starts,
    temperature: options.temperature,
  })
  return {
    flows: [flow, ...wardrobe.flows],
    exportOf: wardrobe.exportOf,
    eraseOf: wardrobe.eraseOf,
    routes: [
      ...wardrobe.routes,
      ...createJobRoutes({ engine, flow }),
      ...createChangeRoutes({ engine, flow, changes: new OutfitChanges(engine.backend.log, starts) }),
    ],
  }
}
