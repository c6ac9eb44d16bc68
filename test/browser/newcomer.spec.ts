import type { Locator } from '@playwright/test'
import { briefOf } from '../stories/chapters.ts'
import { DEVICES, expect, readerOf, runIdOf, test } from './stage.ts'
import { AFTER_FIRST_SENTENCE, IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

for (const [device, viewport] of Object.entries(DEVICES)) {
  test.describe(`a newcomer with a ${device}`, () => {
    test.use({ viewport })

    test('reads a story while it is written, and chooses how it goes on', async ({ page, teller, runs }) => {
      const begin = teller.holdBefore('{"paragraphs"')
      const goOn = teller.holdBefore(AFTER_FIRST_SENTENCE)
      const finish = teller.holdBefore(IN_THE_MIDDLE)
      const reader = readerOf(page)

      await page.goto('/')
      await page.getByRole('link', { name: 'Begin a story' }).click()
      await page.getByRole('group', { name: 'Who is listening?' }).getByRole('radio').first().check()
      await page
        .getByRole('group', { name: 'What is it about?' })
        .getByRole('radio', { name: 'Space' })
        .check()
      const name = page.getByLabel('The hero’s name, if you have one')
      const spokenOf = page.getByRole('group', { name: /How does the story speak of/ })
      await expect(spokenOf).toBeHidden()
      await name.fill('Bloody Killer')
      await spokenOf.getByRole('radio', { name: 'she', exact: true }).check()
      await page.getByRole('button', { name: 'Begin the story' }).click()
      // Refused, and nothing of the wish is lost.
      await expect(name).toBeFocused()
      await expect(name).toHaveAccessibleDescription(/This name cannot be used/)
      await expect(page.getByRole('radio', { name: 'Space' })).toBeChecked()
      await name.fill('Mia')
      await page.getByRole('button', { name: 'Begin the story' }).click()

      // The model has not said a word.
      await expect(page).toHaveURL(/\/read\//)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chapter 1')
      await expect(reader.bar).toContainText('Thinking of a beginning')
      await expect(reader.progress).toHaveAttribute('aria-valuetext', /Writing the story, stage 1 of 4/)
      await expect(reader.stop).toBeEnabled()
      const runId = runIdOf(page)

      begin()
      await expect
        .poll(() => teller.stories.map((request) => briefOf(request).hero))
        .toEqual([{ name: 'Mia', pronoun: 'she' }])
      await expect(reader.transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
      await expect(reader.status).toHaveText('The story has started.')
      await reader.pace.selectOption('All at once')

      goOn()
      await expect(reader.transcript).toContainText(WHOLE_CHAPTER[1]!)
      await expect(reader.transcript).toContainText('Mia walked to the barn on day 3')
      // The model stands still, so both settle on one number.
      await expect(async () => {
        const { percent } = (await runs.snapshot(runId)).progress!
        expect(percent).toBeGreaterThan(0)
        expect(percent).toBeLessThan(100)
        expect(await reader.percent()).toBe(percent)
      }).toPass()

      finish()
      await expect(reader.choices).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trip 1')
      await expect(reader.progress).toHaveAttribute('value', '100')
      await expect(reader.status).toHaveText('The chapter ends with a question. There are 2 choices.')
      await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)

      await reader.choices.getByRole('button', { name: 'Row the boat' }).click()
      await expect(page).not.toHaveURL(new RegExp(runId))
      await expect(reader.transcript).toContainText('So they chose: “Row the boat.”')
      await expect(page.getByText('chapter 2 of')).toBeVisible()
      await expect(reader.choices).toBeVisible()
    })
  })
}

test('a newcomer with a phone tells of a child of their own and reads of what it likes, in five clicks', async ({
  page,
}) => {
  await page.setViewportSize(DEVICES.phone)
  await page.goto('/')
  let clicks = 0
  const click = async (target: Locator) => {
    await target.click()
    clicks += 1
  }
  await click(page.getByText('Add a child'))
  await page.getByLabel('Nickname').fill('Lior')
  await page.getByLabel('Age', { exact: true }).selectOption('8')
  await click(page.getByRole('button', { name: 'Add', exact: true }))
  await click(page.getByRole('link', { name: 'Lior' }))
  await expect(page.getByRole('radio', { name: /Lior/ })).toBeChecked()
  await click(page.getByRole('radio', { name: 'Space' }))
  await click(page.getByRole('button', { name: 'Begin the story' }))
  await expect(readerOf(page).transcript).toContainText('Mia walked to the hill on day 1 of trip 1.')
  expect(clicks).toBe(5)
})

test('the bar shows what the run has counted, and never falls', async ({ page, teller, runs }) => {
  const places = ['hill on day 1', 'brook on day 2', 'barn on day 3', 'bridge on day 4', '"question"']
  const goOns = places.map((place) => teller.holdBefore(place))
  const runId = await runs.startStory()
  // Every value that the bar ever had, the ones between two looks included.
  await page.addInitScript(() => {
    const values: number[] = []
    Object.assign(window, { values })
    new MutationObserver(() => {
      const value = Number(document.querySelector('progress')?.getAttribute('value') ?? 0)
      if (value !== (values.at(-1) ?? 0)) values.push(value)
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['value'] })
  })
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')

  const counted = new Set<number>()
  for (const [paragraphs, goOn] of goOns.entries()) {
    await expect(async () => {
      const { parts, progress } = await runs.snapshot(runId)
      expect(parts.filter(({ part, final }) => final && part.startsWith('paragraph-'))).toHaveLength(
        paragraphs,
      )
      expect(await reader.percent()).toBe(progress?.percent ?? 0)
      counted.add(progress?.percent ?? 0)
    }).toPass()
    goOn()
  }
  await expect(reader.choices).toBeVisible()
  const seen = await page.evaluate(() => (window as unknown as { values: number[] }).values)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(100)
  expect(counted.size).toBeGreaterThanOrEqual(places.length)
})
