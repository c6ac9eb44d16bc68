import { DEVICES, expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

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
