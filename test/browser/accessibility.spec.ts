import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { DEVICES, expect, readerOf, test } from './stage.ts'
import { Voice } from './stand-in-voice.ts'
import { IN_THE_MIDDLE } from './teller.ts'

/** What axe finds, each with the elements that it names. */
async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((n) => n.html).join(' ')}`)
}

const PLAIN_PAGES = {
  home: '/',
  'new story': '/story',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
  'not found': '/nowhere',
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries(DEVICES)) {
    test.describe(`in ${colorScheme} on a ${device}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })

      test('axe finds nothing on home, a new story, the account pages and an unknown page', async ({
        page,
      }) => {
        for (const [name, path] of Object.entries(PLAIN_PAGES)) {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          if (path === '/') await expect(page.getByRole('heading', { name: 'For whom?' })).toBeVisible()
          if (path === '/story') await expect(page.getByRole('radio').first()).toBeVisible()
          expect(await problemsOf(page), name).toEqual([])
        }
        await page.goto('/sign-up')
        await page.getByRole('button', { name: 'Make the account' }).click()
        await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true')
        expect(await problemsOf(page), 'sign-up with slips').toEqual([])
      })

      test('axe finds nothing on a story and its run, while they go on and at their ends', async ({
        page,
        teller,
        runs,
      }) => {
        const goOn = teller.holdBefore(IN_THE_MIDDLE)
        const runId = await runs.startStory()
        await page.goto(`/read/${runId}`)
        const reader = readerOf(page)
        await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
        expect(await problemsOf(page), 'reading').toEqual([])
        await page.goto('/console')
        await expect(page.getByRole('row')).toHaveCount(2)
        expect(await problemsOf(page), 'runs').toEqual([])
        await page.goto(`/console/${runId}`)
        await expect(page.getByRole('region', { name: 'Events' })).toContainText('Mia walked')
        expect(await problemsOf(page), 'a run').toEqual([])

        goOn()
        await expect(page.getByRole('region', { name: 'Events' })).toContainText('run.completed')
        expect(await problemsOf(page), 'a run at its end').toEqual([])
        await page.goto(`/read/${runId}`)
        await expect(reader.choices).toBeVisible()
        expect(await problemsOf(page), 'a chapter with its choices').toEqual([])
      })
    })
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: DEVICES.phone, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the settings, on a calm page, beside a voice, with a wrong answer and on the whole story', async ({
      page,
      runs,
    }) => {
      await Voice.give(page, { marksWords: true, langs: ['en-GB'] })
      const runId = await runs.startStory()
      await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
      await page.goto(`/read/${runId}`)
      const reader = readerOf(page)
      await expect(reader.choices).toBeVisible()
      await page.getByLabel('Or say it in your own words').press('Enter')
      await expect(reader.choices.getByRole('alert')).not.toBeEmpty()
      expect(await problemsOf(page), 'a wrong answer').toEqual([])
      await reader.settings.click()
      await reader.drawer.getByLabel('Calm page').check()
      await reader.drawer.getByLabel('One sentence at a time').check()
      expect(await problemsOf(page), 'settings').toEqual([])
      await page.keyboard.press('Escape')
      await reader.listen.click()
      await expect(page.locator('[data-spoken]')).toBeVisible()
      expect(await problemsOf(page), 'a calm page and a voice').toEqual([])
      await page.goto('/shelf')
      await page.getByRole('link', { name: 'All chapters' }).click()
      await expect(page.getByText('Mia walked to the hill')).toBeVisible()
      expect(await problemsOf(page), 'the whole story').toEqual([])
    })
  })
}

test('the text is a log that stays silent, beside one polite region that names boundaries', async ({
  page,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  // Everything that a live region ever said, in order.
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      for (const region of document.querySelectorAll('output, [role=status], [aria-live=polite]')) {
        const text = region.textContent
        if (text !== '' && text !== said.at(-1)) said.push(text)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.transcript).toHaveAttribute('aria-live', 'off')
  await expect(reader.status).toHaveCount(1)
  await expect(reader.status).toHaveAttribute('aria-live', 'polite')
  await expect(reader.transcript).toContainText('Mia walked')
  const region = await reader.status.elementHandle()

  await reader.pace.selectOption('All at once')
  goOn()
  await expect(reader.choices).toBeVisible()
  await expect(reader.status).toHaveText('The chapter ends with a question. There are 2 choices.')
  // The same element from the first moment to the last: a screen reader forgets one that was replaced.
  expect(await region.evaluate((element) => element.isConnected)).toBe(true)
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said.filter((text) => text !== 'One moment…')).toEqual([
    'The story has started.',
    'The chapter ends with a question. There are 2 choices.',
  ])
})

test('for who asks for less motion, sentences come whole and nothing moves', async ({
  page,
  teller,
  runs,
}) => {
  const begin = teller.holdBefore('{"paragraphs"')
  teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.bar).toContainText('Thinking of a beginning')
  // For everybody else something does move here, so that the look below is worth something.
  expect(await movementsOf(page)).not.toEqual([])

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await expect(reader.bar).toContainText('Thinking of a beginning')
  expect(await movementsOf(page)).toEqual([])
  await expect(reader.pace).toHaveValue('all')
  begin()
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await reader.pace.selectOption('Slow')
  expect(await movementsOf(page)).toEqual([])
})

/** Animations that can be seen: 10 ms is less than a frame. */
function movementsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 10)
      .map((animation) => (animation as CSSAnimation).animationName),
  )
}
