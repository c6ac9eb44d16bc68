import { AxeBuilder } from '@axe-core/playwright'
import { EpubCheck } from '@likecoin/epubcheck-ts'
import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { scriptedChapter } from '../stories/chapters.ts'
import { hebrewReaderOf } from './hebrew-reader.ts'
import { Line } from './line.ts'
import { DEVICES, expect, readerOf, runIdOf, test } from './stage.ts'
import { AFTER_FIRST_SENTENCE, IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

/** A family of its own, with one child, on the page of a new story. */
async function makeFamily(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Password').fill('a long enough secret')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByRole('link', { name: 'Begin a story' }).click()
  // The start page has such a form, too.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A new story')
  await page.getByLabel('Nickname').fill('Lior')
  await page.getByLabel('Age', { exact: true }).selectOption('8')
  await page.getByRole('checkbox', { name: 'space' }).check()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('radio', { name: /Space Lior likes this/ })).toBeVisible()
}

async function expectNoProblems(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((n) => n.html).join(' ')}`)).toEqual([])
}

test.use({ viewport: DEVICES.phone })

test('a family reads a story to two endings, over a reload, a second tab and a way back, and keeps all of it', async ({
  page,
  context,
  teller,
  server,
}) => {
  test.setTimeout(120_000)
  const goOn = teller.holdBefore(AFTER_FIRST_SENTENCE)
  const finish = teller.holdBefore(IN_THE_MIDDLE)
  await makeFamily(page)
  await page.getByRole('radio', { name: 'Space' }).check()
  await page.getByLabel('How many chapters').selectOption('2')
  await page.getByLabel('A title, if you have one').fill('The tin rocket')
  await page.getByRole('button', { name: 'Begin the story' }).click()

  // Words arrive, one after the other, while the model has not written the next sentence.
  const reader = readerOf(page)
  await expect(reader.transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  await expect(page.getByText('The tin rocket · chapter 1 of 2')).toBeVisible()
  goOn()
  await expect(reader.transcript).toContainText('A small')
  const before = await reader.text()
  expect(WHOLE_CHAPTER[0]!.startsWith(before) || before.startsWith(WHOLE_CHAPTER[0]!)).toBe(true)

  // A reload within the sentence, and a second tab, find those words and go on behind them.
  await page.reload()
  await expect(reader.transcript).toContainText(before.slice(0, 60))
  const first = runIdOf(page)
  const second = await context.newPage()
  await second.goto(page.url())
  const other = readerOf(second)
  await other.pace.selectOption('All at once')
  await expect(other.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await page.close()
  finish()
  await expect(other.choices).toBeVisible()
  await expect(other.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)

  // Chosen, and the story ends; back, and chosen otherwise, it ends another way.
  await other.choices.getByRole('button', { name: 'Row the boat' }).click()
  await expect(other.transcript).toContainText('So they chose: “Row the boat.”')
  await expect(second.getByRole('link', { name: 'The whole story' })).toBeVisible()
  const boat = runIdOf(second)
  await second.goBack()
  await expect(second).toHaveURL(new RegExp(first))
  await other.choices.getByRole('button', { name: 'Follow the bird' }).click()
  await expect(other.transcript).toContainText('So they chose: “Follow the bird.”')
  await expect(second.getByRole('link', { name: 'The whole story' })).toBeVisible()
  expect(new Set([first, boat, runIdOf(second)]).size).toBe(3)
  expect(teller.stories).toHaveLength(3)

  // On the shelf it is one story with two endings, and reads on when there is no model any more.
  teller.breakDown()
  await server.kill('SIGKILL')
  await server.start()
  await second.goto('/shelf')
  const finished = second.getByRole('region', { name: 'Read to the end' }).getByRole('listitem')
  await expect(finished).toContainText('For Lior. 2 chapters, 2 endings.')
  await finished.getByRole('heading', { name: 'The tin rocket' }).getByRole('link').click()
  await expect(second.getByText('→ Follow the bird')).toBeVisible()
  const ways = second.getByRole('navigation', { name: 'All ways of this story' })
  await expect(ways.getByRole('button')).toHaveText(['Trip 1', 'Trip 2', 'Trip 2'])
  await ways.getByText('Row the boat').locator('..').getByRole('button').click()
  await expect(second.getByText('→ Row the boat')).toBeVisible()
  await expect(second.getByText(scriptedChapter(2).paragraphs[3]!)).toBeVisible()
  await second.goto(`/read/${boat}`)
  await expect(other.transcript).toContainText('So they chose: “Row the boat.”')
  expect(teller.stories).toHaveLength(3)
})

test('a story that loses its network, its server and its model on the way is read to its end, once', async ({
  page,
  teller,
  server,
  runs,
}) => {
  test.setTimeout(120_000)
  await using line = await Line.open(server.url)
  const first = await runs.startStory(1, 2)
  await expect.poll(async () => (await runs.snapshot(first)).status).toBe('completed')
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  await page.goto(`${line.url}/read/${first}`)
  const reader = readerOf(page)
  const boat = reader.choices.getByRole('button', { name: 'Row the boat' })
  await expect(boat).toBeVisible()

  // The choice does not arrive, is still there, and made again it leads on.
  line.cut()
  await boat.click()
  await expect(reader.choices.getByRole('alert')).toContainText('could not be reached')
  line.mend()
  await boat.click()
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 2.')
  const kept = await reader.text()

  // The server dies in the middle, and when it is back its model is gone: the story rests, with what was written.
  await server.kill('SIGKILL')
  await expect(reader.bar).toContainText('Reconnecting. Your place is kept.')
  teller.breakDown()
  goOn()
  await server.start()
  await expect(reader.bar).toContainText('The story rests here', { timeout: 30_000 })
  expect(await reader.text()).toBe(kept)

  teller.recover()
  await reader.writeOn.click()
  await expect(page.getByRole('link', { name: 'The whole story' })).toBeVisible({ timeout: 30_000 })
  const [, ...rest] = scriptedChapter(2).paragraphs
  await expect(reader.transcript.getByRole('paragraph').filter({ hasText: 'trip 2.' })).toHaveText([
    /^So they chose: “Row the boat.”/,
    ...rest,
  ])
  await page.getByRole('link', { name: 'Shelf' }).click()
  const finished = page.getByRole('region', { name: 'Read to the end' }).getByRole('listitem')
  await expect(finished).toContainText('2 chapters.')
})

test('a printed story is its text in ink on white, and its book has every chapter of the way that is shown', async ({
  page,
  runs,
}) => {
  const first = await runs.startStory(1, 2)
  await expect.poll(async () => (await runs.snapshot(first)).status).toBe('completed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/read/${first}`)
  const reader = readerOf(page)
  await reader.choices.getByRole('button', { name: 'Row the boat' }).click()
  await reader.pace.selectOption('All at once')
  await page.getByRole('link', { name: 'The whole story' }).click()
  await expect(page.getByText(scriptedChapter(2).paragraphs[3]!)).toBeVisible()

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  for (const text of [...WHOLE_CHAPTER.slice(0, 1), '→ Row the boat', 'The End.']) {
    const printed = page.getByText(text)
    await expect(printed).toBeVisible()
    await expect(printed).toHaveCSS('color', 'rgb(0, 0, 0)')
  }
  // Nothing on paper can be pressed.
  for (const role of ['link', 'button'] as const) await expect(page.getByRole(role)).toHaveCount(0)
  const pdf = await page.pdf()
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  await page.emulateMedia({ media: 'screen' })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download EPUB' }).click(),
  ])
  const { valid, messages } = await EpubCheck.validate(await readFile(await download.path()))
  expect(messages).toEqual([])
  expect(valid).toBe(true)
})

