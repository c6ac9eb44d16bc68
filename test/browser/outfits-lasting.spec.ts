import { expect, jobIdOf, revealOf, test } from './outfits-stage.ts'
import { AT_ONCE, INSIDE } from './stylist.ts'

test('a reload in the middle and a second device show the same outfits, going on', async ({
  page,
  context,
  stylist,
  jobs,
}) => {
  const goOn = stylist.holdBefore(INSIDE(2))
  const jobId = await jobs.start()
  const address = `/reveal?user=test&job=${jobId}`
  await page.goto(address)
  const reveal = revealOf(page)
  await expect(reveal.ready(1)).toBeVisible()
  const first = await reveal.pieces(1)
  const percent = await reveal.percent()

  await page.reload()
  const other = await context.newPage()
  await other.goto(address)
  for (const one of [reveal, revealOf(other)]) {
    await expect(one.ready(1)).toBeVisible()
    await expect(one.card(2)).toContainText('The shoes bring it.')
    expect(await one.pieces(1)).toEqual(first)
    expect(await one.percent()).toBe(percent)
  }
  goOn()
  for (const one of [reveal, revealOf(other)]) {
    await expect(one.ready(3)).toBeVisible()
    expect(await one.pieces(1)).toEqual(first)
  }
  expect(stylist.calls).toHaveLength(1)
})

test('a server that is killed in the middle and comes back costs no outfit, and asks for the missing ones alone', async ({
  page,
  stylist,
  server,
  jobs,
}) => {
  const goOn = stylist.holdBefore(INSIDE(2))
  const jobId = await jobs.start()
  await page.goto(`/reveal?user=test&job=${jobId}`)
  const reveal = revealOf(page)
  await expect(reveal.ready(1)).toBeVisible()
  const first = await reveal.pieces(1)

  await server.kill('SIGKILL')
  await expect(reveal.bar).toContainText('Reconnecting. Your place is kept.')
  expect(await reveal.pieces(1)).toEqual(first)
  goOn()
  await server.start()
  await expect(reveal.ready(3)).toBeVisible({ timeout: 30_000 })
  await expect(reveal.progress).toHaveAttribute('value', '100')
  expect(await reveal.pieces(1)).toEqual(first)
  expect(stylist.calls).toHaveLength(2)
  expect(JSON.stringify(stylist.calls[1]!.body.messages)).toContain('Make 2 outfits')
})

test('three tabs at once do not disturb each other', async ({ page, context, stylist, jobs }) => {
  const goOn = stylist.holdBefore(AT_ONCE)
  const tabs = [page, await context.newPage(), await context.newPage()]
  const occasions = ['Brunch', 'Date night', 'Working from home']
  for (const [i, tab] of tabs.entries()) {
    await tab.goto('/occasion?user=test')
    await tab.getByRole('checkbox', { name: occasions[i]! }).check()
    await tab.getByRole('button', { name: 'Create outfits' }).click()
    await expect(revealOf(tab).bar).toContainText('Creating outfit 1 of 3')
  }
  goOn()
  for (const [i, tab] of tabs.entries()) {
    const reveal = revealOf(tab)
    await expect(reveal.progress).toHaveAttribute('value', '100')
    await expect(tab.getByText(occasions[i]!, { exact: true })).toBeVisible()
    const { input, status, parts } = await jobs.snapshot(jobIdOf(tab))
    expect([status, input]).toMatchObject(['completed', { occasions: [occasions[i]] }])
    const { items } = parts.find(({ part }) => part === 'outfit-1')!.value as any
    expect(await reveal.pieces(1)).toEqual(items.map(({ name }: { name: string }) => name))
  }
  expect(new Set(tabs.map(jobIdOf)).size).toBe(3)
})

test('Stop closes the line to the model in every tab, keeps what is ready, and Go on makes the rest', async ({
  page,
  context,
  stylist,
  jobs,
}) => {
  const goOn = stylist.holdBefore(INSIDE(2))
  const jobId = await jobs.start()
  const other = await context.newPage()
  await Promise.all([page, other].map((one) => one.goto(`/reveal?user=test&job=${jobId}`)))
  const reveal = revealOf(page)
  await expect(reveal.card(2)).toContainText('The shoes bring it.')
  await expect(reveal.card(1).getByRole('img').first()).toBeVisible()
  const first = await reveal.pieces(1)
  await reveal.stop.click()
  await stylist.calls[0]!.whenClosed
  for (const one of [reveal, revealOf(other)]) {
    await expect(one.bar).toContainText('Stopped. The outfit that was ready stays here')
    await expect(one.card(2)).toContainText('Stopped before this one.')
    await expect(one.stop).toBeHidden()
  }
  expect((await jobs.snapshot(jobId)).status).toBe('cancelled')

  goOn()
  await reveal.goOn.click()
  await expect(page).not.toHaveURL(new RegExp(jobId))
  await expect(reveal.ready(3)).toBeVisible()
  expect(await reveal.pieces(1)).toEqual(first)
  expect(stylist.calls).toHaveLength(2)
})

