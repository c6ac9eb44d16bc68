import { EpubCheck } from '@likecoin/epubcheck-ts'
import { readFile } from 'node:fs/promises'
import { expect, readerOf, runIdOf, test } from './stage.ts'
import { WHOLE_CHAPTER } from './teller.ts'

test('a story is read to its end, gone back in and ended otherwise, printed and taken along', async ({
  page,
  runs,
}) => {
  const first = await runs.startStory(1, 2)
  await expect.poll(async () => (await runs.snapshot(first)).status).toBe('completed')
  await page.goto(`/read/${first}`)
  const reader = readerOf(page)
  const row = reader.choices.getByRole('button', { name: 'Row the boat' })
  await expect(row).not.toContainText('You chose this')
  await row.click()
  await expect(page).not.toHaveURL(new RegExp(first))
  const second = runIdOf(page)
  await reader.pace.selectOption('All at once')
  await expect(page.getByRole('link', { name: 'The whole story' })).toBeVisible()

  // Back at the first chapter: what was chosen is named and leads there, and another way may be tried.
  await page.goBack()
  await expect(row).toContainText('You chose this')
  await row.click()
  await expect(page).toHaveURL(new RegExp(second))
  await page.goBack()
  await reader.choices.getByRole('button', { name: 'Follow the bird' }).click()
  await expect(reader.transcript).toContainText('So they chose: “Follow the bird.”')
  await expect(page.getByRole('link', { name: 'The whole story' })).toBeVisible()
  expect(runIdOf(page)).not.toBe(second)

  await page.getByRole('link', { name: 'The whole story' }).click()
  await expect(page).toHaveURL(/\/story\//)
  await expect(page.getByText(WHOLE_CHAPTER[0]!)).toBeVisible()
  await expect(page.getByText('→ Follow the bird')).toBeVisible()
  await expect(page.getByText('The End.')).toBeVisible()
  const ways = page.getByRole('navigation', { name: 'All ways of this story' })
  await expect(ways.getByRole('button')).toHaveText(['Trip 1', 'Trip 2', 'Trip 2'])
  await ways.getByText('Row the boat').locator('..').getByRole('button').click()
  await expect(page.getByText('→ Row the boat')).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(WHOLE_CHAPTER[0]!)).toBeVisible()
  for (const gone of [page.getByRole('banner'), ways, page.getByRole('button', { name: 'Print' })])
    await expect(gone).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  let prints = 0
  await page.exposeFunction('countPrint', () => (prints += 1))
  await page.evaluate('window.print = () => window.countPrint()')
  await page.getByRole('button', { name: 'Print' }).click()
  await expect.poll(() => prints).toBe(1)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download EPUB' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.epub$/)
  const { valid } = await EpubCheck.validate(await readFile(await download.path()))
  expect(valid).toBe(true)
})
