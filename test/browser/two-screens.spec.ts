import { expect, readerOf, runIdOf, test } from './stage.ts'

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
