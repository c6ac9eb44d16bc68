import type { Page } from '@playwright/test'
import { expect, type Jobs, jobIdOf, readJson, revealOf, test } from './outfits-stage.ts'
import { INSIDE } from './stylist.ts'

// What is done with outfits needs no model: the built-in stylist makes them at once.
test.use({ settings: { UNFOLD_MODEL: 'offline' } })

const open = async (page: Page, jobs: Jobs, request?: object) => {
  await page.goto(`/reveal?user=test&job=${await jobs.start(request)}`)
  const reveal = revealOf(page)
  await expect(reveal.progress).toHaveAttribute('value', '100')
  return reveal
}

test('an outfit is saved, disliked and worn, each with what was said, and is still so after a reload', async ({
  page,
  jobs,
  server,
}) => {
  const reveal = await open(page, jobs)
  const one = reveal.card(1)
  const kept = async (which: string) => (await readJson<any>(`${server.url}/api/outfits/${which}`)).outfits
  await one.getByRole('button', { name: 'Save outfit 1' }).click()
  await one.getByRole('checkbox', { name: 'It feels like me' }).check()
  // Nothing is kept before it is sent.
  expect(await kept('saved')).toEqual([])
  await one.getByRole('button', { name: 'Save it' }).click()
  await expect(one.getByRole('button', { name: 'Saved outfit 1' })).toHaveAttribute('aria-pressed', 'true')
  expect(await kept('saved')).toMatchObject([
    { savedReasons: ['It feels like me'], runId: jobIdOf(page), context: { occasions: ['Brunch'] } },
  ])

  const two = reveal.card(2)
  await two.getByRole('button', { name: 'Wore it outfit 2' }).click()
  await expect(two.getByRole('button', { name: 'Worn today outfit 2' })).toBeDisabled()
  expect(await kept('worn')).toMatchObject([{ wornAt: [expect.any(Number)] }])

  const three = reveal.card(3)
  await three.getByRole('button', { name: 'Not for me outfit 3' }).click()
  await expect(three.getByRole('button', { name: 'Remember that' })).toBeDisabled()
  await three.getByRole('radio', { name: 'The pieces do not go together' }).check()
  const pair = (await reveal.pieces(3)).slice(-2)
  for (const name of pair) await three.getByRole('checkbox', { name: name! }).check()
  await three.getByRole('button', { name: 'Remember that' }).click()
  await expect(three.getByRole('button', { name: 'Disliked outfit 3' })).toBeVisible()
  expect(await kept('disliked')).toMatchObject([{ dislikeReason: 'The pieces do not go together' }])

  await page.reload()
  for (const name of ['Saved outfit 1', 'Worn today outfit 2', 'Disliked outfit 3'])
    await expect(page.getByRole('button', { name })).toBeVisible()

  // A dislike is a promise: the pair does not come again, whatever is asked.
  const wardrobe = await jobs.wardrobe()
  const ids = pair.map((name) => wardrobe.find((item) => item.name === name)!.id)
  const again = await open(page, jobs)
  for (const n of [1, 2, 3]) {
    const pieces = await again.pieces(n)
    expect(pair.filter((name) => pieces.includes(name)).length, ids.join()).toBeLessThan(2)
  }
})

test('one piece is swapped, the rest stays, and it can be undone', async ({ page, jobs }) => {
  const reveal = await open(page, jobs)
  const before = await Promise.all([1, 2, 3].map((n) => reveal.pieces(n)))
  const jobId = jobIdOf(page)
  const shoes = before[0]!.at(-1)!
  await reveal.card(1).getByRole('button', { name: 'pieces of outfit 1' }).click()
  await reveal
    .card(1)
    .getByRole('button', { name: `Swap ${shoes}` })
    .click()
  await expect(page).not.toHaveURL(new RegExp(jobId))
  await expect(reveal.progress).toHaveAttribute('value', '100')
  const after = await reveal.pieces(1)
  expect(after).not.toContain(shoes)
  expect(after.slice(0, -1)).toEqual(before[0]!.slice(0, -1))
  expect(await reveal.pieces(2)).toEqual(before[1])
  expect(await reveal.pieces(3)).toEqual(before[2])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page).toHaveURL(new RegExp(jobId))
  await expect.poll(() => reveal.pieces(1)).toEqual(before[0])
})

