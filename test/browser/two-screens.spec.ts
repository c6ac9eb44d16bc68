import { DEVICES, expect, readerOf, runIdOf, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

test('who chooses second on another screen hears of it, and may keep both', async ({ context, runs }) => {
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  const one = await context.newPage()
  const two = await context.newPage()
  for (const page of [one, two]) {
    await page.goto(`/read/${runId}`)
    await expect(readerOf(page).choices).toBeVisible()
  }
  await readerOf(one).choices.getByRole('button', { name: 'Row the boat' }).click()
  await expect(one.getByText('chapter 2 of 3')).toBeVisible()
  const first = runIdOf(one)

  const choices = readerOf(two).choices
  const other = choices.getByRole('button', { name: 'Follow the bird' })
  await other.click()
  await expect(
    two.getByRole('alert').filter({ hasText: 'Another screen has just chosen here' }),
  ).toBeVisible()
  await expect(choices.getByRole('button', { name: 'Row the boat' })).toContainText('Read on there')
  expect(runIdOf(two)).toBe(runId)

  await other.click()
  await expect(two.getByText('chapter 2 of 3')).toBeVisible()
  expect(runIdOf(two)).not.toBe(first)
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

test('on a phone the links stand in one row, and what a stopped story offers in another', async ({
  page,
  teller,
  runs,
}) => {
  const row = async (links: ReturnType<typeof page.getByRole>) =>
    new Set(await links.evaluateAll((all) => all.map((link) => link.getBoundingClientRect().bottom)))
  // The second one is as wide as the first beside a classic scroll bar.
  for (const width of [DEVICES.phone.width, DEVICES.phone.width - 15]) {
    await page.setViewportSize({ width, height: DEVICES.phone.height })
    for (const address of ['/', '/story', '/parent', '/console']) {
      await page.goto(address)
      const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
      await expect(links).toHaveCount(5)
      expect((await row(links)).size, `${address} at ${width}`).toBe(1)
    }
  }
  teller.holdBefore(IN_THE_MIDDLE)
  await page.goto(`/read/${await runs.startStory()}`)
  const reader = readerOf(page)
  await expect(reader.transcript).toContainText('Mia')
  await reader.stop.click()
  await expect(reader.writeOn).toBeVisible()
  expect((await row(reader.bar.getByRole('button').filter({ hasNotText: 'Show all' }))).size).toBe(1)
})
