import { expect, test as base, type Locator, type Page } from '@playwright/test'
import type { RunEvent, RunState } from 'unfold/protocol'
import { ServerProcess } from '../harness/server-process.ts'
import { Teller } from './teller.ts'

interface Stage {
  /** Further settings of the server. */
  settings: { [name: string]: string }
  teller: Teller
  /** A server of this test's own, as a user runs it, whose model is the teller. */
  server: ServerProcess
  runs: Runs
}

/** What the server knows of the runs, to hold the pages against. */
export interface Runs {
  startStory(childId?: number, totalChapters?: number): Promise<string>
  addChild(child: {
    nickname: string
    age: number
    language: 'english' | 'hebrew'
    mode?: 'live' | 'approve'
  }): Promise<number>
  snapshot(runId: string): Promise<RunState>
  events(runId: string): Promise<RunEvent[]>
}

export const test = base.extend<Stage>({
  settings: [{}, { option: true }],
  // oxlint-disable-next-line eslint/no-empty-pattern
  teller: async ({}, use) => {
    await using teller = await Teller.start()
    await use(teller)
  },
  server: async ({ teller, settings }, use) => {
    await using server = await ServerProcess.start({
      UNFOLD_MODEL: 'openai:scripted',
      OPENAI_BASE_URL: teller.url,
      ...settings,
    })
    await use(server)
  },
  baseURL: async ({ server }, use) => use(server.url),
  runs: async ({ server }, use) => {
    await use({
      async startStory(childId = 1, totalChapters = 3) {
        const body = { childId, theme: 'adventure', chapterNumber: 1, totalChapters }
        const { runId } = await readJson<{ runId: string }>(`${server.url}/api/runs/story`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return runId
      },
      async addChild(child) {
        const body = { ...child, readingLevel: 'beginner', interests: ['space'] }
        const { id } = await readJson<{ id: number }>(`${server.url}/api/children`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return id
      },
      snapshot: async (runId) =>
        (await readJson<{ state: RunState }>(`${server.url}/api/runs/${runId}`)).state,
      async events(runId) {
        const url = `${server.url}/api/runs/${runId}/events?after=0&limit=1000`
        return (await readJson<{ events: RunEvent[] }>(url)).events
      },
    })
  },
})

export { expect }

export const DEVICES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
}

/** The reader's page by what a person perceives of it. */
export function readerOf(page: Page) {
  return {
    transcript: page.getByRole('log', { name: 'The story' }),
    /** The one polite region. */
    status: page.getByRole('status'),
    bar: page.getByRole('region', { name: 'Reading' }),
    progress: page.getByRole('progressbar', { name: 'How far the chapter is' }),
    pace: page.getByRole('combobox', { name: 'Reading pace' }),
    /** Where a failure is said. */
    alert: page.getByRole('region', { name: 'Reading' }).getByRole('alert'),
    stop: page.getByRole('button', { name: 'Stop writing' }),
    settings: page.getByRole('button', { name: 'Settings' }),
    drawer: page.getByRole('dialog', { name: 'How you like to read' }),
    listen: page.getByRole('button', { name: 'Listen', exact: true }),
    next: page.getByRole('button', { name: 'Next sentence' }),
    back: page.getByRole('button', { name: 'Sentence before' }),
    grownUp: page.getByText('For the grown-up:'),
    tryAgain: page.getByRole('button', { name: 'Try again' }),
    writeOn: page.getByRole('button', { name: 'Write on' }),
    choices: page.getByRole('group', { name: /Where should Mia go/ }),
    text: async () => (await page.getByRole('log', { name: 'The story' }).innerText()).trim(),
    percent: async () => Number(await page.getByRole('progressbar').getAttribute('value')),
  }
}

/** Tabs until the focus is there, as a person without a mouse does; a page that hides it from Tab fails here. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`60 tabs do not reach ${target.toString()}`)
}

export function runIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function readJson<T>(url: string, request?: RequestInit): Promise<T> {
  const response = await fetch(url, request)
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
