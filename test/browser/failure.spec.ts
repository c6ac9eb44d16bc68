import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

test('a model that does not answer ends in plain words, and trying again works', async ({
  page,
  teller,
  runs,
}) => {
  teller.breakDown()
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(reader.tryAgain).toBeVisible({ timeout: 30_000 })
  await expect(reader.alert).toHaveText(
    'That one did not work. Nothing was written yet. A new try begins again.',
  )
  await expect(reader.status).toBeEmpty()
  await expect(reader.stop).toBeHidden()
  // The child hears that it did not work; why it did not is for the grown-up, and in words of neither a developer.
  const { error } = await runs.snapshot(runId)
  await expect(page.getByText(error!.message)).toBeHidden()
  await reader.grownUp.click()
  await expect(page.getByText(error!.message)).toBeVisible()
  expect(await page.getByRole('main').innerText()).not.toMatch(/\b(500|Error|undefined|null|stack|json)\b/)

  teller.recover()
  await reader.tryAgain.click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  await reader.pace.selectOption('All at once')
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
})

test('a story that fails in the middle keeps its words, and the new try goes on from them', async ({
  page,
  teller,
  runs,
}) => {
  const cut = teller.cutBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  const kept = await reader.text()
  teller.breakDown()
  cut()
  // The child is told that the story rests; the grown-up, what broke off.
  await expect(reader.bar).toContainText('The story rests here', { timeout: 30_000 })
  await expect(page.getByText('And here the story rests for tonight.')).toBeVisible()
  await expect(reader.alert).toBeEmpty()
  expect(await reader.text()).toBe(kept)
  const { error } = await runs.snapshot(runId)
  await page.goto('/shelf')
  const resting = page.getByRole('region', { name: 'To go on with' }).getByRole('listitem')
  await expect(resting).toContainText('Chapter 1 of 3, resting: it goes on from its words')
  await resting.getByRole('heading').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(runId))
  await page.goto('/parent')
  await page.getByLabel('New PIN').fill('2468')
  await page.getByRole('button', { name: 'Set the PIN and open' }).click()
  const broken = page.getByRole('region', { name: 'Broken off' })
  await expect(broken.getByRole('listitem')).toContainText(error!.message)

  teller.recover()
  await broken.getByRole('link', { name: 'Look at it' }).click()
  await reader.writeOn.click()
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
})

for (const path of ['/read/run_nobody_knows', '/console/run_nobody_knows', '/nowhere']) {
  test(`${path} answers with a plain page that leads on`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not here|No such run/)
    const onward = page.getByRole('main').getByRole('link').first()
    await onward.click()
    await expect(page).not.toHaveURL(new RegExp(path))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
}

test('a start that is refused keeps what was chosen', async ({ page, server }) => {
  await page.goto('/story')
  await page.getByRole('group', { name: 'Who is listening?' }).getByRole('radio').first().check()
  const theme = page.getByRole('radio', { name: 'Mystery' })
  await theme.check()
  await page.getByLabel('A title, if you have one').fill('The lamp under the stairs')
  await server.kill()
  await page.getByRole('button', { name: 'Begin the story' }).click()
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await expect(theme).toBeChecked()
  await expect(page.getByLabel('A title, if you have one')).toHaveValue('The lamp under the stairs')

  await server.start()
  await page.getByRole('button', { name: 'Begin the story' }).click()
  await expect(page).toHaveURL(/\/read\//)
  await expect(readerOf(page).transcript).toContainText('Mia walked')
})
