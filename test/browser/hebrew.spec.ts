import { expect, readerOf, test } from './stage.ts'

const HEBREW = {
  paragraphs: [
    'Max רץ אל הים הכחול. נועה אמרה “Hello, Max!” והלכה איתו.',
    'הם מצאו צדף לבן. The shell was small. הצדף זמזם בשקט.',
    'הרוח נשבה קלות. נועה צחקה.',
    'הם ישבו על החול החם.',
  ],
  title: 'הצדף המזמזם',
  question: 'מה יעשו נועה ומקס עכשיו?',
  choices: [
    { text: 'ללכת אל הגבעה', description: 'משם רואים הכול.' },
    { text: 'לבנות סירה', description: 'הים שקט היום.' },
  ],
  educational_elements: ['צדפים גרים בים.'],
  vocabulary_words: ['צדף'],
  plot: { chapter: 1 },
}

test('a Hebrew story runs from right to left, sentence by sentence, in a page that stays as it was', async ({
  page,
  teller,
  runs,
}) => {
  teller.tells(HEBREW)
  const begin = teller.holdBefore('אמרה “Hello')
  const childId = await runs.addChild({ nickname: 'Noa', age: 8, language: 'hebrew' })
  const runId = await runs.startStory(childId)
  await page.goto(`/read/${runId}`)
  const reader = readerOf(page)
  const sentences = reader.transcript.locator('p > span')
  // It opens with a Latin word, and its direction is there with that word.
  await expect(sentences.first()).toContainText('Max')
  await expect(sentences.first()).toHaveAttribute('dir', 'rtl')
  await reader.pace.selectOption('All at once')
  begin()
  await expect(page.getByRole('group', { name: HEBREW.question })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('dir', 'rtl')
  await expect(reader.transcript.getByRole('paragraph')).toHaveText(HEBREW.paragraphs)

  const english = sentences.filter({ hasText: 'The shell was small.' })
  await expect(english).toHaveAttribute('dir', 'ltr')
  await expect(english).toHaveAttribute('lang', 'en')
  await expect(page.locator('bdi[dir=ltr]').filter({ hasText: 'Hello, Max!' })).toHaveText('Hello, Max!')
  // The exclamation mark stands to the right of what it belongs to.
  const [word, mark] = await page
    .locator('bdi[dir=ltr]')
    .filter({ hasText: 'Hello' })
    .evaluate((bdi) => {
      const text = bdi.firstChild as Text
      return [0, text.length - 1].map((at) => {
        const range = document.createRange()
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        return range.getBoundingClientRect().x
      })
    })
  expect(mark!).toBeGreaterThan(word!)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(reader.bar).toContainText('The chapter is written and saved.')

  await reader.settings.click()
  await reader.drawer.getByLabel('One sentence at a time').check()
  await page.keyboard.press('Escape')
  await expect(reader.transcript).toHaveText('Max רץ אל הים הכחול.')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('ArrowLeft')
  await expect(reader.transcript).toContainText('נועה אמרה')
})
