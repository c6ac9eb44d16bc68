import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Flow } from 'unfold/core'
import type { LanguageModel } from 'unfold/models'
import type { Route } from 'unfold/server'
import { DEMO_STYLE_WORDS, demoWardrobe } from '../demo/index.ts'
import type { OutfitsEngine } from '../engine.ts'
import {
  Bans,
  ConsideredItems,
  Holdings,
  Items,
  KeptOutfits,
  OUTFITS_MIGRATIONS,
  Pictures,
  type OutfitsTables,
  Profiles,
  type Store,
} from '../records/index.ts'
import { createConsideredRoutes } from './considered-routes.ts'
import { createItemRoutes } from './item-routes.ts'
import { createKeptRoutes } from './kept-routes.ts'
import { createCsvRoute } from './csv-route.ts'
import { eraseOf, exportOf } from './holdings.ts'
import { createImportRoutes } from './import-routes.ts'
import { createImportPhotoFlow } from './import-photo.ts'
import { PictureFiles } from './picture-files.ts'
import { PictureImports } from './picture-imports.ts'
import { createPictureRoutes } from './picture-routes.ts'
import { createProfileRoutes } from './profile-routes.ts'
import { createPurchaseRoute } from './purchase-route.ts'
import { createTurnRoute } from './turn-route.ts'

export interface WardrobeOptions {
  /** Where pictures lie; every process of the installation sees the same folder. */
  filesFolder: string
  /** Gets the demo wardrobe, once. */
  demoAccountId: string
  /** Says what a photo shows; without one the file's name does, or the owner. */
  vision?: LanguageModel | null
  now?: () => number
  newId?: () => string
}

/** The records of the outfits app, for its flows, and the endpoints and flows that keep them. */
export interface Wardrobe {
  items: Items
  profiles: Profiles
  bans: Bans
  kept: KeptOutfits
  considered: ConsideredItems
  routes: readonly Route[]
  flows: readonly Flow[]
  exportOf: (accountId: string) => Promise<Record<string, unknown>>
  eraseOf: (accountId: string) => Promise<void>
}

export async function createWardrobe(engine: OutfitsEngine, options: WardrobeOptions): Promise<Wardrobe> {
  const { backend } = engine
  const { now = Date.now, newId = randomUUID } = options
  await backend.migrate('outfits', OUTFITS_MIGRATIONS)
  const store: Store = {
    db: backend.records as Kysely<OutfitsTables>,
    transact: (statements) => backend.transact(statements),
    now,
    newId,
  }
  const items = new Items(store)
  const profiles = new Profiles(store)
  const bans = new Bans(store)
  const kept = new KeptOutfits(store)
  const considered = new ConsideredItems(store, items)
  const files = new PictureFiles(options.filesFolder)
  await files.open(now())
  const pictures = new Pictures(store)
  const flow = createImportPhotoFlow({ pictures, items, files, vision: options.vision ?? null })
  const imports = new PictureImports({ engine, flow, pictures, items, files, now })
  await imports.resume()
  // Also where the demo is off: the pieces are nobody else's, whatever is switched on later.
  const seedDemo = () => {
    const profile = { styleWords: DEMO_STYLE_WORDS, repeatWindowDays: 7 }
    return profiles.seed(options.demoAccountId, profile, items, demoWardrobe(now()))
  }
  await seedDemo()
  const holdings = new Holdings(store)
  return {
    items,
    profiles,
    bans,
    kept,
    considered,
    flows: [flow],
    exportOf: (accountId) => exportOf({ holdings, files }, accountId),
    async eraseOf(accountId) {
      await eraseOf({ holdings, files }, accountId)
      if (accountId === options.demoAccountId) await seedDemo()
    },
    routes: [
      ...createItemRoutes({ items, files }),
      createCsvRoute(items),
      createTurnRoute({ items, files }),
      ...createProfileRoutes({ profiles, bans, items }),
      ...createKeptRoutes({ kept, items, now }),
      ...createImportRoutes({ imports, pictures, vision: options.vision?.id ?? null }),
      ...createPictureRoutes({ ...store, imports, pictures, items, considered, files }),
      ...createConsideredRoutes({ considered, items }),
      createPurchaseRoute({ considered, items, profiles, bans, kept, now }),
    ],
  }
}
