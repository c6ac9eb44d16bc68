import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { pictureOf } from '../../apps/outfits/server/wardrobe/pictures.fixture.ts'
import { expect, test, wardrobeOf } from './wardrobe-stage.ts'

/** What axe finds, each with the elements that it names. */
async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((n) => n.html).join(' ')}`)
}

/** Tabs until the focus is there, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`120 tabs do not reach ${target.toString()}`)
}

/** A saved outfit that was worn today, a disliked one and a ban, of the demo wardrobe. */
async function sayThings(page: Page): Promise<{ itemId: string }> {
  const { items } = await (await page.request.get('/api/wardrobe/items')).json()
  const idOf = (subCategory: string) =>
    items.find((item: { subCategory: string }) => item.subCategory === subCategory).id as string
  const post = async (path: string, data: object) => (await page.request.post(path, { data })).json()
  const outfit = {
    itemIds: [idOf('blazer'), idOf('tshirt'), idOf('jeans'), idOf('sneakers')],
    howToStyle: 'Push the sleeves up.',
    whyItWorks: 'Sharp over soft.',
    confidence: 'gentle-push',
    vibeKeywords: [],
  }
  const context = { occasions: ['Brunch'], weather: null }
  const { id } = await post('/api/outfits/saved', { outfit, context, reasons: ['Feels like me'] })
  await post(`/api/outfits/worn/${id}`, {})
  const other = { ...outfit, itemIds: [idOf('dress'), idOf('boots')] }
  await post('/api/outfits/disliked', { outfit: other, reason: 'Too loud' })
  await post('/api/wardrobe/bans', { itemIds: [idOf('jeans'), idOf('jacket')], reason: 'too much denim' })
  return { itemId: idOf('jeans') }
}

test('axe finds nothing and nothing sticks out, in light and dark, from 320 pixels to a desktop', async ({
  page,
  browser,
  server,
}) => {
  // Two looks at six pages: on a machine that is busy with other things each takes seconds.
  test.setTimeout(120_000)
  const { itemId } = await sayThings(page)
  await page.request.post('/api/wardrobe/pictures?name=IMG_7.jpg', {
    headers: { 'content-type': 'image/jpeg' },
    data: await pictureOf('#c62f36'),
  })
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 800 },
      baseURL: server.url,
      reducedMotion: 'reduce',
    })
    const look = await context.newPage()
    const pages: [string, Locator][] = [
      ['/wardrobe?add=form&kind=shoes', look.getByRole('button', { name: /Say what it is/ })],
      ['/wardrobe?add=table&kind=bags', wardrobeOf(look).pieces.first()],
      [`/wardrobe/${itemId}`, look.getByText('too much denim')],
      ['/wardrobe/kept', look.getByText('Feels like me')],
      ['/wardrobe/profile', look.getByText('Main colours')],
    ]
    for (const [path, sign] of pages) {
      await look.goto(path)
      await expect(sign).toBeVisible()
      await expect(look.getByRole('heading', { level: 1 })).toHaveCount(1)
      expect(await problemsOf(look), `${path} in ${colorScheme}`).toEqual([])
      const sticksOut = await look
        .getByRole('main')
        .evaluate((main) => main.scrollWidth > document.documentElement.clientWidth)
      expect(sticksOut, `${path} at ${width}`).toBe(false)
    }
    await context.close()
  }
})

test('the keyboard alone adds a piece on a phone, corrects it, puts it away and brings it back', async ({
  page,
  newcomer: _,
  stored,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/wardrobe')
  const wardrobe = wardrobeOf(page)
  await tabTo(page, wardrobe.line)
  await page.keyboard.type('navy wool coat')
  await page.keyboard.press('Enter')
  await expect(wardrobe.count).toHaveText('1 piece')
  await tabTo(page, wardrobe.piece('navy wool coat'))
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('navy wool coat')
  await tabTo(page, page.getByRole('button', { name: 'Correct it' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Name'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Sunday coat')
  await tabTo(page, page.getByRole('combobox', { name: 'Main colour', exact: true }))
  await page.keyboard.type('bla')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Keep this' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sunday coat')
  expect(await stored.items()).toMatchObject([{ name: 'Sunday coat', colors: [{ name: 'black' }] }])

  await tabTo(page, page.getByRole('radio', { name: 'Ready to wear' }))
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Archived' })).toBeChecked()
  await expect.poll(async () => (await stored.items())[0]!.availability).toBe('archived')
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await stored.items())[0]!.availability).toBe('ready')

  await tabTo(page, page.getByRole('button', { name: 'Remove it for good' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Leave it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove it for good' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Remove it', exact: true }))
  await page.keyboard.press('Enter')
  await expect(wardrobe.count).toHaveText('0 pieces')
  expect(await stored.items()).toEqual([])
})

test('a piece gets a photo and is turned; a pair is banned and allowed; what is taken back can be undone', async ({
  page,
  stored,
}) => {
  const { itemId } = await sayThings(page)
  await page.goto(`/wardrobe/${itemId}`)
  const portrait = page.locator('.piece-portrait img')
  const buffer = await pictureOf('#2f8a4a')
  await page
    .getByLabel('Give it a photo')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
  await expect(page.locator('.piece-facts')).toContainText('green')
  const before = await portrait.getAttribute('src')
  await page.getByRole('button', { name: 'Turn right' }).click()
  await expect(portrait).toHaveAttribute('src', `${before}?turns=1`)
  await page.getByRole('button', { name: 'Turn left' }).click()
  await expect(portrait).toHaveAttribute('src', before!)

  await page.getByLabel('The other piece').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Never these two together' }).click()
  await expect(page.getByRole('button', { name: /Allow again/ })).toHaveCount(2)
  await page
    .getByRole('button', { name: /Allow again/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /Allow again/ })).toHaveCount(1)

  await page.getByRole('link', { name: 'Look at them' }).click()
  await page.getByRole('button', { name: 'Not saved any more' }).click()
  await expect(page.getByText('No outfit is saved yet.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Feels like me')).toBeVisible()
  await page.getByRole('radio', { name: 'Worn 1' }).check()
  await page.getByRole('button', { name: /^Not worn on/ }).click()
  await expect(page.getByText('No outfit is marked as worn yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('radio', { name: 'Worn 1' })).toBeChecked()
  await page.getByRole('radio', { name: 'Disliked 1' }).check()
  await page.getByRole('button', { name: 'Not disliked any more' }).click()
  await expect(page.getByText('No outfit is disliked.')).toBeVisible()

  await page.getByRole('link', { name: 'Style and rules' }).click()
  await page.getByLabel('How I dress now').fill('Bold')
  await page.getByLabel('Days until').fill('100')
  await page.getByRole('button', { name: 'Keep this' }).click()
  await expect(page.getByText('A whole number from 0 to 90.')).toBeVisible()
  await page.getByLabel('Days until').fill('3')
  await page.getByRole('button', { name: 'Keep this' }).click()
  await expect(page.getByText('Kept.')).toBeVisible()
  expect(await (await page.request.get('/api/wardrobe/profile')).json()).toMatchObject({
    styleWords: { current: 'bold' },
    repeatWindowDays: 3,
  })
  expect((await stored.items()).find(({ id }) => id === itemId)?.colors[0]?.name).toBe('green')
})

test('a wardrobe of two thousand pieces is there as soon as a small one, and all of it can be found', async ({
  page,
  newcomer: _,
}) => {
  const rows = Array.from({ length: 2000 }, (_, i) => `Tee ${i + 1},tshirt,navy`)
  const sent = await page.request.post('/api/wardrobe/imports/csv', {
    headers: { 'content-type': 'text/csv' },
    data: ['name,kind,colour', ...rows].join('\n'),
  })
  expect(await sent.json()).toMatchObject({ added: 2000 })
  await page.goto('/wardrobe')
  const wardrobe = wardrobeOf(page)
  await expect(wardrobe.count).toHaveText('2000 pieces')
  await expect(wardrobe.pieces).toHaveCount(120)
  await page.getByRole('button', { name: 'Show 120 more of 1880' }).click()
  await expect(wardrobe.pieces).toHaveCount(240)
  const search = page.getByRole('searchbox', { name: 'Find a piece' })
  await search.fill('tee 1999')
  await expect(wardrobe.piece('Tee 1999')).toBeVisible()

  // By keyboard: the button goes away with the last pieces, and the focus is on the first of them.
  await search.fill('tee 1 7')
  await expect(page.getByText('325 of 2000 pieces')).toBeVisible()
  await page.getByRole('button', { name: 'Show 85 more of 85' }).focus()
  await page.keyboard.press('Enter')
  await expect(wardrobe.pieces.nth(240).getByRole('link')).toBeFocused()
  await search.fill('a coat')
  await page.getByRole('button', { name: 'Show all' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Pieces found' })).toBeFocused()

  await page.goto('/complete')
  await expect(page.getByRole('checkbox')).toHaveCount(120)
})
