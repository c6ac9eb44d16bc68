import { test as base, type Page } from '@playwright/test'
import type { Item, WardrobeImport } from '@unfold/outfits/shared'
import { ServerProcess } from '../harness/server-process.ts'

/** What the server has stored of the wardrobe, to hold the pages against. */
interface Stored {
  items(): Promise<Item[]>
  /** Of the newest import. */
  import(): Promise<WardrobeImport>
}

interface WardrobeStage {
  /** A server of this test's own, as a user runs it. What a photo shows, nobody says but its file's name and its owner. */
  server: ServerProcess
  /** Somebody with an empty wardrobe, signed in where `page` is. */
  newcomer: void
  stored: Stored
}

export const test = base.extend<WardrobeStage>({
  // oxlint-disable-next-line eslint/no-empty-pattern
  server: async ({}, use) => {
    await using server = await ServerProcess.start({ UNFOLD_MODEL: 'offline' })
    await use(server)
  },
  baseURL: async ({ server }, use) => use(server.url),
  newcomer: async ({ page }, use) => {
    const account = { name: 'Nora', email: 'nora@example.com', password: 'correct horse' }
    const answer = await page.request.post('/api/auth/sign-up/email', { data: account })
    if (!answer.ok()) throw new Error(`signing up was answered ${answer.status()}`)
    await use()
  },
  stored: async ({ page }, use) => {
    const get = async (path: string) => (await page.request.get(path)).json()
    await use({
      items: async () => (await get('/api/wardrobe/items')).items,
      async import() {
        const { imports } = await get('/api/wardrobe/imports')
        return get(`/api/wardrobe/imports/${imports[0].id}`)
      },
    })
  },
})

export { expect } from '@playwright/test'

/** The wardrobe's page by what a person perceives of it. */
export function wardrobeOf(page: Page) {
  const photos = page.getByRole('region', { name: /^Import of/ })
  return {
    count: page.locator('.wardrobe-count'),
    pieces: page.locator('.piece-grid').getByRole('listitem'),
    piece: (name: string) => page.locator('.piece-grid').getByRole('link', { name, exact: true }),
    line: page.getByLabel('A piece in one line'),
    way: (name: string) => page.getByRole('radio', { name, exact: true }),
    import: photos,
    importCounts: photos.locator('.import-counts'),
  }
}
