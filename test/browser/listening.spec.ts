import { expect, readerOf, test } from './stage.ts'
import { Voice } from './stand-in-voice.ts'
import { AFTER_FIRST_SENTENCE, IN_THE_MIDDLE } from './teller.ts'

test('a voice reads a chapter that still grows, marks its words, pauses at one and goes on from it', async ({
  page,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(AFTER_FIRST_SENTENCE)
  teller.holdBefore(IN_THE_MIDDLE)
  const voice = await Voice.give(page, { marksWords: true, langs: ['de-DE', 'en-GB'] })
  await page.goto(`/read/${await runs.startStory()}`)
  const reader = readerOf(page)
  const word = page.locator('.spoken-word')
  await expect(reader.transcript).toContainText('Mia')
  await page.evaluate(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
      for (const { value, hadRecentInput } of list.getEntries() as Shift[])
        if (!hadRecentInput) shifts.push(value)
    }).observe({ type: 'layout-shift' })
  })
  await reader.listen.click()
  // The voice is the pace now: its sentence is there as a whole.
  await expect(reader.transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  await expect(page.locator('.spoken-sentence')).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  await voice.word(4)
  await expect(word).toHaveText('walked')
  await expect(reader.bar).toContainText('Each word is marked as it is read.')
  const text = await reader.text()

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(reader.bar).toContainText('The voice is paused.')
  expect(await voice.isSilent()).toBe(true)
  await page.getByRole('button', { name: 'Go on' }).click()
  expect((await voice.said()).at(-1)).toEqual({
    text: 'walked to the hill on day 1 of trip 1.',
    lang: 'en-GB',
    rate: 1,
  })
  await voice.finish()
  await expect(reader.bar).toContainText('The voice waits for the next sentence.')
  expect(await reader.text()).toBe(text)

  goOn()
  await expect.poll(async () => (await voice.said()).at(-1)!.text).toBe('A small bird sang number 1 there.')
  await expect(reader.transcript).toHaveText(`${text} A small bird sang number 1 there.`)
  // Neither a mark nor a sentence that comes moves what stands there.
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01)
  await voice.finish()
  await reader.settings.click()
  await reader.drawer.getByLabel('Speed of the voice').press('ArrowLeft')
  await expect.poll(async () => (await voice.said()).at(-1)!.rate).toBe(0.9)
  await reader.drawer.getByRole('button', { name: 'Done' }).click()
  await reader.back.click()
  await expect.poll(async () => (await voice.said()).at(-1)!.text).toBe('A small bird sang number 1 there.')
  await page.getByRole('button', { name: 'Stop listening' }).click()
  expect(await voice.isSilent()).toBe(true)
  await expect(page.locator('[data-spoken]')).toHaveCount(0)
})

test('a voice without marks has its sentence marked and says so, reads the choices too, and one that is missing is named', async ({
  page,
  runs,
}) => {
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  const voice = await Voice.give(page, { marksWords: false, langs: ['en-US'] })
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.listen.click()
  await voice.finish()
  await expect(reader.bar).toContainText('This voice does not tell its words, so each sentence is marked.')
  await expect(page.locator('.spoken-sentence')).toHaveText(/^A small bird sang number 1 there/)
  const row = reader.choices.getByRole('button', { name: 'Row the boat' })
  // One sentence after the other, as each of them ends.
  const lastSaid = async () => (await voice.said()).at(-1)!.text
  while (!(await lastSaid()).startsWith('Row')) {
    const before = (await voice.said()).length
    await voice.finish()
    await expect.poll(async () => (await voice.said()).length).toBe(before + 1)
  }
  await expect(row).toHaveAttribute('data-spoken', 'true')
  expect((await voice.said()).slice(-2).map(({ text }) => text)).toEqual([
    'Follow the bird. It knows a way.',
    'Row the boat. The lake is calm.',
  ])
  await voice.finish()
  await expect(reader.listen).toBeVisible()

  await Voice.give(page, { marksWords: true, langs: ['he-IL'] })
  await page.reload()
  await reader.listen.click()
  await expect(reader.bar).toContainText('This device has no English voice.')
  await expect(reader.status).toContainText('This device has no English voice.')
})