test('under a bad network the page still says first what is true, and ends whole', async ({
  page,
  context,
  stylist,
}) => {
  const line = await context.newCDPSession(page)
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 300,
    downloadThroughput: 200_000,
    uploadThroughput: 20_000,
  })
  const goOn = stylist.holdBefore(AT_ONCE)
  await page.goto('/occasion?user=test')
  await page.getByRole('checkbox', { name: 'Brunch' }).check()
  await page.getByRole('button', { name: 'Create outfits' }).click()
  const reveal = revealOf(page)
  await expect(reveal.bar).toContainText('Creating outfit 1 of 3')
  await expect(reveal.quickPick.getByRole('img').first()).toBeVisible()
  goOn()
  await expect(reveal.ready(3)).toBeVisible()
  await expect(reveal.progress).toHaveAttribute('value', '100')
})

test('a wait of a minute and of three are said in words, with a new try that keeps what is there', async ({
  page,
  stylist,
  jobs,
}) => {
  const goOn = stylist.holdBefore(INSIDE(2))
  const jobId = await jobs.start()
  await page.clock.install()
  await page.goto(`/reveal?user=test&job=${jobId}`)
  const reveal = revealOf(page)
  await expect(reveal.ready(1)).toBeVisible()
  await page.clock.fastForward(61_000)
  await expect(reveal.bar).toContainText(/Still processing\.\.\. \(\d+ s elapsed\)/)
  await expect(page.getByRole('button', { name: 'Retry' })).toBeHidden()
  await page.clock.fastForward(120_000)
  await expect(reveal.bar).toContainText(/longer than expected \(\d+ s elapsed\)/)
  await expect(reveal.stop).toBeEnabled()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page).not.toHaveURL(new RegExp(jobId))
  goOn()
  await expect(reveal.ready(3)).toBeVisible()
  expect((await jobs.snapshot(jobId)).status).toBe('cancelled')
  expect(await jobs.snapshot(jobIdOf(page))).toMatchObject({ status: 'completed', continues: jobId })
})

test('a model that does not answer leaves outfits by the rules, and says so', async ({
  page,
  stylist,
  jobs,
}) => {
  stylist.breakDown()
  await page.goto(`/reveal?user=test&job=${await jobs.start()}`)
  const reveal = revealOf(page)
  await expect(reveal.ready(3).or(reveal.tryAgain)).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText(/put together by them|is put together/)).toBeVisible()
})

test('a job that is unknown, or of another kind, says so', async ({ page }) => {
  for (const job of ['nobodys', '']) {
    await page.goto(`/reveal?user=test&job=${job}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('These outfits are not here')
  }
  await page.goto('/occasion?user=somebody')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is somebody else’s')
})

test('made at once each outfit comes to its own place when it is whole, and the others stay theirs', async ({
  page,
  stylist,
  jobs,
}) => {
  const goOns = [1, 2, 3].map((n) => stylist.holdBefore(INSIDE(n)))
  await page.goto('/occasion?user=test')
  await page.getByRole('checkbox', { name: 'Brunch' }).check()
  await page.getByRole('checkbox', { name: 'Make the three at once' }).check()
  await page.getByRole('button', { name: 'Create outfits' }).click()
  const reveal = revealOf(page)
  for (const n of [1, 2, 3]) await expect(reveal.card(n)).toContainText('The shoes bring it.')

  const whole: { [n: number]: unknown } = {}
  for (const n of [3, 1, 2]) {
    goOns[n - 1]!()
    await expect(reveal.ready(n)).toBeVisible()
    whole[n] = await reveal.pieces(n)
    await page.reload()
    for (const [other, pieces] of Object.entries(whole)) {
      await expect(reveal.ready(Number(other))).toBeVisible()
      expect(await reveal.pieces(Number(other))).toEqual(pieces)
    }
    await expect(page.getByRole('heading', { name: 'Why it works' })).toHaveCount(Object.keys(whole).length)
  }
  await expect(reveal.progress).toHaveAttribute('value', '100')
  expect(stylist.calls).toHaveLength(3)
  const parts = (await jobs.events(jobIdOf(page))).flatMap((event) =>
    event.type === 'part' ? event.part : [],
  )
  expect(parts.filter((part) => part.startsWith('outfit-'))).toEqual(['outfit-3', 'outfit-1', 'outfit-2'])
})
