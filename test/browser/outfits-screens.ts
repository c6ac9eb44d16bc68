/**
 * Pictures of the outfits' pages: a job at each of its stages, on a computer and on a phone, to be looked at
 * (`test-results/screens`), and the one of the README. A part of `npm run screens`.
 */
import type { Browser, Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ServerProcess } from '../harness/server-process.ts'
import { revealOf } from './outfits-stage.ts'

const README_PICTURE = fileURLToPath(new URL('../../docs/outfits.png', import.meta.url))
const FOLDER = fileURLToPath(new URL('../../test-results/screens', import.meta.url))

export async function takeOutfitScreens(browser: Browser): Promise<void> {
  // Slow enough that each stage is there for a while.
  await using server = await ServerProcess.start({ UNFOLD_OFFLINE_TOKENS_PER_S: '12' })
  mkdirSync(FOLDER, { recursive: true })
  const desktop = await open(browser, server.url, { width: 1180, height: 1240 }, 'light')
  const phone = await open(browser, server.url, { width: 390, height: 844 }, 'dark')
  const [large, small] = [revealOf(desktop), revealOf(phone)]
  const shoot = async (name: string) => {
    for (const [device, page] of Object.entries({ desktop, phone }))
      await page.screenshot({ path: path.join(FOLDER, `${name}-${device}.png`) })
  }

  for (const page of [desktop, phone]) {
    await page.goto('/occasion?user=test')
    await page.getByRole('checkbox', { name: 'Brunch' }).check()
    await page.getByLabel('Temperature').selectOption('cool')
  }
  await shoot('1-form')
  await desktop.getByRole('button', { name: 'Create outfits' }).click()
  await desktop.waitForURL(/\/reveal/)
  await phone.goto(desktop.url())
  for (const { quickPick } of [large, small]) await quickPick.getByRole('img').first().waitFor()
  await shoot('2-quick-pick')
  const thought = (card: ReturnType<typeof large.card>) =>
    card.locator('.thinking-aloud').filter({ hasNotText: 'Choosing the pieces' })
  for (const { card } of [large, small]) await thought(card(1)).waitFor()
  await shoot('3-thinking')
  await large.ready(1).waitFor()
  await shoot('4-first-outfit')

  await large.ready(2).waitFor()
  await thought(large.card(3)).waitFor()
  await small.card(1).evaluate((card) => window.scrollTo(0, card.getBoundingClientRect().top + scrollY - 150))
  // What has just been laid out settles.
  for (const page of [desktop, phone]) await settle(page)
  const pictures = [await desktop.screenshot(), await phone.screenshot()] as const
  if (!(await large.stop.isVisible())) throw new Error('The job was over before the picture.')
  await shoot('5-two-outfits')
  await takeReadmePicture(browser, ...pictures)

  await large.bar.getByText('ready to wear').waitFor({ timeout: 60_000 })
  await shoot('6-ready')
  for (const page of [desktop, phone]) {
    await page.goto(`${page.url()}&debug=true`)
    await revealOf(page).bar.getByText('ready to wear').waitFor()
    await settle(page)
  }
  await shoot('7-debug')
}

async function open(
  browser: Browser,
  baseURL: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    colorScheme,
    isMobile: viewport.width < 500,
    deviceScaleFactor: 1.25,
  })
  return context.newPage()
}

/** What is being laid out lies still; what goes on and on is left alone. */
const settle = (page: Page) =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations === 1)
        .map(({ finished }) => finished),
    ),
  )

async function takeReadmePicture(browser: Browser, large: Buffer, small: Buffer): Promise<void> {
  const frame = await browser.newPage({ viewport: { width: 1280, height: 1060 } })
  await frame.setContent(`
  <style>
    body { margin: 0; height: 100vh; background: #e9e4f2; position: relative; overflow: hidden }
    img { position: absolute; border-radius: 14px; box-shadow: 0 18px 40px #2a1f4a40, 0 2px 6px #2a1f4a33 }
    .large { left: 32px; top: 32px; width: 950px }
    .small { right: 36px; bottom: 28px; height: 660px; border-radius: 32px; border: 8px solid #17131f }
  </style>
  <img class="large" alt="" src="data:image/png;base64,${large.toString('base64')}">
  <img class="small" alt="" src="data:image/png;base64,${small.toString('base64')}">`)
  await frame.screenshot({ path: README_PICTURE })
}
