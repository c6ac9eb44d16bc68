import type { Locator } from '@playwright/test'
import { ScreenReader } from './screen-reader.ts'
import { DEVICES, expect, readerOf, tabTo, test } from './stage.ts'
import { AFTER_FIRST_SENTENCE } from './teller.ts'

test.use({ viewport: DEVICES.phone })

test('a newcomer who hears the page comes from its start to the first sentence with the keyboard, in four presses', async ({
  page,
  teller,
}) => {
  const begin = teller.holdBefore('{"paragraphs"')
  teller.holdBefore(AFTER_FIRST_SENTENCE)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'For whom?' })).toBeVisible()
  const screenReader = await ScreenReader.start(page)
  /** What was said of each thing before it was pressed. */
  const pressed: string[] = []
  const press = async (target: Locator, key: string) => {
    await tabTo(page, target)
    pressed.push((await screenReader.spoken()).at(-1)!)
    await page.keyboard.press(key)
  }

  await press(page.getByRole('link', { name: 'Begin a story' }), 'Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A new story')
  const radioOf = (group: string) => page.getByRole('group', { name: group }).getByRole('radio').first()
  await press(radioOf('Who is listening?'), 'Space')
  await press(radioOf('What is it about?'), 'Space')
  await press(page.getByRole('button', { name: 'Begin the story' }), 'Enter')
  expect(pressed).toEqual([
    'link, Begin a story',
    expect.stringMatching(/^radio, Noa 8 years, intermediate, not checked/),
    expect.stringMatching(/^radio, Adventure .*not checked, position 1, set size 12/),
    'button, Begin the story',
  ])
  expect(pressed.length).toBeLessThan(5)

  await expect(readerOf(page).bar).toContainText('Thinking of a beginning')
  begin()
  await expect.poll(async () => (await screenReader.spoken()).at(-1)).toBe('polite: The story has started.')
  // The text itself is never pushed: it is there to be read on.
  await expect(readerOf(page).transcript).toHaveText('Mia walked to the hill on day 1 of trip 1.')
  const heard: string[] = []
  while (!heard.at(-1)?.startsWith('end of log') && heard.length < 20) heard.push(await screenReader.next())
  expect(heard.slice(heard.indexOf('heading, Chapter 1, level 1'))).toEqual([
    'heading, Chapter 1, level 1',
    'log, The story',
    'paragraph',
    'Mia walked to the hill on day 1 of trip 1.',
    'end of paragraph',
    'end of log, The story',
  ])
  expect((await screenReader.spoken()).filter((phrase) => /^(polite|assertive)/.test(phrase))).toEqual([
    'polite: The story has started.',
  ])
})
