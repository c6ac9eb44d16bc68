import { test as base, type Page } from '@playwright/test'
import type { Item } from '@unfold/outfits/shared'
import type { RunEvent, RunState } from 'unfold/protocol'
import { ServerProcess } from '../harness/server-process.ts'
import { Stylist } from './stylist.ts'

interface OutfitsStage {
  /** Further settings of the server. */
  settings: { [name: string]: string }
  stylist: Stylist
  /** A server of this test's own, as a user runs it, whose model is the stylist. */
  server: ServerProcess
  jobs: Jobs
}

/** What the server knows of the jobs, to hold the pages against. */
export interface Jobs {
  start(request?: object): Promise<string>
  /** A piece that is thought of; answers its id. */
  consider(): Promise<string>
  wardrobe(): Promise<Item[]>
  snapshot(jobId: string): Promise<RunState>
  events(jobId: string): Promise<RunEvent[]>
}

export const test = base.extend<OutfitsStage>({
  settings: [{}, { option: true }],
  // oxlint-disable-next-line eslint/no-empty-pattern
  stylist: async ({}, use) => {
    await using stylist = await Stylist.start()
    await use(stylist)
  },
  server: async ({ stylist, settings }, use) => {
    await using server = await ServerProcess.start({
      UNFOLD_MODEL: 'openai:scripted',
      OPENAI_BASE_URL: stylist.url,
      ...settings,
    })
    await use(server)
  },
  baseURL: async ({ server }, use) => use(server.url),
  jobs: async ({ server }, use) => {
    const post = (path: string, body: object) =>
      readJson<any>(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await use({
      start: async (request = { occasions: ['Brunch'] }) => (await post('/api/runs/outfits', request)).runId,
      consider: async () => (await post('/api/consider-buying/items', { item: BOOTS })).item.id,
      wardrobe: async () => (await readJson<{ items: Item[] }>(`${server.url}/api/wardrobe/items`)).items,
      snapshot: async (jobId) =>
        (await readJson<{ state: RunState }>(`${server.url}/api/runs/${jobId}`)).state,
      events: async (jobId) =>
        (await readJson<{ events: RunEvent[] }>(`${server.url}/api/runs/${jobId}/events?after=0&limit=1000`))
          .events,
    })
  },
})

export { expect } from '@playwright/test'

export const DEVICES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}

export const BOOTS = {
  name: 'Cognac Chelsea boots',
  category: 'shoes',
  subCategory: 'boots',
  colors: [{ hex: '#9a5b2d', name: 'cognac' }],
}

/** The page of a job by what a person perceives of it. */
export function revealOf(page: Page) {
  const card = (n: number) => page.getByRole('article', { name: `Outfit ${n}`, exact: true })
  return {
    bar: page.getByRole('region', { name: 'Progress' }),
    /** The one polite region. */
    status: page.getByRole('status'),
    progress: page.getByRole('progressbar', { name: 'How far the outfits are' }),
    quickPick: page.getByRole('region', { name: 'Quick pick' }),
    stop: page.getByRole('button', { name: 'Stop' }),
    tryAgain: page.getByRole('button', { name: 'Try again' }),
    goOn: page.getByRole('button', { name: 'Go on' }),
    card,
    /** It is whole: laid out, with words. */
    ready: (n: number) => card(n).getByRole('heading', { name: 'Why it works' }),
    /** Its pieces, head to toe. */
    pieces: (n: number) =>
      card(n)
        .getByRole('img')
        .evaluateAll((all) => all.map((one) => one.getAttribute('alt'))),
    debug: page.getByRole('region', { name: 'Reasoning', exact: true }),
    percent: async () =>
      Number(await page.getByRole('progressbar', { name: 'How far the outfits are' }).getAttribute('value')),
  }
}

export const jobIdOf = (page: Page): string => new URL(page.url()).searchParams.get('job')!

export async function readJson<T>(url: string, request?: RequestInit): Promise<T> {
  const response = await fetch(url, request)
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
