import { expect, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

const STEPS = ['generate_content', 'safety_check', 'calculate_metrics']

test('the list shows a run as it goes on, without a reload', async ({ page, teller, runs }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  await page.goto('/console')
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible()
  const runId = await runs.startStory()
  const link = page.locator(`a[href="/console/${runId}"]`)
  const row = page.getByRole('row').filter({ has: link })
  await expect(row).toContainText('running')
  goOn()
  await expect(row).toContainText('completed')
  await page.getByLabel('Status').selectOption('failed')
  await expect(page.getByText('No run fits this filter.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('story')
})

test('a run shows its steps beside every event of its log', async ({ page, teller, runs }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/console/${runId}`)
  const steps = page.getByRole('region', { name: 'Steps' })
  const tape = page.getByRole('region', { name: 'Events' })
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  await expect(steps).toContainText('running')
  goOn()
  for (const step of STEPS) await expect(steps).toContainText(step)
  await expect(page.getByRole('main')).toContainText('completed')
  await expect(tape).toContainText('run.completed')
  await expect(steps).not.toContainText('running')

  // What the tape holds is the log: the first and the last number, and all between them.
  const events = await runs.events(runId)
  const numbers = await tape
    .locator('summary')
    .evaluateAll((lines) => lines.map((line) => line.firstElementChild!.textContent.split('–').map(Number)))
  expect(numbers[0]![0]).toBe(1)
  expect(numbers.at(-1)!.at(-1)).toBe(events.length)
  for (const [i, [first]] of numbers.entries()) {
    if (i > 0) expect(first).toBe(numbers[i - 1]!.at(-1)! + 1)
  }

  const box = async (region: typeof steps) => (await region.boundingBox())!
  const [left, right] = [await box(steps), await box(tape)]
  expect(right.x).toBeGreaterThanOrEqual(left.x + left.width)
  expect(Math.abs(right.y - left.y)).toBeLessThan(8)
})

test('Cancel ends a run, and Retry opens the one that goes on from it', async ({ page, teller, runs }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/console/${runId}`)
  const [cancel, retry] = ['Cancel', 'Retry'].map((name) => page.getByRole('button', { name }))
  const tape = page.getByRole('region', { name: 'Events' })
  await expect(tape).toContainText('Mia walked to the barn')
  await expect(retry!).toBeDisabled()

  await cancel!.click()
  await expect(tape).toContainText('run.cancelled')
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('not finished')
  await expect(cancel!).toBeDisabled()

  goOn()
  await retry!.click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  await expect(tape).toContainText('run.completed')
  await page.getByRole('link', { name: 'Goes on from an earlier run' }).click()
  await expect(page).toHaveURL(new RegExp(runId))
  await expect(tape).toContainText('run.cancelled')
})
