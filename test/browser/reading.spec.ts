import { Line } from './line.ts'
import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

const styleOf = (element: Element, names: string[]) =>
  names.map((name) => getComputedStyle(element).getPropertyValue(name))

test('a child’s settings change the text at once, by keyboard alone, and are there again for that child only', async ({
  page,
  teller,
  runs,
}) => {
  teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.transcript).toContainText('Mia walked')
  await reader.settings.focus()
  await page.keyboard.press('Enter')
  await expect(reader.drawer).toBeVisible()
  const usual = await reader.transcript.evaluate(styleOf, ['font-size', 'letter-spacing', 'line-height'])
  await reader.drawer.getByLabel('Size').press('End')
  await reader.drawer.getByLabel('Space between letters').press('End')
  await reader.drawer.getByLabel('Space between lines').press('End')
  await reader.drawer.getByLabel('Words a minute').press('Home')
  await expect(reader.drawer.getByLabel('Words a minute')).toHaveAttribute('aria-valuetext', '40')
  await reader.drawer.getByLabel('Letters', { exact: true }).selectOption('Plain')
  const wide = await reader.transcript.evaluate(styleOf, ['font-size', 'letter-spacing', 'line-height'])
  for (const [index, value] of wide.entries())
    expect(Number.parseFloat(value)).toBeGreaterThan(Number.parseFloat(usual[index]!) || 0)
  // Letters far apart take their words with them.
  const [letters, words] = await reader.transcript.evaluate(styleOf, ['letter-spacing', 'word-spacing'])
  expect(Number.parseFloat(words!)).toBeGreaterThan(3 * Number.parseFloat(letters!))
  await page.keyboard.press('Escape')
  await expect(reader.drawer).toBeHidden()
  await expect(reader.settings).toBeFocused()
  await expect(reader.pace).toHaveValue('40')

  await page.reload()
  await expect(reader.pace).toHaveValue('40')
  expect(await reader.transcript.evaluate(styleOf, ['font-size', 'letter-spacing', 'line-height'])).toEqual(
    wide,
  )
  await page.goto(`/read/${await runs.startStory(2)}`)
  await expect(reader.transcript).toContainText('Mia')
  await expect(reader.pace).toHaveValue('170')
})

test('one sentence at a time is turned by button, space and arrow, waits for what is not written, and ends at the choices', async ({
  page,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect.poll(async () => (await runs.snapshot(runId)).parts.length).toBe(3)
  await reader.settings.click()
  await reader.drawer.getByLabel('One sentence at a time').check()
  await reader.drawer.getByRole('button', { name: 'Done' }).click()
  await expect(reader.transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  await reader.next.click()
  await expect(reader.transcript).toHaveText('A small bird sang number 1 there.')
  // A screen reader is given the sentence that was asked for.
  await expect(page.locator('[aria-relevant=additions]')).toHaveText('A small bird sang number 1 there.')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Space')
  await expect(reader.transcript).toHaveText(/^“Come to the hill!”/)
  await page.keyboard.press('ArrowLeft')
  await expect(reader.transcript).toHaveText('A small bird sang number 1 there.')
  await page.reload()
  await expect(reader.transcript).toHaveText('A small bird sang number 1 there.')

  while (!(await reader.transcript.innerText()).includes('barn')) await page.keyboard.press('ArrowRight')
  await expect(reader.next).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Space')
  await expect(reader.transcript).toHaveText('Mia walked to the barn on day 3 of trip 1.')
  goOn()
  await expect(reader.bar).toContainText('The chapter is written and saved.')
  await expect(reader.choices).toBeHidden()
  while (await reader.choices.isHidden()) await page.keyboard.press('Space')
  await expect(reader.status).toHaveText('The chapter ends with a question. There are 2 choices.')
  await reader.back.click()
  await expect(reader.choices).toBeHidden()
})

test('show all shows what is there, and a calm page moves nothing', async ({ page, teller, runs }) => {
  const begin = teller.holdBefore('{"paragraphs"')
  teller.holdBefore(IN_THE_MIDDLE)
  await page.goto(`/read/${await runs.startStory()}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('Slow')
  begin()
  await expect(reader.transcript).toContainText('Mia')
  await reader.settings.click()
  await reader.drawer.getByLabel('Calm page').check()
  await reader.drawer.getByLabel('dark').check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await reader.drawer.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible()
  const moving = await page.evaluate(() =>
    document.getAnimations().map((animation) => (animation as CSSAnimation).animationName),
  )
  expect(moving).toEqual([])
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await expect(reader.pace).toHaveValue('90')
})

test('a child’s own words that are too long, or that do not arrive, are said in words and stay', async ({
  page,
  runs,
  server,
}) => {
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await using line = await Line.open(server.url)
  await page.goto(`${line.url}/read/${runId}`)
  const reader = readerOf(page)
  const own = page.getByLabel('Or say it in your own words')
  await own.fill('x'.repeat(312))
  await page.keyboard.press('Enter')
  await expect(reader.choices.getByRole('alert')).toHaveText(/12 letters too long/)
  await expect(own).toBeFocused()
  await own.fill('Dig a tunnel to the barn')
  line.cut()
  await page.keyboard.press('Enter')
  await expect(reader.choices.getByRole('alert')).toHaveText(/could not be reached.*still here/)
  line.mend()
  await page.reload()
  await expect(own).toHaveValue('Dig a tunnel to the barn')
  await own.press('Enter')
  await expect(reader.transcript).toContainText('So they chose: “Dig a tunnel to the barn.”')
})
