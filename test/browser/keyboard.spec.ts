import { expect, readerOf, tabTo, test } from './stage.ts'
import { IN_THE_MIDDLE } from './teller.ts'

test('the keyboard alone leads from the start page to the second chapter', async ({ page, teller }) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const reader = readerOf(page)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'For whom?' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Begin a story' }))
  await page.keyboard.press('Enter')

  // A new page takes the focus, so that Tab begins with it.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A new story')
  await expect(page.getByRole('main')).toBeFocused()
  const child = page.getByRole('group', { name: 'Who is listening?' }).getByRole('radio').first()
  await tabTo(page, child)
  await page.keyboard.press('Space')
  await expect(child).toBeChecked()
  await tabTo(page, page.getByRole('group', { name: 'What is it about?' }).getByRole('radio').first())
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Animals' })).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Begin the story' }))
  await page.keyboard.press('Enter')

  await expect(reader.transcript).toContainText('Mia walked')
  await tabTo(page, reader.pace)
  await page.keyboard.press('End')
  await expect(reader.pace).toHaveValue('all')
  goOn()
  const choice = reader.choices.getByRole('button', { name: 'Row the boat' })
  await tabTo(page, choice)
  await page.keyboard.press('Enter')
  await expect(reader.transcript).toContainText('So they chose: “Row the boat.”')
})

test('what has the focus can be seen', async ({ page }) => {
  await page.goto('/story')
  await expect(page.getByRole('radio').first()).toBeVisible()
  const last = page.getByRole('button', { name: 'Begin the story' })
  let isLast = false
  while (!isLast) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement!
      // A radio may hand its ring to the card around it.
      const ringed = [element, element.closest('label')]
      return {
        html: element.outerHTML.slice(0, 200),
        hasRing: ringed.some((one) => one !== null && getComputedStyle(one).outlineStyle !== 'none'),
      }
    })
    expect(focused.hasRing, focused.html).toBe(true)
    isLast = await last.evaluate((element) => element === document.activeElement)
  }
})

test('a control that goes away while it has the focus leaves it in the bar, not at the top of the page', async ({
  page,
  teller,
  runs,
}) => {
  const goOn = teller.holdBefore(IN_THE_MIDDLE)
  const reader = readerOf(page)
  await page.goto(`/read/${await runs.startStory()}`)
  await expect(reader.transcript).toContainText('Mia walked to the hill')
  await tabTo(page, reader.stop)
  await page.keyboard.press('Enter')
  await expect(reader.stop).toBeHidden()
  await expect(reader.bar).toBeFocused()
  await tabTo(page, reader.writeOn)

  await page.keyboard.press('Enter')
  await expect(reader.stop).toBeVisible()
  await tabTo(page, reader.pace)
  await page.keyboard.press('End')
  goOn()
  await expect(reader.choices).toBeVisible()
  await expect(reader.bar).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByText('For the grown-up: what to talk about')).toBeFocused()
})
