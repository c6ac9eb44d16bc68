import { expect, test, wardrobeOf } from './wardrobe-stage.ts'

test.use({ viewport: { width: 1280, height: 800 } })

test('an empty wardrobe is filled by typed lines, each understood before it is added', async ({
  page,
  newcomer: _,
  stored,
}) => {
  await page.goto('/wardrobe')
  const wardrobe = wardrobeOf(page)
  await expect(wardrobe.count).toHaveText('0 pieces')
  await wardrobe.line.fill('navy wool coat, Arket, 120')
  const reading = page.locator('.line-reading')
  for (const word of ['Coat', 'Wool', 'navy', 'by Arket', 'price 120'])
    await expect(reading).toContainText(word)
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(wardrobe.count).toHaveText('1 piece')
  await expect(wardrobe.piece('navy wool coat')).toBeVisible()
  await expect(wardrobe.line).toBeFocused()

  await wardrobe.line.fill('grandmother’s thing')
  await expect(reading).toContainText('It does not say yet what kind of piece it is, nor its colour.')
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The line does not say' })).toBeVisible()
  expect(await stored.items()).toHaveLength(1)
  await page.getByRole('button', { name: 'Change something first' }).click()
  await page.getByLabel('Kind').locator('visible=true').selectOption('Scarf')
  await page.getByRole('button', { name: 'Add it like this' }).click()
  await expect(page.getByText('Choose its main colour.')).toBeVisible()
  await page.getByLabel('Main colour').locator('visible=true').selectOption('red')
  await page.getByRole('button', { name: 'Add it like this' }).click()
  await expect(wardrobe.count).toHaveText('2 pieces')
  expect((await stored.items()).map(({ name, subCategory, source }) => [name, subCategory, source])).toEqual([
    ['grandmother’s thing', 'scarf', 'form'],
    ['navy wool coat', 'coat', 'line'],
  ])
})

test('a table adds its good rows, gives the others back with what is wrong, and loses none', async ({
  page,
  newcomer: _,
  stored,
}) => {
  await page.goto('/wardrobe?add=table')
  const wardrobe = wardrobeOf(page)
  const table =
    'name,kind,color,fabric\nNavy coat,coat,navy,wool\n"Green ""lucky"" jumper",sweater,"green, mustard",\nMystery,hovercraft,red,\n'
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles({ name: 'clothes.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(page.getByText('2 pieces added, 1 row not taken.')).toBeVisible()
  await expect(page.locator('.refused-rows')).toContainText('Row 4')
  await expect(page.locator('.refused-rows')).toContainText('"hovercraft" is not understood')
  await expect(wardrobe.count).toHaveText('2 pieces')
  const text = page.getByLabel('The table')
  await expect(text).toHaveValue('name,kind,color,fabric\nMystery,hovercraft,red,')
  await text.fill((await text.inputValue()).replace('hovercraft', 'scarf'))
  await page.getByRole('button', { name: 'Add these' }).click()
  await expect(wardrobe.count).toHaveText('3 pieces')
  expect((await stored.items()).map(({ name }) => name).toSorted()).toEqual([
    'Green "lucky" jumper',
    'Mystery',
    'Navy coat',
  ])

  await text.fill('just words')
  await page.getByRole('button', { name: 'Add these' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The table was not taken.' })).toBeVisible()
  await expect(text).toHaveValue('just words')
})

test('a piece is added by form, found by kind, colour and words, and stays found on the way back', async ({
  page,
}) => {
  // The demo wardrobe: the filters need something to leave out.
  await page.goto('/wardrobe?add=form')
  const wardrobe = wardrobeOf(page)
  await expect(wardrobe.pieces.first()).toBeVisible()
  const before = await wardrobe.pieces.count()
  await expect(wardrobe.count).toHaveText(`${before} pieces`)
  await page.getByRole('button', { name: 'Add this piece' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await page.getByLabel('Name').fill('Opera gloves')
  await page.getByLabel('Kind').locator('visible=true').selectOption('Scarf')
  await page.getByLabel('Main colour').locator('visible=true').selectOption('fuchsia')
  await page.getByLabel('Winter').locator('visible=true').check()
  await page.getByRole('button', { name: 'Add this piece' }).click()
  await expect(wardrobe.count).toHaveText(`${before + 1} pieces`)
  await page.getByRole('button', { name: 'Done adding' }).click()

  await page.getByRole('radio', { name: 'Accessories 8' }).check()
  await expect(wardrobe.pieces).toHaveCount(8)
  await page.getByLabel('Season').selectOption('Winter')
  await page.getByLabel('Find a piece').fill('opera')
  await expect(wardrobe.pieces).toHaveCount(1)
  await expect(page.getByText(`1 of ${before + 1} pieces`)).toBeVisible()
  await wardrobe.piece('Opera gloves').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Opera gloves')
  await page.goBack()
  await expect(wardrobe.pieces).toHaveCount(1)
  await expect(page.getByLabel('Find a piece')).toHaveValue('opera')
})
