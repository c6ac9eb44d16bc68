import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { DEVICES, expect, type Jobs, revealOf, test } from './outfits-stage.ts'
import { AT_ONCE, INSIDE } from './stylist.ts'

const NARROW = { width: 320, height: 640 }
const FORMS = ['/occasion', '/complete', '/consider-buying', '/consider-buying/outfits'] as const
/** The sum of a whole visit may be 0.1 to be called good (https://web.dev/articles/cls). */
const MOST_SHIFT = 0.01

/** What axe finds, each with the elements that it names. */
async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((n) => n.html).join(' ')}`)
}

const readWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

/** The forms, and the page of one piece, each when everything of it is there. */
async function* walkForms(page: Page, jobs: Jobs): AsyncGenerator<string> {
  const piece = await jobs.consider()
  for (const path of [...FORMS, `/consider-buying?item=${piece}`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (path.includes('item=')) await expect(page.getByText('What will it be?')).toBeVisible()
    else if (path === '/complete') await expect(page.getByRole('checkbox').first()).toBeVisible()
    else if (path.endsWith('/outfits')) await expect(page.getByRole('radio').first()).toBeVisible()
    yield path
  }
}

for (const [i, colorScheme] of (['light', 'dark'] as const).entries()) {
  // Each scheme on one device: contrast is the scheme's, order and size are the device's.
  const viewport = Object.values(DEVICES)[i]!
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing on the forms, nor on a job in its middle and at its end', async ({
      page,
      stylist,
      jobs,
    }) => {
      for await (const path of walkForms(page, jobs)) expect(await problemsOf(page), path).toEqual([])

      const goOn = stylist.holdBefore(INSIDE(2))
      await page.goto(`/reveal?user=test&job=${await jobs.start()}&debug=true`)
      const reveal = revealOf(page)
      await expect(reveal.card(2)).toContainText('The shoes bring it.')
      await page.getByText(/^Timings and \d+ events$/).click()
      await reveal.card(1).getByRole('button', { name: 'Not for me' }).click()
      expect(await problemsOf(page), 'in the middle').toEqual([])
      goOn()
      await expect(reveal.ready(3)).toBeVisible()
      for (const [n, opens] of [
        [1, 'Save'],
        [2, 'pieces of'],
      ] as const)
        await reveal.card(n).getByRole('button', { name: opens }).click()
      expect(await problemsOf(page), 'at the end').toEqual([])
    })
  })
}

for (const [device, viewport] of Object.entries({ ...DEVICES, 'narrow phone': NARROW })) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport })

    test('nothing moves while outfits come', async ({ page, stylist, jobs }) => {
      const goOns = [AT_ONCE, ...[1, 2, 3].map(INSIDE)].map((at) => stylist.holdBefore(at))
      await page.addInitScript(() => {
        const shifts: number[] = []
        Object.assign(window, { shifts })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            shifts.push(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
      })
      await page.goto(`/reveal?user=test&job=${await jobs.start()}&debug=true`)
      const reveal = revealOf(page)
      await expect(reveal.quickPick.getByRole('img').first()).toBeVisible()
      await page.evaluate(() => ((window as unknown as { shifts: number[] }).shifts.length = 0))
      const boxes = async () =>
        JSON.stringify(await Promise.all([1, 2, 3].map((n) => reveal.card(n).boundingBox())))
      const before = await boxes()
      for (const goOn of goOns) {
        goOn()
        const n = goOns.indexOf(goOn)
        if (n === 0) await expect(reveal.card(1)).toContainText('The shoes bring it.')
        else await expect(reveal.ready(n)).toBeVisible()
      }
      await expect(reveal.progress).toHaveAttribute('value', '100')
      expect(await boxes()).toBe(before)
      expect(await readWidth(page)).toBeLessThanOrEqual(viewport.width)
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(MOST_SHIFT)
    })
  })
}

test.describe('in a narrow window', () => {
  test.use({ viewport: NARROW })

  test('no page is wider than it', async ({ page, jobs }) => {
    await page.goto('/')
    // The rack at the end of the start page loads after the page.
    await expect(page.getByRole('link', { name: 'Plan an outfit' })).toBeVisible()
    expect(await readWidth(page), 'the start page').toBeLessThanOrEqual(NARROW.width)

    for await (const path of walkForms(page, jobs))
      expect(await readWidth(page), path).toBeLessThanOrEqual(NARROW.width)
  })
})

test('the outfits’ links say which page is open, also where the address names nobody', async ({ page }) => {
  const nav = page.getByRole('navigation', { name: 'Outfits' })
  for (const [path, name] of [
    ['/complete', 'Complete'],
    ['/consider-buying?user=test', 'Buy or not'],
    ['/occasion?debug=true', 'Occasion'],
  ] as const) {
    await page.goto(path)
    await expect(nav.locator('[aria-current="page"]')).toHaveText(name)
  }
})

/** Tabs until the focus is there, as a person without a mouse does; a page that hides it from Tab fails here. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`60 tabs do not reach ${target.toString()}`)
}

test('the keyboard alone leads from the start page to outfits, one of which is saved', async ({
  page,
  stylist,
}) => {
  const goOn = stylist.holdBefore(INSIDE(2))
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Plan an outfit' })).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: 'Outfits', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo(page, page.getByRole('checkbox', { name: 'Date night' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Create outfits' }))
  await page.keyboard.press('Enter')

  const reveal = revealOf(page)
  await expect(reveal.ready(1)).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo(page, reveal.stop)
  goOn()
  // A control that goes away leaves the focus where it was, not at the top of the page.
  await expect(reveal.progress).toHaveAttribute('value', '100')
  await expect(reveal.bar).toBeFocused()
  await expect(reveal.status).toHaveText('Three outfits, ready to wear.')
  await tabTo(page, reveal.card(1).getByRole('button', { name: 'Save outfit 1' }))
  await page.keyboard.press('Enter')
  await tabTo(page, reveal.card(1).getByRole('checkbox').first())
  await page.keyboard.press('Space')
  await tabTo(page, reveal.card(1).getByRole('button', { name: 'Save it' }))
  await page.keyboard.press('Enter')
  await expect(reveal.card(1).getByRole('button', { name: 'Saved outfit 1' })).toBeVisible()
})

test('the keyboard alone completes a look, and considers a piece', async ({ page, jobs }) => {
  await jobs.consider()
  await page.goto('/complete?user=test')
  await tabTo(page, page.getByRole('radio', { name: 'All' }))
  await page.keyboard.press('ArrowRight')
  await tabTo(page, page.getByRole('checkbox').first())
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Create outfits' }))
  await page.keyboard.press('Enter')
  await expect(revealOf(page).ready(3)).toBeVisible()

  await tabTo(page, page.getByRole('link', { name: 'Buy or not' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Cognac Chelsea boots' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'See outfits with it' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Create outfits' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Around Cognac Chelsea boots')).toBeVisible()
  await expect(revealOf(page).ready(3)).toBeVisible()
})
