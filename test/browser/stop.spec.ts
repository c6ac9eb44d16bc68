import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

test('Stop closes the line to the model, keeps the words and offers to write on', async ({
  page,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  const kept = await reader.text()

  await reader.stop.click()
  // The model was never told to go on: its socket is closed by the stop alone.
  await teller.stories[0]!.whenClosed
  expect(teller.stories[0]!.completed).toBe(false)
  await expect(reader.bar).toContainText('Stopped. What was written stays here.')
  await expect(reader.status).toHaveText('Stopped. What was written stays here.')
  await expect(reader.stop).toBeHidden()
  expect((await runs.snapshot(runId)).status).toBe('cancelled')
  expect(await reader.text()).toBe(kept)
  await page.reload()
  await expect(reader.bar).toContainText('Stopped.')
  expect(await reader.text()).toBe(kept)

  goOn()
  await reader.writeOn.click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
  expect(teller.stories).toHaveLength(2)
})

test('Stop in one tab stops the story in every other', async ({ page, context, teller, runs }) => {
  teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  const other = await context.newPage()
  await Promise.all([page.goto(`/read/${runId}`), other.goto(`/read/${runId}`)])
  await expect(readerOf(other).transcript).toContainText('Mia walked to the hill')
  await readerOf(page).stop.click()
  await expect(readerOf(other).bar).toContainText('Stopped. What was written stays here.')
})

test('leaving the page stops nothing', async ({ page, teller, runs }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.transcript).toContainText('Mia walked to the hill')
  await page.goto('about:blank')
  goOn()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await page.goto(`/read/${runId}`)
  await reader.pace.selectOption('All at once')
  await expect(reader.choices).toBeVisible()
  expect(teller.stories).toHaveLength(1)
})

test('a Stop that did not get through is said until the network is back, and no longer', async ({
  page,
  context,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  await page.goto(`/read/${await runs.startStory()}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await context.setOffline(true)
  await reader.stop.click()
  await expect(reader.alert).toContainText('could not be reached')
  await context.setOffline(false)
  await expect(reader.bar).toContainText('Being written…')
  await expect(reader.alert).toBeEmpty()
  goOn()
  await expect(reader.choices).toBeVisible()
})