test('before buying one sees what one has, what it would open up, and decides', async ({ page, server }) => {
  await page.goto('/consider-buying?user=test')
  await page.getByLabel('The piece, in one line').fill('camel wool coat, 220')
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('camel wool coat')
  await page.getByRole('button', { name: 'What would it change?' }).click()
  await expect(page.getByRole('heading', { name: 'You have it already' })).toBeVisible()
  await expect(page.getByText('Not buying it costs you nothing.')).toBeVisible()
  const id = new URL(page.url()).searchParams.get('item')!
  const { facts } = await readJson<any>(`${server.url}/api/consider-buying/items/${id}`)
  await expect(page.getByRole('definition').first()).toHaveText(String(facts.unlocked))

  await page.getByLabel('Why, for later').fill('the other one is fine')
  await page.getByRole('button', { name: 'Don’t buy it' }).click()
  await expect(page.getByRole('status')).toHaveText('Not bought, and that is that.')
  await expect(page.getByText('1 considered, 0 bought, 1 not bought, 220 saved')).toBeVisible()
  await page.getByRole('button', { name: 'Decide later' }).click()
  await page.getByRole('link', { name: 'See outfits with it' }).click()
  await page.getByRole('button', { name: 'Create outfits' }).click()
  const reveal = revealOf(page)
  await expect(reveal.progress).toHaveAttribute('value', '100')
  for (const n of [1, 2, 3]) expect(await reveal.pieces(n)).toContain('camel wool coat')
})

test('a picture of a piece brings its colours', async ({ page }) => {
  await page.goto('/consider-buying?user=test')
  await page.getByLabel('Take a picture of it').setInputFiles({
    name: 'boots.png',
    mimeType: 'image/png',
    buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 80 } }),
  })
  await expect(page.getByRole('heading', { name: 'Is this it?' })).toBeVisible()
  await expect(page.getByLabel('Main colour', { exact: true })).not.toHaveValue('Choose a colour')
  await page.getByLabel('Name').fill('Red boots')
  await page.getByLabel('Kind').selectOption('Boots')
  await page.getByRole('button', { name: 'What would it change?' }).click()
  await expect(page.getByText('What will it be?')).toBeVisible()
})

test('an empty wardrobe shows where to begin, and a small one says why there are fewer than three', async ({
  page,
}) => {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill('ada@example.org')
  await page.getByLabel('Password').fill('a long enough secret')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText('Signed in as Ada.')).toBeVisible()
  for (const path of ['/occasion', '/complete']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Your wardrobe is empty' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Add your first pieces' })).toHaveAttribute(
      'href',
      /^\/wardrobe/,
    )
  }
  for (const line of ['white cotton t-shirt', 'dark blue jeans', 'white leather sneakers', 'grey sweater'])
    await page.request.post('/api/wardrobe/lines', { data: { line } })

  await page.goto('/complete')
  await page.getByRole('button', { name: 'Create outfits' }).click()
  await expect(page.getByRole('alert')).toContainText('at least one piece')
  await page.goto('/occasion')
  await page.getByRole('button', { name: 'Create outfits' }).click()
  await expect(page.getByRole('alert')).toContainText('pick an occasion or write it down')
  await page.getByRole('checkbox', { name: 'Weekend errands' }).check()
  await page.getByRole('button', { name: 'Add a stop' }).click()
  await page.getByLabel('Stop 1').fill('Brunch')
  await page.getByRole('button', { name: 'Create outfits' }).click()
  await expect(page).toHaveURL(/\/reveal\?user=[\w-]+&job=/)
  await expect(page.getByText('Weekend errands · Brunch')).toBeVisible()
  const reveal = revealOf(page)
  await expect(reveal.progress).toHaveAttribute('value', '100')
  await expect(reveal.bar).toContainText('this time')
  await expect(reveal.card(3)).toContainText('What would help: another pair of shoes.')

  // With what was missing, the one place is filled and the others stay.
  const before = await reveal.pieces(1)
  for (const line of ['brown leather loafers', 'black trousers', 'striped t-shirt'])
    await page.request.post('/api/wardrobe/lines', { data: { line } })
  await reveal.card(3).getByRole('button', { name: 'Try outfit 3 again' }).click()
  await expect(reveal.ready(3)).toBeVisible()
  expect(await reveal.pieces(1)).toEqual(before)
})

test.describe('when time runs out in the middle', () => {
  test.use({ settings: { UNFOLD_RUN_DEADLINE_S: '5' } })

  test('what is ready stays, the end is said in words, and a new try makes the rest', async ({
    page,
    stylist,
    jobs,
  }) => {
    const goOn = stylist.holdBefore(INSIDE(2))
    const jobId = await jobs.start()
    await page.goto(`/reveal?user=test&job=${jobId}`)
    const reveal = revealOf(page)
    await expect(reveal.tryAgain).toBeVisible({ timeout: 30_000 })
    await expect(reveal.bar).toContainText(
      'The outfit that was ready stays here, and a new try goes on from there.',
    )
    const first = await reveal.pieces(1)
    goOn()
    await reveal.tryAgain.click()
    await expect(reveal.ready(3)).toBeVisible()
    expect(await reveal.pieces(1)).toEqual(first)
  })
})
