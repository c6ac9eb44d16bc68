import { expect, readerOf, test } from './stage.ts'
import { AFTER_FIRST_SENTENCE, IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

const WHOLE = WHOLE_CHAPTER.join('\n\n')

test('a reload in the middle of a sentence goes on at the same word', async ({ page, teller, runs }) => {
  const begin = teller.holdBefore(AFTER_FIRST_SENTENCE)
  const finish = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  begin()
  // Words come at a reading pace, so this is somewhere within the second sentence, or shortly behind it.
  await expect(reader.transcript).toContainText('A small')
  const before = await reader.text()
  expect(before.length).toBeLessThan(WHOLE.length / 2)

  // The very first words of the page that comes back, before any is added to them.
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const first = document.querySelector<HTMLElement>('[role=log]')?.innerText ?? ''
      if (first === '') return
      observer.disconnect()
      Object.assign(window, { first })
    })
    observer.observe(document, { subtree: true, childList: true, characterData: true })
  })
  await page.reload()
  await expect(reader.transcript).not.toBeEmpty()
  const after = (await page.evaluate(() => (window as unknown as { first: string }).first)).trim()
  expect(after.slice(0, before.length)).toBe(before)
  expect(WHOLE.startsWith(after)).toBe(true)
  // Nothing is skipped either: a word or two may have come between the look and the reload.
  expect(after.split(/\s+/).length - before.split(/\s+/).length).toBeLessThan(10)

  finish()
  await reader.pace.selectOption('All at once')
  await expect(reader.choices).toBeVisible()
  expect(await reader.text()).toBe(WHOLE)
  expect((await runs.snapshot(runId)).output).toMatchObject({ paragraphs: WHOLE_CHAPTER })
  expect(teller.stories).toHaveLength(1)
})

test('a second tab shows the same words, and both end with the run’s own', async ({
  page,
  context,
  teller,
  runs,
}) => {
  const finish = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const [first, second] = [readerOf(page), readerOf(await context.newPage())]
  await first.pace.selectOption('All at once')
  await expect(first.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')

  await second.transcript.page().goto(`/read/${runId}`)
  await expect(second.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  expect(await second.text()).toBe(await first.text())

  finish()
  await expect(first.choices).toBeVisible()
  await expect(second.choices).toBeVisible()
  expect(await first.text()).toBe(WHOLE)
  expect(await second.text()).toBe(WHOLE)
  expect((await runs.snapshot(runId)).output).toMatchObject({ paragraphs: WHOLE_CHAPTER })
})

test('the back button leads to the chapter before, whole and without a wait', async ({
  page,
  teller,
  runs,
}) => {
  const runId = await runs.startStory()
  // Whole when the page comes to it, and therefore not told at a pace.
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.choices.getByRole('button', { name: 'Follow the bird' }).click()
  await expect(reader.transcript).toContainText('So they chose: “Follow the bird.”')
  await page.goBack()
  await expect(reader.choices).toBeVisible()
  expect(await reader.text()).toBe(WHOLE)

  // The same choice again is the same chapter: nothing is told, or paid for, twice.
  await reader.choices.getByRole('button', { name: 'Follow the bird' }).click()
  await expect(reader.transcript).toContainText('So they chose: “Follow the bird.”')
  expect(teller.stories).toHaveLength(2)
})
