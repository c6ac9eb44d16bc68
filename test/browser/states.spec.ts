import { Line } from './line.ts'
import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

test('a device without a network says so, keeps the words, and goes on by itself', async ({
  page,
  context,
  server,
  teller,
  runs,
}) => {
  await using line = await Line.open(server.url)
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`${line.url}/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  const kept = await reader.text()
  await context.setOffline(true)
  line.cut()
  await expect(reader.bar).toContainText('You are offline. Your place is kept')
  expect(await reader.text()).toBe(kept)
  goOn()
  line.mend()
  await context.setOffline(false)
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
  await expect(reader.alert).toBeEmpty()
})

test('a chapter that a grown-up has still to open is told to the child as that, and opens by itself', async ({
  page,
  request,
  runs,
}) => {
  await runs.addChild({ nickname: 'Ada', age: 8, language: 'english', mode: 'approve' })
  await page.goto('/story')
  await page.getByRole('radio', { name: /Ada/ }).check()
  await page.getByRole('radio', { name: 'Space' }).check()
  await page.getByRole('button', { name: 'Begin the story' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A grown-up will open the next page')
  await expect(page.getByRole('button', { name: 'Look again' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()

  // From another device, which is the grown-up's.
  await request.put('/api/parent/pin', { data: { pin: '2468' } })
  const held = async () => {
    const answer = await request.get('/api/parent/chapters')
    return ((await answer.json()) as { chapters: { chapterId: string }[] }).chapters[0]?.chapterId
  }
  await expect.poll(held).toBeDefined()
  const released = await request.post(`/api/parent/chapters/${await held()}/release`)
  expect(released.ok()).toBe(true)
  await expect(readerOf(page).transcript).toContainText('Mia walked')
})

test('a scene that had to be ended by us ends well for the child, and only the grown-up is told', async ({
  page,
  teller,
  runs,
}) => {
  const harm = 'He took the sharp knife and stabbed her in the heart.'
  teller.tells({
    paragraphs: [`Mia walked to the hill. ${harm}`, harm, harm, harm],
    title: 'Trip 1',
    question: 'Where should Mia go now?',
    choices: [],
    educational_elements: [],
    vocabulary_words: [],
    plot: {},
  })
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await expect(page.getByRole('group').getByRole('listitem').first()).toBeVisible()
  await expect(reader.transcript).toContainText('Mia walked to the hill.')
  expect(await page.getByRole('main').innerText()).not.toContain('knife')
  await expect(page.getByText('reviewed ending')).toBeHidden()
  await expect(reader.alert).toBeEmpty()
  await reader.grownUp.click()
  await expect(page.getByText('The end of this chapter is one of our reviewed endings.')).toBeVisible()
  await expect(page.getByText(/sentences? w(as|ere) changed/)).toBeVisible()
})
