import type { Page } from '@playwright/test'
import { DEVICES, expect, test } from './stage.ts'

const LONG_NAME = 'Maximiliana Alexandrovna the Third, Lady'

async function nicknames(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/children')
  return ((await answer.json()) as { children: { nickname: string }[] }).children.map((c) => c.nickname)
}

test('a child that is added by two quick clicks is one child', async ({ page }) => {
  await page.goto('/family')
  await page.getByLabel('Nickname').fill('Lia')
  await page.getByRole('button', { name: 'Add', exact: true }).dblclick()
  await expect(page.getByRole('heading', { name: 'Lia' })).toBeVisible()
  // The form for the next one is there, and empty: whatever was sent is answered.
  await expect(page.getByLabel('Nickname')).toHaveValue('')
  expect(await nicknames(page)).toEqual(['Noa', 'Ben', 'Lia'])
})

test('what is missing or too long for a child is said in plain words, at its field', async ({ page }) => {
  await page.goto('/family')
  const nickname = page.getByLabel('Nickname')
  const add = page.getByRole('button', { name: 'Add', exact: true })
  await nickname.fill('   ')
  await add.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Write a nickname.' })).toBeVisible()
  await expect(nickname).toBeFocused()
  await expect(nickname).toHaveAttribute('aria-invalid', 'true')
  await expect(nickname).toHaveAccessibleDescription(/Write a nickname\./)

  await nickname.fill('Lia')
  await page.getByText('What a story may not do').click()
  const avoid = page.getByLabel('Never about')
  await avoid.fill(`spiders, ${'very '.repeat(20)}long`)
  await add.click()
  await expect(page.getByRole('alert').filter({ hasText: 'A topic is a word or two' })).toBeVisible()
  await expect(avoid).toBeFocused()
  await avoid.fill(Array.from({ length: 21 }, (_, n) => `topic ${n}`).join(', '))
  await add.click()
  await expect(page.getByRole('alert').filter({ hasText: 'At most 20 topics' })).toBeVisible()
  expect(await nicknames(page)).toEqual(['Noa', 'Ben'])

  await avoid.fill('spiders')
  await add.click()
  await expect(page.getByRole('heading', { name: 'Lia' })).toBeVisible()
})

test('a form that closes leaves the focus with the child that it was about', async ({ page }) => {
  await page.goto('/family')
  const noa = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Noa' }) })
  await noa.getByRole('button', { name: 'Change' }).click()
  await noa.getByRole('checkbox', { name: 'space' }).uncheck()
  await noa.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(noa.getByRole('button', { name: 'Save' })).toBeHidden()
  await expect(noa).toBeFocused()

  await noa.getByRole('button', { name: 'Remove' }).click()
  await noa.getByRole('button', { name: 'Keep' }).press('Enter')
  await expect(noa).toBeFocused()
})

test('a name of any length, in any script, leaves cards and lines as they are', async ({ page, runs }) => {
  await page.setViewportSize(DEVICES.phone)
  await runs.addChild({ nickname: LONG_NAME, age: 11, language: 'english' })
  await page.goto('/story')
  const themes = page.locator('label', { has: page.locator('[name=theme]') })
  const heights = () => themes.evaluateAll((cards) => cards.map((card) => card.clientHeight))
  await expect(themes).toHaveCount(12)
  const before = await heights()
  await page.getByRole('radio', { name: LONG_NAME }).check()
  await expect(page.getByRole('radio', { name: `Space ${LONG_NAME} likes this` })).toBeVisible()
  expect(await heights()).toEqual(before)
  expect(new Set(before).size).toBe(1)

  // A Hebrew name keeps to itself: the numbers behind it stay behind it.
  await runs.startStory(await runs.addChild({ nickname: 'ליה', age: 6, language: 'english' }))
  await page.goto('/shelf')
  await expect(page.getByRole('listitem').locator('bdi')).toHaveText('ליה')
})

test('a story that was put down waits on the start page, one press away', async ({ page, runs }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'For whom?' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Read on' })).toBeHidden()
  const runId = await runs.startStory()
  await expect.poll(async () => (await runs.snapshot(runId)).status).toBe('completed')
  await page.reload()
  const open = page.getByRole('region', { name: 'Read on' }).getByRole('listitem')
  await expect(open).toContainText('For Noa. Chapter 1 of 3, your turn')
  await open.getByRole('heading').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(runId))
})

test('a wrong PIN is said as that alone, and leaves an empty field for the next try', async ({
  page,
  request,
}) => {
  await request.put('/api/parent/pin', { data: { pin: '2468' } })
  await page.goto('/parent')
  const pin = page.getByLabel('PIN', { exact: true })
  await pin.fill('1111')
  await pin.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('This is not the PIN.')
  await expect(pin).toHaveValue('')
  await pin.fill('2468')
  await pin.press('Enter')
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
})