test.describe('by the built-in storyteller', () => {
  test.use({ settings: { UNFOLD_MODEL: 'offline' } })

  test('a Hebrew child is told a story from right to left, in words of its own, to its end', async ({
    page,
  }) => {
    await page.goto('/family')
    await page.getByLabel('Nickname').fill('נועם')
    await page.getByLabel('Age', { exact: true }).selectOption('8')
    await page.getByLabel('Stories in').selectOption('hebrew')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const child = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'נועם' }) })
    await child.getByRole('link', { name: 'Begin a story' }).click()
    await expect(page.getByRole('radio', { name: 'נועם' })).toBeChecked()
    await page.getByRole('radio', { name: 'Space' }).check()
    await page.getByLabel('How many chapters').selectOption('2')
    await page.getByRole('button', { name: 'Begin the story' }).click()

    const reader = hebrewReaderOf(page)
    await reader.pace.selectOption('הכול יחד')
    const choices = page.getByRole('group').filter({ has: page.getByLabel('או במילים שלכם') })
    await expect(choices).toBeVisible()
    const sentences = reader.transcript.locator('p > span')
    const directions = await sentences.evaluateAll((all) =>
      all.map((one) => `${one.getAttribute('dir')} ${one.getAttribute('lang')}`),
    )
    expect(new Set(directions)).toEqual(new Set(['rtl he']))
    await expect(choices.getByRole('heading')).toHaveAttribute('dir', 'rtl')
    for (const choice of await choices.getByRole('listitem').all())
      await expect(choice).toHaveAttribute('dir', 'rtl')

    const own = page.getByLabel('או במילים שלכם')
    // Nothing that the child is asked or told here is in another language.
    await own.fill('ABC\u202e')
    await own.press('Enter')
    await expect(choices.getByRole('alert')).not.toBeEmpty()
    expect(await choices.innerText()).not.toMatch(/[a-z]/i)
    await own.fill('לבנות מגדל מקופסאות')
    await expect(own).toHaveAttribute('dir', 'rtl')
    await own.press('Enter')
    await expect(page.getByText('פרק 2 מתוך 2')).toBeVisible()
    await expect(reader.transcript).toContainText('לבנות מגדל מקופסאות')
    await reader.whole.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('dir', 'rtl')
    await expect(page.getByText('← לבנות מגדל מקופסאות')).toBeVisible()
    await expectNoProblems(page)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries(DEVICES)) {
    test.describe(`in ${colorScheme} on a ${device}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })

      test('axe finds nothing on a story with two ways', async ({ page, runs }) => {
        const first = await runs.startStory(1, 2)
        await expect.poll(async () => (await runs.snapshot(first)).status).toBe('completed')
        await page.goto(`/read/${first}`)
        const reader = readerOf(page)
        for (const choice of ['Row the boat', 'Follow the bird']) {
          await reader.choices.getByRole('button', { name: choice }).click()
          await expect(page.getByRole('link', { name: 'The whole story' })).toBeVisible()
          if (choice === 'Row the boat') await page.goBack()
        }
        await page.getByRole('link', { name: 'The whole story' }).click()
        await expect(page.getByText('→ Follow the bird')).toBeVisible()
        await expectNoProblems(page)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect(wide).toBe(false)
      })
    })
  }
}
