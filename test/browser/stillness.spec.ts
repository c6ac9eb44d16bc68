import { DEVICES, expect, readerOf, test } from './stage.ts'
import { AFTER_FIRST_SENTENCE, IN_THE_MIDDLE } from './teller.ts'

/**
 * The sum of a whole visit may be 0.1 to be called good (https://web.dev/articles/cls). Measured here are 0.0013 and 0, and one
 * paragraph that jumps costs 0.017, so less is asked for.
 */
const MOST_SHIFT = 0.01

for (const [device, viewport] of Object.entries(DEVICES)) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport })

    test('nothing moves while a story is written', async ({ page, teller }) => {
      const goOns = ['{"paragraphs"', AFTER_FIRST_SENTENCE, IN_THE_MIDDLE].map((at) => teller.holdBefore(at))
      await page.addInitScript(() => {
        const shifts: number[] = []
        Object.assign(window, { shifts })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            shifts.push(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
      })
      await page.goto('/story?child=1')
      await page.getByRole('radio', { name: 'Space' }).check()
      await page.getByRole('button', { name: 'Begin the story' }).click()
      const reader = readerOf(page)
      await expect(reader.bar).toContainText('Thinking of a beginning')
      await page.evaluate(() => ((window as unknown as { shifts: number[] }).shifts.length = 0))

      goOns[0]!()
      await expect(reader.transcript).toContainText('trip 1.')
      goOns[1]!()
      await expect(reader.transcript).toContainText('A small bird sang')
      await reader.pace.selectOption('Fast')
      await expect(reader.transcript).toContainText('Mia walked to the brook')
      goOns[2]!()
      await reader.pace.selectOption('All at once')
      await expect(reader.choices).toBeVisible()

      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(MOST_SHIFT)
    })

    test('the page is never wider than its window', async ({ page, runs, teller }) => {
      teller.holdBefore(IN_THE_MIDDLE)
      const runId = await runs.startStory()
      for (const path of ['/', '/story', '/sign-in', `/read/${runId}`, '/console', `/console/${runId}`]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width, path).toBeLessThanOrEqual(viewport.width)
      }
    })
  })
}

test('a reader who scrolls back is left in peace', async ({ page, teller, runs }) => {
  await page.setViewportSize({ width: 390, height: 360 })
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0)
  goOn()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await expect(reader.choices).toBeAttached()
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
})
