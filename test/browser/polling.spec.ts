import { expect, readerOf, test } from './stage.ts'
import { IN_THE_MIDDLE, WHOLE_CHAPTER } from './teller.ts'

test.use({ settings: { UNFOLD_STREAMING: 'off' } })

test('where streams are switched off, the page polls and shows the same story', async ({
  page,
  teller,
  runs,
}) => {
  const answers: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/runs/')) answers.push(`${pathname.split('/').at(-1)} ${response.status()}`)
  })
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const runId = await runs.startStory()
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.transcript).toContainText('Mia walked to the barn on day 3 of trip 1.')
  await expect(reader.bar).not.toContainText('Reconnecting')
  goOn()
  await expect(reader.choices).toBeVisible()
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(WHOLE_CHAPTER)
  expect(answers).toContain('stream 503')
  expect(answers).toContain('events 200')
  expect(answers).not.toContain('stream 200')
})
