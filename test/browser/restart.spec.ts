import { Line } from './line.ts'
import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

test('a server that is killed and comes back costs no word', async ({ page, teller, server, runs }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  const kept = await reader.text()

  await server.kill('SIGKILL')
  await expect(reader.bar).toContainText('Reconnecting. Your place is kept.')
  await expect(reader.status).toHaveText('Reconnecting. Your place is kept.')
  expect(await reader.text()).toBe(kept)

  await server.start()
  await expect(reader.bar).not.toContainText('Reconnecting', { timeout: 15_000 })
  expect(await reader.text()).toContain(kept)
  goOn()
  await expect(reader.choices).toBeVisible({ timeout: 15_000 })
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
  const { status, output } = await runs.snapshot(runId)
  expect(status).toBe('completed')
  expect(output).toMatchObject({ paragraphs: WHOLE_CHAPTER })
})

test('a network that goes and comes back costs no word', async ({ page, context, teller, server, runs }) => {
  await using line = await Line.open(server.url)
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`${line.url}/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  const kept = await reader.text()

  line.cut()
  await context.setOffline(true)
  goOn()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await expect(reader.bar).toContainText('You are offline. Your place is kept')
  expect(await reader.text()).toBe(kept)

  line.mend()
  await context.setOffline(false)
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
})

test('a cut of a moment is mended without a word about it', async ({ page, teller, server, runs }) => {
  await using line = await Line.open(server.url)
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`${line.url}/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')

  const again = page.waitForRequest(/\/stream$/)
  line.cut()
  line.mend()
  expect((await again).headers()['last-event-id']).toMatch(/^\d+$/)
  await expect(reader.bar).not.toContainText('Reconnecting')
  goOn()
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
})
