/**
 * Takes the pictures of the README: one story by the built-in author, read on a computer and on a phone while it is
 * written, and outfits while they are made. Run by `npm run screens`, after a build of the pages.
 */
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { ServerProcess } from '../harness/server-process.ts'
import { launchOptions } from './chromium.ts'
import { takeOutfitScreens } from './outfits-screens.ts'
import { readerOf } from './stage.ts'

const PICTURE = fileURLToPath(new URL('../../docs/reading.png', import.meta.url))
/** Enough to fill the paper of both, while there is more to come. */
const LEAST_WORDS = 58

await using server = await ServerProcess.start({ UNFOLD_OFFLINE_TOKENS_PER_S: '14' })
await using browser = await chromium.launch(launchOptions)

const desktop = await open(browser, { viewport: { width: 1120, height: 850 }, colorScheme: 'light' })
const phone = await open(browser, {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  isMobile: true,
})
await desktop.goto(`${server.url}/story?child=1`)
await desktop.getByRole('radio', { name: 'Space' }).check()
await desktop.getByRole('button', { name: 'Begin the story' }).click()
await desktop.waitForURL(/\/read\//)
await phone.goto(desktop.url())
for (const page of [desktop, phone]) await readerOf(page).pace.selectOption('Fast')
await desktop.waitForFunction(
  (least) => (document.querySelector('[role=log]')?.textContent.split(/\s+/).length ?? 0) >= least,
  LEAST_WORDS,
)
if (!(await readerOf(desktop).stop.isVisible())) throw new Error('The story was over before the picture.')
const [large, small] = await Promise.all([desktop.screenshot(), phone.screenshot()])

const frame = await open(browser, { viewport: { width: 1280, height: 840 } })
await frame.setContent(`
  <style>
    body { margin: 0; height: 100vh; background: #e9e4f2; position: relative; overflow: hidden }
    img { position: absolute; border-radius: 14px; box-shadow: 0 18px 40px #2a1f4a40, 0 2px 6px #2a1f4a33 }
    .large { left: 36px; top: 36px; width: 1000px }
    .small { right: 40px; bottom: 32px; height: 700px; border-radius: 34px; border: 9px solid #17131f }
  </style>
  <img class="large" alt="" src="data:image/png;base64,${large.toString('base64')}">
  <img class="small" alt="" src="data:image/png;base64,${small.toString('base64')}">`)
await frame.screenshot({ path: PICTURE })

await takeOutfitScreens(browser)

async function open(from: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await from.newContext({ ...options, deviceScaleFactor: 1.25 })
  return context.newPage()
}
