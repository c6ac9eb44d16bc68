import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { DEVICES, expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

async function openParentsPage(page: Page): Promise<void> {
  await page.goto('/parent')
  await page.getByLabel('New PIN').fill('2468')
  await page.getByRole('button', { name: 'Set the PIN and open' }).click()
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
}

async function expectNoProblems(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((n) => n.html).join(' ')}`)).toEqual([])
}

test('a story stands on the shelf while it is written, when it waits for a choice, and when it has ended', async ({
  page,
  runs,
  teller,
}) => {
  // Three chapters, and a shelf that is asked again every few seconds.
  test.setTimeout(120_000)
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto('/shelf')
  const open = page.getByRole('region', { name: 'To go on with' })
  await expect(open.getByRole('listitem')).toContainText('Chapter 1 of 3, being written')
  await expect(page.getByText('A story that has come to its end stands here')).toBeVisible()
  goOn()
  await expect(open.getByRole('listitem')).toContainText('Chapter 1 of 3, your turn')
  await open.getByRole('heading', { level: 3 }).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(runId))

  // To the end: one choice after the other, until none is left.
  const reader = readerOf(page)
  for (const chapter of [1, 2]) {
    // The first was whole when the page came to it; the second is told at a reading pace.
    if (chapter === 2) await page.getByRole('button', { name: 'Show all' }).click()
    const choices = page.getByRole('group', { name: `Where should Mia go after trip ${chapter}?` })
    await choices.getByRole('button', { name: 'Row the boat' }).click()
    await expect(page.getByText(`chapter ${chapter + 1} of 3`)).toBeVisible()
  }
  await expect(reader.progress).toHaveAttribute('value', '100')
  await page.getByRole('link', { name: 'Shelf' }).click()
  const finished = page.getByRole('region', { name: 'Read to the end' })
  await expect(finished.getByRole('listitem')).toContainText('3 chapters.')
  await expect(page.getByText('Nothing is open.')).toBeVisible()
})

test('a parent sets what a story may not touch, and sees what was withheld and why', async ({
  page,
  runs,
}) => {
  await page.goto('/family')
  await expect(page.getByText('are a grown-up’s to change')).toBeVisible()
  const noa = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Noa' }) })
  await noa.getByRole('button', { name: 'Change' }).click()
  await noa.getByLabel('Never about').fill('barn, the dentist')
  await noa.getByRole('button', { name: 'Save' }).click()
  // Closed: it says why, and what was typed stays.
  await expect(noa.getByRole('alert')).toContainText('the parents’ page')
  await expect(noa.getByLabel('Never about')).toHaveValue('barn, the dentist')

  await openParentsPage(page)
  await expect(page.getByText('Nothing was withheld so far.')).toBeVisible()
  await page.getByRole('link', { name: 'Children, limits and modes' }).click()
  await noa.getByRole('button', { name: 'Change' }).click()
  await noa.getByLabel('Never about').fill('barn, the dentist')
  await noa.getByRole('button', { name: 'Save' }).click()
  await expect(noa.getByRole('definition').filter({ hasText: 'barn, the dentist' })).toBeVisible()

  // The model says it again however often it is asked otherwise: a reviewed ending closes the chapter.
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await page.goto(`/read/${runId}`)
  await expect(readerOf(page).transcript).toContainText('Mia walked to the brook')
  await expect(readerOf(page).transcript).not.toContainText('barn')
  await page.goto('/parent')
  const withheld = page.getByRole('region', { name: 'Withheld' })
  await expect(withheld.getByRole('listitem').first()).toContainText('barn')
  await expect(withheld).toContainText('For Noa')

  await page.getByRole('button', { name: 'Lock now' }).click()
  const pin = page.getByLabel('PIN', { exact: true })
  await expect(pin).toBeVisible()
  await expect(page.getByText('barn')).toHaveCount(0)
  await pin.fill('1111')
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('alert')).toContainText('PIN')
})

test('a chapter that is to be opened by the parent waits for both', async ({
  page,
  browser,
  baseURL,
  runs,
}) => {
  await openParentsPage(page)
  await page.getByRole('link', { name: 'Children, limits and modes' }).click()
  const noa = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Noa' }) })
  await noa.getByRole('button', { name: 'Change' }).click()
  await noa.getByRole('radio', { name: 'When you have opened it' }).check()
  await noa.getByRole('button', { name: 'Save' }).click()
  await expect(noa).toContainText('when you have opened it')

  await using child = await browser.newContext({ baseURL: baseURL! })
  const tablet = await child.newPage()
  const runId = await runs.startStory()
  await tablet.goto('/shelf')
  await expect(tablet.getByRole('listitem')).toContainText('a grown-up will open the next page')
  await tablet.goto(`/read/${runId}`)
  await expect(tablet.getByRole('log')).toHaveCount(0)

  await page.goto('/parent')
  await expect(page.getByRole('heading', { name: 'Trip 1' })).toBeVisible()
  await page.getByRole('button', { name: 'Let Noa read it' }).click()
  await expect(page.getByText('No chapter waits.')).toBeVisible()
  await tablet.reload()
  await expect(readerOf(tablet).transcript).toContainText('Mia walked to the hill')
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries(DEVICES)) {
    test.describe(`in ${colorScheme} on a ${device}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })

      test('axe finds nothing on the shelf, the family and the parents’ page', async ({ page, runs }) => {
        await runs.startStory()
        await page.goto('/parent')
        await expect(page.getByLabel('New PIN')).toBeVisible()
        await expectNoProblems(page)
        await openParentsPage(page)
        await page.getByRole('button', { name: 'Erase everything…' }).click()
        await expectNoProblems(page)
        await page.goto('/family')
        await page.getByRole('button', { name: 'Change' }).first().click()
        await page.getByRole('button', { name: 'Remove' }).last().click()
        await expectNoProblems(page)
        await page.goto('/shelf')
        await expect(page.getByRole('listitem')).toBeVisible()
        await expectNoProblems(page)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect(wide).toBe(false)
      })
    })
  }
}
